"""build, read, check: what is done with a whole report."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.commands.engine import add_engine_flags, announce_engine, settings_with_engine
from generator.commands.shape import (
    add_command,
    add_report,
    editions_of,
    progress_of,
    say_to,
    settings_of,
    tell,
    write_file,
)
from generator.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model import Finding
    from generator.pipeline.standing import Build
    from generator.settings import Settings


_SHOWN = 10  # sentences without English that are named when a build ends


def add(commands: Any) -> None:
    """The commands of this file."""
    sub = add_command(commands, "build", _build, "build the editions of a report 生成中英对照报告")
    add_report(sub, optional=True)
    sub.add_argument(
        "--engine",
        metavar="NAME",
        help="draft what has no English: fxtranslate, openai, qwen-mt, deepl; none unless named 翻译引擎",
    )
    add_engine_flags(sub)
    sub.add_argument(
        "--edition", action="append", default=[], help="en-zh, en, zh, zh-hant; may be repeated 版本"
    )
    sub.add_argument(
        "--strict",
        action="store_true",
        help="exit with 1 when findings of severity wrong stand 有错误时返回 1",
    )

    sub = add_command(commands, "read", _read, "read a report into its content model 读取报告结构")
    sub.add_argument(
        "source", type=Path, help="a PDF or Word file, or a folder with report.yaml 报告文件或文件夹"
    )
    sub.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="where to write content.json (default: standard output) 输出文件",
    )
    sub.add_argument(
        "--inspect", type=Path, metavar="HTML", help="a page that shows what was understood 检查页"
    )

    sub = add_command(
        commands, "check", _check, "check a report, or a .tmx .xlf .xliff .jsonl file 核对报告或双语文件"
    )
    add_report(sub)
    sub.add_argument(
        "--json", action="store_true", help="the findings as findings.json has them 以 JSON 输出"
    )


def _build(options: argparse.Namespace) -> int:
    from generator.pipeline.standing import find_standing
    from generator.settings import with_overrides

    settings = settings_with_engine(
        with_overrides(settings_of(options), editions=editions_of(options)), options
    )
    if options.estimate:
        return _estimate(settings, options)
    made = find_standing(settings)
    if made is None:
        from generator.pipeline import order

        if options.quiet:  # whom a report is sent to is said all the same
            announce_engine(settings)
        made = order.build_anew(settings, say=say_to(options), progress=progress_of(options))
    else:
        say_to(options)("Nothing has changed since the last build", "自上次生成以来没有变化")
    _print_summary(made)
    return 1 if options.strict and made.record["findings"]["wrong"] else 0


def _estimate(settings: Settings, options: argparse.Namespace) -> int:
    if not settings.engine:
        raise WrongUse(
            "--estimate needs an engine: name one with --engine, or in report.yaml.",
            "--estimate 需要指定翻译引擎：请用 --engine，或在 report.yaml 中写明。",
        )
    from generator.pipeline.order import estimate_engine

    print(*estimate_engine(settings, progress=progress_of(options)), sep="\n")
    return 0


def _print_summary(made: Build) -> None:
    covered, counts = made.record["coverage"], made.record["findings"]
    origins = ", ".join(f"{name} {count}" for name, count in covered["origins"].items()) or "none"
    for path in made.files:
        if path.parent.name not in ("assets", "fonts"):
            print(path)
    tell(
        f"{covered['translated']} of {covered['sentences']} sentences have English ({origins}).\n"
        f"Findings: {counts['wrong']} wrong, {counts['doubtful']} doubtful, {counts['untidy']} untidy; see findings.html.",
        f"共 {covered['sentences']} 句，{covered['translated']} 句已有英文。\n"
        f"核对结果：错误 {counts['wrong']}，存疑 {counts['doubtful']}，不规范 {counts['untidy']}，详见 findings.html。",
    )
    if not covered["sentences"]:
        tell(
            "No Chinese sentence could be read in this report; findings.html says why, page by page.",
            "该报告未能读出任何中文语句，原因逐页列于 findings.html。",
        )
    if made.stopped:
        tell(
            f"Not every sentence was asked for: {made.stopped[0]}. What was answered is kept; build again to go on.",
            f"部分句子尚未翻译：{made.stopped[1]}。已取得的译文均已保存，再次生成即可继续。",
        )
    for awaiting in covered["awaiting"][:_SHOWN]:
        place = f"p. {awaiting['page']}: {awaiting['source'].strip()[:60]}"
        print(f"  awaiting English 待译 {place}", file=sys.stderr)
    if more := len(covered["awaiting"][_SHOWN:]):
        tell(
            f"  … and {more} more; findings.html lists them all.", f"  ……另有 {more} 句，详见 findings.html。"
        )


def _read(options: argparse.Namespace) -> int:
    from generator.pipeline.reading import read_source
    from generator.reader import report_to_content
    from generator.settings import load_settings
    from generator.store import to_json

    source = load_settings(options.source).source
    if options.inspect and source.suffix.lower() != ".pdf":
        raise WrongUse(
            f"{source.name}: --inspect shows the pages of a PDF, and a Word file has none; leave it out.",
            f"{source.name}：--inspect 用于显示 PDF 页面，Word 文件没有页面，请去掉该选项。",
        )
    report = read_source(source, progress=progress_of(options))
    content = to_json(report_to_content(report))
    if options.inspect:
        from generator.reader.inspect import inspect_page

        write_file(options.inspect, inspect_page(report, source).encode())
    if options.output:
        write_file(options.output, content)
    elif not options.inspect:
        sys.stdout.buffer.write(content)
    return 0


def _check(options: argparse.Namespace) -> int:
    from generator.exchange import READERS

    is_file = options.source.suffix.lower() in READERS
    found = _check_file(options) if is_file else _check_report(options)
    if options.json:
        from generator.records import findings_to_record

        record = findings_to_record([finding for finding, _ in found])
        print(json.dumps(record, ensure_ascii=False, indent=1))
    else:
        for finding, source in found:
            at = (
                f" · line {finding.line}" if finding.line else f" · p. {finding.page}" if finding.page else ""
            )
            print(f"{finding.severity} · {finding.check}{at}: {finding.message} {finding.message_zh}")
            if source:
                print(f"  {source.strip()[:60]}")
        _tell_severities([finding for finding, _ in found])
    return 1 if any(finding.severity == "wrong" for finding, _ in found) else 0


def _tell_severities(findings: Sequence[Finding]) -> None:
    from generator.records import count_by_severity

    counts = count_by_severity(findings)
    tell(
        f"{len(findings)} findings: {counts['wrong']} wrong, {counts['doubtful']} doubtful, {counts['untidy']} untidy.",
        f"共 {len(findings)} 条：错误 {counts['wrong']}，存疑 {counts['doubtful']}，不规范 {counts['untidy']}。",
    )


def _check_file(options: argparse.Namespace) -> list[tuple[Finding, str]]:
    """The findings on a bilingual file, each with the Chinese; a line is the number that the file gives the pair."""
    from dataclasses import replace

    from generator.checks import check_pairs
    from generator.exchange import read_pairs
    from generator.pipeline.shelf import check_context

    pairs = read_pairs(options.source)
    findings = check_pairs([(pair.source, pair.target) for pair in pairs], check_context(options.glossary))
    return [
        (replace(found, line=int(pairs[at - 1].place.rpartition(":")[2])), pairs[at - 1].source)
        if (at := found.line)
        else (found, "")
        for found in findings
    ]


def _check_report(options: argparse.Namespace) -> list[tuple[Finding, str]]:
    """The findings on a report, each with the sentence that it is about."""
    from generator.pipeline.order import check_report

    bitext, findings = check_report(settings_of(options), progress=progress_of(options))
    sources = {sentence.id: sentence.source for sentence in bitext.sentences}
    return [(found, sources.get(found.sentence or "", "")) for found in findings]
