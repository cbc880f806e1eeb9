"""What is wrong with an English for a sentence: the examiner's own checks, and what only a machine does.

The checks are those that later look at the whole report; here they see one sentence. What they find about numbers,
and what is no English at all, keeps a draft from being let out, whatever the check thinks of its weight. Beside them: an answer of another shape than
a sentence, words that are the engine's own, loops, and more sentences than the Chinese can hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from generator.checks import CHECKS, NUMBER_CHECKS, CheckContext
from generator.checks.contract import Material, Pair
from generator.checks.traces import find_traces
from generator.draft.direction import find_turned
from generator.draft.places import Places, find_places
from generator.model import Sentence
from generator.quantities import Quantity, quantity_to_english
from generator.script import to_full_stops, to_simplified

_NUMBER_CHECKS = (NUMBER_CHECKS - {"numbers-swapped"}) | {"direction-kept", "multiples-kept", "to-or-by"}
_NO_ENGLISH = frozenset(
    {"chinese-left", "target-equals-source", "empty-target", "markup-left", "corrupt-characters"}
)
_ONE_SENTENCE = [
    check
    for check in CHECKS
    if check.scope in ("sentence", "text") and not check.id.startswith("source-") and check.id != "draft-left"
]
_LOOP = re.compile(r"(\b\w+(?:\W+\w+){0,7})(?:\W+\1\b){2,}", re.IGNORECASE)
_OWN_WORDS = re.compile(
    r"\A(?:sure|certainly|of course|okay|here(?: is|’s|'s))\b|\b(?:here is the translation|i hope this helps|"
    r"as an ai|let me know if|i(?:['’]m| am) (?:sorry|unable)|i (?:cannot|can['’]t) |translat(?:ion|ed text|or’s note|or's note)\s*:|note\s*:)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"\*\*|^#+ |```|</?[a-z]+>|\{\{|\}\}", re.MULTILINE)
_ENDS = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\bNo)(?<!Ltd)[.!?](?:[”’\"')]*)(?:\s+(?=[A-Z])|\Z)")
_CURRENCIES = {
    "美元|美金|USD|US\\$": r"\bUSD(?![A-Za-z])|\bUS\$|\bU\.S\. dollars?\b|\bUS dollars?\b",
    "港元|港币|港幣|HKD|HK\\$": r"\bHKD(?![A-Za-z])|\bHK\$|\bHong Kong dollars?\b",
    "欧元|EUR|€": r"\bEUR(?![A-Za-z])|€|\beuros?\b",
    "日元|日圆|JPY": r"\bJPY(?![A-Za-z])|\byen\b",
    "英镑|GBP|£": r"\bGBP(?![A-Za-z])|£|\bpounds? sterling\b",
    "元|币|RMB|CNY|￥|¥": r"\b(?:RMB|CNY)(?![A-Za-z])|\byuan\b",
}
_WORDS_FOR_A_TRACE, _WORDS_FOR_A_WORD = 8, 4  # what right pairs have, with room to spare
# English words that turn a statement round, and what the Chinese says where they are right.
_REASONS = {
    r"\bsome\b(?! \d)": "部分|有些|某些|一些|若干|个别|有的|几|多|少数|约|左右|近|余|不同程度|其他|其它|一定",
    r"\b(?:several|various|numerous|many|a few)\b": "多|若干|数(?![据字量额])|几|各|部分|一些|众|不少|诸|等|许|大量|丰富|有的|有些|[一大分]批|系列|们",
    r"\bcancel\w*": "取消|撤|注销|终止|废|退",
    r"\bexternal\w*": "外|第三方|社会",
    r"\boutside\b": "外|以下|不",
    r"\bmajority\b": "多|半|控股|主要|大部|主体",
    r"\bminority\b": "少数|中小|小股东|民族",
    r"\b(?:reject|refus)\w*": "拒|否|不|退|未",
    r"\bsuspend\w*": "停|中止",
    r"\bdependent\b": "依|靠|取决|家属|抚养",
}
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an answer, as an engine is told it; one that is ``fatal`` is never let out.

    ``message_zh`` is there for what only this room sees; the rest the checks of the report will say again.
    """

    message: str
    fatal: bool = False
    message_zh: str = ""


def find_problems(sentence: Sentence, target: str, context: CheckContext) -> tuple[Problem, ...]:
    """What is wrong with an English for this sentence; nothing for one that is fit to be shown as a draft."""
    source = to_full_stops(to_simplified(sentence.source))
    pair = Pair(source, target, context, sentence.id, role=sentence.role, path=sentence.path)
    places = find_places(pair)
    numbers = tuple(_number_problems(pair, places))
    found = [*numbers, *_place_problems(pair, places), *_term_problems(pair), *_shape_problems(pair)]
    for check_id, message in _examined(pair, places):
        number = check_id in _NUMBER_CHECKS
        if not (number and any(problem.fatal for problem in numbers)):
            found.append(Problem(message, number or check_id in _NO_ENGLISH))
    return tuple(dict.fromkeys(found))


def _examined(pair: Pair, places: Places) -> Iterator[tuple[str, str]]:
    """The findings of the checks that are more than untidy; terms are told in words of our own."""
    material = Material((pair,), (pair,))
    for check in _ONE_SENTENCE:
        for finding in check.run(material, pair.context):
            start = finding.source_span[0] if finding.source_span else -1
            explained = check.id == "numbers-swapped" and places.explains(start)
            if finding.severity != "untidy" and not explained:
                yield finding.check, finding.message


def _number_problems(pair: Pair, places: Places) -> Iterator[Problem]:
    """The numbers by value, said so that an engine can put them right."""

    def english(quantity: Quantity) -> str:
        return quantity_to_english(quantity, pair.context.style)

    for missing in pair.match.missing:
        yield Problem(f'"{english(missing)}" must stand in it', fatal=True)
    for extra in pair.match.extra:
        yield Problem(f'"{extra.text}" must not stand in it', fatal=True)
    for different in pair.match.different:
        right = english(different.source)
        if different.why != ("order",):
            yield Problem(f'"{different.target.text}" must be "{right}"', fatal=True)
        elif not places.doubts and not places.explains(different.source.start):
            text = f"“{different.source.text}”在译文中可能错位或互换，请核对"
            yield Problem(f'"{right}" must stand where the source has it', False, text)
    yield from _direction_problems(pair, english)
    for chinese, words in _CURRENCIES.items():
        if re.search(words, pair.target) and not re.search(chinese, pair.source):
            yield Problem("name no other currency than the source does", fatal=True)


def _place_problems(pair: Pair, places: Places) -> Iterator[Problem]:
    """The first doubt about the places of the numbers: a right English may turn them, a person has to look."""
    for doubt in places.doubts[:1]:
        chinese = "与".join(f"“{quantity.text}”" for quantity in doubt)
        english = " and ".join(f'"{quantity_to_english(quantity, pair.context.style)}"' for quantity in doubt)
        yield Problem(
            f"see that {english} stand where they belong", False, f"{chinese}在译文中可能错位或互换，请核对"
        )


def _direction_problems(pair: Pair, english: Callable[[Quantity], str]) -> Iterator[Problem]:
    for number in find_turned(pair):
        text = f"“{number.text}”在译文中的增减方向与原文相反，请核对"
        yield Problem(f'see whether there is more or less by "{english(number)}"', False, text)


def _term_problems(pair: Pair) -> Iterator[Problem]:
    for use in pair.terms:
        if use.required and use.use == "missing":
            english, chinese = use.hit.english, use.hit.text
            yield Problem(f'write "{english}" for {chinese}', False, f"“{chinese}”应译为“{english}”")


def _shape_problems(pair: Pair) -> Iterator[Problem]:
    source, target = pair.source, pair.target
    if not target.strip():
        yield Problem("translate the whole sentence", True, "请译出整句")
        return
    if "\n" in target.strip() or _MARKUP.search(target):
        yield Problem("answer in one line of plain text", True, "译文应为一行纯文本")
    if _OWN_WORDS.search(target) and not re.search("注[:：]|备注|说明[:：]|译", source):
        yield Problem("write the translation and no word of your own", True, "译文中有引擎自己的话")
    for words, reason in _REASONS.items():
        found = re.search(words, target, re.IGNORECASE)
        if found and not re.search(reason, source):
            yield Problem(
                f'the Chinese does not say "{found[0]}"', False, f"译文用了 {found[0]}，原文没有此意"
            )
    if _LOOP.search(target):
        yield Problem("say each thing once", True, "译文有重复")
    if _idle_sentence(pair):
        yield Problem("translate this sentence, and nothing beyond it", False, "译文有一句似为原文所无")
    han = len(_HAN.findall(source))
    if han >= 6 and not han * 1.2 <= len(target) <= han * 12 + 60:
        yield Problem("translate the whole sentence, and nothing but it", True, "译文过短或过长")


def _idle_sentence(pair: Pair) -> bool:
    """Whether one of several English sentences says hardly anything that the Chinese says and the others do not."""
    ends = [found.end() for found in _ENDS.finditer(pair.target)]
    if len(ends) < 2:
        return False
    whole = sum(find_traces(pair).values())
    for start, end in zip([0, *ends], ends, strict=False):
        words = len(pair.target[start:end].split())
        rest = pair.target[:start] + pair.target[end:]
        gained = whole - sum(find_traces(replace(pair, target=rest)).values())
        alone = sum(find_traces(replace(pair, target=pair.target[start:end])).values())
        if words >= 3 and gained * _WORDS_FOR_A_TRACE < words and alone * _WORDS_FOR_A_WORD < words:
            return True
    return False
