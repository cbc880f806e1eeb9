"""What all tests share: examples by chance are the same in every run, so that a red run can be run again; a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files of the site are."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """The address of a site with the invented report in every form, on hosts of every kind."""
    from websites import served

    with served(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium."""
    from playwright.sync_api import sync_playwright
    from printed import other_programs
    from websites import CHROMIUM

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"], env=other_programs()
        )
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
        page.goto(f"{site}/{name}")
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(400)
        pages.append(page)
        return page

    yield go
    for page in pages:
        page.close()
    assert strays == []
