"""The house itself: who may import whom, one door per kind of file, no network outside engines."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GENERATOR = ROOT / "generator"

GROUND = {"model", "errors", "listed", "slips", "workbook", "script"}
TOOLS = GROUND | {"quantities", "terms", "memory"}
MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "listed": {"errors"},
    "slips": {"errors"},
    "workbook": set(),
    "script": set(),
    "quantities": GROUND,
    "terms": GROUND,
    "memory": GROUND,
    "store": {"errors", "slips"},
    "settings": {"errors", "memory", "quantities", "store"},
    "translations": GROUND | {"memory", "store", "exchange"},
    "comments": GROUND | {"memory", "store", "exchange"},
    "reader": GROUND,
    "sentences": GROUND,
    "listmark": set(),
    "chain": set(),
    "renumber": TOOLS | {"listmark"},
    "translate": TOOLS | {"renumber", "listmark"},
    "checks": TOOLS | {"store"},
    "ledger": TOOLS | {"checks"},
    "queries": TOOLS | {"checks"},
    "exporters": TOOLS,
    "exchange": TOOLS,
    "records": GROUND,
    "anchors": set(),
    "changes": {"anchors"},
    "engines": {"errors"},
    "alignment": TOOLS | {"chain", "checks", "reader", "sentences"},
    "learning": GROUND | {"memory", "terms"},
    "certificate": GROUND | {"checks", "ledger", "records", "terms"},
    "followup": GROUND | {"terms"},
    "versions": GROUND
    | {"anchors", "chain", "memory", "quantities", "sentences", "listmark", "renumber", "checks"},
    "years": GROUND | {"listmark", "memory", "quantities", "sentences", "terms", "versions"},
    "draft": GROUND | {"engines", "quantities", "terms", "checks"},
}
ON_TOP = {"pipeline", "bench", "watch", "doctor", "commands", "__main__", "__init__"}
NETWORK = {"socket", "http", "urllib.request", "requests", "httpx", "aiohttp", "ftplib", "smtplib"}

# The watch serves the one person at this machine: tests/test_watch.py holds it to the loopback interface.
MAY_CONNECT = {"engines": NETWORK, "watch": {"http"}}


def modules() -> list[Path]:
    return sorted(GENERATOR.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(GENERATOR).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(GENERATOR)))
def test_imports_run_down(path: Path) -> None:
    room = room_of(path)
    if room in ON_TOP:
        return
    assert room in MAY_IMPORT, f"a new room {room}: say in MAY_IMPORT what it may import"
    ours = {name.split(".")[1] for name in imports_of(path) if name.startswith("generator.")}
    assert ours - {room} <= MAY_IMPORT[room]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(GENERATOR)))
def test_no_network_outside_engines(path: Path) -> None:
    used = {
        name
        for name in NETWORK
        for found in imports_of(path)
        if found == name or found.startswith(f"{name}.")
    }
    assert used <= MAY_CONNECT.get(room_of(path), set())


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(GENERATOR)))
def test_every_module_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "a module begins with what it is for"


def test_the_table_names_only_rooms_that_exist() -> None:
    there = {room_of(path) for path in modules()}
    assert set(MAY_IMPORT) <= there


def test_nothing_in_the_project_names_a_place_on_a_machine() -> None:
    marks = ("/wo" + "rk/", "/ro" + "ot/", "pypi." + "org", "registry.npm" + "js")
    suffixes = {".py", ".md", ".toml", ".yaml", ".html", ".css", ".j2", ".json", ".lock", ""}
    tops = ("generator", "templates", "glossary", "tests", "reports", ".ci")
    files = [path for top in tops for path in (ROOT / top).rglob("*")]
    files += [path for path in ROOT.iterdir() if path.is_file()]
    for path in files:
        if path.is_file() and path.suffix in suffixes and "__pycache__" not in path.parts:
            text = path.read_text(encoding="utf-8", errors="ignore")
            assert not [mark for mark in marks if mark in text], path
