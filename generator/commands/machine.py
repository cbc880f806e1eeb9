"""doctor and bench: the machine, and how fast the work goes on it."""

from __future__ import annotations

import argparse
from typing import Any

from generator.commands.shape import add_command, add_report, settings_of


def add(commands: Any) -> None:
    """The commands of this file."""
    add_command(commands, "doctor", _doctor, "what is installed and what is missing 检查运行环境")
    sub = add_command(commands, "bench", _bench, "seconds and memory of each stage, with floors 性能测量")
    add_report(sub, optional=True)
    sub.add_argument(
        "--pairs", type=int, metavar="N", help="a memory of N invented pairs instead 翻译记忆的性能"
    )
    sub.add_argument(
        "--regenerate",
        type=int,
        nargs="+",
        metavar="PAGES",
        help="builds of invented reports of so many pages after an edit instead 修改后重新生成的性能",
    )


def _doctor(options: argparse.Namespace) -> int:
    from generator.doctor import examine

    return examine()


def _bench(options: argparse.Namespace) -> int:
    if options.pairs:
        from generator.bench.memory import measure_memory

        return measure_memory(options.pairs)
    if options.regenerate:
        from generator.bench.regenerate import measure_regenerating

        return measure_regenerating(options.regenerate)
    from generator.bench import measure

    return measure(settings_of(options))
