"""The commands, one subject per file. A new command is a function ``add`` and a line in COMMANDS."""

from generator.commands import ask, build, glossary, learn, machine, memory, review, versions, watch

COMMANDS = (build, ask, glossary, memory, review, learn, versions, watch, machine)

__all__ = ["COMMANDS"]
