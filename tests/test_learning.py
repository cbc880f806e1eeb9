"""What people change again and again is proposed, and nothing else is."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.exchange import export_tmx
from generator.learning import Edit, Lesson, find_edits, find_swaps, learn, lesson_to_yaml
from generator.memory import Memory, Pair
from generator.model import Bitext, Place, Prose, Report, Sentence, Text, Translation
from generator.records import edits_to_record
from generator.terms import Glossary, load_glossary
from generator.translations import load_translations

ROOT = Path(__file__).resolve().parent.parent
PLACE = Place(1, (0, 0, 1, 1))


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary([ROOT / "glossary"])


def swaps(before: str, after: str) -> set[tuple[str, str]]:
    return {swap.key for swap in find_swaps(before, after)}


def test_what_went_and_what_came() -> None:
    assert ("clients", "customers") in swaps("We serve our clients well.", "We serve our customers well.")
    assert ("general meeting of shareholders", "shareholders’ general meeting") in swaps(
        "The general meeting of shareholders was held.", "The shareholders’ general meeting was held."
    )
    assert ("board", "supervisory board") in swaps("The board met.", "The supervisory board met.")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("In 2023 it held 3 meetings.", "In 2024 it held 5 meetings."),
        ("The Board met, and voted.", "The Board met and voted."),
        ("it was held on Monday", "It was held in Monday"),
        ("This is the Company.", "This is the company."),
    ],
)
def test_figures_marks_capitals_and_small_words_are_no_change(before: str, after: str) -> None:
    assert swaps(before, after) == set()


SAID = [
    ("公司重视供应商管理。", "The Company values vendor management."),
    ("公司对供应商进行培训。", "The Company trains vendors."),
    ("公司的供应商共有十家。", "The Company has ten vendors in all."),
    ("公司关爱员工。", "The Company cares for staff."),
    ("公司保护环境。", "The Company protects the environment."),
    ("股东大会审议了供应商名单。", "The meeting considered the list of vendors."),
]


def edited(sentence: int, old: str, new: str) -> Edit:
    source, target = SAID[sentence]
    return Edit(source, target, target.replace(old, new), 1)


def test_twice_the_same_is_a_term_with_what_is_left() -> None:
    edits = [
        edited(1, "vendors", "suppliers"),
        edited(2, "vendors", "suppliers"),
        edited(3, "staff", "its people"),
    ]
    corpus = [(edit.source, edit.after) for edit in edits] + [SAID[0], SAID[4], SAID[5]]
    (lesson,) = learn(edits, corpus, Glossary())
    assert (lesson.kind, lesson.zh, lesson.en) == ("term", "供应商", "suppliers")
    assert lesson.left == (SAID[0], SAID[5]), "where the earlier English still stands"


def test_a_possessive_is_grammar_and_no_term() -> None:
    pairs = [
        ("汀澜科技的员工。", "The staff of Lanting Tech.", "Tinglan’s staff."),
        ("汀澜科技的产品。", "The products of Lanting Tech.", "Tinglan’s products."),
        ("汀澜科技获奖。", "Lanting Tech’s prize.", "Tinglan’s prize."),
        ("汀澜科技发展。", "Lanting Tech grew.", "Tinglan grew."),
    ]
    lessons = learn(
        [Edit(s, b, a, 1) for s, b, a in pairs], [(s, a) for s, _, a in pairs] + SAID[3:5], Glossary()
    )
    assert [(one.kind, one.zh, one.en) for one in lessons if one.gone == "Lanting Tech"] == [
        ("term", "汀澜科技", "Tinglan")
    ]
    assert not [one for one in lessons if "’" in one.come]
    assert swaps("It is the Company policy.", "It is the Company’s policy.") == set()


def test_what_the_glossary_has_already_is_not_proposed(glossary: Glossary) -> None:
    pairs = [
        ("公司召开股东大会。", "The Company held a shareholders’ assembly."),
        ("股东大会通过了议案。", "The shareholders’ assembly passed the motion."),
    ]
    due = next(term.en for term in glossary.entries if term.zh == "股东大会")
    edits = [Edit(s, t, t.replace("shareholders’ assembly", due), 1) for s, t in pairs]
    assert learn(edits, pairs, glossary) == ()


def test_terms_come_before_sentences() -> None:
    vague = [
        (f"{one}组完成任务。", f"Team {place} finished.") for one, place in zip("甲乙丙", "ABC", strict=True)
    ]
    vague = [
        (source.replace("组完成任务", word), target)
        for (source, target), word in zip(vague, ("收工", "交付", "办结"), strict=True)
    ]
    edits = [Edit(s, t, t.replace("finished", "delivered"), 1) for s, t in vague]
    edits += [edited(1, "vendors", "suppliers"), edited(2, "vendors", "suppliers")]
    corpus = [(edit.source, edit.after) for edit in edits]
    assert [lesson.kind for lesson in learn(edits, corpus, Glossary())] == ["term", "memory"]


def test_once_is_no_lesson_and_one_source_is_once() -> None:
    once = edited(1, "vendors", "suppliers")
    assert learn([once], SAID, Glossary()) == ()
    assert learn([once, once], SAID, Glossary()) == ()


def test_the_words_around_a_change_belong_to_it_where_they_are_always_there() -> None:
    pairs = [
        (
            "加强供应链管理。",
            "It strengthened supply chain management.",
            "It strengthened supply chain governance.",
        ),
        ("完善供应链管理。", "It improved supply chain management.", "It improved supply chain governance."),
    ]
    corpus = [
        ("完善公司管理。", "It improved corporate management."),
        ("人员管理严格。", "Staff management is strict."),
    ]
    corpus += [(source, after) for source, _, after in pairs]
    (lesson,) = learn([Edit(s, b, a, 1) for s, b, a in pairs], corpus, Glossary())
    assert (lesson.zh, lesson.en) == ("供应链管理", "supply chain governance")


def test_a_term_of_the_glossary_is_named(glossary: Glossary) -> None:
    pairs = [
        ("公司召开股东大会。", "The Company held a general meeting of shareholders."),
        ("股东大会通过了议案。", "The general meeting of shareholders passed the motion."),
    ]
    new = "shareholders’ general meeting"
    edits = [Edit(s, t, t.replace("general meeting of shareholders", new), 1) for s, t in pairs]
    (lesson,) = learn(edits, pairs, glossary)
    assert (lesson.zh, lesson.en) == ("股东大会", new)
    assert lesson.known in glossary.by_id


def test_without_a_chinese_anchor_the_sentences_are_kept() -> None:
    pairs = [("甲组完成任务。", "Team A finished."), ("乙方守约。", "Party B finished.")]
    lessons = learn([Edit(s, t, t.replace("finished", "delivered"), 1) for s, t in pairs], pairs, Glossary())
    assert [lesson.kind for lesson in lessons] == ["memory"]


def test_the_entry_can_be_pasted(tmp_path: Path, glossary: Glossary) -> None:
    edits = [edited(1, "vendors", "suppliers"), edited(2, "vendors", "suppliers")]
    for lesson, known in (
        (
            Lesson("term", "vendors", "suppliers", tuple(edits), "供货方名录", "list of suppliers: ours"),
            False,
        ),
        (
            Lesson(
                "term", "a", "b", tuple(edits), "股东大会", "shareholders’ meeting", glossary.entries[0].id
            ),
            True,
        ),
    ):
        path = tmp_path / "own.yaml"
        path.write_text("terms:\n" + lesson_to_yaml(lesson, "sample-2024", glossary), encoding="utf-8")
        loaded = load_glossary([ROOT / "glossary", path])
        found = [term.en for term in loaded.entries if lesson.zh in term.surfaces]
        assert found == [lesson.en] or known
    memory = Lesson("memory", "vendors", "suppliers", tuple(edits))
    path = tmp_path / "translations.yaml"
    path.write_text(lesson_to_yaml(memory, "sample-2024", glossary), encoding="utf-8")
    assert [pair.target for pair in load_translations(path)] == [edit.after for edit in edits]


# English that stands in the sample's translations, what somebody makes of it, and the Chinese that it is about.
PLANTED = {
    "stakeholders": ("interested parties", "利益相关方"),
    "employees": ("staff members", "员工"),
    "customers": ("clients", "客户"),
    "suppliers": ("vendors", "供应商"),
    "emissions": ("discharges", "排放"),
    "investors": ("financial backers", "投资者"),
    "independent directors": ("outside directors", "独立董事"),
    "information disclosure": ("disclosure of information", "信息披露"),
    "internal control": ("internal checks", "内部控制"),
    "safety": ("security", "安全"),
    "patents": ("patent rights", "专利"),
    "subsidiaries": ("group companies", "子公司"),
}


def plant(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    """Each planted change in two or three sentences, another word nobody repeats in forty more, style in twenty."""
    after = list(pairs)
    order = list(range(len(pairs)))
    chance.shuffle(order)
    used: set[int] = set()
    for old, (new, zh) in PLANTED.items():
        holding = [n for n in order if n not in used and old in pairs[n].target and zh in pairs[n].source]
        for n in holding[: chance.choice([2, 3])]:
            used.add(n)
            after[n] = put(pairs[n], pairs[n].target.replace(old, new))
    prose = [n for n in order if n not in used and len(pairs[n].target.split()) > 6]
    for n in prose[:40]:
        words = pairs[n].target.split()
        words[chance.randrange(len(words))] = f"unheard{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}of"
        after[n] = put(pairs[n], " ".join(words))
    for n in prose[40:60]:
        after[n] = put(pairs[n], pairs[n].target.replace(" the ", " a ", 1).replace(",", "", 1))
    return after


def put(pair: Pair, target: str) -> Pair:
    return Pair(pair.source, target, pair.place)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_changes_are_found_and_nothing_else(glossary: Glossary, seed: int) -> None:
    pairs = list(load_translations(ROOT / "reports" / "sample-2024" / "translations.yaml"))
    after = plant(pairs, random.Random(seed))
    edits = [
        Edit(a.source, a.target, b.target, 1)
        for a, b in zip(pairs, after, strict=True)
        if a.target != b.target
    ]
    planted = {
        old: (new, zh)
        for old, (new, zh) in PLANTED.items()
        if len({e.source for e in edits if old in e.before and new in e.after}) > 1
    }
    lessons = learn(edits, [(pair.source, pair.target) for pair in after], glossary)
    found = {
        old for old in planted if any(planted[old][0] in one.come and one.kind == "term" for one in lessons)
    }
    right = [one for one in lessons if any(new in one.come for new, _ in planted.values())]
    anchored = [
        old
        for old in found
        for one in lessons
        if planted[old][0] in one.come and planted[old][1] in (one.zh or "")
    ]
    assert len(edits) > 70
    assert len(planted) >= 10
    assert len(found) / len(planted) >= 0.9, "recall"
    assert len(right) / len(lessons) >= 0.9, "precision"
    assert len(anchored) / len(found) >= 0.8, "the Chinese that it is about"


def make_bitext(pairs: dict[str, tuple[str, str]]) -> Bitext:
    """A bitext of sources with their English and origin."""
    sentences = tuple(
        Sentence(f"s{n}", "p", "p", "paragraph", source, PLACE) for n, source in enumerate(pairs)
    )
    english = {
        f"s{n}": Translation(f"s{n}", target, origin) for n, (target, origin) in enumerate(pairs.values())
    }
    block = Prose("p", "paragraph", "".join(pairs), (PLACE,))
    text = Text("p", "p", "paragraph", block.source, PLACE)
    return Bitext(Report("a.pdf", "0", 1, "", "", (block,)), (text,), sentences, english)


def test_the_english_before_is_that_of_the_builds_then_that_of_the_memory() -> None:
    bitext = make_bitext(
        {
            "甲。": ("A now.", "person"),
            "乙。": ("B now.", "person"),
            "丙。": ("C.", "memory"),
            "丁。": ("D.", "person"),
        }
    )
    memory = Memory(
        [
            Pair("甲。", "A of the memory.", "m:1"),
            Pair("乙。", "B of the memory.", "m:2"),
            Pair("丁。", "D.", "m:3"),
        ]
    )
    known = {"edits": [{"sentence": "s0", "before": "A of a draft."}]}
    edits = find_edits(bitext, [lambda sentence: memory.look_up(sentence.source)], known)
    assert [(edit.before, edit.after) for edit in edits] == [
        ("A of a draft.", "A now."),
        ("B of the memory.", "B now."),
    ]


def row(target: str, origin: str, note: str | None = None) -> dict[str, object]:
    return {"id": "s0", "page": 3, "source": "甲。", "target": target, "origin": origin, "note": note}


def test_what_stood_before_is_carried_from_build_to_build() -> None:
    draft, mine = {"sentences": [row("Draft.", "engine:x")]}, {"sentences": [row("Mine.", "person")]}
    first = edits_to_record(draft, None, None)
    assert first["edits"] == []
    second = edits_to_record(mine, draft, first)
    assert [(one["before"], one["after"]) for one in second["edits"]] == [("Draft.", "Mine.")]
    assert edits_to_record(mine, mine, second) == second, "and stays when nothing changes"
    followed = {"sentences": [row("Ours.", "person", "glossary 甲: Mine → Ours")]}
    assert edits_to_record(followed, mine, None)["edits"] == [], "the glossary changed it, not a person"
    assert edits_to_record(mine, followed, None)["edits"] == []


@pytest.mark.slow
def test_the_command_shows_both_places_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = ROOT / "reports" / "sample-2024"
    for name in ("report.yaml", "source.pdf", "translations.yaml"):
        shutil.copy(sample / name, tmp_path / name)
    pairs = load_translations(sample / "translations.yaml")
    older = [Pair(p.source, p.target.replace("suppliers", "vendors"), "") for p in pairs]
    (tmp_path / "older.tmx").write_bytes(export_tmx(older))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    told = main(
        [
            "learn",
            str(tmp_path),
            "--memory",
            str(tmp_path / "older.tmx"),
            "--out",
            str(tmp_path / "out"),
            "--quiet",
        ]
    )
    said = capsys.readouterr().out
    assert told == 0
    assert said.startswith("供应商: vendors → suppliers"), "the list comes before the places"
    assert said.count("供应商: vendors → suppliers") == 2
    assert said.count("    - ") <= 3
    assert "zh: 供应商" in said
    assert said.count("    - ") >= 2
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
