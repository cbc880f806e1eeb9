"""A fault of a glossary file, with its line and what to type instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.errors import GlossaryInvalid


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in a glossary file; ``line`` counts from 1."""

    file: str
    line: int
    message: str
    message_zh: str


def invalid(faults: Iterable[Fault]) -> GlossaryInvalid:
    """The exception that lists every fault as ``file:line: message``, in the order of the files' lines."""
    found = sorted(set(faults))
    return GlossaryInvalid(
        "\n".join(f"{fault.file}:{fault.line}: {_one_line(fault.message)}" for fault in found),
        "\n".join(f"{fault.file}:{fault.line}：{_one_line(fault.message_zh)}" for fault in found),
    )


def _one_line(message: str) -> str:
    """The message on one line: what it quotes from the file may run over several."""
    return " ".join(message.split())
