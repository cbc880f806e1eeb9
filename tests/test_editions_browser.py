"""The page and its embeds in a real browser: readable at every width, the same on every host, harmless to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from websites import CHROMIUM, EDITIONS, difference, shot

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        CHROMIUM is None, reason="Debian's chromium is not installed; the pages were not looked at"
    ),
]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_axe_finds_nothing(visit: Any, edition: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(f"{edition}.html", width)
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_nothing_in_the_component(visit: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(visit("open.html"), options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert [v["id"] for v in found.response["violations"]] == []


def test_language_switch_needs_no_script(browser: Any, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en-zh.html")
    english = page.locator("#p1 .en")
    chinese = page.locator("#p1 .zh")
    assert (english.is_visible(), chinese.is_visible()) == (True, True)
    page.locator("#show-zh").check(force=True)
    assert (english.is_visible(), chinese.is_visible()) == (False, True)
    page.locator("#show-en").check(force=True)
    assert (english.is_visible(), chinese.is_visible()) == (True, False)
    assert page.locator("#t1 td .en").first.is_visible()
    context.close()


def test_keyboard_reaches_the_report_and_the_switch(visit: Any) -> None:
    page = visit("en-zh.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_url("**/en-zh.html#report")
    page.locator("#show-both").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "show-en"
    assert not page.locator("#p1 .zh").is_visible()


HEADS = """() => [...document.querySelectorAll("[data-stacks] tbody tr")].map((row) =>
    [...row.cells].map((cell) => [getComputedStyle(cell, "::before").content, cell.innerText]))"""


def test_tables_are_read_on_a_phone_without_moving_them(visit: Any) -> None:
    """One that is too wide stands row by row, each figure beside what heads it."""
    page = visit("en-zh.html", 390, 844)
    assert page.evaluate(
        "[...document.querySelectorAll('.sheet')].every((s) => s.scrollWidth <= s.clientWidth)"
    )
    row = page.evaluate(HEADS)[0]
    assert row[0] == ["none", "Donghu\n东湖水厂"]
    assert [cell for cell in row if cell[1] == "62.2"] == [['"Feb"', "62.2"]]
    assert page.locator("#t3 thead").bounding_box()["height"] <= 1
    # Where a site has taken the heads away it is a table again.
    page.evaluate("document.querySelector('[data-stacks]').removeAttribute('data-stacks')")
    assert page.locator("#t3 thead").bounding_box()["height"] > 20
    assert visit("zh.html", 390, 844).evaluate(HEADS)[0][2][0] == '"2月"'


def test_a_table_is_saved_as_csv(visit: Any) -> None:
    page = visit("en-zh.html")
    with page.expect_download() as saved:
        page.locator(".sheet:has(#t2) a.csv.zh").click()
    lines = Path(saved.value.path()).read_bytes().decode("utf-8-sig").split("\r\n")
    assert saved.value.suggested_filename == "t2.zh.csv"
    assert lines[:2] == ["年度,分红,,备注", ",金额,比例,"]
    assert lines[2] == '2024年,"1,234,567.89",35.20%,待股东大会批准'


def test_page_does_not_jump_while_it_loads(visit: Any) -> None:
    page = visit("en-zh.html", 1440)
    shift = page.evaluate(
        """() => new Promise((done) => { let sum = 0;
        new PerformanceObserver((l) => { for (const e of l.getEntries()) sum += e.value; })
          .observe({ type: "layout-shift", buffered: true });
        setTimeout(() => done(sum), 400); })"""
    )
    assert shift < 0.02


@pytest.mark.parametrize("name", [*EDITIONS, "embed/en-zh.frame"])
def test_a_page_opened_from_disk_gives_no_complaint(
    browser: Any, site: str, site_folder: Path, name: str
) -> None:
    """Before it is published it is looked at from disk: with its fonts, and nothing in the console."""
    page, said = browser.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.goto((site_folder / f"{name}.html").as_uri())
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)
    assert page.evaluate("[...document.fonts].filter((font) => font.status === 'loaded').length") >= 3
    page.close()
    assert said == []


def test_a_page_asks_for_no_icon(browser: Any, site: str) -> None:
    """A server that has none would answer with a fault, which stands in the console."""
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/en-zh.html")
    page.wait_for_timeout(300)
    assert page.locator("link[rel=icon]").get_attribute("href").startswith("data:image/svg+xml,%3Csvg")
    page.close()
    assert [url for url in asked if url.endswith(".ico")] == []


def test_fonts_are_asked_for_before_the_text(visit: Any) -> None:
    """As the page comes from a server: so that no text moves when they come."""
    page = visit("en-zh.html")
    asked = "performance.getEntriesByType('resource').filter((e) => e.name.endsWith('woff2')).map((e) => e.initiatorType)"
    assert set(page.evaluate(asked)) == {"link"}


def test_first_view_is_light(site: str) -> None:
    import gzip
    from urllib.request import urlopen

    with urlopen(f"{site}/en-zh.html") as answer:
        assert len(gzip.compress(answer.read())) < 150_000
    scripts = 0
    for name in ("report", "iframe"):
        with urlopen(f"{site}/embed/{name}.js") as answer:
            scripts += len(answer.read())
    assert scripts < 10_000


@pytest.mark.parametrize("host", ["strict", "brutal", "rtl", "three"])
def test_component_looks_the_same_on_every_host(visit: Any, host: str) -> None:
    plain = shot(visit("plain.html"), "duizhao-report")
    assert plain.height > 3000
    assert difference(plain, shot(visit(f"{host}.html"), "duizhao-report")) <= 0.01


@pytest.mark.parametrize("host", ["fragment-brutal", "fragment-rtl"])
def test_fragment_looks_the_same_on_every_host(visit: Any, host: str) -> None:
    plain = shot(visit("fragment.html"), ".duizhao")
    assert plain.height > 3000
    assert difference(plain, shot(visit(f"{host}.html"), ".duizhao")) <= 0.01


def test_fragment_survives_a_cms(visit: Any) -> None:
    """Without its switch, which a CMS takes away, the report below it looks the same."""
    whole, stripped = visit("fragment.html"), visit("fragment-cms.html")
    for page in (whole, stripped):
        page.evaluate("document.querySelector('.dz-bar').style.display = 'none'")
    assert difference(shot(whole, ".dz-main"), shot(stripped, ".dz-main")) <= 0.01


def test_component_and_fragment_look_the_same(visit: Any) -> None:
    component, fragment = visit("plain.html"), visit("fragment-script.html")
    assert difference(shot(component, "duizhao-report"), shot(fragment, ".duizhao")) <= 0.01


@pytest.mark.parametrize("host", ["iframe", "iframe-brutal"])
def test_iframe_grows_to_its_report(visit: Any, host: str) -> None:
    page = visit(f"{host}.html")
    page.wait_for_timeout(300)
    inner = page.frames[1].evaluate("document.documentElement.scrollHeight")
    outer = page.locator("iframe").bounding_box()["height"]
    assert inner > 3000
    assert abs(inner - outer) <= 2


@pytest.mark.parametrize("host", ["iframe", "iframe-brutal"])
@pytest.mark.parametrize("width", [1000, 1440])
def test_iframe_and_component_look_the_same(visit: Any, host: str, width: int) -> None:
    """However wide the window is that a component stands in: what is around the report is no measure for it."""
    component, framed = visit("plain.html", width), visit(f"{host}.html")
    framed.wait_for_timeout(300)
    assert difference(shot(component, "duizhao-report"), shot(framed, "iframe")) <= 0.01


@pytest.mark.parametrize(
    ("host", "without"),
    [("plain", "none"), ("fragment", "none"), ("brutal", "none-brutal"), ("fragment-brutal", "none-brutal")],
)
def test_nothing_outside_is_changed(visit: Any, host: str, without: str) -> None:
    assert difference(shot(visit(f"{without}.html"), ".host"), shot(visit(f"{host}.html"), ".host")) == 0


def test_links_lead_to_places_inside_the_component(visit: Any) -> None:
    page = visit("plain.html")
    page.locator("duizhao-report").locator("a[href='#h2']").first.click()
    assert page.url.endswith("#h2")
    top = page.locator("duizhao-report").locator("#h2").bounding_box()["y"]
    assert -5 <= top <= 60


def test_a_component_may_be_moved_while_it_loads(visit: Any) -> None:
    """As scripts of a host do: it is asked for twice and shown once."""
    page = visit("none.html")
    page.evaluate(
        """() => new Promise((done) => {
          const report = document.createElement("duizhao-report");
          const script = document.createElement("script");
          script.src = "/embed/report.js";
          script.onload = () => { document.body.append(report); document.querySelector(".box").append(report); done(); };
          document.head.append(script);
        })"""
    )
    page.locator("duizhao-report").locator("#h2").wait_for()
    assert page.locator("duizhao-report").locator("main, .dz-main").count() == 1


@pytest.mark.parametrize("name", ["en-zh.html#%", "plain.html#%E4%", "plain.html#nowhere", "plain.html#"])
def test_an_address_that_leads_nowhere_is_no_fault(visit: Any, name: str) -> None:
    page = visit(name)
    assert page.evaluate("scrollY") == 0


def test_ids_are_the_same_in_every_form(visit: Any) -> None:
    collect = "(root) => [...root.querySelectorAll('main [id], .dz-main [id]')].map((e) => e.id)"
    page = visit("en-zh.html").evaluate(f"({collect})(document)")
    component = visit("plain.html").evaluate(
        f"({collect})(document.querySelector('duizhao-report').shadowRoot)"
    )
    fragment = visit("fragment.html").evaluate(f"({collect})(document)")
    assert page == component == fragment
    assert "h2" in page
