"""export and import: a report's English out to people, and back with their edits."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from generator.commands.shape import add_command, add_report, progress_of, settings_of, tell, write_file


def add(commands: Any) -> None:
    """The commands of this file."""
    sub = add_command(
        commands, "export", _export, "write a review file: .xlsx .docx .xlf .xliff 导出审阅文件"
    )
    add_report(sub)
    sub.add_argument("file", type=Path, help="the file to write 导出文件")
    sub = add_command(
        commands, "import", _import, "take a review file back: the plan, then --apply 导入审阅文件"
    )
    add_report(sub)
    sub.add_argument("file", type=Path, help="the file that came back 返回的文件")
    sub.add_argument("--apply", action="store_true", help="write translations.yaml 写入 translations.yaml")


def _export(options: argparse.Namespace) -> int:
    from generator.exchange import bitext_to_rows, export_rows
    from generator.pipeline import load_bitext

    bitext, _ = load_bitext(settings_of(options), progress=progress_of(options))
    rows = bitext_to_rows(bitext)
    write_file(options.file, export_rows(rows, options.file.suffix))
    tell(f"{options.file}: {len(rows)} rows.", f"{options.file}：共 {len(rows)} 行。")
    return 0


def _import(options: argparse.Namespace) -> int:
    from generator.exchange import count_kinds, plan_import, read_rows
    from generator.pipeline import load_bitext
    from generator.store import replace_file
    from generator.translations import plan_to_translations

    settings = settings_of(options)
    bitext, _ = load_bitext(settings, progress=progress_of(options))
    plan = plan_import(bitext, read_rows(options.file))
    for step in plan:
        if step.kind != "same":
            print(
                f"{step.kind}: {step.row.source.strip()}\n  - {step.before or ''}\n  + {step.row.target.strip()}"
            )
    counts = count_kinds(plan)
    if options.apply:
        path = settings.folder / "translations.yaml"
        replace_file(path, plan_to_translations(path, plan).encode())
    done = "written to translations.yaml" if options.apply else "nothing written yet; add --apply"
    tell(
        f"{counts['changed']} changed, {counts['conflict']} in conflict, {counts['unknown']} unknown; {done}.",
        f"修改 {counts['changed']} 处，冲突 {counts['conflict']} 处，无对应原文 {counts['unknown']} 处；"
        + ("已写入 translations.yaml。" if options.apply else "尚未写入，确认后请加 --apply。"),
    )
    return 1 if counts["conflict"] else 0
