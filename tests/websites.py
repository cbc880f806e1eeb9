"""Sites that publish the invented report in every form, for the tests that look at them in a real browser."""

from __future__ import annotations

import functools
import http.server
import io
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from invented import invented
from PIL import Image, ImageChops

from generator.exporters import (
    Aids,
    EditionSettings,
    export_edition,
    export_embed,
    export_files,
    load_theme,
)
from generator.exporters.key_figures import find_key_figures
from generator.exporters.notes import find_notes
from generator.terms import load_glossary

CHROMIUM = shutil.which("chromium")
ROOT = Path(__file__).resolve().parents[1]
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
    """What a careful content management system leaves of pasted HTML: no script, no id, no data, no style, no form control."""
    for pattern in (
        r"<(script|style|link|meta|input|/?fieldset|legend|/?form)\b[^>]*>",
        r'\s(style|tabindex|role|aria-[\w-]+|data-[\w-]+|id|for)="[^"]*"',
    ):
        fragment = re.sub(pattern, "", fragment)
    return fragment


def aids() -> Aids:
    """What the page of the invented report offers: notes, key figures, and one link that an earlier page was given."""
    glossary = load_glossary([ROOT / "glossary"])
    notes, places = find_notes(invented(), glossary)
    figures, _ = find_key_figures(invented(), glossary, "2024")
    return Aids(notes, places, figures, {"p4": ("p-former",), "t1.r2c1": ("t-former.r9c9",)})


def write_site(folder: Path) -> None:
    theme, settings, nowhere = load_theme(), EditionSettings(year="2024", aids=aids()), folder
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
        "fragment-script": host_page(
            f'{HOST}{fragment}<script src="/embed/report.js" defer></script>', "embed/en-zh.css"
        ),
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


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which the site of a folder is to be had."""
    write_site(folder)
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


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
