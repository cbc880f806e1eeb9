"""compare and new: two versions of a source side by side, and a report's folder, from last year's where there is one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.commands.shape import add_command, progress_of, tell, write_file

if TYPE_CHECKING:
    from generator.pipeline.successor import Successor
    from generator.versions import Comparison


def add(commands: Any) -> None:
    """The commands of this file."""
    sub = add_command(
        commands, "compare", _compare, "what is other in a new version of the Chinese 对照中文原稿的两个版本"
    )
    what = "a PDF or Word file, or a folder with report.yaml 报告文件或文件夹"
    sub.add_argument("old", type=Path, help=f"the version before: {what}")
    sub.add_argument("new", type=Path, help=f"the version of today: {what}")
    sub.add_argument("-o", "--output", type=Path, metavar="HTML", help="the difference as a page 对照页")
    sub.add_argument("--json", action="store_true", help="the difference as JSON 以 JSON 输出")

    sub = add_command(
        commands, "new", _new, "a report's folder, from last year's where there is one 新建报告文件夹"
    )
    sub.add_argument("folder", type=Path, help="the folder to make, such as reports/acme-2025 新文件夹")
    sub.add_argument(
        "--from",
        type=Path,
        dest="last",
        metavar="FOLDER",
        help="last year's report, whose settings and English carry over 上年报告文件夹",
    )
    sub.add_argument("--source", type=Path, metavar="PDF", help="this year's Chinese report 本年中文报告")


def _new(options: argparse.Namespace) -> int:
    made = _make_successor(options) if options.last else _make_first(options)
    print(made.folder)
    lines = [*made.done, ("Next:", "下一步："), *made.next]
    tell("\n".join(english for english, _ in lines), "\n".join(chinese for _, chinese in lines))
    return 0


def _make_first(options: argparse.Namespace) -> Successor:
    from generator.pipeline.first import check_first, make_first
    from generator.pipeline.reading import read_source

    source = check_first(options.folder, options.source)
    return make_first(options.folder, source, read_source(source, progress=progress_of(options)))


def _make_successor(options: argparse.Namespace) -> Successor:
    from generator.pipeline.history import load_final
    from generator.pipeline.reading import read_source
    from generator.pipeline.successor import check_successor, make_successor
    from generator.settings import load_settings

    settings = load_settings(options.last)
    check_successor(settings, options.folder, options.source)
    if options.source:
        read_source(
            options.source, progress=progress_of(options)
        )  # a file that no build could read is told now
    final = load_final(settings, progress_of(options))
    return make_successor(settings, final, options.folder, options.source)


def _compare(options: argparse.Namespace) -> int:
    from generator.exporters.review import versions_page
    from generator.pipeline.history import load_final
    from generator.pipeline.shelf import load_shelf
    from generator.settings import load_settings
    from generator.store import to_json
    from generator.versions import bitext_to_version, compare_versions, comparison_to_record

    settings = [load_settings(path) for path in (options.old, options.new)]
    old, new = (load_final(one, progress_of(options)) for one in settings)
    style = load_shelf(settings[1], new.report).style
    comparison = compare_versions(bitext_to_version(old), bitext_to_version(new), style)
    sources = {
        name: {"file": str(path), "sha256": bitext.report.source_sha256, "pages": bitext.report.pages}
        for name, path, bitext in (("before", options.old, old), ("now", options.new, new))
    }
    if options.output:
        write_file(
            options.output,
            versions_page(comparison, (), name=new.report.title or options.new.stem, sources=sources),
        )
    if options.json:
        record = {"schema": 1, "sources": sources, **comparison_to_record(comparison)}
        sys.stdout.buffer.write(to_json(record))
    elif not options.output:
        _print_differences(comparison)
    _tell_counts(comparison)
    return 0


def _print_differences(comparison: Comparison) -> None:
    marks = {"same": "{}", "out": "[-{}-]", "in": "{{+{}+}}"}
    for one in comparison.differences:
        page = (one.new or one.old)[0].page
        words = "".join(marks[kind].format(text) for kind, text in one.pieces)
        print(f"{one.kind}{', moved' if one.moved and one.kind != 'moved' else ''} · p. {page}: {words}")


def _tell_counts(comparison: Comparison) -> None:
    counts = comparison.counts
    tell(
        ", ".join(f"{count} {kind}" for kind, count in counts.items()) + ".",
        f"未变 {counts['same']}，新增 {counts['new']}，修改 {counts['changed']}，拆分 {counts['split']}，"
        f"合并 {counts['merged']}，仅数字变动 {counts['renumbered']}，移动 {counts['moved']}，删除 {counts['gone']}。",
    )
