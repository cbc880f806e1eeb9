"""The English and Chinese of one piece of text, ready to be shown: what is missing stays Chinese and is marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.exporters.aids import Note, NotePlace
from generator.model import BULLETS, Bitext, Sentence, Text, bare

_DATE = re.compile(r"^[\d\s年月日时分、/.:%％~～–—至到-]*\d[\d\s年月日时分、/.:%％~～–—至到度-]*$")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_MARK = re.compile(rf"^\s*[{re.escape(BULLETS)}]\s*")
_NUMBER = re.compile(r"^[-–—−+<>≤≥~≈(（]*[A-Z$¥€£]{0,3}\s?[\d.,]*\d[\d.,\s]*[%％‰)）]*$")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text in one language; ``missing`` is Chinese that stands where English should.

    ``note`` explains a stretch that is a term.
    """

    text: str
    missing: bool = False
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A text in both languages. ``source`` is as the edition shows it, simplified or traditional."""

    source: str = ""
    runs: tuple[Run, ...] = ()

    @property
    def english(self) -> str:
        """The English column as plain text."""
        return "".join(run.text for run in self.runs)

    @property
    def missing(self) -> bool:
        """Whether some of it has no English."""
        return any(run.missing for run in self.runs)

    @property
    def once(self) -> bool:
        """Whether one of the two says it all: a figure or a date, no Chinese character, or all of it awaits English."""
        if all(run.missing for run in self.runs) and self.english == self.source:
            return True
        return not _HAN.search(self.source) or (not self.missing and bool(_DATE.match(self.source)))

    @property
    def number(self) -> bool:
        """Whether it is a figure, which tables set to the right."""
        return bool(_NUMBER.match(self.english or self.source))

    @property
    def blank(self) -> bool:
        """Whether there is nothing to show."""
        return not self.source.strip() and not self.english.strip()

    def __bool__(self) -> bool:
        return not self.blank


class Wording:
    """Looks up the English of a bitext's texts. ``places`` are its terms that are explained, by sentence.

    ``english`` and ``chinese`` say which of them the edition shows."""

    def __init__(
        self,
        bitext: Bitext,
        convert: Callable[[str], str],
        places: Mapping[str, tuple[NotePlace, ...]] | None = None,
        *,
        english: bool = True,
        chinese: bool = True,
    ) -> None:
        self.english, self.chinese = english, chinese
        self._places = places or {}
        self._bitext = bitext
        self._texts = {text.id: text for text in bitext.texts}
        self._by_source: dict[str, Text] = {}
        for text in bitext.texts:
            self._by_source.setdefault(bare(text.source), text)
        self._convert = convert

    def of(self, text_id: str, source: str) -> Pair:
        """The pair of a text by its id; by its words where no text has the id; else the Chinese, marked."""
        text = self._texts.get(text_id) or self._by_source.get(bare(source))
        return Pair(self._convert(_tidy(source)), self._runs(text, source, " "))

    def of_lines(self, text_id: str, source: str) -> Pair:
        """The pair of a table's cell: what stands on lines of its own in it, as points of a list do, keeps its line."""
        text = self._texts.get(text_id) or self._by_source.get(bare(source))
        lines = "\n".join(_tidy(line) for line in source.split("\n") if line.strip())
        return Pair(self._convert(lines), self._runs(text, source, "\n"))

    def said(self, source: str | None) -> Pair:
        """The pair of words that stand somewhere in the report, such as its title."""
        return self.of("", source) if source and source.strip() else Pair()

    def shown(self, source: str) -> str:
        """Chinese as the edition shows it."""
        return self._convert(_tidy(source))

    def _runs(self, text: Text | None, source: str, line_end: str) -> tuple[Run, ...]:
        sentences = self._bitext.sentences_of(text.id) if text else ()
        if not sentences:
            plain = _tidy(source)
            return (Run(self._convert(plain), True),) if _HAN.search(plain) else (Run(plain),)
        gaps = [line_end if sentence.source.endswith("\n") else " " for sentence in sentences]
        return tuple(_joined([self._said(sentence) for sentence in sentences], ["", *gaps]))

    def _said(self, sentence: Sentence) -> list[Run]:
        """A sentence as runs: its English, with the terms that are explained there apart; or the Chinese, missing."""
        target = self._bitext.translation_of(sentence).target
        if target is None and _HAN.search(sentence.source):
            return [Run(self._convert(_tidy(sentence.source)), True)]
        if target is None:
            return [Run(sentence.source.strip())]
        return list(_noted(target, self._places.get(sentence.id, ())))


def without_bullet(pair: Pair) -> Pair:
    """The pair without the bullet it begins with, which the page sets itself: sources use symbol fonts for it."""
    runs = pair.runs
    if runs:
        runs = (replace(runs[0], text=_MARK.sub("", runs[0].text)), *runs[1:])
    return Pair(_MARK.sub("", pair.source), runs)


def _noted(target: str, places: Iterable[NotePlace]) -> Iterator[Run]:
    """An English sentence without the blanks at its ends, cut where a note begins and ends."""
    end = len(target.rstrip())
    at = len(target) - len(target.lstrip())
    for place in places:
        if at <= place.start < place.end <= end:
            yield Run(target[at : place.start])
            yield Run(target[place.start : place.end], note=place.note)
            at = place.end
    yield Run(target[at:end])


def _joined(sentences: Iterable[list[Run]], gaps: Iterable[str]) -> list[Run]:
    """The runs of all sentences, neighbours of one kind made one, each sentence with the gap before it.

    No blank stands between Chinese sentences that wait for their English.
    """
    joined: list[Run] = []
    for runs, before in zip(sentences, gaps, strict=False):
        gap = "" if before == " " and joined and joined[-1].missing and runs[0].missing else before
        for run in [replace(runs[0], text=gap + runs[0].text), *runs[1:]]:
            if joined and joined[-1].missing == run.missing and not (joined[-1].note or run.note):
                joined[-1] = replace(run, text=joined[-1].text + run.text)
            else:
                joined.append(run)
    return [run for run in joined if run.text]


def _tidy(source: str) -> str:
    """One line, without the blanks at the ends: line ends in a source are the page's, not the text's."""
    return re.sub(r"\s*\n\s*", "", source).strip()
