"""The commands, one subject per file. A new command is a function ``add`` and a line in COMMANDS."""

from generator.commands import ask, build, glossary, machine, review

COMMANDS = (build, ask, glossary, review, machine)

__all__ = ["COMMANDS"]
