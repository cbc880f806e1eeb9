"""The glossary: files in, terms found, English checked, an edit followed."""

from __future__ import annotations

import io
import itertools
import json
import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import GlossaryInvalid, WrongUse
from generator.terms import (
    EMPTY_LOCK,
    Forbidden,
    Glossary,
    Passage,
    Stored,
    Term,
    add_entry,
    adherence,
    apply_mentions,
    check_terms,
    closed_in_target,
    closed_spans,
    edit_entry,
    export_csv,
    export_tbx,
    export_xlsx,
    find_terms,
    find_ties,
    first_mentions,
    follow_edit,
    hit_to_json,
    lint_glossary,
    lint_use,
    load_glossary,
    merge_records,
    plan_edits,
    read_csv,
    read_tbx,
    read_xlsx,
    remove_entry,
    suggest_terms,
    update_lock,
    used_terms,
    whole_term,
)
from generator.terms.casing import case_of
from generator.terms.exchange import Imported, term_to_record
from generator.terms.overlap import Span, choose
from generator.terms.shape import ENTRY, PROFILE, SENSES, WHEN, Choice, Record, Shape
from generator.terms.slots import numeral_to_int, ordinal
from generator.terms.term import DOMAINS
from generator.terms.words import article, plural, singular, verb_forms

CASES = Path(__file__).parent / "cases"
SMALL = CASES / "terms-glossary.yaml"
SHIPPED = Path(__file__).resolve().parents[1] / "glossary"
SHARED = Path(__file__).resolve().parents[2] / "shared"


def cases(name: str) -> list[Any]:
    found = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return [
        pytest.param(case, id=f"{case.get('id', number)}: {case['why']}")
        for number, case in enumerate(found, 1)
    ]


@pytest.fixture(scope="session")
def small() -> Glossary:
    return load_glossary([SMALL])


@pytest.fixture(scope="session")
def shipped() -> Glossary:
    return load_glossary([SHIPPED])


@pytest.fixture(scope="session")
def checked() -> Glossary:
    return load_glossary([CASES / "terms-check-glossary.yaml"])


def written(tmp_path: Path, text: str, name: str = "terms.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def loaded(tmp_path: Path, *layers: str) -> Glossary:
    return load_glossary([written(tmp_path, text, f"{number}.yaml") for number, text in enumerate(layers)])


def shown(hits: Any) -> list[str]:
    return [f"{hit.text} = {hit.english}" for hit in hits]


# ---- the files


@pytest.mark.parametrize("case", cases("terms-faults.yaml"))
def test_faults_come_with_their_line_and_what_to_type(case: dict[str, Any], tmp_path: Path) -> None:
    path = written(tmp_path, "terms:\n" + case["text"])
    if not case["says"]:
        assert load_glossary([path]).entries
        return
    with pytest.raises(GlossaryInvalid) as raised:
        load_glossary([path])
    messages = raised.value.message.splitlines()
    assert len(messages) == len(case["says"]) == len(raised.value.message_zh.splitlines())
    for message, says in zip(messages, case["says"], strict=True):
        line, words = says.split(": ", 1)
        assert message.startswith(f"{path}:{line}: ")
        assert words in message


def test_a_file_that_is_no_glossary(tmp_path: Path) -> None:
    for content in (b"", b"- a\n", b"\xb9\xab\xcb\xbe", b"words: []\n"):
        path = tmp_path / "x.yaml"
        path.write_bytes(content)
        with pytest.raises(GlossaryInvalid, match=re.escape(f"{path}:1: ")):
            load_glossary([path])
    with pytest.raises(GlossaryInvalid, match="cannot be opened"):
        load_glossary([tmp_path / "none.yaml"])


SLIPS = (
    "：",
    "\t",
    " - ",
    "[",
    "}",
    "“",
    "”",
    "#",
    "'",
    '"',
    "no",
    ":\n",
    "\n",
    "null",
    "&a",
    "*a",
    "| ",
    "\0",
    "<<: x",
    "? ",
)


@given(st.integers(0, 2000), st.lists(st.tuples(st.integers(0, 400), st.sampled_from(SLIPS)), max_size=4))
@settings(max_examples=150, deadline=None)
def test_no_slip_of_the_pen_gets_past_the_messages(start: int, slips: list[tuple[int, str]]) -> None:
    text = "terms:\n" + SMALL.read_text(encoding="utf-8").partition("terms:\n")[2][start:][:400]
    for at, slip in slips:
        text = text[: at % len(text)] + slip + text[at % len(text) :]
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), text)
        messages, messages_zh = faults_of(path)
    assert all(line.startswith(f"{path}:") for line in messages)
    assert len(messages) == len(messages_zh)


def faults_of(path: Path) -> tuple[list[str], list[str]]:
    try:
        load_glossary([path])
    except GlossaryInvalid as fault:
        return fault.message.splitlines(), fault.message_zh.splitlines()
    return [], []


BASE = """\
terms:
  - id: organ
    zh: 监事会
    en: Supervisory Committee
    first: Supervisory Committee (SC)
    abbr: SC
    domain: governance
    alternatives: [Board of Supervisors, Supervisory Board]
    forbidden: [Inspection Board]
    source: s
    senses:
      - {when: {section: [历史]}, en: Old Organ}
      - {en: Supervisory Committee}
  - {zh: 董事会, en: Board, domain: governance, source: s}
"""


def test_an_overlay_gives_only_what_it_changes(tmp_path: Path) -> None:
    over = "terms:\n  - {zh: 监事会, en: Board of Supervisors}\n  - {id: 董事会, en: null}\n"
    glossary = loaded(tmp_path, BASE, over)
    (term,) = glossary.entries
    assert (term.id, term.en, term.domain, term.layer) == ("organ", "Board of Supervisors", "governance", 1)
    assert term.first == "Board of Supervisors (SC)"
    assert term.alternatives == ("Supervisory Board",)
    assert find_terms("监事会", glossary)[0].english == "Board of Supervisors"
    assert find_terms("监事会", glossary, path=["历史沿革"])[0].english == "Old Organ"


def test_an_overlay_may_choose_what_the_base_forbids(tmp_path: Path) -> None:
    (term, _) = loaded(tmp_path, BASE, "terms:\n  - {id: organ, en: Inspection Board}\n").entries
    assert term.en == "Inspection Board"
    assert term.forbidden == ()


def test_a_removal_of_nothing_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(GlossaryInvalid, match="there is none called '监理会'"):
        loaded(tmp_path, BASE, "terms:\n  - {zh: 监理会, en: null}\n")


def test_a_later_layer_takes_a_surface_form(tmp_path: Path) -> None:
    over = "terms:\n  - {id: own, zh: 监督会, variants: [监事会], en: Watchdog, domain: law, source: s}\n"
    assert find_terms("监事会", loaded(tmp_path, BASE, over))[0].term.id == "own"


def test_a_folder_is_one_layer(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        written(tmp_path, "terms:\n  - {zh: 甲乙, en: x, domain: law, source: s}\n", name)
    with pytest.raises(GlossaryInvalid, match=r"b\.yaml:2: '甲乙' stands already at .*a\.yaml:2"):
        load_glossary([tmp_path])


def _shape_to_schema(shape: Shape) -> set[str]:
    return set(shape.keys) if isinstance(shape, Record) else set()


def test_the_published_schema_says_what_the_loader_does() -> None:
    schema = json.loads((SHIPPED / "schema.json").read_text(encoding="utf-8"))
    defs = schema["$defs"]
    assert set(defs["entry"]["properties"]) == set(ENTRY.keys)
    assert set(defs["when"]["properties"]) == set(WHEN.keys)
    assert set(defs["sense"]["properties"]) == set(SENSES.record.keys)
    assert set(schema["properties"]["profile"]["properties"]) == set(PROFILE.keys)
    assert defs["domain"]["enum"] == list(DOMAINS)
    for key, shape in ENTRY.keys.items():
        own = defs["entry"]["properties"][key]
        if isinstance(shape, Choice) and key != "domain":
            assert own["enum"] == list(shape.words)
        if isinstance(shape, Record):
            assert set(own["properties"]) == _shape_to_schema(shape)


@pytest.mark.parametrize(
    "path",
    [SMALL, CASES / "terms-check-glossary.yaml", *sorted(SHIPPED.glob("**/*.yaml"))],
    ids=lambda p: p.name,
)
def test_glossaries_hold_to_the_published_schema(path: Path) -> None:
    schema = json.loads((SHIPPED / "schema.json").read_text(encoding="utf-8"))
    content = yaml.load(
        path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    validator = jsonschema.Draft202012Validator(schema)
    assert [error.message for error in validator.iter_errors(content)][:5] == []


def test_the_schema_refuses_what_the_loader_refuses() -> None:
    schema = json.loads((SHIPPED / "schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for entry in (
        {"zh": "甲乙", "domain": "laws"},
        {"zh": "甲乙", "alternative": ["x"]},
        {"en": "x"},
        {"zh": ""},
    ):
        assert list(validator.iter_errors({"terms": [entry]}))


# ---- found in the Chinese


def glossary_of(case: dict[str, Any], tmp_path: Path) -> Glossary:
    content = {"terms": case.get("overlay", []), "profile": case.get("profile", {})}
    over = written(tmp_path, yaml.safe_dump(content, allow_unicode=True), "over.yaml")
    return load_glossary([SMALL, over])


@pytest.mark.parametrize("case", cases("terms-traps.yaml"))
def test_traps(case: dict[str, Any], small: Glossary) -> None:
    hits = find_terms(case["text"], small)
    assert shown(hits) == case["find"]
    assert shown(find_ties(case["text"], small)) == case.get("ties", [])
    for hit in hits:
        assert case["text"][hit.start : hit.end] == hit.text


@pytest.mark.parametrize("case", [case for case in cases("terms-traps.yaml") if "never" in case.values[0]])
def test_traps_under_the_shipped_glossary(case: dict[str, Any], shipped: Glossary) -> None:
    assert not set(case["never"]) & {hit.text for hit in find_terms(case["text"], shipped)}


@pytest.mark.parametrize("case", cases("terms-ambiguities.yaml"))
def test_ambiguities(case: dict[str, Any], small: Glossary, tmp_path: Path) -> None:
    glossary = glossary_of(case, tmp_path) if "overlay" in case or "profile" in case else small
    assert shown(find_terms(case["text"], glossary, path=case.get("path", ()))) == case["find"]


@pytest.mark.parametrize(
    ("name", "letter", "last"), [("terms-traps.yaml", "C", 40), ("terms-ambiguities.yaml", "A", 60)]
)
def test_every_number_has_a_case(name: str, letter: str, last: int) -> None:
    ids = {case.values[0]["id"] for case in cases(name)}
    assert {f"{letter}-{number:02}" for number in range(1, last + 1)} <= ids


@given(
    st.lists(
        st.sampled_from(
            [
                "股东大会",
                "议事规则",
                "独立董事",
                "非",
                " ",
                "\n",
                "，",
                "公司",
                "法",
                "人",
                "Ａ",
                "第 1７ 号指引",
                "會",
            ]
        ),
        max_size=12,
    )
)
@settings(max_examples=200, deadline=None)
def test_hits_are_in_order_and_never_overlap(parts: list[str]) -> None:
    text = "".join(parts)
    hits = find_terms(text, load_small())
    for hit in hits:
        assert text[hit.start : hit.end] == hit.text
        assert hit.text.strip() == hit.text
    for one, two in itertools.pairwise(hits):
        assert one.end <= two.start


def load_small(cache: list[Glossary] = []) -> Glossary:  # noqa: B006 - one for all examples
    if not cache:
        cache.append(load_glossary([SMALL]))
    return cache[0]


def test_a_whole_cell_or_heading(small: Glossary) -> None:
    assert whole_term("独立 董事", small) is not None
    hit = whole_term("《股东大会议事规则》", small)
    assert hit is not None
    assert (hit.start, hit.end, hit.text) == (1, 9, "股东大会议事规则")
    hit = whole_term("第五届董事会第二次会议", small)
    assert hit is not None
    assert hit.english == "2nd meeting of the fifth Board of Directors"
    assert whole_term("独立董事会前", small) is None
    assert whole_term("", small) is None


def test_json_and_closed_spans(small: Glossary) -> None:
    hits = find_terms("执行三会一课", small)
    assert [hit_to_json(hit) for hit in hits] == [
        {
            "term": "三会一课",
            "start": 2,
            "end": 6,
            "english": '"three meetings and one lecture" system',
            "id": "三会一课",
        }
    ]
    assert closed_spans(hits) == ((2, 6),)
    assert closed_spans(find_terms("独立董事", small)) == ()
    assert closed_spans(find_terms("第五届董事会第二次会议", small)) == ()


def test_numbers_are_closed_on_both_sides(small: Glossary, tmp_path: Path) -> None:
    zh, en = "坚持三会一课，董事三人", 'the "three meetings and one lecture" system; three directors'
    uses = check_terms(en, find_terms(zh, small))
    (span,) = closed_in_target(uses)
    assert en[slice(*span)] == '"three meetings and one lecture" system'
    unit = loaded(
        tmp_path, "terms:\n  - {zh: 万元, en: RMB10 thousand, kind: unit, domain: unit, source: s}\n"
    )
    assert closed_spans(find_terms("5万元", unit)) == ()
    quarter = loaded(
        tmp_path, "terms:\n  - {zh: 第一季度, en: first quarter, counts: true, domain: finance, source: s}\n"
    )
    assert closed_spans(find_terms("第一季度", quarter)) == ()


def test_chinese_that_is_kept(tmp_path: Path) -> None:
    glossary = loaded(tmp_path, "terms:\n  - {zh: 甲乙, en: 甲乙, keep: true, domain: law, source: s}\n")
    assert [use.use for use in check_terms("the 甲乙 seal", find_terms("甲乙", glossary))] == ["preferred"]
    assert [use.use for use in check_terms("the seal", find_terms("甲乙", glossary))] == ["missing"]


def test_numerals_of_slots() -> None:
    assert [numeral_to_int(text) for text in ("五", "十", "十二", "二十", "二十一", "一百零三", "二〇", "17")] == [
        5, 10, 12, 20, 21, 103, 20, 17
    ]  # fmt: skip
    assert [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th"
    ]  # fmt: skip


def test_readings_are_weighed() -> None:
    assert choose([Span(0, 2), Span(0, 4), Span(2, 4), Span(3, 6)]) == ([0, 3], []), "coverage before all"
    assert choose([Span(0, 1), Span(0, 3), Span(1, 4), Span(3, 4)]) == ([], [0, 1, 2, 3]), (
        "as good as each other"
    )
    assert choose([Span(0, 2), Span(0, 4), Span(2, 6), Span(4, 5), Span(5, 6)]) == ([0, 2], []), (
        "fewer pieces"
    )
    assert choose([Span(0, 3), Span(0, 4), Span(3, 6), Span(4, 6)]) == ([1, 3], []), "the longer piece"
    assert choose([Span(0, 3), Span(2, 5, layer=1)]) == ([1], []), "the later layer"
    assert choose([Span(0, 3, protected=True), Span(2, 6)]) == ([0], []), "what is protected is not cut"
    assert choose([Span(1, 3, protected=True), Span(0, 6), Span(5, 8)]) == ([1], []), "but may stand inside"


ASKING = """\
terms:
  - zh: 回购
    en: repurchase
    domain: law
    source: s
    senses:
      - {when: {near: [债券], not_near: [股份]}, en: repo}
      - {when: {company: 海湾}, en: buyback}
      - {en: repurchase}
"""


def test_all_that_a_sense_asks_for_must_hold(tmp_path: Path) -> None:
    def english(text: str, company: str) -> str:
        return find_terms(text, loaded(tmp_path, ASKING + f"profile: {{company: {company}}}\n"))[0].english

    assert english("债券回购", "平原") == "repo"
    assert english("债券与股份回购", "平原") == "repurchase"
    assert english("回购", "海湾") == "buyback"
    assert english("回购", "平原") == "repurchase"


# ---- checked in the English


@pytest.mark.parametrize("case", cases("terms-check.yaml"))
def test_check(case: dict[str, Any], checked: Glossary) -> None:
    uses = check_terms(case["en"], find_terms(case["zh"], checked))
    assert [use.use for use in uses] == case["uses"]
    forbidden = [one for use in uses for one in use.forbidden]
    assert [one.forbidden.text for one in forbidden] == case.get("forbidden", [])
    for use in uses:
        if use.span:
            assert case["en"][slice(*use.span)].strip()


def test_adherence_counts_required_uses(checked: Glossary, tmp_path: Path) -> None:
    text = "terms:\n  - {zh: 甲乙, en: x, domain: law, source: s}\n  - {zh: 丙丁, en: y, advice: true, domain: law, source: s}\n"
    glossary = loaded(tmp_path, text)
    uses = check_terms("x", find_terms("甲乙丙丁", glossary))
    assert [use.required for use in uses] == [True, False]
    assert adherence(uses) == (1, 1)


def test_slots_may_be_figures_or_words(small: Glossary) -> None:
    zh = "第五届董事会第二次会议"
    for en in (
        "the 2nd meeting of the fifth Board of Directors",
        "the second meeting of the fifth Board of Directors",
        "the second meeting of the 5th Board of Directors",
    ):
        assert check_terms(en, find_terms(zh, small))[0].use != "missing"
    assert (
        check_terms("the third meeting of the fifth Board of Directors", find_terms(zh, small))[0].use
        == "missing"
    )


def test_the_memory_of_a_real_report() -> None:
    """Terms adherence of a person's own English under the shipped glossary and the company's profile."""
    memory = SHARED / "reports" / "winning-health-2024" / "memory.tmx"
    profile = SHIPPED / "companies" / "winning-health.yaml"
    if not memory.exists() or not profile.exists():
        pytest.skip("the real report's memory, or its company's profile, is not here")
    from defusedxml.ElementTree import parse

    glossary = load_glossary([SHIPPED, profile])
    right = required = 0
    for unit in parse(memory).iter("tu"):
        source, target = ("".join(seg.itertext()) for seg in unit.iter("seg"))
        of_these = adherence(check_terms(target, find_terms(source, glossary)))
        right, required = right + of_these[0], required + of_these[1]
    assert required > 500
    assert right / required >= 0.995


# ---- words


def test_plurals_and_back() -> None:
    for single, many in (
        ("director", "directors"), ("policy", "policies"), ("process", "processes"), ("day", "days"),
        ("CSRC", "CSRCs"), ("person", "persons"), ("index", "indices"), ("Chairman", "Chairmen"), ("box", "boxes"), ("criterion", "criteria"),
    ):  # fmt: skip
        assert plural(single) == many
        assert singular(many) in (single, None if single.isupper() else single)
    assert singular("status") is None
    assert singular("business") is None
    assert singular("basis") is None


def test_verb_forms() -> None:
    assert verb_forms("repurchase") == ("repurchases", "repurchased", "repurchased", "repurchasing")
    assert verb_forms("cancel") == ("cancels", "canceled", "canceled", "canceling")
    assert verb_forms("submit") == ("submits", "submitted", "submitted", "submitting")
    assert verb_forms("apply") == ("applies", "applied", "applied", "applying")
    assert verb_forms("hold") == ("holds", "held", "held", "holding")


def test_articles() -> None:
    an = [
        "affiliate",
        "independent",
        "hour",
        "honest",
        "honorary",
        "8",
        "11",
        "18",
        "SFC",
        "NHSA",
        "MOU",
        "R&D",
        "A-share",
        "heir",
        "unimportant",
        "x-ray",
    ]
    a = [
        "unit",
        "European",
        "one-off",
        "useful",
        "union",
        "university",
        "CSRC",
        "PRC",
        "director",
        "1",
        "10",
        "100",
        "once",
    ]
    assert [word for word in an if article(word) != "an"] == []
    assert [word for word in a if article(word) != "a"] == []
    assert article("NAFMII") is None


# ---- an edit followed


@pytest.mark.parametrize("case", cases("terms-follow.yaml"))
def test_follow(case: dict[str, Any]) -> None:
    followed = follow_edit(
        case["en"], case["old"], case["new"], pos=case.get("pos", "noun"), heading=case.get("heading", False)
    )
    if "doubt" in case:
        assert followed.text == case["en"]
        assert not followed.certain
        assert case["doubt"] in followed.doubts[0].reason
    else:
        assert followed.certain, followed.doubts
        assert followed.text == case["after"]


PIECES = st.lists(
    st.sampled_from(["a", "An ", "the ", "Board", "boards", "'s", "’", " ", "-", "(", "3", ", ", "é", "&"]),
    max_size=9,
)


@given(PIECES, PIECES, PIECES)
@settings(max_examples=300, deadline=None)
def test_following_never_fails(target: list[str], old: list[str], new: list[str]) -> None:
    sentence = "".join([*target, " ", *old, " ", *target])
    followed = follow_edit(sentence, "".join(old) or "x", "".join(new) or "y")
    assert followed.changes or followed.text == sentence


THEN = """\
terms:
  - {zh: 股东大会, en: general meeting, domain: governance, source: s}
  - {zh: 年度股东大会, en: annual general meeting, domain: governance, source: s}
  - {zh: 监事会, en: Supervisory Committee, abbr: SC, domain: governance, source: s}
"""
STORED = (
    Stored("s1", "召开三次股东大会。", "Three general meetings were held."),
    Stored(
        "s2", "召开年度股东大会和股东大会。", "The annual general meeting and a general meeting were held."
    ),
    Stored("s3", "监事会审议。", "The Supervisory Committee considered it."),
    Stored("s4", "没有术语。", "A general meeting is no term here."),
)


def test_an_edit_reaches_its_sentences_and_no_other(tmp_path: Path) -> None:
    lock = update_lock(EMPTY_LOCK, STORED, loaded(tmp_path, THEN))
    assert plan_edits(STORED, lock, loaded(tmp_path, THEN)) == ()
    now = loaded(tmp_path, THEN.replace("en: general meeting,", "en: shareholders' meeting,"))
    plans = plan_edits(STORED, lock, now)
    assert [(plan.id, plan.after, plan.certain) for plan in plans] == [
        ("s1", "Three shareholders' meetings were held.", True),
        ("s2", "The annual general meeting and a shareholders' meeting were held.", True),
    ]
    (cause,) = plans[0].causes
    assert (cause.zh, cause.old, cause.new) == ("股东大会", "general meeting", "shareholders' meeting")


def test_undoing_an_edit_gives_the_earlier_english_back(tmp_path: Path) -> None:
    then = loaded(tmp_path, THEN)
    now = loaded(tmp_path, THEN.replace("en: general meeting,", "en: shareholders' meeting,"))
    lock = update_lock(EMPTY_LOCK, STORED, then)
    edited = update_lock(lock, STORED, now)
    assert edited == lock, "the lock remembers what was asked when the English was written"
    assert plan_edits(STORED, edited, now) != ()
    assert plan_edits(STORED, update_lock(edited, STORED, then), then) == ()


def test_the_first_mention_follows_an_edit(tmp_path: Path) -> None:
    text = """terms:
  - {zh: 证监会, en: Securities Commission, first: Securities Commission (SC), abbr: SC, domain: law, source: s}
  - {zh: 公司法, en: Company Law, first: Company Law of the Republic, domain: law, source: s}
"""
    stored = [
        Stored(
            "s1",
            "证监会依《公司法》",
            "A Securities Commission (SC) acts under the Company Law of the Republic.",
        )
    ]
    lock = update_lock(EMPTY_LOCK, stored, loaded(tmp_path, text))
    edited = text.replace("en: Securities Commission,", "en: Exchange Authority,").replace(
        "en: Company Law,", "en: Act,"
    )
    (plan,) = plan_edits(stored, lock, loaded(tmp_path, edited))
    assert plan.after == "An Exchange Authority (SC) acts under the Act of the Republic."
    assert [term.first for term in loaded(tmp_path, edited).entries] == ["Exchange Authority (SC)", None]


def test_an_accepted_form_that_holds_the_old_one_stays(tmp_path: Path) -> None:
    text = "terms:\n  - {zh: 股东大会, en: general meeting, alternatives: [general meeting of shareholders], domain: law, source: s}\n"
    stored = [Stored("s1", "股东大会", "A general meeting of shareholders, or general meeting, was held.")]
    lock = update_lock(EMPTY_LOCK, stored, loaded(tmp_path, text))
    (plan,) = plan_edits(
        stored, lock, loaded(tmp_path, text.replace("en: general meeting,", "en: owners' meeting,"))
    )
    assert plan.after == "A general meeting of shareholders, or owners' meeting, was held."


def test_what_a_person_retypes_is_locked_anew(tmp_path: Path) -> None:
    now = loaded(tmp_path, THEN.replace("en: general meeting,", "en: shareholders' meeting,"))
    lock = update_lock(EMPTY_LOCK, STORED, loaded(tmp_path, THEN))
    retyped = (
        Stored("s1", "召开三次股东大会。", "Shareholders' meetings, not general meetings, were held."),
        *STORED[1:],
    )
    lock = update_lock(lock, retyped, now)
    assert [plan.id for plan in plan_edits(retyped, lock, now)] == ["s2"]


def test_a_lock_of_another_english_says_nothing(tmp_path: Path) -> None:
    lock = update_lock(EMPTY_LOCK, STORED, loaded(tmp_path, THEN))
    retyped = (Stored("s1", "召开三次股东大会。", "Some general meetings were held."),)
    now = loaded(tmp_path, THEN.replace("en: general meeting,", "en: shareholders' meeting,"))
    assert plan_edits(retyped, lock, now) == ()


def test_a_doubt_leaves_the_sentence_and_says_so(tmp_path: Path) -> None:
    lock = update_lock(EMPTY_LOCK, STORED, loaded(tmp_path, THEN))
    now = loaded(tmp_path, THEN.replace("en: Supervisory Committee,", "en: Supervisors,"))
    (plan,) = plan_edits(STORED, lock, now)
    assert (plan.id, plan.before, plan.certain) == ("s3", plan.after, False)
    assert "number" in plan.followed.doubts[0].reason


def test_a_shared_head_is_a_doubt(tmp_path: Path) -> None:
    text = "terms:\n  - {zh: 全资子公司, en: wholly-owned subsidiary, domain: law, source: s}\n"
    stored = [Stored("s1", "全资子公司及联营公司", "wholly-owned or associated subsidiaries")]
    lock = update_lock(EMPTY_LOCK, stored, loaded(tmp_path, text))
    (plan,) = plan_edits(stored, lock, loaded(tmp_path, text.replace("wholly-owned", "fully owned")))
    assert not plan.certain
    assert plan.after == plan.before


# ---- first mentions


def passages(glossary: Glossary, *lines: tuple[str, str, str]) -> list[Passage]:
    return [
        Passage(f"p{number}", role, en, find_terms(zh, glossary))
        for number, (role, zh, en) in enumerate(lines, 1)
    ]


def test_the_long_form_stands_once_and_in_prose(checked: Glossary) -> None:
    zh = "中国证监会"
    long, short = "China Securities Regulatory Commission", "CSRC"
    lines = passages(
        checked,
        ("cover", zh, f"Rules of the {long}"),
        ("heading", zh, "The CSRC"),
        ("cell", zh, short),
        ("paragraph", zh, f"The {long} issued rules."),
        ("heading", zh, f"The {long}"),
        ("cell", zh, f"{long} (CSRC)"),
        ("heading", zh, f"The {long} (CSRC)"),
        ("paragraph", zh, f"The {long} (CSRC) and a {long} office acted."),
        ("item", zh, "The CSRC acted."),
    )
    mentions = first_mentions(lines)
    assert [(one.passage, one.rule, one.before, one.after, one.certain) for one in mentions] == [
        ("p4", "introduce", long, f"{long} (CSRC)", True),
        ("p7", "title", f"{long} (CSRC)", long, True),
        ("p8", "again", f"{long} (CSRC)", short, True),
        ("p8", "shorten", f"a {long}", f"a {short}", True),
    ]
    assert apply_mentions(lines[7].target, mentions[2:]) == "The CSRC and a CSRC office acted."


def test_an_abbreviation_that_comes_first_is_spelt_out(checked: Glossary) -> None:
    lines = passages(
        checked, ("paragraph", "中国证监会", "a CSRC rule"), ("paragraph", "中国证监会", "the CSRC")
    )
    (mention,) = first_mentions(lines)
    assert (
        apply_mentions(lines[0].target, [mention]) == "a China Securities Regulatory Commission (CSRC) rule"
    )


def test_what_is_named_once_needs_no_abbreviation(checked: Glossary) -> None:
    lines = passages(checked, ("paragraph", "中国证监会", "the China Securities Regulatory Commission"))
    assert first_mentions(lines) == ()


def test_a_persons_own_way_of_introducing_counts(checked: Glossary) -> None:
    own = "the China Securities Regulatory Commission (the “CSRC”)"
    lines = passages(checked, ("paragraph", "中国证监会", own), ("paragraph", "中国证监会", "the CSRC"))
    assert first_mentions(lines) == ()


def test_used_terms_have_the_page_of_their_first_mention(small: Glossary) -> None:
    mentions = [(3, find_terms("董事与独立董事", small)), (5, find_terms("董事", small))]
    assert [(one.zh, one.en, one.count, one.page) for one in used_terms(mentions)] == [
        ("董事", "director", 2, 3),
        ("独立董事", "independent director", 1, 3),
    ]


# ---- upkeep


def rules_of(remarks: Any) -> list[tuple[int, str]]:
    return [(remark.line, remark.rule) for remark in remarks]


def test_lint(tmp_path: Path) -> None:
    glossary = loaded(
        tmp_path,
        "terms:\n"
        "  - {zh: 上市公司, en: listed company, forbidden: [governance of issuers], domain: law, source: http://x}\n"
        "  - {zh: 上市公司治理, en: governance of issuers, forbidden: [listed company], domain: law, source: http://x}\n"
        "  - {zh: 公众公司, en: Listed company, domain: law, source: http://x, confidence: low}\n"
        "  - {zh: 独立董事, en: independent director, domain: law, source: established usage, example: {zh: 独立董事, en: an outsider}}\n",
    )
    assert rules_of(lint_glossary(glossary)) == [
        (3, "cycle"), (3, "untested-pair"), (4, "confidence"), (4, "same-english"), (5, "evidence"), (5, "example"),
    ]  # fmt: skip


def test_lint_of_a_report(tmp_path: Path) -> None:
    glossary = loaded(
        tmp_path,
        "terms:\n"
        "  - {zh: 股东大会, en: general meeting, alternatives: [shareholder assembly], valid: {to: '2024-06-30'}, domain: law, source: s}\n"
        "  - {zh: 董事会, en: Board, domain: law, source: s}\n"
        "  - {zh: 监事会, en: Committee, status: deprecated, domain: law, source: s}\n",
    )
    pairs = [
        ("股东大会", "the general meeting"),
        ("股东大会", "a shareholder assembly"),
        ("监事会", "the Committee"),
    ]
    uses = [use for zh, en in pairs for use in check_terms(en, find_terms(zh, glossary))]
    remarks = lint_use(glossary, uses, day="2025-04-01")
    assert rules_of(remarks) == [(2, "drift"), (2, "out-of-time"), (3, "unused"), (4, "deprecated")]


def test_suggestions(small: Glossary) -> None:
    texts = [
        "公司修订《海湾港务采购管理制度》，推进绿色港口岸电改造。",
        "执行副总经理负责绿色港口规划，独立董事列席。",
        "我们打造绿色港口，绿色港口成为样板；设立战略与可持续发展委员会。",
        "员工参与绿色港口评价。",
    ]
    found = {one.text: one for one in suggest_terms(texts, small)}
    assert found["海湾港务采购管理制度"].sign == "title"
    assert found["执行副总经理"].sign == "job"
    assert found["绿色港口"].sign == "phrase"
    assert found["绿色港口"].count == 5
    assert found["绿色港口"].contexts
    assert any(text.endswith("可持续发展委员会") for text in found)
    assert "独立董事" not in found
    assert not {"色港口", "绿色港"} & set(found)


# ---- changed by a machine

KEPT = """\
# yaml-language-server: $schema=schema.json

terms:
  # the organ's name
  - id: organ  # stable
    zh: 监事会
    en: "Supervisory Committee"   # as filed
    domain: governance
    source: 'established usage'

  # a line of its own
  - {zh: 董事会, en: Board, domain: governance, source: established usage}

profile:
  company: 海湾
"""


def test_a_machine_edit_changes_its_own_lines_only() -> None:
    edited = edit_entry(
        KEPT, "organ", {"en": "Board of Supervisors", "forbidden": [{"text": "x", "why": "no"}], "note": "no"}
    )
    kept = [line for line in edited.splitlines() if line in KEPT.splitlines()]
    assert kept == [line for line in KEPT.splitlines() if "Supervisory" not in line]
    assert 'en: "Board of Supervisors"' in edited
    assert "# as filed" in edited
    assert yaml.safe_load(edited)["terms"][0]["note"] == "no"
    assert edit_entry(KEPT, "董事会", {}) == KEPT
    assert "{zh: 董事会, en: Council, domain" in edit_entry(KEPT, "董事会", {"en": "Council"})


def test_entries_are_added_and_taken_out() -> None:
    more = add_entry(
        "# head\nterms:\n", {"zh": "甲乙", "en": "on", "domain": "law", "source": ["s: t", "2024-01-01"]}
    )
    assert (
        more
        == '# head\nterms:\n  - zh: 甲乙\n    en: "on"\n    domain: law\n    source: ["s: t", "2024-01-01"]\n'
    )
    assert remove_entry(more, "甲乙") == "# head\nterms:\n"
    assert yaml.safe_load(add_entry(KEPT, {"zh": "甲乙", "en": "x"}))["terms"][-1] == {
        "zh": "甲乙",
        "en": "x",
    }
    with pytest.raises(KeyError):
        edit_entry(KEPT, "没有", {"en": "x"})
    assert "# a line of its own" in remove_entry(KEPT, "organ")
    before_profile = add_entry(KEPT, {"zh": "丙丁", "en": "x"})
    assert before_profile.index("丙丁") < before_profile.index("profile:")


# ---- exchange

WORDS = st.text(st.characters(categories=("L", "N", "P", "S"), max_codepoint=0x9FFF), min_size=1, max_size=12)
LINES = st.lists(WORDS, max_size=3).map(tuple)


@st.composite
def terms(draw: Any, number: int) -> Term:
    return Term(
        id=f"entry-{number}", zh=f"甲{number}" + draw(WORDS), en=draw(WORDS), domain=draw(st.sampled_from(DOMAINS)),
        source=(draw(WORDS),), variants=draw(LINES), abbr=draw(st.none() | WORDS), first=draw(st.none() | WORDS),
        alternatives=draw(LINES), forbidden=tuple(Forbidden(text, why) for text, why in draw(
            st.lists(st.tuples(WORDS, st.just("") | WORDS), max_size=2))),
        kind=draw(st.sampled_from(("name", "award"))), case=draw(st.sampled_from(("sentence", "fixed"))),
        pos=draw(st.sampled_from(("noun", "verb"))), keep=draw(st.booleans()), note=draw(st.just("") | WORDS),
        definition=draw(st.just("") | WORDS),
    )  # fmt: skip


GLOSSARIES = st.integers(0, 4).flatmap(lambda count: st.tuples(*(terms(number) for number in range(count))))


@pytest.mark.parametrize(
    ("export", "read"),
    [(export_xlsx, read_xlsx), (export_csv, read_csv), (export_tbx, read_tbx)],
    ids=["xlsx", "csv", "tbx"],
)
@given(entries=GLOSSARIES)
@settings(max_examples=25, deadline=None)
def test_round_trip(export: Any, read: Any, entries: tuple[Term, ...]) -> None:
    exported = export(entries)
    assert exported.data == export(entries).data
    if not entries and export is export_tbx:
        return
    records = [record for _, record in read(exported.data, "x").records]
    for term, record in zip(entries, records, strict=True):
        assert record == {
            key: value for key, value in term_to_record(term).items() if key not in exported.lost
        }


def test_what_a_format_cannot_carry_is_counted(small: Glossary) -> None:
    with_senses = sum(bool(term.senses) for term in small.entries)
    with_guards = sum("match" in term_to_record(term) for term in small.entries)
    for export in (export_xlsx, export_csv, export_tbx):
        exported = export(small.entries)
        assert exported.entries == len(small.entries)
        assert exported.lost["senses"] == with_senses
        assert exported.lost["match"] == with_guards


@pytest.mark.parametrize(
    ("export", "read"), [(export_xlsx, read_xlsx), (export_csv, read_csv)], ids=["xlsx", "csv"]
)
def test_formulas_are_text(export: Any, read: Any, tmp_path: Path) -> None:
    wild = ("=1+1", "+1", "-x", "@cmd", "'quoted", '=HYPERLINK("http://x","y")')
    entries = tuple(
        Term(str(number), "甲乙", text, "law", ("s",), note=text) for number, text in enumerate(wild)
    )
    data = export(entries).data
    assert [record["en"] for _, record in read(data, "x").records] == list(wild)
    if export is export_csv:
        assert all(
            not line.split(",")[2].lstrip('"').startswith(("=", "+", "-", "@"))
            for line in data.decode("utf-8-sig").splitlines()[1:]
        )
        return
    import io

    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value} == {"s"}


def test_an_imported_formula_is_text() -> None:
    import io

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["zh", "en", "domain", "source"])
    sheet.append(["甲乙", "=1+1", "law", 2024])
    made = io.BytesIO()
    book.save(made)
    ((_, record),) = read_xlsx(made.getvalue(), "x.xlsx").records
    assert (record["en"], record["source"]) == ("=1+1", ["2024"])


def test_an_import_changes_adds_and_leaves(tmp_path: Path) -> None:
    base = (
        "terms:\n  # kept\n  - {zh: 甲乙, en: x, note: old, match: {not_after: [丙]}, domain: law, source: s}\n"
        "  - {zh: 丙丁, en: y, domain: law, source: s}\n"
    )
    sheet = "zh,en,domain,source,note\n甲乙,new x,law,s,\n丙丁,y,law,s,\n戊己,z,law,s,\n庚辛,w,,,\n".encode()
    merged = merge_records(base, read_csv(sheet, "x.csv"), loaded(tmp_path, base))
    assert (merged.changed, merged.added, merged.same) == (["甲乙"], ["戊己"], ["丙丁"])
    assert [(fault.line, fault.message) for fault in merged.faults] == [
        (5, "'庚辛' is new and lacks domain, source: fill it in")
    ]
    assert "# kept" in merged.text
    assert "{zh: 甲乙, en: new x, match: {not_after: [丙]}, domain: law, source: s}" in merged.text
    assert [term.zh for term in loaded(tmp_path, merged.text).entries] == ["甲乙", "丙丁", "戊己"]


def test_a_blank_required_cell_takes_nothing_away(tmp_path: Path) -> None:
    base = "terms:\n  - {zh: 甲乙, en: x, domain: law, source: s}\n"
    merged = merge_records(base, read_csv("zh,en,domain\n甲乙,,\n".encode(), "x.csv"), loaded(tmp_path, base))
    assert (merged.same, merged.text) == (["甲乙"], base)


def test_ids_come_back_from_tbx(small: Glossary) -> None:
    entries = [Term(name, "甲乙", "x", "law", ("s",)) for name in ("organ", "c7", "a b")]
    exported = export_tbx(entries)
    assert [record.get("id") for _, record in read_tbx(exported.data, "x").records] == ["organ", None, None]
    assert exported.lost == {"id": 2}


def test_an_import_into_a_company_file_writes_overlays(tmp_path: Path) -> None:
    base = "terms:\n  - {id: organ, zh: 监事会, en: SC, domain: law, source: s}\n"
    imported = Imported("x", ((2, {"zh": "监事会", "en": "Board of Supervisors"}),))
    merged = merge_records("terms:\n", imported, loaded(tmp_path, base))
    assert merged.text == "terms:\n  - id: organ\n    en: Board of Supervisors\n"
    assert loaded(tmp_path, base, merged.text).entries[0].en == "Board of Supervisors"


def test_tbx_of_the_edition_before() -> None:
    old = """<?xml version="1.0"?><martif type="TBX"><text><body><termEntry id="7"><descrip type="subjectField">law</descrip>
    <langSet xml:lang="zh-CN"><tig><term>甲乙</term></tig></langSet>
    <langSet xml:lang="en"><tig><term>wrong</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
    <ntig><termGrp><term>right</term></termGrp></ntig></langSet></termEntry></body></text></martif>"""
    ((_, record),) = read_tbx(old.encode(), "x").records
    assert record == {"domain": "law", "zh": "甲乙", "forbidden": ["wrong"], "en": "right"}


def test_a_workbook_with_a_broken_sheet_is_told() -> None:
    whole = export_xlsx(())
    archive = zipfile.ZipFile(io.BytesIO(whole.data))
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as out:
        for name in archive.namelist():
            data = archive.read(name)
            out.writestr(name, data[: len(data) // 2] if name.endswith("sheet1.xml") else data)
    with pytest.raises(WrongUse, match=r"x\.xlsx"):
        read_xlsx(broken.getvalue(), "x.xlsx")


def test_files_that_are_no_exchange_files() -> None:
    for read in (read_xlsx, read_tbx):
        for data in (b"", b"nonsense", b"<a/>", b"PK\x03\x04"):
            with pytest.raises(WrongUse, match=r"x\.file"):
                read(data, "x.file")
    with pytest.raises(WrongUse, match="no columns zh and en"):
        read_csv(b"a,b\n", "x.file")
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(WrongUse):
        read_tbx(bomb, "x.file")


def test_gb18030_csv_is_read() -> None:
    data = "zh,en\n监事会,SC\n".encode("gb18030")
    assert read_csv(data, "x").records == ((2, {"zh": "监事会", "en": "SC"}),)


@pytest.mark.parametrize(
    ("piece", "given", "case"),
    [
        ("annual general meeting", "annual general meeting", "as given"),
        ("ANNUAL GENERAL MEETING", "annual general meeting", "upper"),
        ("Annual General Meeting", "annual general meeting", "title"),
        ("Annual general meeting", "annual general meeting", "sentence"),
        ("Annual general meeting", "Annual General Meeting", "sentence"),
        ("annual general meeting", "Annual General Meeting", "lower"),
        ("annual General meeting", "annual general meeting", None),
    ],
)
def test_the_case_of_a_piece(piece: str, given: str, case: str | None) -> None:
    assert case_of(piece, given) == case
