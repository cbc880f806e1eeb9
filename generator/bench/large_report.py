"""A large invented report, as a folder to build: the sample's own sections, repeated and varied, as a Word file.

No paragraph is like another, so that nothing is kept by chance; headings are numbered on. One term of the
report's own glossary stands in as many chapters as were asked for, and a theme of its own lies beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.shared import Cm

from generator.model import Bitext, Block, Cell, Figure, Heading, Prose, Table
from generator.settings import load_settings
from generator.store import replace_file

TERM, TERM_EN, TERM_NEW = "示范工作小组", "Model Working Group", "Demonstration Task Force"
_STOPS = "。；！？"
_WIDTH = Cm(13)


@dataclass(frozen=True, slots=True)
class Large:
    """The folder of a large report, and the files in it that an edit touches."""

    folder: Path
    terms: Path
    translations: Path
    style: Path
    sentence: str


def make_large_report(folder: Path, sample: Bitext, assets: Path, chapters: int, with_term: int) -> Large:
    """Write a report of so many chapters; the term stands in all paragraphs of the first ``with_term`` of them."""
    (folder / "house").mkdir(parents=True)
    pairs: dict[str, str] = {}
    writer = _Writer(sample, assets, pairs)
    for number in range(chapters):
        writer.add_chapter(number, term=number < with_term)
    writer.document.save(str(folder / "source.docx"))
    made = Large(
        folder,
        folder / "terms.yaml",
        folder / "translations.yaml",
        folder / "house" / "print.css",
        writer.sentence,
    )
    _write_files(made, pairs)
    return made


def _write_files(made: Large, pairs: dict[str, str]) -> None:
    entries = "".join(f"- source: {_quoted(zh)}\n  target: {_quoted(en)}\n" for zh, en in pairs.items())
    settings = (
        "name: large\nsource: source.docx\ncompany: 汀澜水处理科技股份有限公司\n"
        'title: 2024年度社会责任报告\nyear: "2024"\nprofile: sample\ntheme: house\n'
        "editions: [en-zh]\nglossary: [terms.yaml]\n"
    )
    replace_file(made.folder / "report.yaml", settings.encode())
    replace_file(made.translations, entries.encode())
    replace_file(made.folder / "house" / "theme.yaml", b"name: House\n")
    replace_file(made.style, b"/* the house's own rules */\n")
    write_term(made, TERM_EN)


def write_term(made: Large, english: str) -> None:
    """The report's own glossary with this English for the term."""
    entry = (
        f"terms:\n  - zh: {TERM}\n    en: {english}\n    domain: governance\n    source: the house style\n"
    )
    replace_file(made.terms, entry.encode())


def edit_sentence(made: Large, words: str) -> None:
    """Put other words at the end of one sentence's English."""
    before = made.translations.read_text(encoding="utf-8")
    line = re.escape(f"- source: {_quoted(made.sentence)}\n  target: ")
    replace_file(
        made.translations, re.sub(f"({line}'.*?)( \\[.*?\\])?'\n", rf"\1 [{words}]'\n", before).encode()
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''").replace("\n", " ") + "'"


class _Writer:
    """Writes the Word file chapter by chapter, and gathers the English of what it writes."""

    def __init__(self, sample: Bitext, assets: Path, pairs: dict[str, str]) -> None:
        self.document: Any = Document()
        self.sentence = ""
        self._sample = sample
        self._assets = assets
        self._pairs = pairs
        self._sections = tuple(_sections(sample.report.blocks))
        for sentence in sample.sentences:
            self._keep(sentence.source, sample.translation_of(sentence).target)
        self.document.add_paragraph(sample.report.company)
        self.document.add_paragraph(sample.report.title)
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def add_chapter(self, number: int, *, term: bool) -> None:
        """One section of the sample, its words varied by ``number``."""
        for block in self._sections[number % len(self._sections)]:
            match block:
                case Heading():
                    self.document.add_heading(self._varied(block, number), min(block.level, 4))
                case Prose():
                    style = "List Bullet" if block.kind == "item" and block.marker else None
                    self.document.add_paragraph(self._varied(block, number, term=term), style=style)
                case Table():
                    self._add_table(block)
                case Figure() if block.image:
                    picture = str(self._assets / Path(block.image).name)
                    self.document.add_paragraph().add_run().add_picture(picture, width=_WIDTH)
                    self.document.add_paragraph(block.caption or "")
                case _:
                    pass

    def _varied(self, block: Heading | Prose, number: int, *, term: bool = False) -> str:
        words = ""
        for text in self._sample.texts_of(block.id):
            for sentence in self._sample.sentences_of(text.id):
                source, target = sentence.source.strip(), self._sample.translation_of(sentence).target
                if target is None:
                    words += source
                    continue
                zh, en = _vary(source, target, number, term=term and isinstance(block, Prose))
                self._keep(zh, en)
                if source[-1] in _STOPS and not self.sentence:
                    self.sentence = zh
                words += zh
        return words

    def _add_table(self, block: Table) -> None:
        if block.caption:
            self.document.add_paragraph(block.caption)
        table = self.document.add_table(len(block.rows), block.columns)
        table.style = "Table Grid"
        for (row, column), cell in block.grid().items():
            self._fill(table, row, column, cell)

    @staticmethod
    def _fill(table: Any, row: int, column: int, cell: Cell) -> None:
        first = table.cell(row, column)
        if cell.rowspan > 1 or cell.colspan > 1:
            first = first.merge(table.cell(row + cell.rowspan - 1, column + cell.colspan - 1))
        first.text = cell.source.replace("\n", "")

    def _keep(self, source: str, target: str | None) -> None:
        if target:
            self._pairs.setdefault(source.strip(), target)


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """The parts of a report, each from a heading of the highest level to the next."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            if found:
                yield tuple(found)
            found = []
        if found or isinstance(block, Heading):
            found.append(block)
    yield tuple(found)


def _vary(source: str, target: str, number: int, *, term: bool) -> tuple[str, str]:
    """A sentence and its English with a number of their own, and the term where it is asked for.

    >>> _vary("会议已召开。", "The meeting was held.", 3, term=False)
    ('会议已召开（例三）。', 'The meeting was held (example C).')
    """
    tail = source[-1] if source[-1] in _STOPS else ""
    zh, en = source.removesuffix(tail), target.rstrip(".;!? ")
    end = target[len(en) :].strip()
    if term and tail:
        zh, en = f"{zh}，由{TERM}跟进", f"{en}, followed up by the {TERM_EN}"
    return f"{zh}（例{_zh(number)}）{tail}", f"{en} (example {_en(number)}){end}"


def _zh(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def _en(number: int) -> str:
    return ("" if number < 26 else _en(number // 26 - 1)) + chr(ord("A") + number % 26)


def sample_report(assets: Path) -> Bitext:
    """The sample report with its English, and its pictures in ``assets``."""
    from generator.pipeline.shelf import load_shelf, make_bitext
    from generator.reader import read_report

    settings = load_settings(None)
    report = read_report(settings.source, assets=assets)
    return make_bitext(report, load_shelf(settings, report))
