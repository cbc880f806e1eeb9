"""A build opens no connection: proven on a whole build whose every process is denied the network and watched.

Watched by an audit hook in every Python process (no socket is even made, but for those between the build's own
processes), and, where the machine lets us, inside a network of its own that leads nowhere, under strace, which sees
what libraries do behind Python's back.
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
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap

from generator.__main__ import main

ROOT = Path(__file__).resolve().parent.parent
HOOK = """
import os, sys

def between_processes(event, arguments):
    "Whether it is a socket of the family UNIX, by which the processes of multiprocessing speak: it leads nowhere else."
    family = arguments[1] if event == "socket.__new__" else getattr(arguments[0], "family", None)
    return family == 1

def watch(event, arguments):
    if event.startswith("socket.") and not between_processes(event, arguments):
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


def test_a_watch_names_its_engine_and_can_leave_it_out(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with (folder / "report.yaml").open("a", encoding="utf-8") as stream:
        stream.write("engine: deepl\n")
    started: list[list[str]] = []
    monkeypatch.setattr("generator.watch.watch", lambda load, command, *_: started.append(command) or 0)
    assert main(["watch", str(folder)]) == 0
    assert "At every save the engine deepl (api.deepl.com) is asked" in capsys.readouterr().err
    assert main(["watch", str(folder), "--offline"]) == 0
    assert "The engine deepl of report.yaml is left out" in capsys.readouterr().err
    assert ["--offline" in command for command in started] == [False, True]


@pytest.mark.slow
def test_links_and_pictures_of_a_source_are_not_fetched(folder: Path) -> None:
    """An address in the words, a link behind words, and a picture that lies elsewhere."""
    document = docx.Document(str(folder / "source.docx"))
    paragraph = document.add_paragraph('详见 http://192.0.2.1/x.png 和 <img src="http://192.0.2.1/y.png">。')
    link = document.part.relate_to("http://192.0.2.1/link", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    picture = document.part.relate_to("http://192.0.2.1/p.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    spaces = " ".join(f'xmlns:{prefix}="{nsmap[prefix]}"' for prefix in ("w", "r", "a", "wp", "pic"))
    paragraph._p.append(
        parse_xml(f'<w:hyperlink {spaces} r:id="{link}"><w:r><w:t>链接</w:t></w:r></w:hyperlink>')
    )
    paragraph._p.append(
        parse_xml(
            f'<w:r {spaces}><w:drawing><wp:inline><wp:extent cx="9999" cy="9999"/><wp:docPr id="1" name="p"/><a:graphic>'
            f'<a:graphicData uri="{nsmap["pic"]}"><pic:pic><pic:blipFill><a:blip r:link="{picture}"/></pic:blipFill>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
    )
    document.save(str(folder / "source.docx"))
    out = folder / "out"
    made = watched(folder, "-m", "generator", "build", str(folder), "--offline", "--out", str(out))
    assert made.returncode == 0, made.stderr
    assert seen(folder) == ""
    pages = "".join(path.read_text(encoding="utf-8") for path in out.glob("*.html"))
    assert "链接" in pages
    assert not re.search(
        r"""(?:src|srcset|data|poster)=["']?https?:|url\(["']?https?:|<link[^>]+https?:""", pages
    )
