"""What can go wrong outside the document: each fault is one plain sentence that says what to do.

Content never raises: a strange page or an unknown unit becomes data that the reviewer sees. These
classes are for files that cannot be used and machines that lack something. The command line prints
both languages and ends with the exit code.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path


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


def source_missing(path: Path) -> SourceUnreadable:
    """What to say of a report that is not there."""
    return SourceUnreadable(
        f"{path} does not exist; put the report there, or name its file in report.yaml, as 'source: report.pdf'.",
        f"找不到文件 {path}，请将报告放到该处，或在 report.yaml 中写明文件名，例如“source: report.pdf”。",
    )


Reason = tuple[str, str]

_SYSTEM: dict[int, Reason] = {
    errno.ENOENT: ("there is no such file or folder", "没有该文件或文件夹"),
    errno.EACCES: ("access is not permitted", "没有访问权限"),
    errno.EPERM: ("access is not permitted", "没有访问权限"),
    errno.EROFS: ("the disk can only be read", "磁盘为只读"),
    errno.ENOSPC: ("the disk is full", "磁盘已满"),
    errno.EDQUOT: ("your share of the disk is full", "磁盘配额已用完"),
    errno.EISDIR: ("it is a folder", "这是文件夹，不是文件"),
    errno.ENOTDIR: ("a folder on the way to it is a file", "路径中有一级是文件，不是文件夹"),
    errno.EEXIST: ("a file of that name is there", "已有同名文件"),
    errno.ENAMETOOLONG: ("the name is too long", "名称过长"),
    errno.EBUSY: ("another program holds it", "正被其他程序占用"),
    errno.EMFILE: ("too many files are open", "打开的文件过多"),
    errno.EIO: ("the disk reports a fault", "磁盘读写出错"),
    errno.ELOOP: ("its links lead in a circle", "链接循环"),
    errno.EADDRINUSE: ("another program uses it", "正被其他程序使用"),
    errno.ECONNREFUSED: ("nothing answers there", "对方没有应答"),
    errno.ENETUNREACH: ("there is no network", "网络不可用"),
    errno.EHOSTUNREACH: ("no way leads there", "无法到达该主机"),
}


def system_reason(fault: OSError) -> Reason:
    """Why the system refused a file, in English and Chinese: a piece of a sentence, its own words only where needed."""
    said = fault.strerror or str(fault) or type(fault).__name__
    number = fault.errno or 0
    if number in _SYSTEM and said == os.strerror(number):  # other libraries have numbers of their own
        return _SYSTEM[number]
    return f"the system says: {said}", f"系统提示：{said}"
