"""The flags that say what an engine may do, and what they come to."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.commands.shape import tell
from generator.errors import WrongUse

if TYPE_CHECKING:
    from generator.settings import Settings


def add_offline(sub: argparse.ArgumentParser) -> None:
    """``--offline``."""
    sub.add_argument(
        "--offline", action="store_true", help="open no connection, whatever report.yaml names 禁止联网"
    )


def add_engine_flags(sub: argparse.ArgumentParser) -> None:
    """``--offline``, ``--estimate``, ``--budget`` and ``--mask``."""
    add_offline(sub)
    sub.add_argument(
        "--estimate", action="store_true", help="what the engine would be sent and may cost 仅估算，不发送"
    )
    sub.add_argument(
        "--budget",
        metavar="LIMIT",
        help="stop the engine there: '50000 characters', '200000 tokens', '20 CNY' 预算",
    )
    sub.add_argument(
        "--mask",
        action="store_true",
        help="hide names, amounts and dates from the engine 遮蔽名称、金额和日期",
    )


def settings_with_engine(settings: Settings, options: argparse.Namespace) -> Settings:
    """The settings with what these flags and ``--engine`` say.

    Raises WrongUse for an engine that is not known, or one that would connect, named together with ``--offline``.
    """
    engine = options.engine or settings.engine
    settings = replace(
        settings,
        engine=None if engine == "none" else engine,
        mask=options.mask or settings.mask,
        budget=options.budget or settings.budget,
    )
    return _without_connections(settings, options.engine) if options.offline else settings


def _without_connections(settings: Settings, named: str | None) -> Settings:
    from generator.engines import CONNECTING

    if settings.engine not in CONNECTING:
        return settings
    if named:
        raise WrongUse(
            f"--offline opens no connection, and {named} needs one; leave one of them out.",
            f"--offline 禁止联网，而 {named} 需要联网，请去掉其中之一。",
        )
    tell(
        f"The engine {settings.engine} of report.yaml is left out, as --offline was given.",
        f"已指定 --offline，不使用 report.yaml 中的翻译引擎 {settings.engine}。",
    )
    return replace(settings, engine=None)


def announce_engine(settings: Settings, *, offline: bool = False, every_save: bool = False) -> None:
    """Say whom a build will ask, where the build itself is quiet; raises as ``open_engine`` does."""
    from generator.engines import engine_host

    if offline:
        settings = _without_connections(settings, None)
    if settings.engine:
        host = engine_host(settings.engine)
        english, chinese = ("At every save the", "每次保存都会") if every_save else ("The", "将")
        tell(
            f"{english} engine {settings.engine}{f' ({host})' if host else ''} is asked for "
            "what has no English; --offline leaves it out.",
            f"{chinese}请求翻译引擎 {settings.engine}{f'（{host}）' if host else ''}翻译尚无英文的句子，"
            "加 --offline 则不请求。",
        )
