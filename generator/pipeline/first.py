"""The folder of a company's first report: its source and a report.yaml to fill in. Nothing is ever overwritten."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from generator.errors import WrongUse
from generator.model import Report
from generator.pipeline.successor import Said, Successor, check_new, refused, tell_build
from generator.store import replace_file

_SETTINGS = """\
# Take the '# ' away before a line to set it; reports/README.md has every setting. 去掉行首“# ”即生效，全部设置见 reports/README.md
{year}
# company_en: Our Company Co., Ltd.
# title_en: 2024 Environmental, Social and Governance Report
# editions: [en-zh, en, zh]
# memory: [last-year.tmx]
# glossary: [terms.yaml]
"""


def check_first(folder: Path, source: Path | None) -> Path:
    """The source; raises WrongUse where there is none, or the folder is there already."""
    if source is None:
        raise WrongUse(
            "name this year's Chinese report with --source, or last year's folder with --from.",
            "请用 --source 指定本年中文报告，或用 --from 指定上年报告文件夹。",
        )
    check_new(folder, source)
    return source


def make_first(folder: Path, source: Path, report: Report) -> Successor:
    """Make the folder of a first report; ``report`` is what was read of its source and may tell the year."""
    part = folder.with_name(f".{folder.name}.part")
    year = re.search(r"(?:19|20)\d\d", f"{report.title} {folder.name} {source.name}")
    with refused(folder):
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        line = f'year: "{year[0]}"' if year else '# year: "2024"'
        replace_file(part / "report.yaml", _SETTINGS.format(year=line).encode())
        shutil.copyfile(source, part / f"source{source.suffix.lower()}")
        part.rename(folder)
    return Successor(folder, tuple(_done(source)), tuple(_next_steps(folder)))


def _done(source: Path) -> Iterator[Said]:
    yield f"{source.name}: copied as the source", f"{source.name}：已复制为原文"
    yield "report.yaml: the settings, to be filled in", "report.yaml：设置文件，待填写"


def _next_steps(folder: Path) -> Iterator[Said]:
    yield from tell_build(folder)
    yield (
        f"write English into {folder / 'translations.yaml'}, or send a review file: ./duizhao export",
        f"请在 {folder / 'translations.yaml'} 中填写译文，或用 ./duizhao export 导出审阅文件",
    )
