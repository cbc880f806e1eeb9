"""What stands beside a number in both languages: by it one sees whether the number has kept its place.

``look_around(pair, number, numbers)`` collects it, ``compare_sides(one, other)`` counts what two numbers have kept and
what has gone over from the one to the other. Words count that the glossary, the checks' lexicon or ``things.tsv`` know;
so do what leads a number in (每, 较 …) and the year that belongs to a figure (2023年的120人).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.checks.contract import Pair
from generator.checks.traces import LEXICON, find_answers
from generator.draft.likeness import TIMES
from generator.draft.words import THINGS
from generator.quantities import Pair as Agreement
from generator.quantities import Quantity

_NEAR_CHINESE, _NEAR_ENGLISH = 14, 70
_IN = "中(?![国心小学层级药医央期标型])"
_CHINESE_BREAK = re.compile(rf"[，、；。：（）]|(?<=[人名家项次个])[和及与]|{_IN}|[优高低多少]于|较|比(?!例)")
_ENGLISH_BREAK = re.compile(r"[;:()]|(?<!\bMr)(?<!\bMs)[,.](?!\d)|\b(?:and|while|with|but)\b")
# What is done, and how it changes, is not what is counted: 3个县捐赠了24辆.
_IDLE = re.compile(
    "下降|增长|提高|减少|增加|降低|提升|上升|达到|扩大|缩短|捐赠|开展|组织|提供|举办|完成|实现|参加|参与|建设|建成|获得|取得|"
    "投入|支出|覆盖|支持|认证|发布|制定|修订|召开|采纳|安装|识别|使用|接入|生产|录用|发放|评选|签订|设立|建立|处理|配备|收到|"
    "运营|累计|组成"
)
_YEAR_OF = (
    re.compile(r"\s*[末底度]?[的为达]?(?:约|近|超过)?\s*"),
    re.compile(r"\s*(?:\w+ )?(?:in|of|for|at the end of|during|was|were|\()\s*(?:the )?", re.IGNORECASE),
)
# How the Chinese leads a number in, or goes on behind it, and how the English then leads it in.
_LEADS = (
    (
        re.compile(r"(?:[较比与]|高于|低于|优于)[^，。；\d]{0,8}\Z"),
        None,
        re.compile(r"\b(?:from|than|against|compared (?:with|to)|versus|over|above|below)\b[^,;.\d]{0,24}\Z", re.IGNORECASE),
    ),
    (re.compile(r"每\Z"), None, re.compile(r"\b(?:per|every|each)\b[^,;.\d]{0,8}\Z", re.IGNORECASE)),
    (
        None,
        re.compile(rf"[^，。；\d]{{0,12}}{_IN}"),
        re.compile(r"\b(?:of|among|from) (?:the |its |these |our )?\Z", re.IGNORECASE),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sides:
    """What stands beside a number of the English: words, leads by their place in the table, the year or figure of it.

    ``words``, ``leads`` and ``linked`` are what the Chinese has beside it; empty for a number that it does not have.
    """

    english: str
    led: frozenset[int]
    links: frozenset[str]
    words: frozenset[str] = frozenset()
    leads: frozenset[int] = frozenset()
    linked: frozenset[str] = frozenset()

    def has_word(self, word: str) -> bool:
        """Whether an English that this pattern describes stands beside the number."""
        return bool(re.search(word, self.english, re.IGNORECASE))


def compare_sides(one: Sides, other: Sides) -> tuple[int, int]:
    """How many things beside a number stand beside it alone in the English, and how many beside the other alone."""
    together = apart = 0
    for ours, theirs in ((one, other), (other, one)):
        told = [(ours.has_word(word), theirs.has_word(word)) for word in ours.words - theirs.words]
        told += [(lead in ours.led, lead in theirs.led) for lead in ours.leads - theirs.leads]
        told += [(value in ours.links, value in theirs.links) for value in ours.linked - theirs.linked]
        together += told.count((True, False))
        apart += told.count((False, True))
    return together, apart


def look_around(pair: Pair, number: Agreement, numbers: Sequence[Agreement]) -> Sides:
    """What stands beside a number in both languages, to the next number or break."""
    words = _words_behind(pair, number, numbers)
    if not takes_what_follows(pair.source, number.source):
        words += _words_before(pair, number, numbers)
    source, start = number.source, number.source.start
    leads = {
        place
        for place, (before, behind, _) in enumerate(_LEADS)
        if (before and before.search(pair.source[:start]))
        or (behind and behind.match(pair.source, source.end))
    }
    linked = {
        one.source.value for one in numbers if _is_year_of(pair.source, source, one.source, _YEAR_OF[0])
    }
    return replace(
        look_at(pair.target, number.target, numbers),
        words=frozenset(words),
        leads=frozenset(leads),
        linked=frozenset(linked),
    )


def look_at(target: str, number: Quantity, numbers: Sequence[Agreement]) -> Sides:
    """What stands beside a number of the English."""
    before, behind = _before(target, number, numbers), _behind(target, number, numbers)
    led = {place for place, (_, _, lead) in enumerate(_LEADS) if lead.search(target[: number.start])}
    links = {one.source.value for one in numbers if _is_year_of(target, number, one.target, _YEAR_OF[1])}
    return Sides(f"{before} | {behind}", frozenset(led), frozenset(links))


def takes_what_follows(source: str, number: Quantity) -> bool:
    """Whether a number tells of the words behind it: it counts, or a 的 stands there; not at the end of its clause."""
    behind = source[number.end :].lstrip()
    if source[: number.start].rstrip().endswith("每") or number.kind in TIMES:
        return False
    if not behind or _CHINESE_BREAK.match(behind) or behind[0] in "和及与":
        return False
    return number.kind in ("count", "measure", "ordinal") or behind.startswith("的")


def _words_before(pair: Pair, number: Agreement, numbers: Sequence[Agreement]) -> list[str]:
    """The English of the words that lead to a number; the last alone where the first tells of the number before."""
    start = number.source.start
    left = max([0, start - _NEAR_CHINESE, *(one.source.end for one in numbers if one.source.end <= start)])
    breaks = [found.end() for found in _CHINESE_BREAK.finditer(pair.source, left, start)]
    owners = [one for one in numbers if one.source.end == left and not breaks]
    answers = [answer for _, answer in _answers(pair, max([left, *breaks]), start)]
    if any(takes_what_follows(pair.source, one.source) for one in owners):
        return answers[1:][-1:]  # 15场招聘会录用毕业生230名
    return answers


def _words_behind(pair: Pair, number: Agreement, numbers: Sequence[Agreement]) -> list[str]:
    """The English of the words behind a number; the first alone where it counts, none where a number follows that has them."""
    end = number.source.end
    nexts = [one.source.start for one in numbers if one.source.start >= end]
    right = min([len(pair.source), end + _NEAR_CHINESE, *nexts])
    stop = _CHINESE_BREAK.search(pair.source, end, right)
    start = number.source.start if number.source.kind == "count" else end  # 两个方面 is one number
    answers = _answers(pair, start, stop.start() if stop else right)
    if takes_what_follows(pair.source, number.source):
        return [answer for _, answer in answers[:1]]
    return [] if right in nexts and not stop else [answer for _, answer in answers]


def _answers(pair: Pair, start: int, end: int) -> list[tuple[int, str]]:
    """The terms and known words of a stretch of the source by place, with the pattern of their English."""
    found: dict[int, set[str]] = {}
    for lexicon in (LEXICON, THINGS):
        for place, answer in find_answers(pair, start, end, lexicon):
            if not (_IDLE.match(pair.source, place) or re.search(r"\d", answer.pattern)):
                found.setdefault(place, set()).add(answer.pattern)
    return [(place, "|".join(sorted(patterns))) for place, patterns in sorted(found.items())]


def _is_year_of(text: str, number: Quantity, other: Quantity, link: re.Pattern[str]) -> bool:
    """Whether one of the two is a time and the other a figure, and nothing but such a link stands between them."""
    if (number.kind in TIMES) == (other.kind in TIMES) or "ratio" in (number.kind, other.kind):
        return False
    first, second = sorted((number, other), key=lambda one: one.start)
    return bool(link.fullmatch(text, first.end, second.start))


def _before(target: str, number: Quantity, numbers: Sequence[Agreement]) -> str:
    """The English that leads to a number; nothing where it tells of a count before, as the nouns of counts follow them."""
    start = number.start
    former = [one.target for one in numbers if one.target.end <= start]
    left = max([0, start - _NEAR_ENGLISH, *(one.end for one in former)])
    breaks = [found.end() for found in _ENGLISH_BREAK.finditer(target, left, start)]
    if not breaks and any(one.end == left and one.kind in ("count", "measure") for one in former):
        return ""
    return target[max([left, *breaks]) : start]


def _behind(target: str, number: Quantity, numbers: Sequence[Agreement]) -> str:
    end = number.end
    right = min(
        [len(target), end + _NEAR_ENGLISH, *(one.target.start for one in numbers if one.target.start >= end)]
    )
    stop = _ENGLISH_BREAK.search(target, end, right)
    return target[end : stop.start() if stop else right]
