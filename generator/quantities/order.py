"""Numbers that are all there, but in each other's place: 11 general meetings and 3 board meetings for 3 and 11.

English keeps the order of like numbers, except where grammar turns it round: a phrase with a preposition (在5个城市
开设10个网点), a modifier with 的, a comparison (由…提高到…). Only what none of these explains is reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.quantities.nouns import counted_noun, same_thing, says_noun
from generator.quantities.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Pair:
    """A quantity of the source and the one of the target that states it."""

    source: Quantity
    target: Quantity


@dataclass(frozen=True, slots=True)
class Difference:
    """Two quantities that belong together and do not agree.

    ``why`` has one or more of: value, scale, digits, date, sign, direction, kind, unit, approx, order, form.
    """

    source: Quantity
    target: Quantity
    why: tuple[str, ...]


_CLAUSE = re.compile(r"[，,；;。：:、（(]")
_PREPOSITION = re.compile(
    r"(?:[在从由对向较按以将自给与和跟于据经]|(?<!占)[比同]|为(?=[^\d\s]*[\u4e00-\u9fff]))"
)
_VERB = re.compile(
    r"有|召开|举办|开展|完成|获|取得|实现|达|建|新增|共|设|组织|发布|捐|处理|覆盖|支出|公开|占比|编制|累计|[较同]比|节约|减排|减少|排放|使用|消耗|产生|投入|销售|实施|新签|服务|拥有|采用|提供|享受|开通|签订|成立|接待|受理|回复|披露|审议|奖励|派"
)
_COMPARED = re.compile(r"较|比|相较|相比|同期")
_OF = re.compile(r"的")
_TIMED = re.compile(r"\s*(?:的|为|达到?)?\s*")


def find_crossed(source: str, pairs: Sequence[Pair]) -> list[Difference]:
    """The pairs of like quantities whose order is turned round without a reason in the Chinese."""
    usable = [pair for pair in pairs if not pair.source.soft and pair.source.kind not in {"ordinal", "code"}]
    crossed: list[Pair] = []
    for i, first in enumerate(usable):
        for second in usable[i + 1 :]:
            if (
                _alike(first, second)
                and _inverted(first, second)
                and not _explained(source, first, second, usable)
            ):
                crossed += [first, second]
    return [Difference(p.source, p.target, ("order",)) for p in dict.fromkeys(crossed)]


def _alike(first: Pair, second: Pair) -> bool:
    """Whether two pairs could have been mistaken for one another: one shape in English, two values."""
    a, b = first.target, second.target
    if first.source.value == second.source.value:
        return False
    if first.source.kind != second.source.kind:
        return False
    if a.value.startswith("P") and b.value.startswith("P"):
        return a.value[-1] == b.value[-1]
    if a.kind in {"date", "period"}:
        return (
            a.kind == b.kind
            and len(a.value) == len(b.value)
            and "clock" not in (*a.flags, *b.flags)
            and not a.value.startswith("P")
        )
    heads = [(unit or "item").partition("/")[0] for unit in (a.unit, b.unit)]
    return a.kind == b.kind and heads[0] == heads[1]


def find_misplaced(source: str, target: str, pairs: Sequence[Pair]) -> list[Difference]:
    """Numbers that stand beside each other's noun: 15 branches in 32 provinces for 15个省份 and 32家分公司."""
    pairs = [pair for pair in pairs if not pair.source.soft and pair.source.kind not in {"ordinal", "code"}]
    nouns = [
        (pair, noun)
        for pair in pairs
        if pair.source.kind == "count" and (noun := counted_noun(source, pair.source.end))
    ]
    behind = {id(pair): _words_behind(target, pair, pairs) for pair in pairs}
    found: list[Pair] = []
    for pair, noun in nouns:
        if says_noun(behind[id(pair)], noun):
            continue
        for other in pairs:
            theirs = next((n for p, n in nouns if p is other), None)
            if (
                other is pair
                or other.source.value == pair.source.value
                or (theirs and same_thing(theirs, noun))
            ):
                continue
            taken = _first_words(behind[id(other)])
            if says_noun(taken, noun) and not (theirs and says_noun(taken, theirs)):
                found += [pair, other]
    return [Difference(p.source, p.target, ("order",)) for p in dict.fromkeys(found)]


def _words_behind(target: str, pair: Pair, pairs: Sequence[Pair]) -> str:
    """The English from a number to the next one."""
    after = [p.target.start for p in pairs if p.target.start >= pair.target.end]
    return target[pair.target.start : min(after, default=len(target))]


def _first_words(text: str) -> str:
    """A number and the three words behind it, as far as its clause goes."""
    match = re.match(r"\S+(?:\s+[A-Za-z’'-]+){0,3}", text)
    return match.group() if match else ""


def _inverted(first: Pair, second: Pair) -> bool:
    return (first.source.start < second.source.start) != (first.target.start < second.target.start)


def _explained(source: str, first: Pair, second: Pair, pairs: Sequence[Pair]) -> bool:
    """Whether the grammar of the source gives a reason for the other order."""
    before, after = sorted((first, second), key=lambda pair: pair.source.start)
    start = before.source.start
    clause = re.split(_CLAUSE, source[max(0, start - 24) : start])[-1]
    between = source[before.source.end : after.source.start]
    same_clause = _CLAUSE.search(between) is None
    if any(source[: pair.source.start].rstrip().endswith("每") for pair in (before, after)):
        return True
    preposition = _PREPOSITION.search(clause)
    if not (preposition and not _VERB.search(clause, preposition.end())) and not (
        same_clause and _OF.search(between)
    ):
        return False
    if (
        before.source.kind in {"date", "period"}
        and not same_clause
        and not _COMPARED.search(clause + between)
    ):
        return preposition is not None and preposition.group() not in {"在", "于"}
    numbers = [_dated_number(source, pair, pairs) for pair in (before, after)]
    if numbers[0] and numbers[1] and numbers[0] is not numbers[1]:
        return _inverted(numbers[0], numbers[1])
    return True


def _dated_number(source: str, pair: Pair, pairs: Sequence[Pair]) -> Pair | None:
    """The number that stands right behind a date: 2023年的120人, 2024年为150人."""
    if pair.source.kind not in {"date", "period"}:
        return None
    gap = _TIMED.match(source, pair.source.end)
    at = gap.end() if gap else pair.source.end
    return next((p for p in pairs if p.source.start == at and p.source.kind not in {"date", "period"}), None)
