"""A claim of the English that is stronger than the Chinese.

Why: "first", "leading" and "zero" are what regulators and plaintiffs read; a translator may not add them.
Caught: superlatives and absolutes of the list below in the English without their like in the Chinese.
Fine: the same claim in both; "first" in an ordinal, "at first", "first-hand"; "leading to"; "best practice" for 最佳.
Not seen: a claim of the Chinese made weaker; praise that is no superlative.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.cues import cue

_CLAIMS = (
    cue(
        "首|第一|一|先|为本|至上|初|1|１|头|原|始|正月|Ⅰ|I",
        "(?<!at )(?<!at the )first(?!-hand)(?! half)(?! aid)(?! and foremost)",
    ),
    cue(
        "领先|引领|领军|领跑|龙头|先进|头部|前列|前茅|带动|主导|领导|领衔|牵头|带领|领域|骨干|主要|知名|领头|排头|尖端|一流|优秀",
        "(?<!not )leading(?! to)(?! up)(?! the way)|leader in|market leaders?|industry leaders?",
    ),
    cue(
        "最|第一|之首|首位|极|头|前[\\d一二三五十]|[\\d一二三四五六七八九十]大",
        "largest|biggest|greatest|strongest|fastest|highest|foremost",
    ),
    cue(
        "最|优|先进|佳|良好|更好|顶|尽|绝",
        "(?<!at )(?<!do its )(?<!its )(?<!their )best(?! efforts)(?! endeavou?rs)|optimal|optimum",
    ),
    cue(
        "一流|世界级|国际|全球|先进|顶",
        "world-class|world-leading|state-of-the-art|cutting-edge|top-notch|second to none",
    ),
    cue(
        "唯一|独|特|专属|个性|仅",
        "unique(?:ly)?|unrivall?ed|unparalleled|unmatched|one-of-a-kind|exclusive(?:ly)?",
    ),
    cue("前所未有|空前|首次|史|未有", "unprecedented|never before|record-breaking|all-time"),
    cue("零|0|０|无|〇|没有|未发生|未", "zero(?!-\\w)|nil"),
    cue("完美|完善|健全|尽善|圆满|无缝|十全", "perfect(?:ly)?|flawless(?:ly)?|impeccabl[ey]"),
    cue("保|承诺|担|确|必|稳|质", "guarantee[sd]?|guaranteeing"),
    cue("革命|颠覆|变革|突破", "revolutionary|groundbreaking|ground-breaking|disruptive|game-changing"),
    cue(
        "全部|所有|全|均|都|各|一切|100|１００|完|百分之百|彻底|圆满|满分",
        "100 ?%|100 percent|one hundred percent",
    ),
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each claim that the Chinese does not make."""
    for claim in _CLAIMS:
        said = claim.in_target(pair)
        if (
            said
            and not claim.in_source(pair)
            and not any(said[0].lower() in hit.english.lower() for hit in pair.hits)
        ):
            yield Remark(
                f"“{said[0]}” claims more than the Chinese does. Weaken or remove it.",
                f"英文“{said[0]}”的表述强于原文。请弱化或删去。",
                target_span=said.span(),
            )


CHECK = Check("claims-kept", "doubtful", "sentence", per_sentence(look))
