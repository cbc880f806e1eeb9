"""Editions set in chapters and merged: the same, pixel by pixel and tag by tag, as one layout of the whole."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from invented import invented
from PIL import Image

from generator.exporters import EditionSettings, Theme, load_theme
from generator.exporters.chapters import begins_pages, find_folios, view_to_parts, with_folios
from generator.exporters.facing import Heights, Show, spreads_to_html
from generator.exporters.furniture import pages_to_furniture
from generator.exporters.laid import FontFacts, Height, Laid, Mark, PageFacts, bytes_to_laid, laid_to_bytes
from generator.exporters.pdf import view_to_pages
from generator.exporters.theme import BASE
from generator.exporters.typeset import Set, _page_keys, open_typesetting
from generator.exporters.typesetters import STEP, Typesetters, make_part
from generator.exporters.union_font import agrees, unite
from generator.exporters.view import EditionView, ProseView, bitext_to_view
from generator.model import Bitext

SAMPLE = Path(__file__).resolve().parents[1] / "reports" / "sample-2024"
# One layout of the whole leaves the ends of chapters as they come.
SETTINGS = EditionSettings(year="2024", stock_code="000000", mend_ends=False)


class Memory:
    """Keeps in memory what a build keeps on disk; ``made`` are the keys in the order in which they came."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}
        self.made: list[str] = []

    def get(self, step: str, key: str) -> bytes | None:
        return self.kept.get((step, key))

    def put(self, step: str, key: str, content: bytes) -> None:
        self.kept[step, key] = content
        self.made.append(key)


def set_in_parts(
    view: EditionView, settings: EditionSettings, keep: Memory, theme: Theme | None = None
) -> Set:
    with Typesetters(keep) as typesetters:
        typesetting = open_typesetting(view, theme or load_theme(), settings, typesetters)
        typesetting.begin({})
        typesetters.start()
        typesetting.number()
        return typesetting.finish()


def set_whole(view: EditionView, settings: EditionSettings, theme: Theme | None = None) -> bytes:
    return view_to_pages(view, theme or load_theme(), settings).data


@lru_cache
def sample(folder: Path) -> Bitext:
    """The sample report with its English; its pictures lie in the folder."""
    from generator.pipeline.shelf import load_shelf, make_bitext
    from generator.reader import read_report
    from generator.settings import load_settings

    settings = load_settings(SAMPLE)
    report = read_report(settings.source, assets=folder)
    return make_bitext(report, load_shelf(settings, report))


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("assets")


@lru_cache
def sample_in_parts(edition: str, layout: str, assets: Path) -> Set:
    settings = replace(SETTINGS, layout=layout)
    return set_in_parts(bitext_to_view(sample(assets), edition, settings, assets), settings, Memory())


def pixels(data: bytes) -> list[bytes]:
    document = pypdfium2.PdfDocument(data)
    return [bytes(document[n].render(scale=1.5).buffer) for n in range(len(document))]


def words(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [document[n].get_textpage().get_text_range() for n in range(len(document))]


def places(document: Any) -> dict[tuple[int, int], int]:
    return {page.objgen: n for n, page in enumerate(document.pages)}


def outline(document: Any) -> list[Any]:
    pages = places(document)

    def entries(items: list[Any]) -> list[Any]:
        return [
            (i.title, pages[i.destination[0].objgen], at(i.destination), entries(i.children)) for i in items
        ]

    with document.open_outline() as opened:
        return entries(opened.root)


def at(destination: Any) -> list[float]:
    return [round(float(number), 2) for number in list(destination)[2:]]


def destinations(document: Any) -> dict[str, Any]:
    pages = places(document)
    flat = list(document.Root.Names.Dests.Names)
    return {
        str(name): (pages[found[0].objgen], at(found))
        for name, found in zip(flat[::2], flat[1::2], strict=True)
    }


def tags(document: Any) -> list[Any]:
    """Every structure element in order: depth, role, language, alternative, attributes, page, whether it knows its
    parent; and what links point to.
    """
    pages = places(document)
    found: list[Any] = []

    def walk(node: Any, depth: int, above: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid, depth, above)
        elif not isinstance(node, pikepdf.Dictionary):
            found.append((depth, int(node)))
        elif node.get("/Type") == "/OBJR":
            found.append((depth, str(node.Obj.Dest), pages[node.Pg.objgen]))
        else:
            said = [str(node.get(key)) for key in ("/S", "/Lang", "/Alt")]
            about = node.A.unparse() if "/A" in node else b""
            page = pages[node.Pg.objgen] if "/Pg" in node else None
            found.append((depth, *said, about, page, node.P.objgen == above.objgen))
            walk(node.get("/K", pikepdf.Array()), depth + 1, node)

    root = document.Root.StructTreeRoot
    walk(root.K, 0, root)
    return found


def parents(document: Any) -> list[Any]:
    """For each page the element of each piece of marked content, and for each link its element, words and place."""
    flat = list(document.Root.StructTreeRoot.ParentTree.Nums)
    numbers = dict(zip(map(int, flat[::2]), flat[1::2], strict=True))
    assert list(numbers) == sorted(numbers)
    found: list[Any] = []
    for n, page in enumerate(document.pages):
        found.append([(str(e.S), str(e.P.S)) for e in numbers[int(page.StructParents)]])
        for link in page.get("/Annots", ()):
            element = numbers[int(link.StructParent)]
            assert any(
                kid.get("/Obj", link).objgen == link.objgen for kid in element.K if not isinstance(kid, int)
            )
            found.append(
                (n, str(element.S), str(link.Dest), str(link.Contents), int(link.F), at([0, 0, *link.Rect]))
            )
    return found


def catalog(document: Any) -> Any:
    root = document.Root
    keys = sorted(set(root.keys()) - {"/Metadata"})
    enclosed = {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
    about = {(str(s.Desc), str(s.AFRelationship), str(s.UF)) for s in root.get("/AF", ())}
    said = (str(root.Lang), bool(root.ViewerPreferences.DisplayDocTitle), bool(root.MarkInfo.Marked))
    return keys, enclosed, about, said, str(document.open_metadata()), dict(document.docinfo)


def assert_same(merged: bytes, whole: bytes) -> None:
    assert words(merged) == words(whole)
    assert pixels(merged) == pixels(whole)
    with pikepdf.open(io.BytesIO(merged)) as ours, pikepdf.open(io.BytesIO(whole)) as theirs:
        for look in (outline, destinations, tags, parents, catalog):
            assert look(ours) == look(theirs), look.__name__
        assert ours.trailer.ID
        assert len(font_files(ours)) == len(font_files(theirs))


def font_files(document: Any) -> set[tuple[int, int]]:
    inner = [f.DescendantFonts[0] for page in document.pages for f in page.Resources.Font.values()]
    return {font.FontDescriptor.FontFile2.objgen for font in inner}


@lru_cache
def invented_view(edition: str = "en-zh") -> EditionView:
    return bitext_to_view(invented(), edition, SETTINGS, Path("nowhere"))


@pytest.mark.parametrize("edition", ["en-zh", "zh-hant"])
def test_the_merged_pdf_is_the_whole_one(edition: str) -> None:
    done = set_in_parts(invented_view(edition), SETTINGS, Memory())
    assert done.complaints == ()
    assert len(done.parts) > 4
    assert_same(done.data, set_whole(invented_view(edition), SETTINGS))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edition", "layout"),
    [("en-zh", "parallel"), ("en-zh", "stacked"), ("en-zh", "facing"), ("zh", "parallel")],
)
def test_the_sample_in_parts_is_the_sample_at_once(edition: str, layout: str, assets: Path) -> None:
    settings = replace(SETTINGS, layout=layout)
    done = sample_in_parts(edition, layout, assets)
    assert len(done.page_keys) > 15
    assert_same(done.data, set_whole(bitext_to_view(sample(assets), edition, settings, assets), settings))


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["parallel", "facing", "one language"])
def test_accessibility_checkers_find_nothing_in_a_merged_pdf(
    layout: str, assets: Path, tmp_path: Path
) -> None:
    file = tmp_path / "merged.pdf"
    if layout == "one language":
        merged = sample_in_parts("zh", "parallel", assets)
    elif layout == "facing":
        merged = set_in_parts(facing_view(), FACING, Memory())
    else:
        merged = set_in_parts(invented_view(), SETTINGS, Memory())
    file.write_bytes(merged.data)
    folder = Path(sys.executable).parent
    for command in (["outloud", "--no-info", "--fail-on", "error"], ["pdfua", "check"]):
        run = subprocess.run(
            [str(folder / command[0]), *command[1:], str(file)], capture_output=True, text=True
        )
        assert run.returncode == 0, run.stdout


FACING = replace(SETTINGS, layout="facing")
# A long table of contents that ends on a left page, furniture that differs by side and on blank pages.
SIDES = """
    .entry > div { padding-bottom: 30mm }
    @page :blank { @bottom-center { content: "blank" } }
    @page :left { @bottom-right { content: "left " counter(page) } }
"""


@lru_cache
def facing_view() -> EditionView:
    """Two chapters, the first ending with a paragraph of more than two pages: left and right take unlike numbers of pages."""
    blocks = {block.id: block for block in grown(invented_view(), 7).blocks}
    shown = ("h1", "h11", "p1", "t1", "h12", "p3", "p2", "h2", "h21", "p4")
    return replace(invented_view(), blocks=tuple(blocks[id] for id in shown))


@lru_cache
def facing_whole(folder: Path) -> bytes:
    return set_whole(facing_view(), FACING, own_theme(folder, SIDES, "chapter_page: false"))


@pytest.fixture(scope="module")
def kept() -> Memory:
    """The parts of facing pages that were set in this file."""
    return Memory()


def test_facing_pages_in_parts_are_those_of_one_layout(assets: Path, kept: Memory) -> None:
    """Contents that end on a left page, a chapter of an odd number of pages: a blank page comes before what follows."""
    whole = facing_whole(assets)
    done = set_in_parts(facing_view(), FACING, kept, load_theme(assets))
    assert done.complaints == ()
    assert [n for n, said in enumerate(words(whole), 1) if said == "blank"] == [2, 5, 13]
    assert_same(done.data, whole)


def right_as_left(*asked: Any) -> list[tuple[str, str]]:
    return [(left, right.replace(' id="zh.t', ' id="t')) for left, right in spreads_to_html(*asked)]


def flat(view: EditionView, left: Heights, _: Heights, show: Show) -> list[tuple[str, str]]:
    none = dict.fromkeys(left, Height(0))
    return spreads_to_html(view, none, none, show)


def no_blank(pages: list[PageFacts], lang: str) -> str:
    return pages_to_furniture([replace(page, blank=False) for page in pages], lang)


def one_side(pages: list[PageFacts], lang: str) -> str:
    return pages_to_furniture(
        [replace(page, name=page.name.replace("recto", "verso")) for page in pages], lang
    )


@pytest.mark.parametrize(
    ("where", "name", "fault"),
    [
        ("chapters", "FOLLOWS", "nothing"),
        ("chapters", "spreads_to_html", right_as_left),
        ("chapters", "spreads_to_html", flat),
        ("typeset", "pages_to_furniture", no_blank),
        ("typeset", "pages_to_furniture", one_side),
    ],
    ids=[
        "no blank page",
        "anchors of the left",
        "all on one spread",
        "no furniture of blank pages",
        "left furniture",
    ],
)
def test_what_would_be_wrong_on_facing_pages_is_seen(
    where: str, name: str, fault: Any, assets: Path, kept: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The comparison tells faults planted where pages face each other."""
    whole = facing_whole(assets)
    monkeypatch.setattr(f"generator.exporters.{where}.{name}", fault)
    done = set_in_parts(facing_view(), FACING, kept, load_theme(assets))
    assert done.parts
    with pytest.raises(AssertionError):
        assert_same(done.data, whole)


def test_of_facing_pages_one_side_is_measured_again_and_its_chapter_set(assets: Path, kept: Memory) -> None:
    """English of another length on the left: neither the Chinese beside it nor the other chapter is touched."""
    set_in_parts(facing_view(), FACING, kept, load_theme(assets))
    *blocks, last = facing_view().blocks
    assert isinstance(last, ProseView)
    kept.made.clear()
    said = replace(last, pair=replace(last.pair, runs=last.pair.runs * 2))
    view = replace(facing_view(), blocks=(*blocks, said))
    after = set_in_parts(view, FACING, kept, load_theme(assets))
    assert len(kept.made) == 2
    assert_same(after.data, set_whole(view, FACING, load_theme(assets)))


def test_how_the_sides_share_a_page_is_nothing_to_facing_pages() -> None:
    """English cut in one chapter moves the columns of a parallel edition; of facing pages one side of that chapter."""
    n, long = next((n, block) for n, block in enumerate(facing_view().blocks) if block.id == "p2")
    assert isinstance(long, ProseView)
    shorter = replace(long, pair=replace(long.pair, runs=long.pair.runs[:1]))
    view = replace(facing_view(), blocks=(*facing_view().blocks[:n], shorter, *facing_view().blocks[n + 1 :]))
    for settings, moved in ((SETTINGS, [0, 1]), (FACING, [0])):
        before, after = (view_to_parts(one, load_theme(), settings) for one in (facing_view(), view))
        assert before is not None
        assert after is not None
        pairs = zip(before.chapters, after.chapters, strict=True)
        assert [n for n, (one, other) in enumerate(pairs) if one != other] == moved


def test_a_theme_may_set_facing_pages_on_one_another(tmp_path: Path) -> None:
    """Then only one layout of the whole is right: the probe tells."""
    for css, begun in (("", True), (".verso, .recto { page: auto; break-before: auto }", False)):
        parts = view_to_parts(facing_view(), own_theme(tmp_path, css), FACING)
        assert parts is not None
        assert begins_pages(parts, bytes_to_laid(make_part(parts.job(parts.probe)))) is begun


def test_a_theme_of_a_company_is_set_in_parts_too(tmp_path: Path) -> None:
    """Larger type, a margin above chapters, a picture in the foot of the page, other furniture on the left, links."""
    Image.new("RGB", (60, 20), "navy").save(tmp_path / "logo.png")
    css = """
        html { font-size: 10.4pt; line-height: 15pt }
        .head.l1 { margin-top: 12mm }
        @page { @bottom-center { content: url(report:logo.png) } }
        @page :left { @bottom-left { content: "left" } }
    """
    theme = own_theme(tmp_path, css, "logo: logo.png\ncover: plain", "blocks.html.j2")
    blocks = (tmp_path / "blocks.html.j2").read_text(encoding="utf-8")
    linked = blocks.replace("{%- macro prose(it) %}", "{%- macro prose(it) %}<p><a href='#p4'>4</a></p>", 1)
    assert linked != blocks
    (tmp_path / "blocks.html.j2").write_text(linked, encoding="utf-8")
    done = set_in_parts(invented_view(), SETTINGS, Memory(), theme)
    assert done.parts
    assert_same(done.data, set_whole(invented_view(), SETTINGS, theme))


def test_the_same_parts_give_the_same_bytes_and_nothing_is_laid_out_again() -> None:
    keep = Memory()
    first = set_in_parts(invented_view(), SETTINGS, keep)
    keep.made.clear()
    assert set_in_parts(invented_view(), SETTINGS, keep) == first
    assert keep.made == []
    assert set(first.parts) == {key for step, key in keep.kept if step == STEP}


def grown(view: EditionView, times: int) -> EditionView:
    """The view with the first long paragraph said so many times over, the Chinese once more: shares of the width stay."""
    blocks = list(view.blocks)
    n = next(n for n, block in enumerate(blocks) if isinstance(block, ProseView) and block.long)
    pair = blocks[n].pair
    longer = replace(pair, source=pair.source * (times + 1), runs=pair.runs * times)
    blocks[n] = replace(blocks[n], pair=longer)
    return replace(view, blocks=tuple(blocks))


def test_a_chapter_that_grows_by_pages_is_laid_out_again_and_no_other() -> None:
    keep = Memory()
    before = set_in_parts(invented_view(), SETTINGS, keep)
    parts = view_to_parts(invented_view(), load_theme(), SETTINGS)
    view = grown(invented_view(), 8)
    longer = view_to_parts(view, load_theme(), SETTINGS)
    assert parts is not None
    assert longer is not None
    assert sum(a != b for a, b in zip(parts.chapters, longer.chapters, strict=True)) == 1
    keep.made.clear()
    after = set_in_parts(view, SETTINGS, keep)
    assert len(after.page_keys) >= len(before.page_keys) + 3
    assert len(keep.made) == 4  # the chapter; contents and terms with other page numbers; the furniture
    assert_same(after.data, set_whole(view, SETTINGS))


def own_theme(folder: Path, css: str = "", yaml: str = "{}", template: str = "") -> Theme:
    (folder / "theme.yaml").write_text(yaml, encoding="utf-8")
    (folder / "print.css").write_text(css, encoding="utf-8")
    if template:
        (folder / template).write_text((BASE / template).read_text(encoding="utf-8"), encoding="utf-8")
    return load_theme(folder)


@pytest.mark.parametrize(
    "theme",
    [
        {"yaml": "chapter_page: false"},
        {"template": "body.html.j2"},
        {"css": "@page :left { margin-left: 30mm }"},
        {"css": ".mark { position: fixed; top: 0 }"},
        {"css": "main > .head:first-child { margin-top: 40mm }"},
        {"css": ".row { counter-increment: row }"},
    ],
    ids=lambda theme: " ".join(theme.values()),
)
def test_what_may_depend_on_other_chapters_is_set_at_once(theme: dict[str, str], tmp_path: Path) -> None:
    assert view_to_parts(invented_view(), own_theme(tmp_path, **theme), SETTINGS) is None


def test_furniture_that_differs_by_side_is_no_reason(tmp_path: Path) -> None:
    css = "/* @page :left { margin: 0 } */ @page :left { @bottom-left { content: counter(page) } }"
    assert view_to_parts(invented_view(), own_theme(tmp_path, css), SETTINGS) is not None


@pytest.mark.slow
def test_chapters_that_begin_no_page_are_noticed_and_set_at_once(tmp_path: Path) -> None:
    theme = own_theme(tmp_path, ".chapters .head.l1 { break-before: auto }")
    parts = view_to_parts(invented_view(), theme, SETTINGS)
    assert parts is not None
    assert not begins_pages(parts, bytes_to_laid(make_part(parts.job(parts.probe))))
    done = set_in_parts(invented_view(), SETTINGS, Memory(), theme)
    assert done.parts == ()
    assert done.data == set_whole(invented_view(), SETTINGS, theme)


def test_what_is_wrong_in_a_style_sheet_is_told_once(tmp_path: Path) -> None:
    parts = view_to_parts(invented_view(), own_theme(tmp_path, "p { colour: red }"), SETTINGS)
    assert parts is not None
    front, probe = parts.job(with_folios(parts.front, {}), "front"), parts.job(parts.probe)
    for _ in range(2):  # the first part that a process sets is not told more than the others
        assert "colour: red" in bytes_to_laid(make_part(front)).complaints[0]
        assert bytes_to_laid(make_part(probe)).complaints == ()


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    blocks = (BASE / "blocks.html.j2").read_text(encoding="utf-8")
    theme = own_theme(tmp_path)
    (tmp_path / "blocks.html.j2").write_text(
        blocks.replace('<section class="terms">', '<section class="terms"><a href="#nowhere">x</a>'),
        encoding="utf-8",
    )
    done = set_in_parts(invented_view(), SETTINGS, Memory(), theme)
    assert done.complaints == ("No anchor #nowhere for internal URI reference",)


PAGE = PageFacts("", (("a", "one"), ("b", "x"), ("a", "two"), ("a", "three")), ("b",), ("top", "p2"), ())


def test_furniture_sets_first_and_last_of_each_string_and_what_the_page_opens_with() -> None:
    html = pages_to_furniture([replace(PAGE, name="cover"), PAGE], "en")
    first, second = html.split("<body>")[1].split('<div style="break-before:page')
    assert first.startswith('<div style="page:cover;string-set:b attr(data-0)" data-0="x"></div>')
    assert first.endswith('data-0="one"></div><div style="string-set:a attr(data-0)" data-0="three"></div>')
    assert "two" not in html
    assert second.startswith(";string-set:b attr(data-0)")
    assert "&lt;" in pages_to_furniture([replace(PAGE, assigned=(("a", "<"),))], "en")


def test_what_is_kept_of_a_part_is_the_part() -> None:
    page = replace(PAGE, marks=(Mark(1, "一", 1.5, 2.25, closed=True),))
    laid = Laid(b"%PDF\n\x00\n", (page,), {"AB": font()}, ("p2",), ("said",))
    assert bytes_to_laid(laid_to_bytes(laid)) == laid


def font(widths: dict[int, float] | None = None, lacking: bool = False) -> FontFacts:
    return FontFacts("file:x", widths or {3: 500, 4: 500.5}, {3: "a", 4: "中"}, lacking)


def test_a_part_whose_widths_differ_keeps_its_own() -> None:
    whole = unite([font(), font({4: 501, 9: 1000}), font({5: 250})])
    assert whole.widths == {3: 500, 4: 500.5, 5: 250}
    assert agrees(font({5: 250}), whole.widths)
    assert not agrees(font({4: 501}), whole.widths)
    assert not agrees(font(lacking=True), whole.widths)


def test_folios_count_pages_over_parts() -> None:
    laid = Laid(b"", (PAGE, replace(PAGE, anchors=("p3", "top"))))
    folios = find_folios([laid, '<main id="m"><h2 id="h">', laid])
    assert folios == {"top": 1, "p2": 1, "p3": 2, "m": 3, "h": 3}
    html = '<span data-to="#p3"></span><span data-to="#none"></span>'
    assert with_folios(html, folios).count('data-folio="2"') == 1
    assert 'data-to="#none" data-folio=""' in with_folios(html, folios)


def test_a_page_is_read_again_when_its_part_its_number_or_its_running_head_changed() -> None:
    two = Laid(b"", (replace(PAGE, assigned=(("a", "one"),)), replace(PAGE, assigned=())))
    before = list(_page_keys([two, two], ["k1", "k2"]))
    assert len(set(before)) == 4
    assert list(_page_keys([two, two], ["k1", "other"]))[:2] == before[:2]
    assert not set(_page_keys([two, two, two], ["new", "k1", "k2"])) & set(before)
    renamed = replace(two, pages=(replace(PAGE, assigned=(("a", "new"),)), two.pages[1]))
    assert list(_page_keys([renamed, two], ["k1", "k2"]))[1:3] != before[1:3]
