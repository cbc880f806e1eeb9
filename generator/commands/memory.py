"""memory align: two published reports, Chinese and English, become a translation memory."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.commands.shape import add_command, progress_of, say_to, tell, write_file
from generator.errors import WrongUse

if TYPE_CHECKING:
    from generator.alignment import Alignment


def add(commands: Any) -> None:
    """The commands of this file."""
    memory = commands.add_parser("memory", help="translation memories 翻译记忆", description="翻译记忆")
    actions = memory.add_subparsers(required=True, metavar="ACTION")
    sub = add_command(
        actions, "align", _align, "two published reports into a memory 由中英文报告生成翻译记忆"
    )
    sub.add_argument("chinese", type=Path, help="the Chinese report, PDF or Word 中文报告")
    sub.add_argument("english", type=Path, help="its English, PDF or Word 英文报告")
    sub.add_argument(
        "-o", "--output", type=Path, required=True, metavar="TMX", help="the memory 翻译记忆文件"
    )
    sub.add_argument(
        "--glossary", type=Path, action="append", default=[], help="a glossary on top 附加术语表"
    )


def _align(options: argparse.Namespace) -> int:
    from generator.alignment import align_reports, alignment_to_memory, alignment_to_record
    from generator.exchange.tmx import export_tmx
    from generator.exporters.review import alignment_page
    from generator.pipeline.reading import read_source
    from generator.pipeline.shelf import check_context
    from generator.store import to_json

    output: Path = options.output
    _check_paths(options)
    say, progress = say_to(options), progress_of(options)
    reports = []
    for path in (options.chinese, options.english):
        say(f"Reading {path.name}", f"正在读取 {path.name}")
        reports.append(read_source(path, progress=progress))
    say("Aligning", "正在对齐")
    alignment = align_reports(reports[0], reports[1], check_context(options.glossary))
    pairs, notes = alignment_to_memory(alignment)
    if not pairs:
        raise WrongUse(
            f"{options.chinese.name} and {options.english.name} have nothing in common that is sure; are they the same report?",
            f"{options.chinese.name} 与 {options.english.name} 没有可以确认的对应内容，请确认是否为同一份报告。",
        )
    record = alignment_to_record(alignment)
    page = output.with_name(f"{output.stem}.alignment.html")
    write_file(output, export_tmx(pairs, notes))
    write_file(page, alignment_page(record, name=output.name))
    write_file(page.with_suffix(".json"), to_json(record))
    for path in (output, page, page.with_suffix(".json")):
        print(path)
    _tell_result(alignment, record["counts"], page)
    return 0


def _check_paths(options: argparse.Namespace) -> None:
    """The output must be a TMX and neither of the reports."""
    output: Path = options.output
    if output.suffix.lower() != ".tmx":
        raise WrongUse(
            f"{output.name}: give the memory a name that ends in .tmx.",
            f"{output.name}：翻译记忆的文件名应以 .tmx 结尾。",
        )
    if options.chinese.resolve() == options.english.resolve():
        raise WrongUse(
            f"{options.chinese.name} was given twice; give the Chinese report and its English.",
            f"{options.chinese.name} 被指定了两次，请分别指定中文报告和英文报告。",
        )


def _tell_result(alignment: Alignment, counts: dict[str, Any], page: Path) -> None:
    if alignment.swapped:
        tell(
            f"{alignment.english.source_file} is the English one and {alignment.chinese.source_file} the Chinese: taken so.",
            f"{alignment.english.source_file} 是英文，{alignment.chinese.source_file} 是中文，已按此处理。",
        )
    tell(
        f"{counts['memory']} pairs in the memory; left out: {counts['doubtful']} that are not sure, "
        f"{counts['wrong_numbers']} with a figure that differs.\n"
        f"No counterpart: {counts['chinese_alone']} Chinese, {counts['english_alone']} English. "
        f"One Chinese in several Englishes: {counts['several_english']}; see {page.name}.",
        f"翻译记忆共 {counts['memory']} 条；未收入：不确定 {counts['doubtful']} 条，数字不一致 {counts['wrong_numbers']} 条。\n"
        f"无对应内容：中文 {counts['chinese_alone']} 处，英文 {counts['english_alone']} 处；"
        f"同一中文多种译法 {counts['several_english']} 处，详见 {page.name}。",
    )
