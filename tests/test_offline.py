"""A build opens no connection: proven on a whole build whose every process is denied the network and watched.

Watched by an audit hook in every Python process (no socket is even made), and, where the machine lets us, inside a
network of its own that leads nowhere, under strace, which sees what libraries do behind Python's back.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from generator.__main__ import main

ROOT = Path(__file__).resolve().parent.parent
HOOK = """
import os, sys

def watch(event, arguments):
    if event.startswith("socket."):
        with open(os.environ["WATCHED"], "a") as seen:
            seen.write(f"{event} {arguments!r}\\n")
        raise PermissionError(f"no network: {event}")

sys.addaudithook(watch)
"""
KEYS = ("DUIZHAO_DEEPL_KEY", "DUIZHAO_QWENMT_KEY", "DUIZHAO_ENGINE_KEY")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small report, some of whose sentences nobody has translated."""
    document = docx.Document()
    document.add_heading("公司治理", 1)
    document.add_paragraph("监事会召开了4次会议，捐赠12.5万元。")
    table = document.add_table(2, 2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ("指标", "数值", "员工", "12"), strict=True
    ):
        cell.text = words
    folder = tmp_path / "invented"
    folder.mkdir()
    document.save(str(folder / "source.docx"))
    (folder / "report.yaml").write_text("source: source.docx\neditions: [en-zh, en]\n", encoding="utf-8")
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    return folder


def watched(folder: Path, *command: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """A Python command with the hook in it and in all that it starts; keys and engines lie ready in vain."""
    variables = {
        **os.environ,
        **dict.fromkeys(KEYS, "key-1"),
        "PYTHONPATH": str(folder.parent / "hook"),
        "WATCHED": str(folder.parent / "seen"),
        "DUIZHAO_ENGINE_URL": "http://127.0.0.1:9/v1",
    }
    arguments = [*before, sys.executable, *command]
    return subprocess.run(
        arguments, cwd=ROOT, env=variables, capture_output=True, text=True, check=False, timeout=300
    )


def seen(folder: Path) -> str:
    path = folder.parent / "seen"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def denied() -> tuple[str, ...]:
    """What puts a command into a network that leads nowhere; nothing where the machine does not let us."""
    tool = shutil.which("unshare")
    if tool and subprocess.run([tool, "-rn", "true"], capture_output=True, check=False).returncode == 0:
        return (tool, "-rn")
    return ()


def traced(log: Path) -> tuple[str, ...]:
    """What writes down every connection that a command and its children try; nothing where there is no strace."""
    tool = shutil.which("strace")
    flags = ("-f", "-qq", "--seccomp-bpf", "-e", "trace=connect,sendto,bind", "-o", str(log))
    if tool and subprocess.run([tool, *flags, "true"], capture_output=True, check=False).returncode == 0:
        return (tool, *flags)
    return ()


def test_the_watch_sees_a_connection(folder: Path) -> None:
    tried = watched(folder, "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:9')")
    assert tried.returncode != 0
    assert "socket." in seen(folder)


@pytest.mark.slow
def test_a_whole_build_opens_no_socket(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "strace"
    before = (*denied(), *traced(log))
    out = folder / "out"
    made = watched(folder, "-m", "generator", "build", str(folder), "--out", str(out), before=before)
    assert made.returncode == 0, made.stderr
    record = json.loads((out / "build.json").read_bytes())
    assert record["coverage"]["awaiting"], "there was something that an engine could have been asked for"
    assert any(path.suffix == ".pdf" for path in out.iterdir())
    assert seen(folder) == ""
    tries = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    assert [line for line in tries if re.search(r"AF_INET|sendto\(", line)] == []
    assert not (out / "egress.json").exists()
    assert not (out / "egress.jsonl").exists()


def test_offline_wins_over_the_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "report.yaml").open("a", encoding="utf-8") as stream:
        stream.write("engine: deepl\n")
    assert main(["build", str(folder), "--offline", "--estimate"]) == 2
    said = capsys.readouterr().err
    assert "The engine deepl of report.yaml is left out" in said
    assert "--estimate needs an engine" in said


def test_an_engine_that_is_named_would_be_seen(folder: Path) -> None:
    out = folder / "out"
    made = watched(folder, "-m", "generator", "build", str(folder), "--out", str(out), "--engine", "openai")
    assert made.returncode == 3
    assert "socket." in seen(folder)
    assert (out / "egress.jsonl").exists()
