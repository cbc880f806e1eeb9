"""Memory and exchange: found whatever the width and the script, and no file that is broken gets in."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from generator.errors import MemoryInvalid, SettingsInvalid
from generator.exchange import export_tmx, read_pairs
from generator.memory import Memory, Pair
from generator.translations import load_translations, put_translations
from generator.workbook import export_sheet


def pair(source: str, target: str, where: str | None = None) -> Pair:
    return Pair(source, target, "m.tmx:1", where)


MEMORY = Memory(
    [
        pair("董事会（深圳）", "Board (Shenzhen)"),
        pair("合计", "Total"),
        pair("合计", "Sum", where="利润"),
        pair("甲方负责。", "Party A is responsible."),
        pair("乙方配合；", "Party B assists;"),
    ]
)


@pytest.mark.parametrize("source", ["董事会（深圳）", "董事会 (深圳)", "董事會（深圳）", " 董事会（深圳） "])
def test_width_blanks_and_script_do_not_matter(source: str) -> None:
    match = MEMORY.look_up(source)
    assert match is not None
    assert match.target == "Board (Shenzhen)"


def test_a_pair_for_this_heading_comes_first() -> None:
    assert MEMORY.look_up("合计", ("二、利润分配",)).target == "Sum"
    assert MEMORY.look_up("合计", ("三、排放",)).target == "Total"


def test_neighbouring_pairs_join() -> None:
    assert MEMORY.look_up_joined("甲方负责。乙方配合；").target == "Party A is responsible. Party B assists;"
    assert MEMORY.look_up_joined("甲方负责。丙方配合；") is None
    assert MEMORY.look_up_joined("合计　董事会（深圳）").target == "Total; Board (Shenzhen)"
    assert MEMORY.look_up_joined("合计合计") is None, (
        "words without punctuation between them are no sentences"
    )


TMX = """<?xml version="1.0" encoding="UTF-8"?>{doctype}
<tmx version="1.4"><header segtype="sentence"/><body>
<tu><tuv xml:lang="en-US"><seg>The <bpt i="1">&lt;b&gt;</bpt>Board<ept i="1">&lt;/b&gt;</ept></seg></tuv>
<tuv xml:lang="zh-CN"><seg>董事会</seg></tuv></tu></body></tmx>"""


def test_tmx_goes_by_language_and_leaves_markup_out(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    path.write_text(TMX.format(doctype='<!DOCTYPE tmx SYSTEM "tmx14.dtd">'), encoding="utf-8")
    assert [(p.source, p.target) for p in read_pairs(path)] == [("董事会", "The Board")]


def test_tmx_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    path.write_bytes(export_tmx([pair("研发 <投入> & “专利”", "R&D <input>")]))
    assert [(p.source, p.target) for p in read_pairs(path)] == [("研发 <投入> & “专利”", "R&D <input>")]


ENTITY = '<!DOCTYPE tmx [<!ENTITY a "b"><!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("bomb.tmx", TMX.format(doctype=ENTITY).replace("董事会", "&x;"), "entities"),
        ("cut.tmx", TMX.format(doctype="")[:200], "broken"),
        ("none.tmx", "<tmx><body/></tmx>", "no Chinese and English pair"),
        ("bad.jsonl", '{"source": "甲", "target": "A"}\n{"source": 1}\n', "bad.jsonl:2"),
        ("a.doc", "", "not known"),
        ("none.xlf", "<xliff/>", "no translation unit"),
    ],
)
def test_broken_files_say_what_to_do(tmp_path: Path, name: str, content: str, says: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(MemoryInvalid, match=says) as fault:
        read_pairs(path)
    assert name in fault.value.message
    assert name in fault.value.message_zh


ENCODED = TMX.format(doctype="").replace("UTF-8", "{}")


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        ("UTF-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("utf-16", "utf-8"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("GB18030", "gb18030"),
        ("big5", "big5"),
    ],
)
def test_memories_are_read_in_the_encodings_of_their_tools(tmp_path: Path, said: str, encoding: str) -> None:
    path = tmp_path / "m.tmx"
    words = ENCODED.replace("{}", said).replace("董事会", "董事會" if said == "big5" else "董事会")
    path.write_bytes(words.encode(encoding))
    assert [(p.source, p.target) for p in read_pairs(path)] == [
        ("董事會" if said == "big5" else "董事会", "The Board")
    ]


@pytest.mark.parametrize("said", ["UTF-8", "klingon"])
def test_an_encoding_that_is_not_what_the_file_says_is_said(tmp_path: Path, said: str) -> None:
    path = tmp_path / "m.tmx"
    path.write_bytes(ENCODED.replace("{}", said).encode("gb18030"))
    with pytest.raises(MemoryInvalid, match=r"m\.tmx: the text encoding") as fault:
        read_pairs(path)
    assert "编码" in fault.value.message_zh


def test_entities_are_refused_in_any_encoding(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    words = TMX.format(doctype=ENTITY).replace("董事会", "&x;").replace("UTF-8", "GBK")
    path.write_bytes(words.encode("gbk"))
    with pytest.raises(MemoryInvalid, match="entities"):
        read_pairs(path)


@pytest.mark.parametrize(
    ("zh", "en"), [("CHS", "ENU"), ("cmn-Hans", "eng"), ("zho", "en_GB"), ("Chinese", "English")]
)
def test_languages_have_other_names_elsewhere(tmp_path: Path, zh: str, en: str) -> None:
    path = tmp_path / "m.tmx"
    path.write_text(TMX.format(doctype="").replace("zh-CN", zh).replace("en-US", en), encoding="utf-8")
    assert [p.source for p in read_pairs(path)] == ["董事会"]


def test_a_memory_of_other_languages_says_which(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    path.write_text(TMX.format(doctype="").replace("zh-CN", "ja-JP"), encoding="utf-8")
    with pytest.raises(MemoryInvalid, match="its languages are en, ja"):
        read_pairs(path)


def _workbook(path: Path) -> None:
    path.write_bytes(export_sheet("Sheet", ("中文", "English"), (9, 9), [("甲。", "A.")]))


MISNAMED = {
    "a.xlsx": (lambda path: path.write_text(TMX.format(doctype="")), "TMX memory.*rename it to a.tmx"),
    "a.xlf": (
        lambda path: path.write_text(TMX.format(doctype=""), "utf-16"),
        "TMX memory.*rename it to a.tmx",
    ),
    "a.tmx": (_workbook, "Excel workbook.*rename it to a.xlsx"),
    "b.tmx": (lambda path: docx.Document().save(str(path)), "Word document"),
    "c.tmx": (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" * 9), "of the old kind"),
    "d.jsonl": (lambda path: path.write_bytes(b"%PDF-1.7"), "a PDF"),
    "e.tmx": (lambda path: path.write_bytes(b""), "the file is empty"),
    "f.xlsx": (lambda path: path.write_bytes(b"<!DOCTYPE html><html>"), "a web page"),
}


@pytest.mark.parametrize("name", MISNAMED)
def test_a_file_of_another_kind_than_its_name_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    make, says = MISNAMED[name]
    make(tmp_path / name)
    with pytest.raises(MemoryInvalid, match=says) as fault:
        read_pairs(tmp_path / name)
    assert name in fault.value.message_zh


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MemoryInvalid, match=r"gone\.tmx"):
        read_pairs(tmp_path / "gone.tmx")


XLIFF = """<xliff version="{v}" xmlns="urn:x"><file>{body}</file></xliff>"""


@pytest.mark.parametrize(
    "body",
    [
        '<body><trans-unit id="1"><source>合<g id="1">计</g></source><target>Total</target></trans-unit></body>',
        '<unit id="1"><segment state="final"><source>合计</source><target>Total</target></segment></unit>',
    ],
)
def test_xliff_of_both_versions(tmp_path: Path, body: str) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF.format(v="2.1", body=body), encoding="utf-8")
    assert [(p.source, p.target) for p in read_pairs(path)] == [("合计", "Total")]


def test_translations_name_every_fault_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "translations.yaml"
    path.write_text("- source: 甲\n  target: A\n- source: 乙\n- sauce: 丙\n  target: C\n", encoding="utf-8")
    with pytest.raises(SettingsInvalid) as fault:
        load_translations(path)
    assert [line.split(": ")[0] for line in fault.value.message.splitlines()] == [
        "translations.yaml:3",
        "translations.yaml:4",
        "translations.yaml:4",
    ]


def test_translations_keep_what_yaml_would_retype(tmp_path: Path) -> None:
    path = tmp_path / "translations.yaml"
    path.write_text("- source: 否\n  target: no\n- source: 年份\n  target: 2024\n", encoding="utf-8")
    assert [p.target for p in load_translations(path)] == ["no", "2024"]


def test_a_broken_translations_file_says_the_line(tmp_path: Path) -> None:
    path = tmp_path / "translations.yaml"
    path.write_text('- source: "甲\n  target: A\n- source: 乙\n', encoding="utf-8")
    with pytest.raises(SettingsInvalid, match=r"translations\.yaml:\d"):
        load_translations(path)


def test_an_import_keeps_comments_and_order() -> None:
    before = "# Ours.\n- source: 甲。 # first\n  target: A.\n- source: 乙。\n  target: B.\n  where: 治理\n"
    after = put_translations(before, [pair("甲。", "Alpha."), pair("丙。", "No: C."), pair("乙。", "Bee.")])
    assert after == (
        "# Ours.\n- source: 甲。 # first\n  target: Alpha.\n- source: 乙。\n  target: B.\n  where: 治理\n"
        "- source: 丙。\n  target: 'No: C.'\n- source: 乙。\n  target: Bee.\n"
    )
    assert put_translations("", [pair("甲。", "A.")]) == "- source: 甲。\n  target: A.\n"
