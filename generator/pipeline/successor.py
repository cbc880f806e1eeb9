"""Next year's folder from this year's: what carries over, a memory of what people approved, and what to do next.

Carried over: the settings with the year moved on, the theme, the glossary files, the decisions and the lock of the
terms. Corrections are not: they are about the old PDF. Nothing that is there is ever overwritten.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from os.path import relpath
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from generator.errors import EnvironmentLacking, WrongUse, system_reason
from generator.exchange import export_tmx
from generator.exchange.rows import bitext_to_pairs
from generator.memory import Pair
from generator.model import Bitext
from generator.pipeline.standing import LOCK
from generator.settings import Settings
from generator.store import replace_file

MEMORY = "memory.tmx"
_APPROVED = ("reviewed", "final")
_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")

Said = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Successor:
    """The folder that was made, and what was done and is to be done next, in English and Chinese, line by line."""

    folder: Path
    done: tuple[Said, ...]
    next: tuple[Said, ...]


def make_successor(settings: Settings, bitext: Bitext, folder: Path, source: Path | None) -> Successor:
    """Make ``folder`` for the year after this report's; ``bitext`` is the report with its final English.

    Raises WrongUse as ``check_successor`` does.
    """
    check_successor(settings, folder, source)
    years = find_years(settings, folder)
    part = folder.with_name(f".{folder.name}.part")
    with refused(folder):
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        done = [
            *_write_memory(bitext, part),
            *_write_settings(settings, part, folder, years, source),
            *_copy_files(settings, part),
            *_left_behind(settings),
        ]
        if source:
            shutil.copyfile(source, part / f"source{source.suffix.lower()}")
            done.append((f"{source.name}: copied as this year's source", f"{source.name}：已复制为本年原文"))
        part.rename(folder)
    return Successor(folder, tuple(done), tuple(_next_steps(folder, source)))


@contextmanager
def refused(folder: Path) -> Iterator[None]:
    """What the disk refuses, as a fault that says so."""
    try:
        yield
    except OSError as fault:
        why, why_zh = system_reason(fault)
        raise EnvironmentLacking(
            f"{folder}: the folder cannot be made ({why}); choose another place or make room.",
            f"{folder}：无法创建该文件夹（{why_zh}），请换一个位置或清理空间。",
        ) from fault


def check_successor(settings: Settings, folder: Path, source: Path | None) -> None:
    """Raise WrongUse when the folder is there already, or what it is to be made from is not, or the year is unknown."""
    check_new(folder, source)
    if not (settings.folder / "report.yaml").is_file():
        raise WrongUse(
            f"{settings.folder}: there is no report.yaml to carry over; name the folder of last year's report.",
            f"{settings.folder}：没有可沿用的 report.yaml，请指定上年报告的文件夹。",
        )
    find_years(settings, folder)


def check_new(folder: Path, source: Path | None) -> None:
    """Raise WrongUse when the folder is there already, or its source is not."""
    if folder.exists():
        raise WrongUse(
            f"{folder}: this folder is there already, and nothing in it is overwritten; choose another name.",
            f"{folder}：该文件夹已存在，为免覆盖未作任何改动，请换一个名称。",
        )
    if source and not source.is_file():
        raise WrongUse(
            f"{source}: there is no such file; check the name of this year's report.",
            f"{source}：找不到该文件，请检查本年报告的文件名。",
        )


def find_years(settings: Settings, folder: Path) -> tuple[int, int]:
    """Last year's and this year's: as the settings and the new folder's name tell them, else the year after."""
    told = re.search(r"(?:19|20)\d\d", f"{settings.year or ''} {settings.title or ''} {settings.name}")
    if told is None:
        raise WrongUse(
            f"{settings.folder / 'report.yaml'}: the year of the report is not told; add the line 'year: \"2024\"'.",
            f'{settings.folder / "report.yaml"}：未写明报告年度，请补上“year: "2024"”一行。',
        )
    named = re.findall(r"(?:19|20)\d\d", folder.name)
    last = int(told[0])
    return last, int(named[-1]) if named and int(named[-1]) > last else last + 1


def approved_pairs(bitext: Bitext) -> tuple[Pair, ...]:
    """What people wrote or approved, each sentence with its English and its context."""
    approved = {
        (sentence.source.strip(), (found.target or "").strip())
        for sentence in bitext.sentences
        for found in [bitext.translation_of(sentence)]
        if found.origin == "person" or found.state in _APPROVED
    }
    return tuple(
        pair for pair in bitext_to_pairs(bitext) if (pair.source.strip(), pair.target.strip()) in approved
    )


def _write_memory(bitext: Bitext, folder: Path) -> Iterator[Said]:
    pairs = approved_pairs(bitext)
    if pairs:
        replace_file(folder / MEMORY, export_tmx(pairs))
    waiting = sum(
        found.target is not None and found.origin not in ("person", "rule") and found.state not in _APPROVED
        for found in bitext.translations.values()
    )
    yield (
        f"{MEMORY}: {len(pairs)} sentences that people wrote or approved",
        f"{MEMORY}：收录人工撰写或审定的 {len(pairs)} 句",
    )
    if waiting:
        yield (
            f"{waiting} sentences whose English nobody had approved were left out of it",
            f"另有 {waiting} 句译文未经审定，未予收录",
        )


def _write_settings(
    settings: Settings, part: Path, folder: Path, years: tuple[int, int], source: Path | None
) -> Iterator[Said]:
    """report.yaml with the year moved on in every text, its files as seen from the new folder, comments kept."""
    yaml = YAML()
    yaml.width = 10_000
    content = yaml.load((settings.folder / "report.yaml").read_text(encoding="utf-8-sig")) or {}
    for key, value in content.items():
        if isinstance(value, str) and key not in ("source", "theme", "profile", "site"):
            content[key] = move_year(value, years)
    content["year"] = str(years[1])
    content.pop("name", None)
    content.pop("source", None)
    if source and source.suffix.lower() != ".pdf":
        content["source"] = f"source{source.suffix.lower()}"
    made = [MEMORY] if (part / MEMORY).is_file() else []
    content["memory"] = [*made, *_moved_files(content.get("memory", ()), settings.folder, folder)]
    content["glossary"] = _moved_files(content.get("glossary", ()), settings.folder, folder)
    for key in ("memory", "glossary"):
        if not content[key]:
            del content[key]
    content["previous"] = relpath(settings.folder, folder)
    out = StringIO()
    yaml.dump(content, out)
    replace_file(part / "report.yaml", out.getvalue().encode())
    yield (
        f"report.yaml: carried over, {years[0]} became {years[1]}, last year's report named as 'previous'",
        f"report.yaml：已沿用设置，{years[0]} 改为 {years[1]}，并以 previous 指向上年报告",
    )


def move_year(words: str, years: tuple[int, int]) -> str:
    """The words with last year's number exchanged for this year's, in Chinese figures too.

    >>> move_year("2024年度社会责任报告（二〇二四）", (2024, 2025))
    '2025年度社会责任报告（二〇二五）'
    """
    last, now = map(str, years)
    words = re.sub(rf"(?<!\d){last}(?!\d)", now, words)
    return words.replace(last.translate(_CHINESE), now.translate(_CHINESE))


def _moved_files(entries: Iterable[Any], before: Path, folder: Path) -> list[Any]:
    """The files of a list as seen from the new folder; they stay where they are."""
    return [
        {**entry, "file": relpath(before / entry["file"], folder)}
        if isinstance(entry, dict)
        else relpath(before / str(entry), folder)
        for entry in entries
    ]


def _copy_files(settings: Settings, folder: Path) -> Iterator[Said]:
    theme = settings.folder / settings.theme
    if theme.is_dir():
        shutil.copytree(theme, folder / settings.theme)
        yield f"{settings.theme}/: the theme, copied", f"{settings.theme}/：已复制版式主题"
    for name, words, words_zh in (
        ("decisions.yaml", "accepted findings; look at each once more", "已认可的核对结果，请逐条复核"),
        (LOCK, "what the glossary asked when the English was written", "译文写成时的术语要求"),
    ):
        if (settings.folder / name).is_file():
            shutil.copyfile(settings.folder / name, folder / name)
            yield f"{name}: {words}", f"{name}：{words_zh}"


def _left_behind(settings: Settings) -> Iterator[Said]:
    if (settings.folder / "corrections.yaml").is_file():
        yield (
            "corrections.yaml was not carried over: it is about last year's PDF",
            "corrections.yaml 未沿用：其内容针对上年 PDF",
        )
    if (settings.folder / "translations.yaml").is_file():
        yield (
            f"translations.yaml stays with last year's report; its English is in {MEMORY}",
            f"translations.yaml 留在上年报告中，其译文已收入 {MEMORY}",
        )


def tell_build(folder: Path) -> Iterator[Said]:
    """That the settings are to be looked through, and how the folder is built."""
    yield f"look through {folder / 'report.yaml'}", f"请检查 {folder / 'report.yaml'}"
    build = f"./duizhao build {shlex.quote(str(folder))}"  # a name may hold blanks
    yield build, build


def _next_steps(folder: Path, source: Path | None) -> Iterator[Said]:
    if source is None:
        yield (
            f"put this year's Chinese report into {folder} as source.pdf",
            f"请将本年中文报告放入 {folder}，命名为 source.pdf",
        )
    yield from tell_build(folder)
    yield (
        "versions.html then tells which sentences are as last year, changed or new; years.html compares the figures",
        "随后 versions.html 会列出与上年相同、修改和新增的句子，years.html 对照两年数据",
    )
