"""The watch: a save is seen in the browser, a fault is told in the page, and nobody from outside is answered."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.bench.large_report import Large, edit_sentence, make_large_report, sample_report, write_term
from generator.errors import WrongUse
from generator.settings import load_settings
from generator.watch.files import find_stamps
from generator.watch.scene import READY, Scene, Words
from generator.watch.server import Server, serve

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    out = tmp_path / "output"
    (out / ".kept").mkdir(parents=True)
    (out / "a.en.html").write_text("<html><body><p>old</p></body></html>")
    (out / "a.en.pdf").write_bytes(b"%PDF-1.7")
    (out / ".kept" / "read-1").write_text("secret")
    (tmp_path / "outside.txt").write_text("secret")
    return Scene(out)


@pytest.fixture
def server(scene: Scene) -> Iterator[Server]:
    server = serve(scene, 0)
    yield server
    scene.close()
    server.shutdown()
    server.server_close()


def ask(server: Server, path: str, host: str | None = None, method: str = "GET") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.server_port}")
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_it_listens_on_this_machine_only(server: Server) -> None:
    assert server.socket.getsockname()[0] == "127.0.0.1"
    addresses = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in addresses - {"127.0.0.1"}:
        with socket.socket() as knocking:
            knocking.settimeout(2)
            assert knocking.connect_ex((str(address), server.server_port)) != 0 or address.startswith("127.")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{}", "127.0.0.1", "127.0.0.1.evil.example:{}", ""]
)
def test_a_foreign_host_is_refused(server: Server, host: str) -> None:
    for path in ("/", "/a.en.html", "/.watch/events", "/.watch/live.js"):
        status, content = ask(server, path, host.format(server.server_port) or " ")
        assert status == 421
        assert b"old" not in content


def test_two_hosts_are_refused(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as raw:
        good = f"127.0.0.1:{server.server_port}"
        raw.sendall(
            f"GET / HTTP/1.1\r\nHost: {good}\r\nHost: evil.example\r\nConnection: close\r\n\r\n".encode()
        )
        assert raw.recv(100).startswith(b"HTTP/1.1 421")


@pytest.mark.parametrize(
    "path", ["/.kept/read-1", "/../outside.txt", "/%2e%2e/outside.txt", "/a/../../outside.txt", "/..%2foutside.txt", "//etc/passwd", "/%00"]
)  # fmt: skip
def test_nothing_but_the_output_folder_is_served(server: Server, path: str) -> None:
    assert ask(server, path)[0] == 404


def test_a_link_out_of_the_folder_is_not_followed(server: Server, tmp_path: Path) -> None:
    (tmp_path / "output" / "link.txt").symlink_to(tmp_path / "outside.txt")
    assert ask(server, "/link.txt")[0] == 404


def test_the_icon_that_browsers_ask_for_is_no_fault(server: Server) -> None:
    assert ask(server, "/favicon.ico") == (200, b"")


def test_other_methods_are_not_answered(server: Server) -> None:
    assert ask(server, "/a.en.html", method="POST")[0] == 501


def test_a_page_gets_the_script_and_a_pdf_stays_as_it_is(server: Server) -> None:
    assert b'<script src="/.watch/live.js" defer></script></body>' in ask(server, "/a.en.html")[1]
    assert ask(server, "/a.en.pdf") == (200, b"%PDF-1.7")
    assert ask(server, "/a.en.html", method="HEAD")[1] == b""
    assert b"a.en.html" in ask(server, "/")[1]


def test_a_browser_that_leaves_and_an_address_that_is_none_say_nothing_in_the_terminal(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "output" / "large.pdf").write_bytes(b"x" * 20_000_000)
    host = f"127.0.0.1:{server.server_port}"
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as raw:
        raw.sendall(f"GET /large.pdf HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        raw.recv(10)
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # close at once
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as raw:
        raw.sendall(f"GET http://[x/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert raw.recv(100).startswith(b"HTTP/1.1 404")
    assert capsys.readouterr().err == ""


def test_newer_pages_lie_over_the_folder_until_it_is_built(
    server: Server, scene: Scene, tmp_path: Path
) -> None:
    scene.show(tmp_path / "output", {"a.en.html": b"<body>new</body>"}, Words("Setting", "排版"))
    assert b"new" in ask(server, "/a.en.html")[1]
    scene.fail(Words("Broken", "有误"))
    assert b"new" in ask(server, "/a.en.html")[1]
    scene.show(tmp_path / "output", {}, READY)
    assert b"old" in ask(server, "/a.en.html")[1]


def test_events_tell_how_things_stand(server: Server, scene: Scene) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request("GET", "/.watch/events")
    answer = connection.getresponse()
    first = json.loads(answer.fp.readline().removeprefix(b"data: "))
    scene.fail(Words("Line 3 is broken", "第 3 行有误"))
    assert answer.fp.readline() == b"\n"
    then = json.loads(answer.fp.readline().removeprefix(b"data: "))
    assert (first["fault"], then["fault"]) == (False, True)
    assert then["words"] == {"en": "Line 3 is broken", "zh": "第 3 行有误"}
    assert then["number"] > first["number"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Large:
    """A small report of one chapter in a folder of its own."""
    folder = tmp_path_factory.mktemp("reports") / "small"
    assets = tmp_path_factory.mktemp("assets")
    return make_large_report(folder, sample_report(assets), assets, chapters=1, with_term=1)


def test_the_files_of_a_report_are_watched(report: Large) -> None:
    before = find_stamps(load_settings(report.folder))
    assert {str(report.terms), str(report.translations), str(report.style)} <= set(before)
    assert any(path.endswith("body.html.j2") for path in before)
    assert any(path.endswith("governance.yaml") for path in before)
    decisions = report.folder / "decisions.yaml"
    decisions.write_text("")
    assert str(decisions) in set(find_stamps(load_settings(report.folder))) - set(before)
    decisions.unlink()


def test_a_broken_report_of_last_year_is_watched_until_it_is_mended(tmp_path: Path) -> None:
    for year in ("2023", "2024"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "source.pdf").write_bytes(b"")
    last = tmp_path / "2023" / "report.yaml"
    last.write_text("year: '2023'\n", encoding="utf-8")
    (tmp_path / "2024" / "report.yaml").write_text("previous: ../2023\n", encoding="utf-8")
    settings = load_settings(tmp_path / "2024")
    whole = find_stamps(settings)
    last.write_text("year: '2023\n", encoding="utf-8")
    broken = find_stamps(settings)
    last.write_text("year: '2023'  # mended\n", encoding="utf-8")
    assert len({tuple(sorted(stamps.items())) for stamps in (whole, broken, find_stamps(settings))}) == 3


@pytest.mark.slow
@pytest.mark.browser
def test_a_save_is_seen_and_a_fault_is_told(report: Large, tmp_path: Path, browser: Any) -> None:
    """A term saved, YAML broken and mended, a rule of the style: each is seen in the open page, and Ctrl-C ends it."""
    command = [
        sys.executable,
        "-P",
        "-m",
        "generator",
        "watch",
        str(report.folder),
        "--out",
        str(tmp_path / "out"),
    ]
    process = subprocess.Popen(
        [*command, "--port", "0"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/", process.stderr.readline())
        assert address
        page = browser.new_page()
        page.set_default_timeout(60_000)
        _look_on(page, address[0], report)
        page.close()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
    finally:
        process.kill()
    assert not list((tmp_path / "out").glob(".building/*"))


def _look_on(page, address: str, report: Large) -> None:  # type: ignore[no-untyped-def]
    overview = "large.en-zh.html"
    while page.goto(address + overview).status == 404:
        page.wait_for_timeout(200)
    page.get_by_text("the Model Working Group").first.wait_for()
    write_term(report, "Demonstration Task Force")
    page.get_by_text("the Demonstration Task Force").first.wait_for()
    whole = report.translations.read_text(encoding="utf-8")
    report.translations.write_text(whole.replace("- source:", "- source: [", 1), encoding="utf-8")
    page.get_by_text("the YAML is broken here").wait_for()
    page.get_by_text("此处 YAML 有误").wait_for()
    assert page.get_by_text("the Demonstration Task Force").count() > 0
    report.translations.write_text(whole, encoding="utf-8")
    page.get_by_text("the YAML is broken here").wait_for(state="hidden")
    edit_sentence(report, "as amended")
    page.get_by_text("as amended").first.wait_for()
    report.style.with_name("screen.css").write_text("h1 { display: none }")
    page.locator("h1").wait_for(state="hidden")
    page.get_by_text("Everything is built.").wait_for()


def test_the_overview_names_the_editions_first(tmp_path: Path) -> None:
    for name in ("build.json", "findings.html", "numbers.xlsx", "甲 2024.en-zh.pdf", ".lock"):
        (tmp_path / name).write_bytes(b"")
    scene = Scene(tmp_path)
    scene.show(tmp_path, {"甲 2024.en-zh.html": b"", "embed/en-zh.js": b""}, READY)
    assert scene.names() == [
        "甲 2024.en-zh.html", "甲 2024.en-zh.pdf", "findings.html", "numbers.xlsx", "build.json"
    ]  # fmt: skip


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_port_that_there_is_not_is_told(scene: Scene, port: int) -> None:
    with pytest.raises(WrongUse) as told:
        serve(scene, port)
    assert str(port) in told.value.message
    assert str(port) in told.value.message_zh
