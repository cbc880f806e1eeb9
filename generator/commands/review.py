"""export and import: a report's English out to people, and back with their edits."""

from __future__ import annotations

import argparse
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

from generator.commands.shape import add_command, add_report, progress_of, settings_of, tell, write_file
from generator.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.exchange import Planned, Row
    from generator.model import Bitext
    from generator.pipeline.shelf import Shelf
    from generator.settings import Settings


def add(commands: Any) -> None:
    """The commands of this file."""
    sub = add_command(
        commands,
        "export",
        _export,
        "write a review file .xlsx .docx .xlf .xliff, or a memory .tmx 导出审阅文件或记忆",
    )
    add_report(sub)
    sub.add_argument("file", type=Path)
    sub = add_command(
        commands, "import", _import, "take a review file back: the plan, then --apply 导入审阅文件"
    )
    add_report(sub)
    sub.add_argument("file", type=Path)
    sub.add_argument("--apply", action="store_true", help="write what came back 写入")


def _export(options: argparse.Namespace) -> int:
    from generator.comments import load_comments
    from generator.exchange import ROW_WRITERS, bitext_to_pairs, bitext_to_rows, export_rows, export_tmx
    from generator.pipeline.order import load_bitext

    settings, suffix = settings_of(options), options.file.suffix.lower()
    if suffix not in (".tmx", *ROW_WRITERS):
        known = ", ".join((*ROW_WRITERS, ".tmx"))
        raise WrongUse(
            f"{options.file}: this kind of file is not written here; give one of {known}.",
            f"{options.file}：不支持写出这种文件，请使用 {known}。",
        )
    bitext, shelf = load_bitext(settings, progress=progress_of(options))
    if suffix == ".tmx":
        pairs = bitext_to_pairs(bitext)
        write_file(options.file, export_tmx(pairs))
        tell(f"{options.file}: {len(pairs)} pairs.", f"{options.file}：共 {len(pairs)} 个句对。")
        return 0
    rows = bitext_to_rows(
        bitext, load_comments(settings.folder / _COMMENTS), _remarks(bitext, shelf, settings)
    )
    write_file(options.file, export_rows(rows, suffix))
    tell(f"{options.file}: {len(rows)} rows.", f"{options.file}：共 {len(rows)} 行。")
    return 0


_COMMENTS = "comments.yaml"


def _remarks(bitext: Bitext, shelf: Shelf, settings: Settings) -> dict[str, list[str]]:
    """What the checks have to say of each sentence, in both languages; what is merely untidy is left out."""
    from generator.checks import check_material
    from generator.checks.material import bitext_to_material
    from generator.pipeline.desk import examine
    from generator.pipeline.shelf import context_of

    remarks: dict[str, list[str]] = {}
    context = context_of(shelf)
    material = bitext_to_material(bitext, context)
    found = check_material(material, context)
    for finding in examine(settings, bitext, material.pairs, found)[0].standing:
        if finding.sentence and finding.severity != "untidy" and finding.check != "untranslated":
            remarks.setdefault(finding.sentence, []).append(f"{finding.message} {finding.message_zh}")
    return remarks


def _import(options: argparse.Namespace) -> int:
    from generator.comments import load_comments, plan_to_comments
    from generator.exchange import count_kinds, plan_import, read_rows
    from generator.pipeline.order import load_bitext
    from generator.store import replace_file
    from generator.translations import plan_to_translations

    _check_kind(options.file)
    settings = settings_of(options)
    bitext, _ = load_bitext(settings, progress=progress_of(options))
    comments, path = settings.folder / _COMMENTS, settings.folder / "translations.yaml"
    rows = read_rows(options.file)
    plan = plan_import(bitext, rows, load_comments(comments))
    _print_plan(plan)
    counts = count_kinds(plan)
    texts = {}
    if counts["changed"] or counts["stated"]:
        texts[path] = plan_to_translations(path, plan)
    if any(step.comment for step in plan):
        texts[comments] = plan_to_comments(comments, plan)
    if options.apply:
        for file, text in texts.items():
            replace_file(file, text.encode())
    _tell_counts(bitext, rows, plan)
    _tell_files([file.name for file in texts], applied=options.apply)
    return 1 if counts["conflict"] else 0


def _check_kind(file: Path) -> None:
    """Raise WrongUse for a memory or a glossary, which come in by another door than a review file."""
    if file.suffix.lower() in (".tmx", ".jsonl"):
        raise WrongUse(
            f"{file}: this is a memory, no review file; build with --memory {quote(str(file))}, or list it in "
            "report.yaml below 'memory:'.",
            f"{file}：这是翻译记忆，不是审阅文件；请在生成时加 --memory {quote(str(file))}，"
            "或写入 report.yaml 的 memory 之下。",
        )
    if file.suffix.lower() in (".tbx", ".csv"):
        raise WrongUse(
            f"{file}: this is a glossary, no review file; take it in with 'duizhao terms import'.",
            f"{file}：这是术语表，不是审阅文件；请用 duizhao terms import 导入。",
        )


def _print_plan(plan: Sequence[Planned]) -> None:
    for step in plan:
        why, why_zh = step.why
        reason = f" ({why} {why_zh})" if why else ""
        if step.kind in ("changed", "conflict", "unknown"):
            print(f"{step.kind}{reason}: {step.row.source.strip()}")
            print(f"  - {step.before or ''}\n  + {step.row.target.strip()}")
            if step.kind == "changed" and step.state:
                print(f"  state 状态: {step.state}")
        elif step.kind == "stated":
            print(f"{step.state}{reason}: {step.row.source.strip()}")
        elif step.kind == "same" and why:
            print(f"Chinese 原文{reason}: {step.row.source.strip()}")
        elif step.kind == "emptied":
            print(f"emptied ({_STAYS}): {step.row.source.strip()}\n  = {step.before}")
        if step.comment:
            print(f"comment 备注: {step.row.source.strip()}\n  # {step.comment}")


_STAYS = "what stood there stays; write what should stand instead 原译文保留，如需更改请写入新译文"


def _tell_counts(bitext: Bitext, rows: Sequence[Row], plan: Sequence[Planned]) -> None:
    from generator.exchange import count_kinds, find_missing

    counts, missing = count_kinds(plan), len(find_missing(bitext, rows))
    said = sum(bool(step.comment) for step in plan)
    tell(
        f"{counts['changed']} changed, {counts['stated']} with another state, {said} new comments, "
        f"{counts['emptied']} emptied, {counts['conflict']} in conflict, {counts['unknown']} unknown, "
        f"{missing} did not come back.",
        f"修改 {counts['changed']} 处，状态变更 {counts['stated']} 处，新备注 {said} 条，留空 {counts['emptied']} 处，"
        f"冲突 {counts['conflict']} 处，无对应原文 {counts['unknown']} 处，未返回 {missing} 行。",
    )


def _tell_files(names: Sequence[str], *, applied: bool) -> None:
    """Which files the plan is written to, or would be."""
    if not names:
        tell("There is nothing to write.", "没有需要写入的内容。")
    elif applied:
        tell(f"Written: {', '.join(names)}.", f"已写入：{'、'.join(names)}。")
    else:
        tell(
            f"Nothing is written yet; --apply writes {' and '.join(names)}.",
            f"尚未写入；确认后加 --apply，将写入 {'、'.join(names)}。",
        )
