"""The shipped glossary as a whole: the longest term is found, its forms are accepted, an edit reaches its sentences only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from generator.terms import (
    EMPTY_LOCK,
    Glossary,
    Stored,
    Term,
    check_terms,
    find_terms,
    load_glossary,
    plan_edits,
    update_lock,
)

FILES = sorted((Path(__file__).resolve().parents[1] / "glossary").glob("*.yaml"))
SMALL_WORDS = {"of", "and", "or", "the", "for", "in", "on", "to", "with", "by", "a", "an", "at", "from", "as"}
# Nouns of the glossary that have no plural, or whose plural is the word itself.
NO_PLURAL = re.compile(r"(?:s|personnel|staff|life|half|up|to)$")


@pytest.fixture(scope="module")
def shipped() -> Glossary:
    return load_glossary(FILES)


def plain_terms(shipped: Glossary) -> Iterator[Term]:
    """The nouns without slots that are asked for everywhere."""
    for term in shipped.entries:
        plain = "{" not in term.zh and term.pos == "noun" and not term.senses and not term.advice
        if plain and term.status == "approved":
            yield term


def test_the_longest_term_wins(shipped: Glossary) -> None:
    surfaces = {one for term in shipped.entries for one in term.surfaces if "{" not in one and len(one) > 1}
    longer = sorted(
        one
        for one in surfaces
        if any(
            one[at:end] in surfaces - {one} for at in range(len(one)) for end in range(at + 2, len(one) + 1)
        )
    )
    assert len(longer) > 2000
    lost = []
    for term in longer:
        text = f"公司披露了{term}。"
        at = text.index(term)
        if not any(hit.start <= at and at + len(term) <= hit.end for hit in find_terms(text, shipped)):
            lost.append(term)
    assert lost == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("监事会主席和监事出席。", ["监事会主席", "监事"]),
        ("独立董事专门会议由独立董事组成。", ["独立董事专门会议", "独立董事"]),
        ("年度股东大会与临时股东大会", ["年度股东大会", "临时股东大会"]),
        ("关联交易与关连交易", ["关联交易", "关连交易"]),
        ("承担社会责任", ["社会责任"]),
        ("会议审议了关于报告期末事项的议案", ["审议", "报告期末", "议案"]),
    ],
)
def test_terms_that_lie_in_one_another(text: str, found: list[str], shipped: Glossary) -> None:
    hits = [hit.text for hit in find_terms(text, shipped)]
    assert [hit for hit in hits if hit in found] == found
    assert not [hit for hit in hits if hit not in found and any(hit in one for one in found)]


def english_forms(english: str) -> Iterator[str]:
    """A term's English as sentences and headings have it."""
    yield english
    yield english[0].upper() + english[1:]
    yield " ".join(one if one in SMALL_WORDS else one[0].upper() + one[1:] for one in english.split())
    mark = "" if english.endswith("s") else "s"
    yield from (f"{english}’{mark}", f"{english}'{mark}")
    head = re.match(
        r"[a-z][a-z -]*?(?= (?:of|for|in|on|to|with|by|from|under|at|between|against)\b|$)", english
    )
    if head and re.fullmatch(r"[a-z -]+", english) and not NO_PLURAL.search(head[0]):
        many = re.sub(r"(?<=[^aeiou])y$", "ie", head[0])
        many = re.sub(r"(?<=[xz])$|(?<=[cs]h)$", "e", many)
        yield f"{many}s{english[head.end() :]}"


def test_every_form_of_a_term_is_accepted(shipped: Glossary) -> None:
    refused, tried = [], 0
    for term in plain_terms(shipped):
        source = f"公司披露了{term.zh}。"
        hits = find_terms(source, shipped)
        for form in english_forms(term.en):
            tried += 1
            uses = check_terms(f"The Company disclosed the {form}, as required.", hits)
            if any(use.hit.text == term.zh and use.use in ("missing", "capitals") for use in uses):
                refused.append(form)
    assert tried > 10_000
    assert refused == []


def test_an_edit_reaches_the_sentences_of_its_term_and_none_of_a_longer_one(
    shipped: Glossary, tmp_path: Path
) -> None:
    terms = [one for one in plain_terms(shipped) if re.fullmatch(r"[a-z][a-z -]+[^s]", one.en)]
    edited: dict[str, Term] = {}
    beside: dict[str, Term] = {}
    for longer in terms:
        for term in terms:
            if (
                term.zh in longer.zh
                and term.en != longer.en
                and not (longer.zh in edited or term.zh in beside)
            ):
                edited[term.zh], beside[longer.zh] = term, longer
                break
    assert len(edited) > 100
    stored = [
        Stored(one.zh, f"公司披露了{one.zh}。", f"The Company disclosed the {one.en}.")
        for one in (*edited.values(), *beside.values())
    ]
    overlay = tmp_path / "over.yaml"
    entries = [{"zh": zh, "en": "wholly novel wording", "alternatives": []} for zh in edited]
    overlay.write_text(yaml.safe_dump({"terms": entries}, allow_unicode=True), "utf-8")
    lock = update_lock(EMPTY_LOCK, stored, shipped)
    assert plan_edits(stored, lock, shipped) == ()
    plans = plan_edits(stored, lock, load_glossary([*FILES, overlay]))
    assert {plan.id for plan in plans} == set(edited)
    assert {plan.after for plan in plans} == {"The Company disclosed the wholly novel wording."}
