"""The command line. Results go to standard output, progress and faults to standard error.

A command imports the rooms that it needs when it runs: a question to the glossary must not wait for the
typesetter to load.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from generator.commands import COMMANDS
from generator.errors import DuizhaoError, system_reason


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 done, 1 findings stand, 2 wrong use or input, 3 environment."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given:
        print(_parser().format_help(), end="")
        return 2
    options = _parser().parse_args(given)
    logging.basicConfig(level=logging.DEBUG if options.verbose else logging.CRITICAL)
    try:
        code: int = options.command(options)
    except DuizhaoError as fault:
        print(fault.message, fault.message_zh, sep="\n", file=sys.stderr)
        return fault.exit_code
    except KeyboardInterrupt:
        print("Stopped. 已中止。", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as fault:
        if options.verbose:
            raise
        print(*_file_fault(fault), sep="\n", file=sys.stderr)
        return 2
    return code


def _file_fault(fault: OSError) -> tuple[str, str]:
    """A file or folder that the system does not let us use, wherever that shows."""
    why, why_zh = system_reason(fault)
    if fault.filename is None:
        return (
            f"The system stopped the work ({why}); mend that and start again.",
            f"系统中止了操作（{why_zh}），请排除后重试。",
        )
    return (
        f"{fault.filename}: the file or folder cannot be opened ({why}); check that it is there, "
        "its permissions, and that no other program holds it.",
        f"{fault.filename}：无法打开该文件或文件夹（{why_zh}），请检查其是否存在、访问权限，以及是否被其他程序占用。",
    )


_MORE = """\
    test      run the whole test suite 运行全部测试
    lint      style and types of the program 检查代码

COMMAND --help tells more of each. 用“命令 --help”查看详细用法。
  duizhao build                                      the sample report 示例报告
  duizhao build report.pdf --memory last-year.tmx    a report of yours 您的报告
"""


# What argparse says of a command, and the same in Chinese.
_FAULTS = (
    (r"the following arguments are required: (.+)", r"缺少参数 \1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数 \1"),
    (r"argument (.+): invalid choice: (.+?) \(choose from (.+)\)", r"\1 不能是 \2，可用 \3"),
    (r"argument (.+): invalid int value: (.+)", r"\1 应为整数，不能是 \2"),
    (r"argument (.+): expected (?:at least )?one argument", r"\1 之后缺少内容"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 不够明确，可能是 \2"),
)


class _Parser(argparse.ArgumentParser):
    """argparse with faults in both languages."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command, and where its use is told."""
        known = (re.sub(said, chinese, message) for said, chinese in _FAULTS if re.fullmatch(said, message))
        print(
            f"{message}; see {self.prog} --help.",
            f"{next(known, '命令有误')}；用法见 {self.prog} --help。",
            sep="\n",
            file=sys.stderr,
        )
        raise SystemExit(2)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="duizhao",
        description="Chinese report in, English and Chinese parallel report out. 对照：由中文报告生成中英对照版。",
        epilog=_MORE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser


if __name__ == "__main__":
    # What a command makes lives until it ends: to look for garbage as often as Python does takes a tenth of a build.
    gc.set_threshold(200_000, 20, 100)
    sys.exit(main())
