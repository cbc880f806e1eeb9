"""What commands share: their arguments, and how they speak to a person."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.errors import EnvironmentLacking, WrongUse, system_reason

if TYPE_CHECKING:
    from generator.pipeline.order import Say
    from generator.pipeline.reading import Progress
    from generator.settings import Edition, Settings

Run = Callable[[argparse.Namespace], int]


def add_command(commands: Any, name: str, run: Run, summary: str) -> argparse.ArgumentParser:
    """A command with the flags that every command takes."""
    sub: argparse.ArgumentParser = commands.add_parser(name, help=summary, description=summary)
    sub.set_defaults(command=run)
    sub.add_argument("--quiet", action="store_true", help="no progress 不显示进度")
    sub.add_argument("--verbose", action="store_true", help="the log of the libraries 显示详细日志")
    return sub


def add_report(sub: argparse.ArgumentParser, *, optional: bool = False) -> None:
    """The report a command works on, and what its English is looked up in."""
    what = "a PDF or Word file, or a folder with report.yaml 报告文件或文件夹"
    sub.add_argument(
        "source",
        nargs="?" if optional else None,
        type=Path,
        help=f"{what}; none: the sample report 省略则为示例报告" if optional else what,
    )
    _add_files(
        sub,
        "--memory",
        "earlier English, .tmx .xlf .xliff .xlsx .jsonl .yaml or a folder; may be repeated 翻译记忆，可多次使用",
    )
    _add_files(
        sub, "--glossary", "a glossary on top of the shipped one; may be repeated 附加术语表，可多次使用"
    )
    sub.add_argument(
        "--out", type=Path, metavar="FOLDER", help="where the editions go (default output/<name>) 输出文件夹"
    )


def _add_files(sub: argparse.ArgumentParser, flag: str, summary: str) -> None:
    sub.add_argument(flag, type=Path, action="append", default=[], metavar="FILE", help=summary)


def add_texts(sub: argparse.ArgumentParser) -> None:
    """Texts given in the command, or one a line on standard input."""
    sub.add_argument("texts", nargs="*", help="texts; none: standard input, one a line 文本")
    sub.add_argument(
        "--json", action="store_true", help="one array for each text, each on its line 以 JSON 输出"
    )


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings of the report that a command was given."""
    from generator.memory import find_memories
    from generator.settings import load_settings, with_overrides

    settings = load_settings(options.source)
    named = find_memories(Path(), [str(path) for path in options.memory], settings.penalties)
    return with_overrides(
        settings,
        out=options.out,
        memory=(*(path for path, _ in named), *settings.memory),
        file_penalties=(*named, *settings.file_penalties),
        glossary=(*settings.glossary, *options.glossary),
    )


def editions_of(options: argparse.Namespace) -> tuple[Edition, ...]:
    """The editions that a command named, none where it named none; WrongUse for one that there is not."""
    from generator.settings import EDITIONS

    unknown = [edition for edition in options.edition if edition not in EDITIONS]
    if unknown:
        known = ", ".join(EDITIONS)
        raise WrongUse(
            f"There is no edition {unknown[0]}; choose from {known}.",
            f"没有版本 {unknown[0]}，可选：{known}。",
        )
    return tuple(options.edition)


def texts_of(options: argparse.Namespace) -> list[str]:
    """The texts of the command, or the lines of standard input."""
    return options.texts or [line.rstrip("\n") for line in sys.stdin]


def print_rows(rows: list[dict[str, Any]], as_json: bool, columns: Sequence[str]) -> None:
    """One array on a line, or one line for each row."""
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print("  ".join(str(row[column]) for column in columns if row[column] is not None))


def tell(english: str, chinese: str) -> None:
    """Say something to the person at the terminal, in both languages."""
    print(english, chinese, sep="\n", file=sys.stderr)


def say_to(options: argparse.Namespace) -> Say:
    """How a build says what it is doing."""

    def say(english: str, chinese: str) -> None:
        if not options.quiet:
            print(f"{english} … {chinese}……", file=sys.stderr)

    return say


def progress_of(options: argparse.Namespace) -> Progress | None:
    """A bar of pages on a terminal; nothing where nobody watches."""
    if options.quiet or not sys.stderr.isatty():
        return None
    from tqdm import tqdm

    bar = tqdm(unit="page", leave=False)

    def progress(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)
        if done == total:
            bar.close()

    return progress


def write_file(path: Path, content: bytes) -> None:
    """Write a file that a person asked for by name."""
    try:
        path.write_bytes(content)
    except OSError as fault:
        why, why_zh = system_reason(fault)
        raise EnvironmentLacking(
            f"{path}: this file cannot be written ({why}); choose another place.",
            f"{path}：无法写入该文件（{why_zh}），请换一个位置。",
        ) from fault
