"""The command line. Results go to standard output, progress and faults to standard error."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from generator.errors import DuizhaoError, EnvironmentLacking, WrongUse

if TYPE_CHECKING:
    from generator.model import Finding
    from generator.pipeline import Build, Progress, Say
    from generator.settings import Settings

# The rooms are imported by the command that needs them: a question to the glossary must not wait for the
# typesetter to load.
Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 done, 1 findings stand, 2 wrong use or input, 3 environment."""
    options = _parser().parse_args(arguments)
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
    return code


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print(
            f"{message}. See: duizhao {self.prog.partition(' ')[2]} --help",
            "命令有误，请用 --help 查看用法。",
            sep="\n",
            file=sys.stderr,
        )
        raise SystemExit(2)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="duizhao",
        description="Chinese report in, English and Chinese parallel report out. 对照：中文报告生成中英对照版。",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Command, summary: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=summary, description=summary)
        sub.set_defaults(command=run)
        for flag, text in (
            ("--quiet", "no progress 不显示进度"),
            ("--verbose", "log of the libraries 显示详细日志"),
        ):
            sub.add_argument(flag, action="store_true", help=text)
        return sub

    sub = command("build", _build, "build the editions of a report 生成中英对照报告")
    sub.add_argument(
        "source", nargs="?", type=Path, help="a PDF, or a folder with report.yaml; none: the sample"
    )
    sub.add_argument("--out", type=Path, help="the folder for the editions (default output/<name>)")
    sub.add_argument("--memory", type=Path, action="append", default=[], help="a translation memory (TMX …)")
    sub.add_argument(
        "--glossary", type=Path, action="append", default=[], help="a glossary on top of the shipped one"
    )
    sub.add_argument("--engine", help="draft what has no English with this engine; none is used unless named")
    sub.add_argument(
        "--edition", action="append", default=[], help="en-zh, en, zh or zh-hant; may be repeated"
    )
    sub.add_argument(
        "--strict", action="store_true", help="exit with 1 when findings of severity wrong stand"
    )

    sub = command("read", _read, "read a report into its content model 读取报告结构")
    sub.add_argument("source", type=Path)
    sub.add_argument(
        "-o", "--output", type=Path, help="where to write content.json (default: standard output)"
    )
    sub.add_argument(
        "--inspect", type=Path, help="write a page that shows what was understood 输出可视化检查页"
    )

    sub = command("check", _check, "check a report or a bilingual file 核对报告或双语文件")
    sub.add_argument("source", type=Path)
    sub.add_argument("--memory", type=Path, action="append", default=[])
    sub.add_argument("--glossary", type=Path, action="append", default=[])
    sub.add_argument("--json", action="store_true")

    sub = command("quantities", _quantities, "find the quantities of each text 识别文本中的数量")
    sub.add_argument("texts", nargs="*")
    sub.add_argument("--json", action="store_true")

    for name, run, summary in (
        ("export", _export, "write a review file: .xlsx .docx .xlf .xliff 导出审阅文件"),
        ("import", _import, "take a review file back: first the plan, then --apply 导入审阅文件"),
    ):
        sub = command(name, run, summary)
        sub.add_argument("source", type=Path)
        sub.add_argument("file", type=Path)
        sub.add_argument("--memory", type=Path, action="append", default=[])
        sub.add_argument("--glossary", type=Path, action="append", default=[])
        if name == "import":
            sub.add_argument("--apply", action="store_true", help="write translations.yaml 写入 translations.yaml")

    _add_terms(command("terms", _terms_find, "the glossary 术语表"))
    command("doctor", _doctor, "what is installed and what is missing 检查运行环境")
    sub = command("bench", _bench, "seconds and memory of each stage, with floors 性能测量")
    sub.add_argument("source", nargs="?", type=Path)
    sub.add_argument("--memory", type=Path, action="append", default=[])
    return parser


def _add_terms(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    sub = actions.add_parser("find", help="the terms of each text 查找术语")
    sub.add_argument("texts", nargs="*")
    sub.add_argument("--json", action="store_true")
    sub.set_defaults(command=_terms_find)
    sub = actions.add_parser("lint", help="faults of the glossary files 检查术语表")
    sub.add_argument("files", nargs="*", type=Path)
    sub.set_defaults(command=_terms_lint)


def _build(options: argparse.Namespace) -> int:
    from generator import pipeline, settings

    chosen = _settings(options)
    unknown = [edition for edition in options.edition if edition not in settings.EDITIONS]
    if unknown:
        known = ", ".join(settings.EDITIONS)
        raise WrongUse(
            f"There is no edition {unknown[0]}; choose from {known}.",
            f"没有版本 {unknown[0]}，可选：{known}。",
        )
    chosen = pipeline.with_overrides(
        chosen, out=options.out, editions=tuple(options.edition), engine=options.engine
    )
    made = pipeline.build(chosen, say=_say(options), progress=_progress(options))
    _print_summary(made)
    return 1 if options.strict and made.record["findings"]["wrong"] else 0


def _settings(options: argparse.Namespace) -> Settings:
    from generator.pipeline import with_overrides
    from generator.settings import load_settings

    settings = load_settings(options.source)
    return with_overrides(
        settings,
        memory=(*options.memory, *settings.memory),
        glossary=(*settings.glossary, *getattr(options, "glossary", ())),
    )


def _print_summary(made: Build) -> None:
    covered = made.record["coverage"]
    origins = ", ".join(f"{name} {count}" for name, count in covered["origins"].items())
    counts = made.record["findings"]
    for path in made.files:
        if path.parent.name != "assets":
            print(path)
    print(
        f"{covered['translated']} of {covered['sentences']} sentences have English ({origins}).",
        f"Findings: {counts['wrong']} wrong, {counts['doubtful']} doubtful, {counts['untidy']} untidy; see findings.html.",
        f"共 {covered['sentences']} 句，{covered['translated']} 句已有英文；"
        f"核对结果：错误 {counts['wrong']}，存疑 {counts['doubtful']}，不规范 {counts['untidy']}，详见 findings.html。",
        sep="\n",
        file=sys.stderr,
    )
    for awaiting in covered["awaiting"]:
        print(
            f"  awaiting English 待译 (p. {awaiting['page']}): {awaiting['source'].strip()[:60]}",
            file=sys.stderr,
        )


def _read(options: argparse.Namespace) -> int:
    from generator.reader import read_report, report_to_content
    from generator.settings import load_settings
    from generator.store import to_json

    source = load_settings(options.source).source
    report = read_report(source, progress=_progress(options))
    content = to_json(report_to_content(report))
    if options.inspect:
        from generator.reader.inspect import inspect_page

        _write(options.inspect, inspect_page(report, source).encode())
    if options.output:
        _write(options.output, content)
    elif not options.inspect:
        sys.stdout.buffer.write(content)
    return 0


def _check(options: argparse.Namespace) -> int:
    from generator.exchange import READERS

    findings = _check_file(options) if options.source.suffix.lower() in READERS else _check_report(options)
    if options.json:
        from generator.records import findings_to_record

        print(json.dumps(findings_to_record(findings), ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            at = f"line {finding.line}" if finding.line else f"p. {finding.page}"
            print(f"{finding.severity} · {finding.check} · {at}: {finding.message} {finding.message_zh}")
    return 1 if any(finding.severity == "wrong" for finding in findings) else 0


def _check_file(options: argparse.Namespace) -> tuple[Finding, ...]:
    from generator.checks import check_pairs
    from generator.exchange import read_pairs
    from generator.pipeline import check_context

    return check_pairs(
        [(pair.source, pair.target) for pair in read_pairs(options.source)], check_context(options.glossary)
    )


def _check_report(options: argparse.Namespace) -> tuple[Finding, ...]:
    from generator.pipeline import check_report

    return check_report(_settings(options), progress=_progress(options))


def _quantities(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from generator.pipeline import shipped_glossary
    from generator.quantities import find_quantities, quantity_to_english
    from generator.terms import closed_spans, find_terms

    glossary = shipped_glossary()
    for text in _texts(options):
        rows = [
            asdict(found) | {"english": quantity_to_english(found)}
            for found in find_quantities(text, closed_spans(find_terms(text, glossary)))
        ]
        _print_rows(rows, options.json, ("text", "kind", "value", "unit", "approx", "english"))
    return 0


def _terms_find(options: argparse.Namespace) -> int:
    from generator.pipeline import shipped_glossary
    from generator.terms import find_terms

    glossary = shipped_glossary()
    for text in _texts(options):
        rows = [
            {"term": hit.text, "start": hit.start, "end": hit.end, "english": hit.english, "id": hit.term.id}
            for hit in find_terms(text, glossary)
        ]
        _print_rows(rows, options.json, ("term", "english", "id"))
    return 0


def _terms_lint(options: argparse.Namespace) -> int:
    from generator.pipeline import shipped_glossary

    glossary = shipped_glossary(options.files)
    print(f"{len(glossary.entries)} entries, no fault. 共 {len(glossary.entries)} 条，未发现错误。")
    return 0


def _export(options: argparse.Namespace) -> int:
    from generator.exchange import bitext_to_rows, export_rows
    from generator.pipeline import load_bitext

    bitext = load_bitext(_settings(options), progress=_progress(options))
    rows = bitext_to_rows(bitext)
    _write(options.file, export_rows(rows, options.file.suffix))
    _tell(f"{options.file}: {len(rows)} rows.", f"{options.file}：共 {len(rows)} 行。")
    return 0


def _import(options: argparse.Namespace) -> int:
    from generator.exchange import count_kinds, plan_import, read_rows
    from generator.pipeline import load_bitext
    from generator.store import replace_file
    from generator.translations import plan_to_translations

    settings = _settings(options)
    plan = plan_import(load_bitext(settings, progress=_progress(options)), read_rows(options.file))
    for step in plan:
        if step.kind != "same":
            print(f"{step.kind}: {step.row.source.strip()}\n  - {step.before or ''}\n  + {step.row.target.strip()}")
    counts = count_kinds(plan)
    if options.apply:
        path = settings.folder / "translations.yaml"
        replace_file(path, plan_to_translations(path, plan).encode())
    done = "written to translations.yaml" if options.apply else "nothing written yet; add --apply"
    _tell(
        f"{counts['changed']} changed, {counts['conflict']} in conflict, {counts['unknown']} unknown; {done}.",
        f"修改 {counts['changed']} 处，冲突 {counts['conflict']} 处，无对应原文 {counts['unknown']} 处；"
        + ("已写入 translations.yaml。" if options.apply else "尚未写入，确认后请加 --apply。"),
    )
    return 1 if counts["conflict"] else 0


def _doctor(options: argparse.Namespace) -> int:
    from generator.doctor import examine

    return examine()


def _bench(options: argparse.Namespace) -> int:
    from generator.bench import measure

    return measure(_settings(options))


def _texts(options: argparse.Namespace) -> list[str]:
    return options.texts or [line.rstrip("\n") for line in sys.stdin]


def _print_rows(rows: list[dict[str, object]], as_json: bool, columns: Sequence[str]) -> None:
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print("  ".join(str(row[column]) for column in columns if row[column] is not None))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as fault:
        raise EnvironmentLacking(
            f"{path}: this file cannot be written ({fault.strerror}); choose another place.",
            f"{path}：无法写入该文件（{fault.strerror}），请换一个位置。",
        ) from fault


def _tell(english: str, chinese: str) -> None:
    print(english, chinese, sep="\n", file=sys.stderr)


def _say(options: argparse.Namespace) -> Say:
    def say(english: str, chinese: str) -> None:
        if not options.quiet:
            print(f"{english} … {chinese}……", file=sys.stderr)

    return say


def _progress(options: argparse.Namespace) -> Progress | None:
    """A bar of pages on a terminal; nothing where nobody watches."""
    if options.quiet or not sys.stderr.isatty():
        return None
    from tqdm import tqdm

    bar = tqdm(unit="page", leave=False)

    def progress(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)
        if done == total:
            bar.close()

    return progress


if __name__ == "__main__":
    sys.exit(main())
