"""The commands, one subject per file. A new command is a function ``add`` and a line in COMMANDS."""

from generator.commands import ask, build, glossary, machine, review, versions

COMMANDS = (build, ask, glossary, review, versions, machine)

__all__ = ["COMMANDS"]
