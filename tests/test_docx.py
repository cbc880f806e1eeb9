"""Word files: the same blocks as from the PDF that Word makes of them."""

from __future__ import annotations

import difflib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image

from generator.errors import SourceUnreadable
from generator.model import Figure, Heading, Prose, Report, Table, bare, block_kind, block_source
from generator.reader import read_report
from generator.reader.word.charts import xml_to_chart
from generator.reader.word.document import read_docx
from generator.reader.word.lists import to_format

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "reports" / "winning-health-2024"


def picture(color: str) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), color).save(out, "PNG")
    out.seek(0)
    return out


def write(tmp_path: Path) -> Path:
    document = Document()
    for words in ("某某股份有限公司", "2024 年度社会责任报告"):
        document.add_paragraph(words)
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_heading("公司治理", 1)
    document.add_paragraph("公司治理结构完善。")
    document.add_paragraph("建立制度", style="List Bullet")
    document.add_paragraph("• 打字的项目符号")
    document.add_paragraph("投资者活动表").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("单位：万元").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    table = document.add_table(3, 3)
    for r, row in enumerate((("项目", "金额", ""), ("", "本年", "上年"), ("存货", "1,200", "900"))):
        for c, words in enumerate(row):
            table.cell(r, c).text = words
    table.cell(0, 1).merge(table.cell(0, 2)).text = "金额"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "项目"
    for row in table.rows[:2]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_heading("荣誉", 2)
    side_by_side = document.add_table(2, 2)
    for c, color in enumerate(("red", "blue")):
        side_by_side.cell(0, c).paragraphs[0].add_run().add_picture(picture(color), width=Cm(5))
        side_by_side.cell(1, c).text = ("证书一", "证书二")[c]
    document.add_paragraph("见下图。")
    document.add_paragraph().add_run().add_picture(picture("green"), width=Cm(8))
    document.add_paragraph("图 1 总部大楼")
    document.add_paragraph("某某股份有限公司董事会").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("2025 年 4 月 17 日").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    path = tmp_path / "report.docx"
    document.save(str(path))
    return path


def said(report: Report) -> list[tuple[str, str]]:
    return [(block_kind(block), block_source(block)) for block in report.blocks]


def test_blocks_of_every_kind(tmp_path: Path) -> None:
    report = read_docx(write(tmp_path), assets=tmp_path / "assets")
    assert [(kind, words) for kind, words in said(report) if kind not in ("table", "figure")] == [
        ("cover", "某某股份有限公司\n2024 年度社会责任报告"),
        ("heading", "公司治理"),
        ("paragraph", "公司治理结构完善。"),
        ("item", "建立制度"),
        ("item", "打字的项目符号"),
        ("heading", "荣誉"),
        ("paragraph", "见下图。"),
        ("signature", "某某股份有限公司董事会"),
        ("signature", "2025 年 4 月 17 日"),
    ]
    assert [block.level for block in report.blocks if isinstance(block, Heading)] == [1, 2]
    assert (report.title, report.company) == ("2024 年度社会责任报告", "某某股份有限公司")
    assert report.blocks[1].place.page == 2


def test_a_table_with_its_title_unit_and_merged_cells(tmp_path: Path) -> None:
    (table,) = (block for block in read_docx(write(tmp_path)).blocks if isinstance(block, Table))
    assert (table.caption, table.unit, table.header_rows) == ("投资者活动表", "单位：万元", 2)
    assert [[(c.source, c.rowspan, c.colspan) for c in row] for row in table.rows] == [
        [("项目", 2, 1), ("金额", 1, 2)],
        [("本年", 1, 1), ("上年", 1, 1)],
        [("存货", 1, 1), ("1,200", 1, 1), ("900", 1, 1)],
    ]


def wrap(element: Any, tag: str) -> None:
    wrapper, parent = OxmlElement(tag), element.getparent()
    parent.replace(element, wrapper)
    wrapper.append(element)
    if tag == "w:sdtContent":
        wrap(wrapper, "w:sdt")


def test_what_stands_in_content_controls_is_read_once(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("公司治理", 1)
    wrap(document.add_paragraph("自定义标记内的段落。")._p, "w:customXml")
    table = document.add_table(4, 2)
    for r, row in enumerate((("项目", "金额"), ("存货", "1,200"), ("现金", ""), ("删去", "1"))):
        for c, words in enumerate(row):
            table.cell(r, c).text = words
    inner = table.cell(2, 1).add_table(1, 2)
    for c, words in enumerate(("本年", "900")):
        inner.cell(0, c).text = words
    table.rows[3]._tr.get_or_add_trPr().append(OxmlElement("w:del"))
    wrap(table.cell(2, 1)._tc, "w:sdtContent")
    wrap(table.rows[2]._tr, "w:sdtContent")
    path = tmp_path / "report.docx"
    document.save(str(path))
    assert said(read_docx(path)) == [
        ("heading", "公司治理"),
        ("paragraph", "自定义标记内的段落。"),
        ("table", "\n\n项目\n金额\n存货\n1,200\n现金\n本年\n900"),
    ]


def test_pictures_side_by_side_are_figures_with_captions(tmp_path: Path) -> None:
    report = read_docx(write(tmp_path), assets=tmp_path / "assets")
    figures = [block for block in report.blocks if isinstance(block, Figure)]
    assert [figure.caption for figure in figures] == ["证书一", "证书二", "图 1 总部大楼"]
    for figure in figures:
        assert figure.image is not None
        assert (tmp_path / figure.image).is_file()


def with_picture(path: Path, data: bytes) -> None:
    """A Word file with this JPEG, as Word itself takes it in: python-docx knows no JPEG of a printer's."""
    plain, made = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (80, 60)).save(plain, "JPEG")
    plain.seek(0)
    document = Document()
    document.add_heading("荣誉", 1)
    document.add_paragraph().add_run().add_picture(plain, width=Cm(5))
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, data if name.endswith(".jpg") else old.read(name))


@pytest.mark.parametrize("profile", [None, b"no profile"])
def test_a_picture_for_four_colour_printing_is_shown_in_rgb(tmp_path: Path, profile: bytes | None) -> None:
    """PDF/A says once what the colours of its pages mean: a picture in other colours would break that."""
    inks = io.BytesIO()
    drawn = Image.new("CMYK", (80, 60), (0, 255, 255, 0))
    drawn.save(inks, "JPEG", quality=95, **({"icc_profile": profile} if profile else {}))
    with_picture(tmp_path / "inks.docx", inks.getvalue())
    names = []
    for folder in ("one", "two"):
        report = read_docx(tmp_path / "inks.docx", assets=tmp_path / folder)
        (figure,) = (block for block in report.blocks if isinstance(block, Figure))
        assert figure.image is not None
        names.append(figure.image)
    with Image.open(tmp_path / "one" / Path(names[0]).name) as shown:
        pixel = shown.getpixel((40, 30))
        assert (shown.format, shown.mode) == ("JPEG", "RGB")
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200 > 60 > max(pixel[1:])
    assert names[0] == names[1]


def test_bullets_stay_markers(tmp_path: Path) -> None:
    items = [
        block
        for block in read_docx(write(tmp_path)).blocks
        if isinstance(block, Prose) and block.kind == "item"
    ]
    assert [item.marker for item in items] == ["•", "•"]


def test_automatic_numbers_are_computed(tmp_path: Path) -> None:
    path = write(tmp_path)
    document = Document(str(path))
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "90")
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for tag, value in (("w:start", "1"), ("w:numFmt", "chineseCounting"), ("w:lvlText", "%1、")):
        child = OxmlElement(tag)
        child.set(qn("w:val"), value)
        level.append(child)
    abstract.append(level)
    numbering.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "90")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "90")
    number.append(link)
    numbering.append(number)
    for words in ("环境", "社会"):
        properties = document.add_heading(words, 1)._p.get_or_add_pPr()
        list_ = OxmlElement("w:numPr")
        id_ = OxmlElement("w:numId")
        id_.set(qn("w:val"), "90")
        list_.append(id_)
        properties.append(list_)
    document.save(str(path))
    headings = [block.source for block in read_docx(path).blocks if isinstance(block, Heading)]
    assert headings[-2:] == ["一、环境", "二、社会"]


@pytest.mark.parametrize(
    ("format", "value", "printed"),
    [
        ("chineseCounting", 21, "二十一"),
        ("decimalEnclosedCircle", 3, "③"),
        ("upperRoman", 9, "IX"),
        ("lowerLetter", 27, "aa"),
        ("decimal", 12, "12"),
        ("decimalZero", 5, "05"),
    ],
)
def test_number_formats(format: str, value: int, printed: str) -> None:
    assert to_format(value, format) == printed


def test_a_chart_brings_the_values_of_its_workbook() -> None:
    c = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    points = "".join(f'<c:pt idx="{n}"><c:v>{words}</c:v></c:pt>' for n, words in enumerate(("技术", "销售")))
    values = "".join(
        f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(("1806", "714.5"))
    )
    chart, printed = xml_to_chart(
        f'<c:chartSpace xmlns:c="{c}"><c:chart><c:plotArea><c:barChart><c:ser><c:dLbls><c:showVal val="1"/></c:dLbls>'
        f"<c:cat><c:strRef><c:strCache>{points}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>"
        f"<c:formatCode>#,##0.00</c:formatCode>{values}</c:numCache></c:numRef></c:val></c:ser></c:barChart>"
        "</c:plotArea></c:chart></c:chartSpace>".encode()
    )
    assert chart.kind == "bar"
    assert [(point.label, point.value) for point in chart.points] == [
        ("技术", "1,806.00"),
        ("销售", "714.50"),
    ]
    assert printed == ("1,806.00", "714.50", "技术", "销售")


def test_what_is_no_word_file_is_said(tmp_path: Path) -> None:
    for name, data in (
        ("old.docx", b"\xd0\xcf\x11\xe0" + bytes(600)),
        ("cut.docx", b"PK\x03\x04abc"),
        ("empty.docx", b""),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(SourceUnreadable) as caught:
            read_docx(tmp_path / name)
        assert name in caught.value.message
    with zipfile.ZipFile(tmp_path / "other.docx", "w") as archive:
        archive.writestr("a.txt", "no Word file")
    with pytest.raises(SourceUnreadable):
        read_docx(tmp_path / "other.docx")
    with pytest.raises(SourceUnreadable):
        read_docx(tmp_path / "missing.docx")


def alike(one: Report, other: Report) -> float:
    """The share of blocks of text and tables that both have, kind and words, in order."""
    kinds = ("heading", "paragraph", "item", "note", "signature", "table")
    a, b = ([(kind, bare(words)) for kind, words in said(report) if kind in kinds] for report in (one, other))
    same = sum(
        block.size for block in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    )
    return 2 * same / max(len(a) + len(b), 1)


@pytest.mark.slow
def test_the_sample_report_is_the_same_from_word_and_pdf() -> None:
    folder = ROOT / "reports" / "sample-2024"
    assert alike(read_docx(folder / "source.docx"), read_report(folder / "source.pdf")) > 0.97


@pytest.mark.slow
def test_a_real_report_is_the_same_from_word_and_pdf() -> None:
    if not REAL.exists():
        pytest.skip("the real report winning-health-2024 is not on this machine")
    assert alike(read_docx(REAL / "source.docx"), read_report(REAL / "source.pdf")) == 1.0
