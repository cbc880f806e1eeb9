"""What a page says of itself and offers its readers: metadata, key figures, definitions, old links; nothing invented."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from invented import invented
from websites import aids

from generator.errors import SettingsInvalid
from generator.exporters import EDITIONS, Aids, EditionSettings, export_edition, export_embed, load_theme
from generator.exporters.key_figures import find_key_figures
from generator.exporters.notes import find_notes
from generator.model import Bitext, Cell, Place, Report, Sentence, Table, Text, Translation
from generator.pipeline.aids import make_aids
from generator.pipeline.editions import edition_settings
from generator.settings import Settings, load_settings
from generator.store import Stage, to_json
from generator.terms import Glossary, load_glossary

ROOT = Path(__file__).resolve().parents[1]
SITE = "https://www.example.com/esg/2024/"


@pytest.fixture(scope="module")
def shipped() -> Glossary:
    return load_glossary([ROOT / "glossary"])


def settings_for(folder: Path, **given: Any) -> Settings:
    return Settings("qinghe-2024", folder / "source.pdf", folder, folder, editions=EDITIONS, **given)


def pages(tmp_path: Path, site: str | None = SITE) -> dict[str, str]:
    settings = edition_settings(settings_for(tmp_path, site=site, stock_code="000000"), aids())
    choices: dict[str, Any] = {"theme": load_theme(), "settings": settings, "assets": tmp_path}
    return {name: export_edition(invented(), name, "html", **choices).decode() for name in EDITIONS}


def attributes(page: str, tag: str) -> list[dict[str, str]]:
    found = re.findall(rf"<{tag} ([^>]*)>", page)
    return [{k: unescape(v) for k, v in re.findall(r'([\w-]+)="([^"]*)"', one)} for one in found]


def test_every_edition_names_all_and_itself(tmp_path: Path) -> None:
    """The languages are reciprocal: each page names every language, itself too, and the canonical is its own."""
    made = pages(tmp_path)
    languages = {}
    for name, page in made.items():
        links = attributes(page, "link")
        own = [link["href"] for link in links if link["rel"] == "canonical"]
        assert own == [f"{SITE}qinghe-2024.{name}.html"]
        languages[name] = {link["hreflang"]: link["href"] for link in links if "hreflang" in link}
        assert own[0] in languages[name].values()
    assert len({json.dumps(found, sort_keys=True) for found in languages.values()}) == 1
    assert set(languages["en"]) == {"x-default", "en-GB", "zh-Hans", "zh-Hant-HK"}


def test_nothing_absolute_without_a_site(tmp_path: Path) -> None:
    for page in pages(tmp_path, None).values():
        assert not [
            link for link in attributes(page, "link") if link.get("rel") in ("canonical", "alternate")
        ]
        assert "og:url" not in page
        assert not re.findall(r'(?:href|src|content)="https?:', page)


def test_open_graph_has_what_it_needs(tmp_path: Path) -> None:
    for name, page in pages(tmp_path).items():
        found = {meta["property"]: meta["content"] for meta in attributes(page, "meta") if "property" in meta}
        assert {"og:title", "og:type", "og:url", "og:description", "og:site_name"} <= set(found)
        locale = {"en-zh": "en_GB", "en": "en_GB", "zh": "zh_CN", "zh-hant": "zh_HK"}[name]
        assert found["og:locale"] == locale
        assert len(found["og:description"]) <= 165


def test_schema_org_record_is_whole(tmp_path: Path) -> None:
    for name, page in pages(tmp_path).items():
        (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        record = json.loads(text)
        assert record["@context"] == "https://schema.org"
        assert record["@type"] == "Report"
        assert record["name"]
        assert urlsplit(record["url"]).scheme == "https"
        assert record["publisher"]["@type"] == "Corporation"
        assert record["publisher"]["tickerSymbol"] == "000000"
        assert record["temporalCoverage"] == "2024"
        assert all(re.fullmatch(r"(en|zh)(-\w+)*", tag) for tag in record["inLanguage"])
        if name == "en":
            assert record["translationOfWork"]["url"] == f"{SITE}qinghe-2024.zh.html"
        if name == "zh":
            assert record["workTranslation"]["name"] == "2024 Corporate Social Responsibility Report"


@pytest.mark.parametrize(
    "site", ["www.example.com", "javascript:alert(1)", 'https://a"b/', "https://a b/", "https://a/?x=1"]
)
def test_site_must_be_an_address(tmp_path: Path, site: str) -> None:
    (tmp_path / "report.yaml").write_text(f"site: {json.dumps(site)}\n", encoding="utf-8")
    with pytest.raises(SettingsInvalid, match="'site' must be the address of a folder") as fault:
        load_settings(tmp_path)
    assert "site 应为文件夹的网址" in fault.value.message_zh


def test_site_is_a_folder_with_its_slash(tmp_path: Path) -> None:
    (tmp_path / "report.yaml").write_text("site: https://www.example.com/esg\n", encoding="utf-8")
    assert load_settings(tmp_path).site == "https://www.example.com/esg/"


def test_key_figures_are_cells_of_the_report(shipped: Glossary) -> None:
    bitext = invented()
    figures, findings = find_key_figures(bitext, shipped, "2024")
    table = next(block for block in bitext.report.blocks if block.id == "t1")
    assert isinstance(table, Table)
    said = [(table.grid()[one.label].source, table.grid()[one.value].source) for one in figures]
    assert said == [
        ("营业收入", "875,648.55"),
        ("归属于上市公司股东的净利润", "81,200.00"),
        ("研发投入", "20,210.09"),
        ("纳税总额", "7,790.00"),
    ]
    assert all(one.table == "t1" and one.unit_line for one in figures)
    assert findings == ()


def test_company_chooses_its_key_figures(shipped: Glossary) -> None:
    figures, findings = find_key_figures(invented(), shipped, "2024", ["纳税总额", "没有的指标"])
    assert [one.value for one in figures] == [(4, 1)]
    assert [one.check for one in findings] == ["key-figure-missing"]
    assert "没有的指标" in findings[0].message


def one_cell(words: str) -> Cell:
    """金额>2 lies over two columns, 项目^2 over two rows."""
    said, over, spans = words.partition("^" if "^" in words else ">")
    return Cell(said, **({"rowspan" if over == "^" else "colspan": int(spans)} if over else {}))


def one_table(
    rows: list[str],
    english: dict[str, str],
    unit: str | None = None,
    heads: int = 1,
    caption: str | None = None,
) -> Bitext:
    at = Place(1, (0.0, 0.0, 1.0, 1.0))
    cut = tuple(tuple(map(one_cell, row.split("|"))) for row in rows)
    table = Table("t", cut, (at,), caption, unit, heads)
    cells = [(f"t.r{r}c{c}", cell.source) for (r, c), cell in table.grid().items()]
    texts = tuple(Text(name, "t", "cell", source, at) for name, source in cells)
    sentences = tuple(Sentence(f"s.{t.id}", t.id, "t", "cell", t.source, at) for t in texts)
    made = {s.id: Translation(s.id, english.get(s.source, s.source), "rule") for s in sentences}
    report = Report("a.pdf", "0" * 64, 1, "2024年度报告", "公司", (table,))
    return Bitext(report, texts, sentences, made)


@pytest.mark.parametrize(
    ("rows", "english", "unit", "why"),
    [
        (["项目|2024年", "营业收入|875"], {}, None, "no unit"),
        (["项目|2024年", "营业收入|875"], {}, "单位：万元、人", "several units"),
        (["项目|2023年", "营业收入|875"], {}, "单位：万元", "another year"),
        (["项目|2024年", "营业收入|875"], {"875": "857"}, "单位：万元", "another number in English"),
        (["项目|2024年", "每股收益|0.77"], {}, "单位：万元", "the unit is not that of the line"),
        (["项目|2024年", "营业收入|增长"], {}, "单位：万元", "no figure"),
        (["项目|2024年", "天气状况|875"], {}, "单位：万元", "no indicator"),
        (["项目|2024年目标", "营业收入|875"], {}, "单位：万元", "a target"),
        (["项目|2024年1-6月", "营业收入|875"], {}, "单位：万元", "half of the year"),
        (["项目|2024年同比增减", "营业收入|875"], {}, "单位：万元", "a change"),
        (["项目|2024年", "母公司>2", "营业收入|875"], {}, "单位：万元", "a line above that names a part"),
        (
            ["公司|项目|2024年", "子公司甲^2|营业收入|875", "研发投入|12"],
            {},
            "单位：万元",
            "a part beside it",
        ),
        (["项目|2024年（调整后）|2024年（调整前）", "营业收入|875|870"], {}, "单位：万元", "two of the year"),
    ],
)
def test_what_is_not_certain_is_no_key_figure(
    shipped: Glossary, rows: list[str], english: dict[str, str], unit: str | None, why: str
) -> None:
    assert find_key_figures(one_table(rows, english, unit), shipped, "2024")[0] == (), why


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (["项目^2|2024年>2", "预算|占比", "营业收入|875|60%"], "a budget, and a share"),
        (["项目^2|母公司>2", "2024年|2023年", "营业收入|90|80"], "the parent alone"),
        (["项目^2|2024年>2", "国内|国外", "营业收入|90|80"], "parts of it"),
        (["项目^2|2024年>2", "金额|数值", "营业收入|90|80"], "two figures of the year"),
    ],
)
def test_two_rows_of_heads_that_leave_a_doubt(shipped: Glossary, rows: list[str], why: str) -> None:
    assert find_key_figures(one_table(rows, {}, "单位：万元", 2), shipped, "2024")[0] == (), why


def test_figures_of_a_part_of_the_company_are_no_key_figures(shipped: Glossary) -> None:
    rows = ["项目|2024年", "营业收入|875"]
    for caption, found in (("主要指标", 1), ("各水厂主要指标", 0), ("母公司利润表", 0)):
        bitext = one_table(rows, {}, "单位：万元", caption=caption)
        assert len(find_key_figures(bitext, shipped, "2024")[0]) == found


def test_key_figures_of_tables_with_two_rows_of_heads(shipped: Glossary) -> None:
    """The year over what is counted, or the group over the years: its figure, and no share or other company's."""
    over = ("项目^2|2024年>2|2023年>2", "金额|占比|金额|占比", "营业收入|875|60%|800|55%")
    (figure,) = find_key_figures(one_table([*over], {}, "单位：万元", 2), shipped, "2024")[0]
    assert (figure.label, figure.value, figure.year) == ((2, 0), (2, 1), (0, 1))
    assert (figure.before, figure.year_before, figure.unit_line) == ((2, 3), (0, 3), True)

    under = ("项目^2|合并>2|母公司>2", "2024年|2023年|2024年|2023年", "营业收入|875|800|90|80")
    (figure,) = find_key_figures(one_table([*under], {}, "单位：万元", 2), shipped, "2024")[0]
    assert (figure.value, figure.year, figure.before) == ((2, 1), (1, 1), (2, 2))

    unit = ("项目^2|2024年>2|2023年>2", "金额（万元）|占比|金额（万元）|占比", "营业收入|875|60%|800|55%")
    (figure,) = find_key_figures(one_table([*unit], {}, "单位：吨", 2), shipped, "2024")[0]
    assert (figure.unit, figure.unit_line) == ((1, 1), False)


def test_key_figures_of_a_table_of_labels_and_values(shipped: Glossary) -> None:
    """As figure cards are: the figure bears its unit; a year is not said and so not shown."""
    rows = ["营业收入|875.5万元", "研发投入|20.21%万元", "纳税总额|12,000", "净利润|约12万元"]
    english = {"875.5万元": "RMB8.755 million"}
    bitext = one_table(rows, english, None, 0)
    (figure,) = find_key_figures(bitext, shipped, "2024")[0]
    assert (figure.label, figure.value, figure.year, figure.unit) == ((0, 0), (0, 1), None, None)


def test_key_figures_say_unit_and_year_before(shipped: Glossary) -> None:
    rows = ["指标|计量单位|2023年|2024年", "综合能源消耗量|吨标准煤|4,161.98|4,146.31"]
    (figure,) = find_key_figures(one_table(rows, {}), shipped, "2024")[0]
    assert (figure.label, figure.unit, figure.before, figure.value) == ((1, 0), (1, 1), (1, 2), (1, 3))


def test_terms_are_explained_once_a_chapter(shipped: Glossary) -> None:
    notes, places = find_notes(invented(), shipped)
    assert {zh for zh, _ in notes} == {"股东大会", "董事会", "独立董事"}
    explained = [place for found in places.values() for place in found]
    assert len({place.note.id for place in explained}) == len(explained)
    targets = {s.id: invented().translation_of(s).target or "" for s in invented().sentences}
    said = {targets[name][place.start : place.end] for name, found in places.items() for place in found}
    assert said <= {"board of directors", "independent", "general meetings", "board"}
    assert len(said) >= 2


def test_every_note_has_its_line_in_the_list(tmp_path: Path) -> None:
    for name, page in pages(tmp_path).items():
        links = set(re.findall(r'href="#(term-\w+)"', page))
        assert links <= set(re.findall(r'<li id="(term-\w+)"', page))
        assert bool(links) == (name in ("en", "en-zh"))


def test_ids_stand_once_and_links_lead_somewhere(tmp_path: Path) -> None:
    for page in pages(tmp_path).values():
        ids = re.findall(r'\sid="([^"]*)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]*)"', page)) <= set(ids)


def test_definitions_and_addresses_are_text(tmp_path: Path, shipped: Glossary) -> None:
    """What a glossary or a person's settings say stays text: markup, template syntax, quotation marks."""
    nasty = '<img src=x onerror=alert(1)> {{ 7*7 }} "quoted" </script><script>alert(2)</script>'
    over = tmp_path / "over.yaml"
    entry = {"zh": "独立董事", "definition": nasty}
    over.write_text(json.dumps({"terms": [entry]}, ensure_ascii=False), encoding="utf-8")
    notes, places = find_notes(invented(), load_glossary([ROOT / "glossary", over]))
    settings = EditionSettings(title=nasty, company=nasty, year="2024", aids=Aids(notes, places))
    choices: dict[str, Any] = {"theme": load_theme(), "settings": settings, "assets": tmp_path}
    page = export_edition(invented(), "en-zh", "html", **choices).decode()
    embed = export_embed(invented(), "en-zh", page="p.html", **choices)
    for text in (page, embed["en-zh.fragment.html"].decode(), embed["en-zh.frame.html"].decode()):
        assert "<img src=x" not in text
        assert "<script>alert" not in text
        assert "{{ 7*7 }}" in unescape(text)
        assert ' onerror="' not in text
    assert "</script>" not in embed["en-zh.js"].decode()


def test_edited_sentence_keeps_its_old_link(tmp_path: Path, shipped: Glossary) -> None:
    """As two builds of a changed source would: the page of the second has the id that the first one had."""
    bitext = invented()
    edited = next(block for block in bitext.report.blocks if block.id == "p3")
    before = {
        "blocks": [
            {"id": "h12", "kind": "heading", "source": "（二）治理结构"},
            {"id": "p-old", "kind": "paragraph", "source": edited.source.replace("9名", "七名")},
        ]
    }
    (tmp_path / "content.json").write_bytes(to_json(before))
    stage = Stage(tmp_path)
    stage.path.mkdir()
    settings = settings_for(tmp_path)
    made, _ = make_aids(stage, settings, bitext, shipped)
    assert made.former == {"p3": ("p-old",)}
    assert json.loads((stage.path / "anchors.json").read_bytes())["moved"] == {"p-old": "p3"}
    choices: dict[str, Any] = {
        "theme": load_theme(),
        "settings": edition_settings(settings, made),
        "assets": tmp_path,
    }
    for name in EDITIONS:
        page = export_edition(bitext, name, "html", **choices).decode()
        assert '<div class="row paragraph" id="p3"><a class="was" id="p-old"></a>' in page
