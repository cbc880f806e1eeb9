"""What helps to read the page, in a real browser: search, definitions, links that copy themselves, the switch."""

from __future__ import annotations

from typing import Any

import pytest
from websites import CHROMIUM, difference, shot

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        CHROMIUM is None, reason="Debian's chromium is not installed; the pages were not looked at"
    ),
]
PAGES = ["en-zh.html", "fragment-script.html"]


def look_for(page: Any, words: str) -> tuple[str, list[str]]:
    """What the search announces, and where its hits lead."""
    page.locator("#search").fill(words)
    page.wait_for_timeout(300)
    hits = page.locator("form[role=search] ol a")
    said = page.locator("form[role=search] [role=status]").inner_text()
    return said, [hits.nth(n).get_attribute("href") for n in range(hits.count())]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("three independent", "#p3"),
        ("INDEPENDENT three", "#p3"),
        ("独立董事3名", "#p3"),
        ("独立董事 3 名", "#p3"),
        ("875,648.55", "#t1.r1c1"),
        ("875648.55", "#t1.r1c1"),
        ("<script>alert(1)", "#p5"),
        ("{{ 7*7 }}", "#p5"),
        ("Thickening", "#f3.words"),
    ],
)
def test_search_finds(visit: Any, name: str, words: str, place: str) -> None:
    page = visit(name)
    said, places = look_for(page, words)
    assert place in places
    assert f"{len(places)} found 找到 {len(places)} 处" == said
    assert page.evaluate("document.querySelectorAll('form[role=search] script').length") == 0


def test_search_says_that_there_is_nothing(visit: Any) -> None:
    page = visit("en-zh.html")
    assert look_for(page, "no such words at all") == ("Nothing found 未找到", [])
    assert look_for(page, ".*") == ("Nothing found 未找到", [])
    assert look_for(page, "")[1] == []


def test_search_shows_what_the_switch_shows(visit: Any) -> None:
    page = visit("en-zh.html")
    page.locator("#show-en").check(force=True)
    assert "#p3" not in look_for(page, "独立董事3名")[1]
    page.locator("#show-zh").check(force=True)
    assert "#p3" in look_for(page, "独立董事3名")[1]


def test_search_by_keyboard(visit: Any) -> None:
    page = visit("en-zh.html")
    page.locator("#search").focus()
    page.keyboard.type("board")
    page.wait_for_timeout(300)
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.hash")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.hash") not in ("", first)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/en-zh.html{first}")
    assert not page.locator(".found").is_visible()
    page.locator("#search").focus()
    assert page.locator(".found").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".found").is_visible()
    assert page.evaluate("document.activeElement.id") == "search"


def test_search_inside_the_component(visit: Any) -> None:
    page = visit("strict.html")
    report = page.locator("duizhao-report")
    report.locator("#search").fill("独立董事3名")
    page.wait_for_timeout(300)
    report.locator("form[role=search] ol a").first.click()
    assert page.url.endswith("#p3")


def test_page_is_whole_without_script(browser: Any, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en-zh.html")
    assert not page.locator("form[role=search]").is_visible()
    term = page.locator("main a.term").first
    assert len(term.get_attribute("title")) > 40
    term.click()
    assert page.evaluate("location.hash") == term.get_attribute("href")
    assert page.locator(f'[id="{term.get_attribute("href")[1:]}"] .definition').is_visible()
    page.goto(f"{site}/en-zh.html#p-former")
    top = page.locator("#p4").bounding_box()["y"]
    assert 0 <= top <= 200
    context.close()


@pytest.mark.parametrize("name", [*PAGES, "strict.html"])
def test_definition_stays_until_it_is_dismissed(visit: Any, name: str) -> None:
    """WCAG 1.4.13: on hover and on focus, dismissible, hoverable, persistent."""
    page = visit(name)
    term, tip = page.locator("main a[href^='#term-']").first, page.locator("[role=tooltip]")
    term.hover()
    assert "股东" in tip.inner_text() or "董事" in tip.inner_text()
    assert len(tip.inner_text()) > 60
    tip.hover()
    page.wait_for_timeout(600)
    assert tip.is_visible()
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    page.mouse.move(0, 0)
    term.focus()
    page.wait_for_timeout(600)
    assert tip.is_visible()
    assert term.get_attribute("aria-describedby") == tip.get_attribute("id")
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    assert term.evaluate("e => e === e.getRootNode().activeElement")


@pytest.mark.parametrize("width", [320, 1000])
def test_definition_stands_inside_the_page(visit: Any, width: int) -> None:
    page = visit("en-zh.html", width)
    for n in range(page.locator("main a.term").count()):
        page.locator("main a.term").nth(n).focus()
        box = page.locator(".tip").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_definitions_need_axe_to_find_nothing_when_open(visit: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit("en-zh.html", 320)
    look_for(page, "board")
    page.locator("main a.term").first.focus()
    page.locator("#search").focus()
    assert page.locator(".found").is_visible()
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []


@pytest.mark.parametrize("what", ["heading", "table", "figure"])
def test_links_to_places_copy_themselves(browser: Any, site: str, what: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}/en-zh.html")
    place = {"heading": "h12", "table": "t1", "figure": "f1"}[what]
    page.locator(f"a[data-copy][href='#{place}']").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}/en-zh.html#{place}"
    assert page.locator(".said").inner_text() == "Link copied 已复制链接"
    context.close()


def test_every_cell_has_a_link(browser: Any, site: str) -> None:
    """With the pointer, and by keyboard: Enter in the table, the arrow keys from cell to cell, Enter copies."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}/en-zh.html")
    page.locator("[id='t1.r1c1']").hover()
    assert page.locator("[id='t1.r1c1'] a").get_attribute("href") == "#t1.r1c1"
    page.locator(".sheet:has(#t1)").focus()
    for key in ("Enter", "ArrowDown", "ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.wait_for_timeout(100)
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}/en-zh.html#t1.r2c1"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className").startswith("sheet")
    context.close()


@pytest.mark.parametrize(("scripts", "most"), [(True, 3), (False, 300)])
@pytest.mark.parametrize("width", [390, 1000, 1440])
def test_switch_keeps_the_place(browser: Any, site: str, width: int, scripts: bool, most: int) -> None:
    """What is read stays where it is when a language goes and comes back; without a script it stays in view."""
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/en-zh.html#h2")
    page.wait_for_timeout(300)
    before = page.locator("#h2").bounding_box()["y"]
    for label in (1, 2, 0):
        box = page.locator(".switch label").nth(label).bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(200)
        assert abs(page.locator("#h2").bounding_box()["y"] - before) <= most, label
        assert page.evaluate("location.hash") == "#h2"
    context.close()


def test_old_links_land_where_their_words_went(visit: Any) -> None:
    for name in ("en-zh.html#p-former", "fragment.html#p-former"):
        page = visit(name)
        assert 0 <= page.locator("#p4").bounding_box()["y"] <= 200
    page = visit("plain.html#t-former.r9c9")
    cell = page.locator("duizhao-report").locator("[id='t1.r2c1']").bounding_box()
    assert 0 <= cell["y"] <= 200


def test_readable_at_four_times_the_size(visit: Any) -> None:
    """WCAG 1.4.10: a window of 1280 by 1024 at 400 % has 320 by 256 of its pixels; nothing scrolls sideways."""
    page = visit("en-zh.html#p3", 320)
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("getComputedStyle(document.querySelector('.bar')).position") == "static"
    wide = page.evaluate(
        "[...document.querySelectorAll('main *')].filter((e) => !e.closest('.sheet, svg') && e.getBoundingClientRect().right > innerWidth + 1).length"
    )
    assert wide == 0


PICTURED = """() => {
  const cover = document.querySelector('.cover'), lines = cover.querySelector('.lines'), image = new Image();
  image.className = 'picture';
  image.src = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="853"/>';
  cover.prepend(image);
  cover.classList.add('pictured');
  lines.innerHTML = '<p class="en">Stock code: 300000</p><p class="zh">证券代码：300000</p>'.repeat(4);
}"""


@pytest.mark.parametrize(("width", "height"), [(390, 844), (768, 900), (1280, 900)])
def test_the_first_screen_shows_the_whole_cover(visit: Any, width: int, height: int) -> None:
    """Also where it has a picture and several lines."""
    page = visit("en-zh.html", width, height)
    page.evaluate(PICTURED)
    page.wait_for_function("document.querySelector('.cover .picture').complete")
    ends = page.evaluate("document.querySelector('.cover .lines').getBoundingClientRect().bottom")
    assert ends < height


def test_contents_on_a_phone_begin_with_the_chapters(visit: Any) -> None:
    page = visit("en-zh.html", 390)
    section = page.locator(".contents a[href='#h11']").first
    assert not section.is_visible()
    page.locator("label[for=contents-all]").click()
    assert section.is_visible()


def test_frame_is_a_page_of_its_own_under_a_strict_policy(visit: Any) -> None:
    page, frame = visit("en-zh.html", 900), visit("embed/en-zh.frame.html", 900)
    assert look_for(frame, "board")[1]
    page.evaluate("document.querySelector('.bar').style.display = 'none'")
    frame.evaluate("document.querySelector('.dz-bar').style.display = 'none'")
    # Less stands above the report in the frame: both begin on a whole pixel, or letters fall on other fractions of one.
    for one in (page, frame):
        one.evaluate(
            "{ const main = document.querySelector('main'), top = main.getBoundingClientRect().top;"
            " main.style.position = 'relative'; main.style.top = `${Math.ceil(top) - top}px`; }"
        )
    whole, framed = shot(page, "main"), shot(frame, "main")
    assert whole.size == framed.size
    assert difference(whole, framed) <= 0.01
