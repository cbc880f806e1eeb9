"""English text cut into pieces: words that stand together on a line, with the page's columns taken apart.

Blanks tell words from cells: a gap that the text layer fills with a blank is one between words unless it is wide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from generator.reader.boxes import union
from generator.reader.lines import CHINESE
from generator.reader.pdf.page import Char, PageContent
from generator.reader.tables.lattice import Segment
from generator.reader.tables.pieces import Piece, Row

GAP = 0.5  # of the size: the least gap between two cells where no blank stands in it
BLANK = 1.0  # of the size: the same where one does, or where the page has none
LEVEL = 0.2  # of the size: baselines nearer than this are one
RAISED = 0.45  # of the size: the same for smaller print beside the words
PROSE = 22  # characters of a line of running text at least
SHORE = 6  # lines of running text on both sides of a gap between columns of a page
FULL = 4.0  # of the size: what a full line of running text leaves free at most
MOST, SOME = 0.6, 0.35  # of the lines of running text are full, beside tables in the same column some
ROW = 100.0  # points: a row between two rules is no higher
LONG = 8  # lines of running text that no cell of a table has
ROWS = 3  # of a table over both columns at least, where no rule goes over both
NEAR = 5.0  # of the size: rows of a table over both columns stand no further apart
WIDE = 20.0  # points: how far a rule over both columns reaches to either side of their gap

LATIN = re.compile(r"[A-Za-z]")


def is_latin(page: PageContent) -> bool:
    """Whether a page is set in Latin letters, a few Chinese names in it aside."""
    text = "".join(char.text for char in page.chars if not char.hidden)
    latin = len(LATIN.findall(text))
    return latin >= 40 and len(CHINESE.findall(text)) < 0.05 * latin


def chars_to_pieces(chars: Sequence[Char]) -> list[Row]:
    """The lines from the top, each cut into the pieces that may be cells; blanks among the characters."""
    return [[_piece(part, word) for part, word in line] for line in char_lines(chars)]


def char_lines(chars: Sequence[Char]) -> list[list[tuple[list[Char], list[Char]]]]:
    """The same as characters: each piece, and its first word."""
    spaced = any(char.text.isspace() for char in chars)
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.base):
        if rows and _is_level(rows[-1], char):
            rows[-1].append(char)
        else:
            rows.append([char])
    lines = [_cut(sorted(row, key=lambda char: char.x0), spaced) for row in rows]
    return [line for line in lines if line]


def _is_level(row: Sequence[Char], char: Char) -> bool:
    """Whether a character stands on the line of a row, or beside it as a raised or lowered mark."""
    rise = char.base - row[-1].base
    small, large = sorted((row[-1].size, char.size))
    return rise < LEVEL * char.size or (small < 0.8 * large and rise < RAISED * large)


def _cut(row: Sequence[Char], spaced: bool) -> list[tuple[list[Char], list[Char]]]:
    parts: list[list[Char]] = []
    words: list[list[Char]] = []
    blank = True
    for char in row:
        if char.text.isspace():
            blank = True
            continue
        gap = (char.x0 - parts[-1][-1].x1) / max(char.size, 1.0) if parts else 0.0
        if not parts or gap > (BLANK if blank or not spaced else GAP):
            parts.append([char])
            words.append([char])
        else:
            parts[-1].append(char)
            if not blank and gap < 0.2 and words[-1][-1] is parts[-1][-2]:
                words[-1].append(char)
        blank = False
    return list(zip(parts, words, strict=True))


def _piece(part: Sequence[Char], word: Sequence[Char]) -> Piece:
    first = max(part, key=lambda char: round(char.size, 1))
    return Piece(
        "".join(char.text for char in part),
        union(char.box for char in part),
        first.size,
        first.base,
        all(char.bold for char in part),
        word[-1].x1 - word[0].x0,
    )


def find_zones(lines: Sequence[Row], rules: Sequence[Segment]) -> list[list[Row]]:
    """The lines of each column of the page, from the top; one zone for a page of one column.

    What stands over both columns, and between rules that go over both, is a zone of its own.
    """
    gutter = _gutter(lines, rules)
    if gutter is None:
        return [list(lines)]
    spans = _spans(lines, gutter, rules)
    zones: list[list[Row]] = []
    for whole, run in _runs(lines, gutter, spans):
        if whole:
            zones.append(run)
            continue
        for side in (
            [[p for p in line if p.box[2] <= gutter] for line in run],
            [[p for p in line if p.box[0] >= gutter] for line in run],
        ):
            zones += find_zones([line for line in side if line], rules)
    return zones


def _runs(
    lines: Sequence[Row], gutter: float, spans: Sequence[tuple[float, float]]
) -> list[tuple[bool, list[Row]]]:
    """Lines that follow one another and stand over both columns (True), or in one of them."""
    across = [
        any(p.box[0] < gutter < p.box[2] for p in line)
        or any(a < line[0].base - 0.3 * line[0].size < b for a, b in spans)
        for line in lines
    ]
    end, start = _shores(lines, gutter)
    prose = [any(_is_prose(piece, gutter, end, start) for piece in line) for line in lines]
    level = [
        not whole and not text and _is_level_row(line, gutter)
        for line, whole, text in zip(lines, across, prose, strict=True)
    ]
    chain: list[int] = []
    for place, line in enumerate(lines):
        if prose[place] or (chain and line[0].base - lines[chain[-1]][0].base > NEAR * line[0].size):
            _take(chain, level, across)
            chain = []
        if level[place] or (across[place] and not prose[place]):
            chain.append(place)
    _take(chain, level, across)
    runs: list[tuple[bool, list[Row]]] = []
    for line, whole in zip(lines, across, strict=True):
        if runs and runs[-1][0] == whole:
            runs[-1][1].append(line)
        else:
            runs.append((whole, [line]))
    return runs


def _take(chain: Sequence[int], level: Sequence[bool], across: list[bool]) -> None:
    """Marks the lines from the first to the last of a chain as standing over both columns, where enough are level."""
    count = sum(level[place] for place in chain)
    if count >= ROWS and 2 * count >= chain[-1] - chain[0] + 1:
        across[chain[0] : chain[-1] + 1] = [True] * (chain[-1] - chain[0] + 1)


def _is_level_row(line: Row, gutter: float) -> bool:
    """Whether a line has words on both sides of a gap, three or more pieces: maybe a row of a table over both columns."""
    return 0 < sum(piece.box[2] <= gutter for piece in line) < len(line) > 2


def _shores(lines: Sequence[Row], gutter: float) -> tuple[float, float]:
    """Where the running text before a gap ends, and where that after it begins; the gap itself where there is none."""
    texts = [piece for line in lines for piece in line if len(piece.text) >= PROSE and len(line) < 3]
    ends = sorted(piece.box[2] for piece in texts if piece.box[2] <= gutter)
    starts = Counter(round(piece.box[0]) for piece in texts if piece.box[0] >= gutter)
    end = ends[int(0.95 * (len(ends) - 1))] if ends else gutter
    return end, float(starts.most_common(1)[0][0]) if starts else gutter


def _is_prose(piece: Piece, gutter: float, end: float, start: float) -> bool:
    """Whether a piece is a line of running text in one of two columns: a full one before the gap, any after it."""
    if len(piece.text) < PROSE:
        return False
    return end - piece.box[2] < FULL * piece.size if piece.box[2] <= gutter else abs(piece.box[0] - start) < 2


def _gutter(lines: Sequence[Row], rules: Sequence[Segment]) -> float | None:
    """Where two columns of a page part: nothing but a few titles goes across.

    Both hold running text, or one does, and what stands in the other is not level with it.
    """
    pieces = [piece for line in lines for piece in line]
    every = [piece for piece in pieces if len(piece.text) >= PROSE]
    starts = Counter(round(piece.box[0]) for piece in every)
    best, most = None, SHORE - 1
    for start in sorted(start for start in starts if starts[start] + starts[start + 1] >= SHORE):
        ends = [piece.box[2] for piece in every if -1 <= piece.box[0] - start <= 2]
        for gutter in (start - 3.0, max(ends) + 3.0):
            rows = _bands(gutter, rules)
            texts = [piece for piece in every if not any(low < piece.base < high for low, high in rows)]
            left = [piece for piece in texts if piece.box[2] <= gutter]
            right = [piece for piece in texts if piece.box[0] >= gutter]
            across = len(texts) - len(left) - len(right)
            sides = [side for side in (left, right) if len(side) >= SHORE and _runs_full(side, SOME)]
            beside = min(sum(p.box[2] <= gutter for p in pieces), sum(p.box[0] >= gutter for p in pieces))
            if across > 0.25 * len(texts) or not sides or beside <= most:
                continue
            full = len(sides) == 2 and all(_runs_full(side, MOST) for side in sides)
            alone = len(sides) == 2 or min(len(left), len(right)) < SHORE
            long = LONG if _is_level_across(lines, gutter) else SHORE
            if full or (alone and any(_runs_on(side, long) for side in sides)):
                best, most = gutter, beside
    return best


def _runs_on(texts: Sequence[Piece], least: int) -> bool:
    """Whether many lines follow one another at one pitch, all but the last full: no cell is so long."""
    edge = max(piece.box[2] for piece in texts)
    run = 0
    for above, below in pairwise(sorted(texts, key=lambda piece: piece.base)):
        follows = abs(above.box[0] - below.box[0]) < 1 and below.base - above.base < 1.6 * below.size
        run = run + 1 if follows and edge - above.box[2] < FULL * above.size else 0
        if run >= least:
            return True
    return False


def _is_level_across(lines: Sequence[Row], gutter: float) -> bool:
    """Whether what stands on both sides of a gap shares its lines, as the cells of a table do: running text, if both have it."""
    prose = [[p for p in line if len(p.text) >= PROSE] for line in lines]
    for held in (prose, lines):
        sides = [{p.box[2] <= gutter for p in line if not p.box[0] < gutter < p.box[2]} for line in held]
        fewer = min(sum(True in side for side in sides), sum(False in side for side in sides))
        if fewer >= SHORE:
            break
    return sum(len(side) == 2 for side in sides) >= 0.4 * fewer


def _runs_full(texts: Sequence[Piece], share: float) -> bool:
    """Whether most lines reach as far as the longest ones do: those of cells end where they like."""
    ends = sorted(piece.box[2] for piece in texts)
    edge = ends[int(0.95 * (len(ends) - 1))]
    return sum(edge - piece.box[2] <= FULL * piece.size for piece in texts) >= share * len(texts)


def _spans(lines: Sequence[Row], gutter: float, rules: Sequence[Segment]) -> list[tuple[float, float]]:
    """From where to where tables stand over both columns: between rules of one extent, no text of the second column."""
    _, start = _shores(lines, gutter)
    spans = []
    for top, bottom in _bands(gutter, rules, float("inf")):
        held = [p for line in lines for p in line if top < p.base < bottom]
        text = [p for p in held if len(p.text) >= PROSE and abs(p.box[0] - start) < 2]
        if held and len(text) < 2:
            spans.append((top, bottom))
    return spans


def _bands(gutter: float, rules: Sequence[Segment], high: float = ROW) -> list[tuple[float, float]]:
    """From rule to next rule of one extent that goes over a gap, no further apart than ``high``."""
    wide = sorted(
        (rule for rule in rules if rule.low < gutter - WIDE and rule.high > gutter + WIDE),
        key=lambda rule: rule.at,
    )
    bands = []
    for place, above in enumerate(wide):
        alike = (
            rule for rule in wide[place + 1 :] if abs(rule.low - above.low) + abs(rule.high - above.high) < 8
        )
        below = next(alike, None)
        if below is not None and below.at - above.at < high:
            bands.append((above.at, below.at))
    return bands


def size_of(lines: Iterable[Row]) -> float:
    """The size in which most of the lines are set."""
    return median(piece.size for line in lines for piece in line)


def top_of(line: Row) -> float:
    """The upper edge of the ink of a line."""
    return min(piece.ink[0] for piece in line)


def bottom_of(line: Row) -> float:
    """The lower edge of the ink of a line."""
    return max(piece.ink[1] for piece in line)
