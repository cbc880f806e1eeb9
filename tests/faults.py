"""Faults as engines make them, planted into right English: deterministic, each named by its kind.

``plant(pairs)`` yields (kind, pair, faulty English). A fault is planted only where it is one: where what is changed
stands in the English and the change makes it say something else.
"""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.memory import Pair
from generator.quantities import Quantity, compare_texts, find_english_quantities, find_quantities
from generator.terms import Glossary, closed_spans, find_terms

Fault = Callable[[Pair, random.Random, "Ground"], str | None]

NUMBER_KINDS = frozenset(
    {
        "number changed",
        "number dropped",
        "number added",
        "numbers exchanged",
        "scale",
        "date",
        "unit",
        "currency",
        "sign",
    }
)


@dataclass(frozen=True)
class Ground:
    """What faults are made from: all pairs and the glossary."""

    pairs: Sequence[Pair]
    glossary: Glossary


def _figures(target: str) -> list[re.Match[str]]:
    return list(re.finditer(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w,.]*\d)", target))


def number_changed(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    found = [m for m in _figures(pair.target) if m[0] in re.sub(r"(?<=\d),", ",", pair.target)]
    if not found or not find_quantities(pair.source):
        return None
    figure = chance.choice(found)
    digits = [n for n, c in enumerate(figure[0]) if c.isdecimal()]
    at = chance.choice(digits)
    other = chance.choice([d for d in "123456789" if d != figure[0][at]])
    return (
        pair.target[: figure.start()]
        + figure[0][:at]
        + other
        + figure[0][at + 1 :]
        + pair.target[figure.end() :]
    )


def number_dropped(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    found = [
        q
        for q in find_english_quantities(pair.target)
        if (q.kind in ("money", "percent", "count") and q.text[:1].isdigit()) or q.text.startswith("RMB")
    ]
    if not found:
        return None
    gone = chance.choice(found)
    return (
        re.sub(r" {2,}", " ", pair.target[: gone.start] + "some" + pair.target[gone.end :])
        if find_quantities(pair.source)
        else None
    )


def number_added(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    if not pair.source.endswith("。") or not pair.target.endswith("."):
        return None
    return f"{pair.target[:-1]}, an increase of {chance.randrange(11, 89)}.{chance.randrange(10, 99)}%."


def numbers_exchanged(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    found = [
        q for q in find_english_quantities(pair.target) if q.kind in ("money", "percent", "count", "measure")
    ]
    for one in found:
        for other in found:
            alike = one.kind == other.kind and (one.unit or "") == (other.unit or "")
            if one.start < other.start and one.end <= other.start and alike and one.value != other.value:
                first, second = pair.target[one.start : one.end], pair.target[other.start : other.end]
                if first.replace(",", "").isdigit() == second.replace(",", "").isdigit():
                    return (
                        pair.target[: one.start]
                        + second
                        + pair.target[one.end : other.start]
                        + first
                        + pair.target[other.end :]
                    )
    return None


def scale(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    for word, other in (("million", "billion"), ("billion", "million")):
        if re.search(rf"\d {word}\b", pair.target):
            return re.sub(rf"(\d) {word}\b", rf"\1 {other}", pair.target, count=1)
    money = re.search(r"RMB ?([\d,]+)\b(?! million| billion|\.)", pair.target)
    if money:
        return f"{pair.target[: money.start(1)]}{money[1]}0{pair.target[money.end(1) :]}"
    return None


def date(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    months = list(calendar.month_name)[1:]
    found = re.search(rf"\b({'|'.join(months)})\b(?= \d)|(?<=\d )\b({'|'.join(months)})\b", pair.target)
    if found:
        other = months[(months.index(found[0]) + chance.randrange(1, 12)) % 12]
        return pair.target[: found.start()] + other + pair.target[found.end() :]
    year = re.search(r"\b(20\d\d)\b", pair.target)
    if year and year[0] in pair.source:
        return pair.target[: year.start()] + str(int(year[0]) - 1) + pair.target[year.end() :]
    return None


def unit(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    swaps = {
        r"(?<=\d )tonnes\b": "kilograms",
        r"(?<=\d )hours\b": "days",
        r"(?<=\d )days\b": "hours",
        r"(?<=\d)%": " percentage points",
        r"(?<=\d )MWh\b": "kWh",
        r"(?<=\d )kWh\b": "MWh",
        r"(?<=\d )years\b": "months",
        r"(?<=\d )cubic metres\b": "square metres",
        r"(?<=\d )kilometres\b": "metres",
    }
    for pattern, other in swaps.items():
        if re.search(pattern, pair.target):
            return re.sub(pattern, other, pair.target, count=1)
    return None


def currency(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    other = chance.choice(["USD", "HK$", "EUR "])
    return pair.target.replace("RMB", other, 1) if re.search(r"RMB ?\d", pair.target) else None


def sign(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    swaps = [("increased", "decreased"), ("increase", "decrease"), ("growth", "decline")]
    swaps += [("rose", "fell"), ("decreased", "increased"), ("decrease", "increase"), ("fell", "rose")]
    for word, other in swaps:
        if re.search(rf"\b{word}\b[^.]*\d", pair.target) and re.search("增|减|降|升", pair.source):
            return re.sub(rf"\b{word}\b", other, pair.target, count=1)
    return None


def term_swapped(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    hits = [
        h
        for h in find_terms(pair.source, ground.glossary)
        if h.term.kind == "term" and not h.term.advice and h.english in pair.target
    ]
    if not hits:
        return None
    hit = chance.choice(hits)
    others = ["audit committee", "holding company", "convertible bond", "related party", "supply contract"]
    other = next(o for o in others if o not in pair.target and o != hit.english)
    return pair.target.replace(hit.english, other)


def name_lost(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    hits = [
        h
        for h in find_terms(pair.source, ground.glossary)
        if h.term.kind == "name" and h.english in pair.target
    ]
    if not hits or pair.target.strip() == hits[0].english:
        return None
    return pair.target.replace(chance.choice(hits).english, "the organisation")


def chinese_left(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    words = pair.target.split(" ")
    han = re.findall("[\u4e00-\u9fff]{2,6}", pair.source)
    if len(words) < 4 or not han:
        return None
    words[chance.randrange(1, len(words) - 1)] = chance.choice(han)
    return " ".join(words)


def truncated(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    words = pair.target.split(" ")
    return " ".join(words[: len(words) // 2]) if len(words) >= 10 else None


def loop(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    words = pair.target.rstrip(".").split(" ")
    if len(words) < 5:
        return None
    tail = " ".join(words[-chance.randrange(2, 5) :])
    return f"{' '.join(words)} {tail} {tail} {tail} {tail}."


def negation_dropped(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    if not re.search("不|未|无|没有|严禁|禁止", pair.source):
        return None
    for pattern, other in (
        (r"\b(did|does|do|was|were|is|has|have) not\b", r"\1"),
        (r"\bno\b(?! later| less| more| fewer)", "some"),
        (r"\bnot\b(?! only| less| more)", ""),
    ):
        if re.search(pattern, pair.target):
            return re.sub(r" {2,}", " ", re.sub(pattern, other, pair.target, count=1))
    return None


def extra_sentence(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    if not pair.source.endswith("。"):
        return None
    more = [
        "The Company will continue to improve its management in the future.",
        "This shows the strong commitment of the management team.",
        "All stakeholders have praised these results.",
        "Further details are available on the website.",
    ]
    return f"{pair.target} {chance.choice(more)}"


def own_words(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    forms = [
        "Here is the translation: {}",
        "{} I hope this helps!",
        "Sure! {}",
        "**{}**",
        "Translation: {}",
        "{}\n\nNote: the term was kept.",
        "I'm sorry, but I cannot translate this sentence.",
    ]
    return chance.choice(forms).format(pair.target)


def swapped_answer(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    prose = [other for other in ground.pairs if other.source.endswith("。") and other.target != pair.target]
    return chance.choice(prose).target if pair.source.endswith("。") else None


def not_translated(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    return pair.source


def opposite(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    swaps = [
        ("more than", "less than"),
        ("at least", "at most"),
        ("no less than", "no more than"),
        ("above", "below"),
        ("independent", "dependent"),
        ("completed", "cancelled"),
        ("all", "some"),
        ("must", "may"),
        ("before", "after"),
        ("internal", "external"),
        ("inside", "outside"),
        ("minority", "majority"),
    ]
    for word, other in swaps:
        if re.search(rf"\b{word}\b", pair.target):
            return re.sub(rf"\b{word}\b", other, pair.target, count=1)
    return None


def clause_dropped(pair: Pair, chance: random.Random, ground: Ground) -> str | None:
    clauses = pair.target.split(", ")
    if len(clauses) < 4 or not pair.source.endswith("。"):
        return None
    at = chance.randrange(1, len(clauses) - 1)
    return ", ".join(clauses[:at] + clauses[at + 1 :]) if len(clauses[at]) > 25 else None


def exchanges(pair: Pair, glossary: Glossary) -> Iterator[str]:
    """The English with two of its figures, or two dates, in each other's place: every two that are of one kind.

    Two that stand side by side in one list and do the same (4月和10月各一次) say nothing else when they are exchanged.
    """
    match = compare_texts(pair.source, pair.target, closed_spans(find_terms(pair.source, glossary)))
    stated = [one for one in match.matched if not one.source.soft]
    for one, other in combinations(stated, 2):
        between = pair.source[one.source.end : other.source.start]
        same_role = between in ("和", "、", "及") and "分别" not in pair.source
        alike = (one.source.kind, one.target.kind) == (other.source.kind, other.target.kind)
        lengths = {quantity.value[:1] == "P" for quantity in (one.source, other.source)}
        if alike and len(lengths) == 1 and not same_role and one.source.value != other.source.value:
            yield _exchanged(pair.target, one.target, other.target)


def labels_exchanged(pair: Pair, glossary: Glossary) -> Iterator[str]:
    """The English with its numbers where they are, and the words behind two of them in each other's place.

    3,120 male and 1,475 female employees become 3,120 female ones: the order of the numbers tells nothing.
    """
    match = compare_texts(pair.source, pair.target, closed_spans(find_terms(pair.source, glossary)))
    stated = sorted((one.target for one in match.matched if not one.source.soft), key=lambda one: one.start)
    ends = [*(number.start for number in stated[1:]), len(pair.target)][: len(stated)]
    labels = {
        number.start: _label(pair.target[number.end : end]) for number, end in zip(stated, ends, strict=True)
    }
    for one, other in combinations(stated, 2):
        first, second = labels[one.start], labels[other.start]
        alike = (one.kind, one.unit) == (other.kind, other.unit) and one.kind not in ("date", "period")
        if alike and one.value != other.value and first and second and first != second:
            middle = pair.target[one.end + len(first) : other.end]
            yield pair.target[: one.end] + second + middle + first + pair.target[other.end + len(second) :]


def _label(behind: str) -> str:
    """What a number counts or is of, as far as it stands behind it; nothing where a verb or a comparison does."""
    found = re.match(r"(?: [A-Za-z][A-Za-z’&-]*)+(?=,| and |;|\.|$)", behind)
    label = found[0].split(" and ")[0] if found else ""
    says_more = r"\b(?:was|were|is|are|have|has|had|which|whom|during|year|respectively|more|less|fewer|higher|lower|to)\b|(?:ed|ing)\b"
    return "" if re.search(says_more, label) else label


def _exchanged(target: str, one: Quantity, other: Quantity) -> str:
    first, second = sorted((one, other), key=lambda quantity: quantity.start)
    parts = (
        target[: first.start],
        second.text,
        target[first.end : second.start],
        first.text,
        target[second.end :],
    )
    return "".join(parts)


FAULTS: dict[str, Fault] = {
    "number changed": number_changed,
    "number dropped": number_dropped,
    "number added": number_added,
    "numbers exchanged": numbers_exchanged,
    "scale": scale,
    "date": date,
    "unit": unit,
    "currency": currency,
    "sign": sign,
    "term swapped": term_swapped,
    "name lost": name_lost,
    "Chinese left": chinese_left,
    "truncated": truncated,
    "clause dropped": clause_dropped,
    "loop": loop,
    "negation dropped": negation_dropped,
    "opposite": opposite,
    "extra sentence": extra_sentence,
    "own words": own_words,
    "answer to another": swapped_answer,
    "not translated": not_translated,
}


def plant(ground: Ground, most: int) -> Iterator[tuple[str, Pair, str]]:
    """Up to ``most`` faults of each kind, each in another pair."""
    for kind, fault in FAULTS.items():
        chance = random.Random(kind)
        pairs = list(ground.pairs)
        chance.shuffle(pairs)
        planted = 0
        for pair in pairs:
            wrong = fault(pair, chance, ground) if planted < most else None
            if wrong is not None and wrong != pair.target:
                planted += 1
                yield kind, pair, wrong
