"""What can go wrong outside the document: each fault is one plain sentence that says what to do.

Content never raises: a strange page or an unknown unit becomes data that the reviewer sees. These
classes are for files that cannot be used and machines that lack something. The command line prints
both languages and ends with the exit code.
"""

from __future__ import annotations


class DuizhaoError(Exception):
    """A fault for the user: what happened, in which file, and what to do, in English and Chinese."""

    exit_code = 2

    def __init__(self, message: str, message_zh: str) -> None:
        super().__init__(message, message_zh)
        self.message = message
        self.message_zh = message_zh

    def __str__(self) -> str:
        return self.message


class WrongUse(DuizhaoError):
    """The command was given something that it does not take."""


class SourceUnreadable(DuizhaoError):
    """The report's file is missing, empty, damaged, encrypted, or has nothing to read in it."""


class GlossaryInvalid(DuizhaoError):
    """A glossary file has faults; the message lists them all as ``file:line: message``."""


class MemoryInvalid(DuizhaoError):
    """A translation memory or a bilingual file cannot be used."""


class SettingsInvalid(DuizhaoError):
    """A report.yaml, translations.yaml, corrections.yaml, decisions.yaml or theme.yaml cannot be used."""


class ChangedMeanwhile(DuizhaoError):
    """Another build holds the folder, or a file was changed while it was in use."""

    exit_code = 3


class EnvironmentLacking(DuizhaoError):
    """The machine lacks a library, a font or an engine, or the disk does not let us write."""

    exit_code = 3
