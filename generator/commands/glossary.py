"""terms find, lint, plan, suggest, import, export: the glossary and what it does in a report."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.commands.shape import (
    add_command,
    add_report,
    add_texts,
    print_rows,
    progress_of,
    settings_of,
    tell,
    texts_of,
    write_file,
)
from generator.errors import GlossaryInvalid, WrongUse, system_reason

if TYPE_CHECKING:
    from generator.terms import Exported, Glossary, Imported, Remark


def add(commands: Any) -> None:
    """The commands of this file."""
    terms = commands.add_parser("terms", help="the glossary 术语表", description="the glossary 术语表")
    actions = terms.add_subparsers(required=True, metavar="ACTION")
    add_texts(add_command(actions, "find", _find, "the terms of each text 查找术语"))
    sub = add_command(actions, "lint", _lint, "faults and remarks on the glossary 检查术语表")
    sub.add_argument("files", nargs="*", type=Path, help="files on top of the shipped glossary 附加术语文件")
    sub.add_argument("--rule", help="list the remarks of this rule 只列出该类提示")
    sub.add_argument(
        "--used-in",
        type=Path,
        metavar="REPORT",
        help="how a report uses it: unused, drift, out of date 使用情况",
    )
    sub.add_argument(
        "--memory",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a translation memory for that report 翻译记忆",
    )
    sub = add_command(actions, "plan", _plan, "what an edit would change in a report 预览术语修改的影响")
    add_report(sub)
    sub = add_command(actions, "suggest", _suggest, "words of a report that look like terms 推荐新术语")
    add_report(sub)
    sub = add_command(actions, "export", _export, "write the glossary as .xlsx, .csv or .tbx 导出术语表")
    sub.add_argument("file", type=Path, help="the file to write 导出文件")
    sub = add_command(actions, "import", _import, "take a file's entries into a glossary file 导入术语")
    sub.add_argument("file", type=Path, help="an .xlsx, .csv or .tbx file 导入文件")
    sub.add_argument(
        "--into",
        type=Path,
        required=True,
        metavar="YAML",
        help="the glossary file that takes them 目标术语文件",
    )
    sub.add_argument(
        "--apply", action="store_true", help="write it; without this only the plan is shown 写入"
    )


def _find(options: argparse.Namespace) -> int:
    from generator.pipeline.shelf import shipped_glossary
    from generator.terms import find_terms, hit_to_json

    glossary = shipped_glossary()
    for text in texts_of(options):
        rows = [dict(hit_to_json(hit)) for hit in find_terms(text, glossary)]
        print_rows(rows, options.json, ("term", "english", "id"))
    return 0


def _lint(options: argparse.Namespace) -> int:
    from collections import Counter

    from generator.pipeline.shelf import shipped_glossary
    from generator.terms import lint_glossary

    if options.used_in:
        glossary, remarks = _lint_report(options)
    else:
        glossary = shipped_glossary(options.files)
        remarks = lint_glossary(glossary)
    shown = [remark for remark in remarks if options.rule in (None, remark.rule)]
    if options.rule:
        for remark in shown:
            print(f"{remark.file}:{remark.line}: {remark.message} {remark.message_zh}")
    else:
        for rule, count in Counter(remark.rule for remark in remarks).most_common():
            print(f"{count:5}  {rule}")
    tell(
        f"{len(glossary.entries)} entries without a fault, {len(shown)} remarks; --rule NAME lists those of one rule.",
        f"共 {len(glossary.entries)} 条术语，无错误，{len(shown)} 条提示；用 --rule 名称 查看某一类。",
    )
    return 0


def _lint_report(options: argparse.Namespace) -> tuple[Glossary, tuple[Remark, ...]]:
    """The glossary of a report, and the remarks on how the report uses it."""
    from generator.pipeline.order import load_bitext
    from generator.settings import load_settings, with_overrides
    from generator.terms import check_terms, find_terms, lint_use

    settings = load_settings(options.used_in)
    given = {"memory": (*options.memory, *settings.memory), "glossary": (*settings.glossary, *options.files)}
    bitext, shelf = load_bitext(with_overrides(settings, **given))
    uses = (
        use
        for sentence in bitext.sentences
        for use in check_terms(
            bitext.translation_of(sentence).target or "",
            find_terms(sentence.source, shelf.glossary, path=sentence.path),
        )
    )
    return shelf.glossary, lint_use(shelf.glossary, uses)


def _plan(options: argparse.Namespace) -> int:
    from generator.pipeline.order import plan_changes

    plan = plan_changes(settings_of(options), progress=progress_of(options))
    for change in plan.changes:
        moved = ", ".join(f"{term}: {before} → {after}" for term, before, after in change.terms)
        print(f"p. {change.page} · {change.cause} {moved}".rstrip())
        print(f"  {change.source.strip()}\n  - {change.before or ''}\n  + {change.after or ''}")
    for finding in plan.findings:
        print(f"p. {finding.page} · {finding.check}: {finding.message} {finding.message_zh}")
    pages = len({change.page for change in plan.changes})
    tell(
        f"The next build changes {len(plan.changes)} sentences on {pages} pages of the source, and leaves "
        f"{len(plan.findings)} places for a person to see to. Nothing has been written.",
        f"下次生成将修改原文 {pages} 页上的 {len(plan.changes)} 句，另有 {len(plan.findings)} 处需人工处理。"
        "目前尚未写入任何内容。",
    )
    return 0


def _suggest(options: argparse.Namespace) -> int:
    from generator.pipeline.order import load_bitext
    from generator.terms import suggest_terms

    bitext, shelf = load_bitext(settings_of(options), progress=progress_of(options))
    for found in suggest_terms((text.source for text in bitext.texts), shelf.glossary):
        print(f"{found.count:4}  {found.text}  {' | '.join(found.contexts)}")
    return 0


def _export(options: argparse.Namespace) -> int:
    from generator.pipeline.shelf import shipped_glossary
    from generator.terms import export_csv, export_tbx, export_xlsx

    writers = {".xlsx": export_xlsx, ".csv": export_csv, ".tbx": export_tbx}
    made: Exported = _of_kind(writers, options.file)(shipped_glossary().entries)
    write_file(options.file, made.data)
    lost = ", ".join(f"{key} {count}" for key, count in made.lost.items()) or "–"
    tell(
        f"{options.file}: {made.entries} entries. What this format cannot carry: {lost}.",
        f"{options.file}：共 {made.entries} 条。该格式无法保存的内容：{lost}。",
    )
    return 0


def _import(options: argparse.Namespace) -> int:
    from generator.pipeline.shelf import shipped_glossary
    from generator.store import replace_file
    from generator.terms import merge_records, read_csv, read_tbx, read_xlsx

    reader = _of_kind({".xlsx": read_xlsx, ".csv": read_csv, ".tbx": read_tbx}, options.file)
    imported: Imported = reader(_bytes(options.file), options.file.name)
    own = [options.into] if options.into.is_file() else []
    before = options.into.read_text(encoding="utf-8") if own else ""
    merged = merge_records(before, imported, shipped_glossary(own))
    for kind, names in (("new 新增", merged.added), ("changed 修改", merged.changed)):
        for name in names:
            print(f"{kind}: {name}")
    for fault in merged.faults:
        print(f"left out 未导入: {fault.file}:{fault.line}: {fault.message} {fault.message_zh}")
    if options.apply:
        replace_file(options.into, merged.text.encode())
    counts = (len(merged.added), len(merged.changed), len(merged.faults))
    tell(
        "{} new, {} changed, {} left out; {}".format(
            *counts, "written." if options.apply else "add --apply to write."
        ),
        "新增 {} 条，修改 {} 条，未导入 {} 条；{}".format(
            *counts, "已写入。" if options.apply else "确认后请加 --apply。"
        ),
    )
    return 1 if merged.faults else 0


def _of_kind(table: dict[str, Any], path: Path) -> Any:
    if path.suffix.lower() not in table:
        known = ", ".join(table)
        raise WrongUse(f"{path.name}: give a file of one of {known}.", f"{path.name}：请使用 {known} 文件。")
    return table[path.suffix.lower()]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        why, why_zh = system_reason(fault)
        raise GlossaryInvalid(
            f"{path}: this file cannot be read ({why}).",
            f"{path}：无法读取该文件（{why_zh}）。",
        ) from fault
