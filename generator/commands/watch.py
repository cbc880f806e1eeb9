"""watch: a report in the browser that follows every save."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from generator.commands.engine import add_offline, announce_engine
from generator.commands.shape import add_command, add_report, editions_of, settings_of, tell

if TYPE_CHECKING:
    from generator.settings import Settings

_PORT = 8420


def add(commands: Any) -> None:
    """The command of this file."""
    sub = add_command(
        commands, "watch", _watch, "rebuild at every save and refresh the open page 保存即更新网页"
    )
    add_report(sub)
    sub.add_argument(
        "--edition", action="append", default=[], help="en-zh, en, zh, zh-hant; may be repeated 版本"
    )
    sub.add_argument(
        "--port", type=int, default=_PORT, help=f"the port on this machine (default {_PORT}) 端口"
    )
    add_offline(sub)


def _watch(options: argparse.Namespace) -> int:
    from generator.settings import with_overrides
    from generator.watch import watch

    def load() -> Settings:
        return with_overrides(settings_of(options), editions=editions_of(options))

    announce_engine(load(), offline=options.offline, every_save=True)
    return watch(load, _build_arguments(options), options.port, tell)


def _build_arguments(options: argparse.Namespace) -> list[str]:
    """The arguments of the build that follows a save: those of the watch."""
    given = [str(options.source.resolve())]
    for name in ("memory", "glossary"):
        for path in getattr(options, name):
            given += [f"--{name}", str(path.resolve())]
    for edition in options.edition:
        given += ["--edition", edition]
    given += ["--offline"] if options.offline else []
    return given + (["--out", str(options.out.resolve())] if options.out else [])
