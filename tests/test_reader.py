"""The reader: drawings for each difficulty, the ledger of characters, files that cannot be read, real reports."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import make_samples
import pdfplumber
import pikepdf
import pytest
import yaml
from mutate_pdfs import fault_of
from printed import write_pdf

from generator.errors import SourceUnreadable
from generator.model import (
    Block,
    Contents,
    Cover,
    Figure,
    Heading,
    Place,
    Prose,
    Report,
    Table,
    Unread,
    bare,
    block_source,
)
from generator.reader import content_to_report, pages, read_report, report_to_content
from generator.reader import report as report_room
from generator.reader.balance import text_to_counts, weigh
from generator.reader.found import FoundTable
from generator.reader.names import find_names, is_traditional
from generator.reader.numbering import look_up_number
from generator.reader.passages import join_text
from generator.reader.pdf.source import open_source, read_pages
from generator.reader.tables import joins

HERE = Path(__file__).parent
SAMPLES = HERE / "samples"
SHARED = HERE.parents[1] / "shared"
CASES = yaml.safe_load((HERE / "cases" / "reader.yaml").read_text(encoding="utf-8"))
WORDS = {name: getattr(make_samples, name) for name in ("PARA", "MORE", "GREEN", "STAFF")}
REPORTS = ("winning-health-2024", "csr_tcl_2009", "csr_ccoop_000564_2018", "ar_huajin_pages")
NO_TEXT = ("figure-side-by-side", "figure-strips")  # drawings of pictures alone
BARS = {
    "headings_f1": 0.95,
    "levels_right": 0.95,
    "paragraphs_f1": 0.95,
    "characters": 0.995,
    "cells_f1": 0.98,
    "figures_f1": 0.9,
}


def said(block: Block) -> str:
    """A block as tests/cases/reader.yaml writes it."""
    match block:
        case Heading():
            return f"{'#' * block.level} {block.source}"
        case Prose():
            pages_of = [str(place.page) for place in block.places]
            over = f" {'-'.join(pages_of)}" if len(pages_of) > 1 else ""
            marker = f" [{block.marker}]" if block.kind == "item" else ""
            return f"{block.kind}{over}{marker}: {block.source}"
        case Table():
            rows = " / ".join(", ".join(cell.source for cell in row) for row in block.rows)
            return f"table: {block.caption} | {block.unit} | {rows}"
        case Figure():
            return f"figure: {block.caption}"
        case Cover():
            return "cover: " + " / ".join(block.lines)
        case Contents():
            return "contents: " + " / ".join(f"{e.source} {e.page_label}" for e in block.entries)
        case Unread():
            return f"unread: {block.source}"


@pytest.mark.parametrize("name", sorted(CASES))
def test_drawing_is_read_as_drawn(name: str) -> None:
    report = read_report(SAMPLES / f"{name}.pdf")
    assert [said(block) for block in report.blocks] == [b.format(**WORDS) for b in CASES[name]["blocks"]]
    furniture = [f"{f.kind}: {f.source}" for f in report.furniture]
    assert furniture == CASES[name].get("furniture", [])


def test_every_drawing_has_a_case() -> None:
    assert {sample.__name__ for sample in make_samples.SAMPLES} == set(CASES)


def test_drawings_are_those_of_the_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_samples, "FOLDER", tmp_path)
    for sample in make_samples.SAMPLES:
        sample()
        name = f"{sample.__name__}.pdf"
        assert (tmp_path / name).read_bytes() == (SAMPLES / name).read_bytes(), name


def printed(path: Path) -> list[int]:
    """How many characters pdfplumber sees on each page, white space aside."""
    with pdfplumber.open(path) as pdf:
        return [sum(not char["text"].isspace() for char in page.chars) for page in pdf.pages]


@pytest.mark.parametrize(
    "path", [p for p in sorted(SAMPLES.glob("*.pdf")) if p.stem not in NO_TEXT], ids=lambda path: path.stem
)
def test_every_character_has_a_place_in_the_ledger(path: Path) -> None:
    check_ledger(path, read_report(path))


def check_ledger(path: Path, report: Report) -> None:
    for account in report.accounts:
        parts = account.body + account.furniture + account.labels + account.unread
        assert parts == account.characters, f"page {account.page}: {account}"
    if path.stem not in ("overprinted", "sideways"):  # printed twice; pdfplumber sees the rest alike
        assert [account.characters for account in report.accounts] == printed(path)


@pytest.mark.parametrize("name", sorted(n for n in CASES if "furniture" not in CASES[n]))
def test_every_character_is_in_one_block(name: str) -> None:
    """Nothing is lost, changed or said twice: the words of the blocks are the characters of the pages."""
    report = read_report(SAMPLES / f"{name}.pdf")
    with open_source(SAMPLES / f"{name}.pdf") as source:
        chars = [c for page in read_pages(source) for c in page.chars if not c.hidden or name == "ocr_layer"]
    drawn = Counter(bare("".join(c.text for c in chars if c.font != "Wingdings")))
    read: Counter[str] = Counter()
    for block in report.blocks:
        bullet = isinstance(block, Prose) and block.marker == "●"
        read.update(bare(("●" if bullet else "") + block_source(block)))
        if isinstance(block, Contents):
            read.update(bare("".join(entry.page_label or "" for entry in block.entries)))
            drawn.pop(".")  # the leaders
    assert read == drawn


def test_words_that_no_block_has_are_told_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells that are lost where the parts of a table are joined, on either page."""
    join = joins._join

    def lose(first: joins.JoinedTable, second: FoundTable) -> joins.JoinedTable:
        joined = join(first, second)
        return replace(joined, cells=joined.cells[1:-1])

    monkeypatch.setattr(joins, "_join", lose)
    report = read_report(SAMPLES / "table-over-pages-head-again.pdf")
    for account in report.accounts:
        parts = account.body + account.furniture + account.labels + account.unread
        assert account.characters > parts, account
        assert any(note.startswith("in no part of the report: ") for note in account.notes)


def test_a_block_that_is_made_twice_is_told_on_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    make = report_room.items_to_blocks
    path = SAMPLES / "table-over-pages-head-again.pdf"
    assert not any("more often" in note for account in read_report(path).accounts for note in account.notes)
    monkeypatch.setattr(report_room, "items_to_blocks", lambda *given: [*make(*given), make(*given)[-1]])
    told = {
        account.page
        for account in read_report(path).accounts
        for note in account.notes
        if "more often" in note
    }
    assert len(told) == 1


def test_letters_lost_from_one_of_two_pages_are_that_pages() -> None:
    place = Place(1, (0, 0, 1, 1)), Place(2, (0, 0, 1, 1))
    blocks = [
        Prose("p1", "paragraph", "电力12%", (place[0],)),
        Prose("p2", "paragraph", "水 3 吨，", (place[1],)),
    ]
    printed = {1: text_to_counts("电力12%头"), 2: text_to_counts("水3吨电力·头表")}
    found = weigh(printed, [(1, "头"), (2, "头"), (2, "表")], [], blocks).missing
    assert {page: "".join(sorted(counts)) for page, counts in found.items()} == {2: "力电"}
    assert not weigh({1: printed[1]}, [(1, "头")], [], blocks[:1]).missing


def test_what_stands_twice_is_told_though_another_page_lacks_as_much() -> None:
    here, there, both = Place(1, (0, 0, 1, 1)), Place(3, (0, 0, 1, 1)), Place(2, (0, 0, 1, 1))
    blocks = [
        Prose("p1", "paragraph", "用电量，用电", (here,)),
        Prose("p2", "paragraph", "用水 12吨12", (both, there)),
    ]
    printed = {
        1: text_to_counts("用电量"),
        2: text_to_counts("用水12"),
        3: text_to_counts("吨"),
        4: text_to_counts("用电"),
    }
    found = weigh(printed, [], [], blocks)
    assert {page: "".join(sorted(counts.elements())) for page, counts in found.twice.items()} == {
        1: "用电",
        2: "12",
    }
    assert {page: "".join(sorted(counts.elements())) for page, counts in found.missing.items()} == {4: "用电"}
    borrowed = weigh(printed, [(4, "用电")], [(1, "用电"), (3, "12")], blocks)
    assert (borrowed.missing, borrowed.twice) == ({}, {})
    sign = weigh({1: text_to_counts("用电量用电")}, [(1, "ü")], [], blocks[:1])
    assert (sign.missing, sign.twice) == ({}, {})


def test_hidden_characters_are_counted_and_said() -> None:
    (account,) = read_report(SAMPLES / "hidden_text.pdf").accounts
    assert account.unread == len("此行不可见此行在页外")
    assert any("not on the paper" in note for note in account.notes)


def test_layer_made_by_ocr_is_said() -> None:
    (account,) = read_report(SAMPLES / "ocr_layer.pdf").accounts
    assert account.scanned
    assert any("OCR" in note for note in account.notes)
    assert account.body == account.characters


def test_two_readings_and_two_processes_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    path = SAMPLES / "over_the_page.pdf"
    one = read_report(path)
    monkeypatch.setattr(pages, "MANY", 1)
    monkeypatch.setattr(pages, "PART", 1)
    monkeypatch.setattr(pages.os, "cpu_count", lambda: 2)
    seen: list[tuple[int, int]] = []
    assert read_report(path, progress=lambda done, all_: seen.append((done, all_))) == one
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_content_has_the_shape_that_others_rely_on() -> None:
    content = report_to_content(read_report(SAMPLES / "side_by_side.pdf"))
    assert json.loads(json.dumps(content, ensure_ascii=False)) == content
    assert content["schema"] == 1
    assert content["source"].keys() == {"file", "sha256", "pages"}
    for block in content["blocks"]:
        assert block.keys() >= {"id", "kind", "page", "box"}
    table = next(block for block in content["blocks"] if block["kind"] == "table")
    assert table.keys() >= {"pages", "caption", "unit", "header_rows", "rows"}
    assert table["rows"][0][0].items() >= {"source": "年度", "rowspan": 1, "colspan": 1}.items()
    assert len({block["id"] for block in content["blocks"]}) == len(content["blocks"])


@pytest.mark.parametrize("name", sorted(CASES))
def test_content_gives_the_report_back(name: str) -> None:
    content = report_to_content(read_report(SAMPLES / f"{name}.pdf"))
    assert report_to_content(content_to_report(json.loads(json.dumps(content)))) == content


@pytest.mark.parametrize(
    ("cover", "running", "texts", "names"),
    [
        (
            ["澄江股份有限公司", "2023 年度社会责任报告"],
            [],
            [],
            ("2023 年度社会责任报告", "澄江股份有限公司"),
        ),
        (["澄江股份有限公司2023年度社会责任报告"], [], [], ("2023年度社会责任报告", "澄江股份有限公司")),
        (["2023年度", "社 会 责 任 报 告"], [], [], ("2023年度社会责任报告", "")),
        (
            ["澄江股份有限公司", "2024年度环境、社会及公司治理报告"],
            [],
            [],
            ("2024年度环境、社会及公司治理报告", "澄江股份有限公司"),
        ),
        (["环境、社会与公司治理（ESG）报告"], [], [], ("环境、社会与公司治理（ESG）报告", "")),
        ([], ["澄江股份有限公司 2023年年度报告全文"], [], ("2023年年度报告全文", "澄江股份有限公司")),
        (
            ["2023年度可持续发展报告"],
            [],
            ["澄江股份有限公司（以下简称“公司”）成立于2001年。"],
            ("2023年度可持续发展报告", "澄江股份有限公司"),
        ),
        (
            ["2023年度可持续发展报告"],
            [],
            ["感谢阅读本报告。", "澄江股份有限公司"],
            ("2023年度可持续发展报告", "澄江股份有限公司"),
        ),
    ],
)
def test_names_are_found(
    cover: list[str], running: list[str], texts: list[str], names: tuple[str, str]
) -> None:
    assert find_names(cover, running, "", texts) == names


def test_traditional_characters_are_noticed() -> None:
    assert is_traditional("本公司董事會確認，環境數據經審核。")
    assert not is_traditional("本公司董事会确认，环境数据经审核。")


def test_pictures_are_written(tmp_path: Path) -> None:
    report = read_report(SAMPLES / "side_by_side.pdf", assets=tmp_path)
    figures = [block for block in report.blocks if isinstance(block, Figure)]
    assert len(figures) == 3
    for figure in figures:
        assert figure.image is not None
        assert (tmp_path / Path(figure.image).name).stat().st_size > 0


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("第二节公司简介", "section", 2),
        ("第十二章 治理", "chapter", 12),
        ("一、综述", "一、", 1),
        ("二十一、其他", "一、", 21),
        ("（一）、理念", "（一）", 1),
        ("㈢ 传承", "（一）", 3),
        ("1. 治理", "1.", 1),
        ("12、其他", "1.", 12),
        ("１．概述", "1.", 1),
        ("1.2 概述", "1.1", 2),
        ("1.2.3 概述", "1.1.1", 3),
        ("（2）委托", "（1）", 2),
        ("⑵ 利益", "（1）", 2),
        ("2) 市场", "1)", 2),
        ("③新疆", "①", 3),
        ("A. 内部", "A.", 1),
        ("b) 推广", "a.", 2),
        ("（ii）其他", "（i）", 2),
    ],
)
def test_number_is_understood(text: str, kind: str, value: int) -> None:
    number = look_up_number(text)
    assert number is not None
    assert (number.kind, number.value) == (kind, value)


@pytest.mark.parametrize(
    "text", ["2009年展望", "3.5亿元", "12.5%", "1,000元", "第一，健全", "A股上市", "TCL集团", "一般情况"]
)
def test_what_is_no_number(text: str) -> None:
    assert look_up_number(text) is None


def unreadable(path: Path) -> SourceUnreadable:
    with pytest.raises(SourceUnreadable) as caught:
        read_report(path)
    fault = caught.value
    for message in (fault.message, fault.message_zh):
        assert path.name in message
        assert "\n" not in message
    return fault


def test_missing_file(tmp_path: Path) -> None:
    assert "does not exist" in unreadable(tmp_path / "none.pdf").message


def test_folder(tmp_path: Path) -> None:
    assert "folder" in unreadable(tmp_path).message


@pytest.mark.parametrize(("data", "word"), [(b"", "empty"), (b"PK\x03\x04 a Word file", "not a PDF")])
def test_no_pdf(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    assert word in unreadable(path).message


def test_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes((SAMPLES / "fake_bold.pdf").read_bytes()[:400])
    assert "cut off" in unreadable(path).message


def test_no_pages(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    pikepdf.new().save(path)
    assert "no page" in unreadable(path).message


@pytest.mark.parametrize("revision", [4, 6])
def test_password(tmp_path: Path, revision: int) -> None:
    path = tmp_path / "report.pdf"
    with pikepdf.open(SAMPLES / "fake_bold.pdf") as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user="u", owner="o", R=revision))
    assert "password" in unreadable(path).message


def test_file_that_only_forbids_printing_is_read(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    with pikepdf.open(SAMPLES / "fake_bold.pdf") as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user="", owner="o", R=4))
    assert read_report(path).blocks == read_report(SAMPLES / "fake_bold.pdf").blocks


def test_scan(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    drawing = make_samples.Drawing()
    drawing.picture(0, 0, 595, 842)
    drawing.page()
    drawing.picture(0, 0, 595, 842)
    drawing.page()
    drawing.pdf.save(path)
    message = unreadable(path).message
    assert "OCR" in message
    assert "1–2" in message


@pytest.mark.parametrize("path", sorted((SAMPLES / "damaged").glob("*.pdf")), ids=lambda path: path.stem)
def test_damaged_file_that_once_found_a_fault(path: Path) -> None:
    """Found by tests/mutate_pdfs.py."""
    assert fault_of(path) is None


def fidelity() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fidelity", SHARED / "tools" / "fidelity.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fidelity"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.parametrize("name", REPORTS)
def test_real_report_is_read_right(name: str) -> None:
    folder = SHARED / "reports" / name
    if not (folder / "truth.yaml").exists():
        pytest.skip(f"{name} is not on this machine: its figures are left out")
    score = fidelity()
    truth = yaml.safe_load((folder / "truth.yaml").read_text(encoding="utf-8"))
    report = read_report(folder / "source.pdf")
    blocks = report_to_content(report)["blocks"]
    headings, levels, _ = score.score_headings(truth, blocks)
    paragraphs, characters, _ = score.score_paragraphs(truth, blocks)
    cells, phantom, _ = score.score_tables(truth, blocks)
    figures, _ = score.score_figures(truth, blocks)
    figures_of_merit = {
        "headings_f1": headings,
        "levels_right": levels,
        "paragraphs_f1": paragraphs,
        "characters": characters,
        "cells_f1": cells,
        "figures_f1": figures,
    }
    low = {key: value for key, value in figures_of_merit.items() if value < BARS[key]}
    assert not low
    assert phantom == 0
    assert score.find_leaks(truth, blocks) == []
    assert bare(report.title) == bare(truth["title"])
    assert bare(report.company) == bare(truth["company"])
    check_ledger(folder / "source.pdf", report)


def test_garbled_text_layer_is_said() -> None:
    path = SHARED / "reports" / "bad" / "pg_garbled_fonts_medical.pdf"
    if not path.exists():
        pytest.skip("the garbled file is not on this machine")
    report = read_report(path)
    assert not [block for block in report.blocks if isinstance(block, (Prose, Heading))]
    assert any(isinstance(block, Unread) for block in report.blocks)


def test_cut_off_download_is_said() -> None:
    path = SHARED / "reports" / "bad" / "bad_truncated_henglin_603661_2018.pdf"
    if not path.exists():
        pytest.skip("the cut-off file is not on this machine")
    assert "cut off" in unreadable(path).message


def test_a_table_is_read_as_its_tags_say_but_for_spans_beyond_reason(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>Employees of site {n}</td><td>{7 * n}</td><td>{9 * n}</td></tr>" for n in range(1, 6)
    )
    head = "<tr><th>Indicator</th><th>2023</th><th>2024</th></tr>"
    path = tmp_path / "tagged.pdf"
    html = f"<html lang=en><title>t</title><p>Staff by site, as every year.</p><table>{head}{rows}</table>"
    write_pdf(html, path, pdf_tags=True)

    def tables() -> list[list[list[str]]]:
        found = [block for block in read_report(path).blocks if isinstance(block, Table)]
        return [[[cell.source for cell in row] for row in table.rows] for table in found]

    whole = tables()
    assert whole[0][0] == ["Indicator", "2023", "2024"]
    assert whole[0][5] == ["Employees of site 5", "35", "45"]
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        cell = next(o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TD")
        cell.A = pikepdf.Dictionary(O=pikepdf.Name.Table, ColSpan=1000)
        pdf.save(path)
    assert tables() == whole


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["revenue was up 9.65%", "year on year"], "revenue was up 9.65% year on year"),
        (["all supported by the “Lanyun”", "water platform"], "all supported by the “Lanyun” water platform"),
        (["the names of", "“Blue Water” and"], "the names of “Blue Water” and"),
        (["营业收入同比增长9.65%", "COD排放量下降"], "营业收入同比增长9.65%COD排放量下降"),
        (["公司依托“澜云”", "ESG平台"], "公司依托“澜云”ESG平台"),
    ],
)
def test_lines_are_joined_as_their_language_is_written(lines: list[str], text: str) -> None:
    assert join_text(lines, spaced=False) == text
