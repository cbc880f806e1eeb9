"""The page and its embeds in a real browser: readable at every width, the same on every host, harmless to it."""

from __future__ import annotations

import functools
import http.server
import io
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from invented import invented
from PIL import Image, ImageChops

from generator.exporters import EditionSettings, export_edition, export_embed, export_files, load_theme

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        CHROMIUM is None, reason="Debian's chromium is not installed; the pages were not looked at"
    ),
]
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; frame-src 'self'"
EDITIONS = ("en-zh", "en", "zh")
BRUTAL = """
* { margin: 0; padding: 0; box-sizing: border-box; font: 11px/1 monospace; color: red; letter-spacing: 3px; text-transform: uppercase }
html { font-size: 62.5% } body { direction: ltr; background: #eee }
table, td, th { border: 4px solid lime; display: block } .row, .cell, .cover { display: none } h1, h2, h3, p { text-align: right }
a { display: inline-block; background: yellow } img, svg { width: 10px } ul { list-style: square inside } input { display: none }
"""
COMPONENT = (
    '<script src="/embed/report.js" defer></script>{}<duizhao-report edition="en-zh"></duizhao-report>'
)
IFRAME = (
    '<script src="/embed/iframe.js" defer></script>{}'
    '<iframe class="duizhao" src="/embed/en-zh.frame.html" title="Report" width="100%" height="300" frameborder="0"></iframe>'
)
HOST = '<p class="host">The host says something of its own.</p>'


def host_page(body: str, style: str = "", attributes: str = "") -> str:
    sheet = f'<link rel="stylesheet" href="/{style}">' if style else ""
    return (
        f'<!DOCTYPE html><html lang="en" {attributes}><head><meta charset="utf-8"><title>Host</title>'
        '<link rel="icon" href="/icon.png">'
        f'<link rel="stylesheet" href="/host.css">{sheet}</head><body><div class="box">{body}</div></body></html>'
    )


def cms(fragment: str) -> str:
    """What a careful content management system leaves of pasted HTML: no id, no data, no style, no form control."""
    import re

    for pattern in (
        r"<(script|style|link|meta|input|fieldset|/fieldset|legend)\b[^>]*>",
        r'\s(style|tabindex|role|aria-[\w-]+|data-[\w-]+)="[^"]*"',
    ):
        fragment = re.sub(pattern, "", fragment)
    return fragment


def write_site(folder: Path) -> None:
    theme, settings, nowhere = load_theme(), EditionSettings(year="2024"), folder
    files: dict[str, bytes] = {}
    for edition in EDITIONS:
        choices: dict[str, Any] = {"theme": theme, "settings": settings, "assets": nowhere}
        files[f"{edition}.html"] = export_edition(invented(), edition, "html", **choices)
        files |= export_files(invented(), edition, **choices)
        embed = export_embed(invented(), edition, page=f"{edition}.html", **choices)
        files |= {f"embed/{name}": data for name, data in embed.items()}
    fragment = files["embed/en-zh.fragment.html"].decode()
    three = "".join(f'<duizhao-report edition="{edition}"></duizhao-report>' for edition in EDITIONS)
    pages = {
        "open": host_page(COMPONENT.format(HOST)),
        "plain": host_page(COMPONENT.format(HOST)),
        "strict": host_page(COMPONENT.format(HOST)),
        "brutal": host_page(COMPONENT.format(HOST), "brutal.css"),
        "rtl": host_page(COMPONENT.format(HOST), attributes='dir="rtl"'),
        "three": host_page(f'<script src="/embed/report.js" defer></script>{HOST}{three}'),
        "none": host_page(HOST),
        "none-brutal": host_page(HOST, "brutal.css"),
        "fragment": host_page(HOST + fragment, "embed/en-zh.css"),
        "fragment-brutal": host_page(HOST + fragment, "both.css"),
        "fragment-rtl": host_page(HOST + fragment, "embed/en-zh.css", 'dir="rtl"'),
        "fragment-cms": host_page(HOST + cms(fragment), "embed/en-zh.css"),
        "iframe": host_page(IFRAME.format(HOST)),
        "iframe-brutal": host_page(IFRAME.format(HOST), "brutal.css"),
    }
    files |= {f"{name}.html": page.encode() for name, page in pages.items()}
    icon = io.BytesIO()
    Image.new("RGB", (1, 1)).save(icon, "png")
    files["icon.png"] = files["favicon.ico"] = icon.getvalue()
    files["host.css"] = b".box { width: 820px } body { margin: 20px } iframe { border: 0; display: block }"
    files["brutal.css"] = BRUTAL.encode()
    files["both.css"] = (BRUTAL + files["embed/en-zh.css"].decode().replace("../fonts", "fonts")).encode()
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


class Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        if not self.path.startswith(("/en", "/zh", "/open")):
            self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    write_site(folder)
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Any, site: str) -> Iterator[Any]:
    """Opens a page of the site; at the end no request may have gone elsewhere and nothing been refused."""
    pages, strays = [], []

    def go(name: str, width: int = 1000, height: int = 900) -> Any:
        page = browser.new_page(viewport={"width": width, "height": height})
        page.on("request", lambda r: None if r.url.startswith((site, "data:")) else strays.append(r.url))
        page.on("console", lambda m: strays.append(m.text) if m.type in ("error", "warning") else None)
        page.on("response", lambda r: strays.append(r.url) if r.status >= 400 else None)
        page.on("pageerror", lambda fault: strays.append(str(fault)))
        page.goto(f"{site}/{name}.html")
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(400)
        pages.append(page)
        return page

    yield go
    for page in pages:
        page.close()
    assert strays == []


def shot(page: Any, selector: str) -> Image.Image:
    return Image.open(io.BytesIO(page.locator(selector).first.screenshot(animations="disabled"))).convert(
        "RGB"
    )


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ; pictures of unlike size differ wholly where one has nothing."""
    width, height = max(one.width, other.width), max(one.height, other.height)
    sheets = []
    for image in (one, other):
        sheet = Image.new("RGB", (width, height), "magenta")
        sheet.paste(image, (0, 0))
        sheets.append(sheet)
    changed = ImageChops.difference(*sheets).convert("L").point(lambda value: 255 if value > 24 else 0)
    return changed.histogram()[255] / (width * height)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_axe_finds_nothing(visit: Any, edition: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(edition, width)
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_nothing_in_the_component(visit: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(visit("open"), options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
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
    page = visit("en-zh")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_url("**/en-zh.html#report")
    page.locator("#show-both").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "show-en"
    assert not page.locator("#p1 .zh").is_visible()


def test_page_does_not_jump_while_it_loads(visit: Any) -> None:
    page = visit("en-zh", 1440)
    shift = page.evaluate(
        """() => new Promise((done) => { let sum = 0;
        new PerformanceObserver((l) => { for (const e of l.getEntries()) sum += e.value; })
          .observe({ type: "layout-shift", buffered: true });
        setTimeout(() => done(sum), 400); })"""
    )
    assert shift < 0.02


def test_first_view_is_light(site: str) -> None:
    import gzip
    from urllib.request import urlopen

    with urlopen(f"{site}/en-zh.html") as answer:
        assert len(gzip.compress(answer.read())) < 150_000
    scripts = 0
    for name in ("report", "frame", "iframe"):
        with urlopen(f"{site}/embed/{name}.js") as answer:
            scripts += len(answer.read())
    assert scripts < 10_000


@pytest.mark.parametrize("host", ["strict", "brutal", "rtl", "three"])
def test_component_looks_the_same_on_every_host(visit: Any, host: str) -> None:
    plain = shot(visit("plain"), "duizhao-report")
    assert plain.height > 3000
    assert difference(plain, shot(visit(host), "duizhao-report")) <= 0.01


@pytest.mark.parametrize("host", ["fragment-brutal", "fragment-rtl"])
def test_fragment_looks_the_same_on_every_host(visit: Any, host: str) -> None:
    plain = shot(visit("fragment"), ".duizhao")
    assert plain.height > 3000
    assert difference(plain, shot(visit(host), ".duizhao")) <= 0.01


def test_fragment_survives_a_cms(visit: Any) -> None:
    """Without its switch, which a CMS takes away, the report below it looks the same."""
    whole, stripped = visit("fragment"), visit("fragment-cms")
    assert difference(shot(whole, ".dz-main"), shot(stripped, ".dz-main")) <= 0.01


def test_component_and_fragment_look_the_same(visit: Any) -> None:
    assert difference(shot(visit("plain"), "duizhao-report"), shot(visit("fragment"), ".duizhao")) <= 0.01


@pytest.mark.parametrize("host", ["iframe", "iframe-brutal"])
def test_iframe_grows_to_its_report(visit: Any, host: str) -> None:
    page = visit(host)
    page.wait_for_timeout(300)
    inner = page.frames[1].evaluate("document.documentElement.scrollHeight")
    outer = page.locator("iframe").bounding_box()["height"]
    assert inner > 3000
    assert abs(inner - outer) <= 2


@pytest.mark.parametrize(
    ("host", "without"),
    [("plain", "none"), ("fragment", "none"), ("brutal", "none-brutal"), ("fragment-brutal", "none-brutal")],
)
def test_nothing_outside_is_changed(visit: Any, host: str, without: str) -> None:
    assert difference(shot(visit(without), ".host"), shot(visit(host), ".host")) == 0


def test_links_lead_to_places_inside_the_component(visit: Any) -> None:
    page = visit("plain")
    page.locator("duizhao-report").locator("a[href='#h2']").first.click()
    assert page.url.endswith("#h2")
    top = page.locator("duizhao-report").locator("#h2").bounding_box()["y"]
    assert -5 <= top <= 60


def test_ids_are_the_same_in_every_form(visit: Any) -> None:
    collect = "(root) => [...root.querySelectorAll('main [id], .dz-main [id]')].map((e) => e.id)"
    page = visit("en-zh").evaluate(f"({collect})(document)")
    component = visit("plain").evaluate(f"({collect})(document.querySelector('duizhao-report').shadowRoot)")
    fragment = visit("fragment").evaluate(f"({collect})(document)")
    assert page == component == fragment
    assert "h2" in page
