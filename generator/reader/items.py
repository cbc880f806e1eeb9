"""The report as a sequence of passages, tables and figures, page after page; captions bound, paragraphs joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from generator.model import Box
from generator.reader.found import FoundFigure, FoundTable
from generator.reader.lines import CHINESE, Line
from generator.reader.measure import Measure
from generator.reader.numbering import DATE
from generator.reader.passages import Passage, edges_of, lines_to_passages, runs_on
from generator.reader.sheet import Sheet
from generator.reader.tables.joins import JoinedTable

CAPTION = re.compile(
    r"(?:图表|图片|照片|附图|附表|图|表)\s*(?:[0-9０-９一二三四五六七八九十]{1,3}(?:[-－—.．][0-9]{1,3})?\s*[：:．.、\s]|[：:])\s*\S"
    r"|(?:Figure|Fig\.|Table|Chart|Exhibit)\s+\d{1,3}(?:[-–.]\d{1,3})?[:.]?\s+[A-Z“]"
)
UNIT = re.compile(
    r"[（(【]?\s*(?:金额|货币|数量|计量)?(?:单位|币种)\s*[：:].{1,24}"
    r"|[(\[]?(?:Units?|Currency)(?: of measurement)?\s*:\s*[^.;]{1,30}(?:; [^.;]{1,30}){0,3}[)\]]?$"
)
NEAR = 60.0  # points: a caption stands no further from what it names
GAP = 4.0  # of the size: lines further apart have something between them
LARGER = 2.5  # points over the running text: so large a line is a heading, whatever its last word is
SHORT = 60  # characters of a caption, or of two side by side; English ones take three times as many


@dataclass(slots=True, eq=False)
class Float:
    """A table or figure in the flow, with the caption and unit line bound to it, and labels found beside it."""

    page: int
    box: Box
    table: JoinedTable | None = None
    figure: FoundFigure | None = None
    captions: list[Line] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    unit: Line | None = None

    @property
    def caption(self) -> str | None:
        """The words of the caption."""
        return " ".join(line.text for line in self.captions) or None


Item = Passage | Float


def sheets_to_items(
    sheets: Sequence[Sheet],
    is_text: Callable[[Line], bool],
    floats: dict[int, Float],
    measure: Measure,
) -> list[Item]:
    """Everything in the flow, in order. ``floats``: by identity of the found table or figure; others are left out."""
    items: list[Item] = []
    for sheet in sheets:
        lines: list[Line] = []
        for thing in sheet.flow:
            if isinstance(thing, Line):
                if is_text(thing):
                    lines.append(thing)
                continue
            items += lines_to_passages(lines, measure)
            lines = []
            if id(thing) in floats:
                items.append(floats[id(thing)])
        items += lines_to_passages(lines, measure)
    return items


def bind_captions(items: list[Item], measure: Measure) -> list[Item]:
    """The items without the captions and unit lines, which their tables and figures now have.

    Unit lines first, so that a title above one stands beside its table; then what calls itself a caption; then
    centred titles of what has no caption yet.
    """
    items = _without(items, _bind_unit)
    items = _without(items, _Spreader())
    items = _without(items, _bind_named)
    return _without(items, lambda all_items, i: _bind_title(all_items, i, measure))


def _without(items: list[Item], bind: Callable[[Sequence[Item], int], bool]) -> list[Item]:
    """The items but for the short passages that ``bind`` could bind."""
    bound = {
        id(item)
        for i, item in enumerate(items)
        if isinstance(item, Passage) and _is_short(item.text) and len(item.lines) <= 2 and bind(items, i)
    }
    return [item for item in items if id(item) not in bound]


def _is_short(text: str) -> bool:
    return len(text) <= (SHORT if CHINESE.search(text) else 3 * SHORT)


def _parts(items: Sequence[Item], i: int) -> list[Line]:
    """The pieces of a passage of one line, or its lines."""
    passage = items[i]
    assert isinstance(passage, Passage)
    return list(passage.first.pieces) if len(passage.lines) == 1 and passage.first.pieces else passage.lines


def mark_signatures(items: Sequence[Item], measure: Measure) -> None:
    """Finds the lines that sign a text: short ones, set off to the right, the last of them a date."""
    passages = [item if isinstance(item, Passage) else None for item in items]
    for i, passage in enumerate(passages):
        if passage is None or not DATE.fullmatch(passage.text.strip()) or not _is_set_off(passage, measure):
            continue
        passage.kind = "signature"
        for before in reversed(passages[max(0, i - 5) : i]):
            if before is None or not _is_set_off(before, measure) or before.ended:
                break
            before.kind = "signature"


def join_passages(items: Sequence[Item], measure: Measure) -> list[Item]:
    """The items with paragraphs whole that a page end, a column end or a figure cuts."""
    joined: list[Item] = []
    for item in items:
        before = _open_passage(joined, item) if isinstance(item, Passage) and item.kind == "text" else None
        if before is not None and isinstance(item, Passage) and runs_on(before, item, measure):
            before.lines += item.lines
        else:
            joined.append(item)
    return joined


def _open_passage(items: Sequence[Item], after: Item) -> Passage | None:
    """The passage that the one after may go on from: the last before it but for floats and smaller print.

    None where no page end, column end, wide gap (a picture over two columns) or float stands between the two.
    """
    assert isinstance(after, Passage)
    for back, item in enumerate(reversed(items)):
        if not isinstance(item, Passage) or item.kind == "caption":
            continue
        if item.kind == "text" and item.first.size < after.first.size - 0.6:
            continue
        shifted = item.last.page != after.first.page or item.last.column != after.first.column
        near = 0 <= after.first.page - item.last.page <= 2
        apart = shifted or back > 0 or after.first.base - item.last.base > GAP * after.first.size
        return item if item.kind == "text" and near and apart else None
    return None


def _is_set_off(passage: Passage, measure: Measure) -> bool:
    """Whether a short line stands well to the right of the margin."""
    first = passage.first
    left, right = edges_of(first, measure)
    inset = first.x0 - left > 0.25 * (right - left)
    return (
        passage.kind == "text" and len(passage.lines) == 1 and first.ink <= 34 and inset and not first.marker
    )


def _bind_unit(items: Sequence[Item], i: int) -> bool:
    """Gives a table the unit line above it, and the title that stands on the same line."""
    table, parts = _next_table(items, i), _parts(items, i)
    units = [part for part in parts if UNIT.match(part.text)]
    if table is None or table.table is None or not units:
        return False
    table.unit = table.unit or units[-1]
    table.captions = [part for part in parts if part not in units] + table.captions
    return True


def _next_table(items: Sequence[Item], i: int) -> Float | None:
    """The table below a line, other unit lines and captions of its own aside."""
    this = items[i]
    assert isinstance(this, Passage)
    for item in items[i + 1 : i + 3]:
        if isinstance(item, Float):
            near = item.page == this.first.page and item.box[1] - this.first.box[3] < NEAR
            return item if near else None
        if not UNIT.match(item.text):
            return None
    return None


def _bind_named(items: Sequence[Item], i: int) -> bool:
    """Gives the figures or the table beside a line their caption, where the line calls itself one."""
    passage = items[i]
    assert isinstance(passage, Passage)
    if not CAPTION.match(passage.text):
        return False
    above, below = _row_before(items, i), _row_after(items, i)
    target = _for_caption(passage, above, below)
    if target is None:
        passage.kind = "caption"
        return False
    for figure in _alike(target, above):
        figure.captions += passage.lines
    return True


def _bind_title(items: Sequence[Item], i: int, measure: Measure) -> bool:
    """Takes a line close to a table or figure for its title: a centred one, or one that ends in 表 or 图.

    A drawing that has a caption already owns such a line as a label.
    """
    passage = items[i]
    assert isinstance(passage, Passage)
    first = passage.first
    if passage.number or passage.marker or passage.ended or len(passage.text) > 40:
        return False
    inset = first.x0 - edges_of(first, measure)[0] >= 2 * first.size
    above = [(f, first.box[1] - f.box[3]) for f in _row_before(items, i) if f.figure]
    below = [(f, (f.unit.box[1] if f.unit else f.box[1]) - passage.last.box[3]) for f in _row_after(items, i)]
    for float_, gap in above + below:
        middle = (float_.box[0] + float_.box[2]) / 2
        centred = inset and abs(first.middle - middle) <= 1.2 * first.size
        large = first.size > measure.size + LARGER
        named = passage.text.endswith("表" if float_.table else "图") and not large
        if not -first.size < gap < 2.2 * first.size or not (centred or named):
            continue
        if not float_.captions:
            float_.captions += passage.lines
            return True
        if float_.figure and not float_.figure.images and gap < first.size and passage.kind == "text":
            float_.labels = [*float_.labels, *(line.text for line in passage.lines)]
            return True
    return False


def _row_before(items: Sequence[Item], i: int) -> list[Float]:
    """The floats just above item i, those side by side together."""
    row: list[Float] = []
    for item in reversed(items[:i]):
        if not isinstance(item, Float) or (row and item.box[3] < row[0].box[1]):
            break
        row.append(item)
    this = items[i]
    assert isinstance(this, Passage)
    turned_over = [f for f in row if f.page == this.first.page - 1 and i + 1 < len(items)]
    return [
        f for f in reversed(row) if f.page == this.first.page and this.first.box[1] - f.box[3] < NEAR
    ] or turned_over[:1]


def _row_after(items: Sequence[Item], i: int) -> list[Float]:
    row: list[Float] = []
    for item in items[i + 1 :]:
        if not isinstance(item, Float) or (row and item.box[1] > row[0].box[3]):
            break
        row.append(item)
    this = items[i]
    assert isinstance(this, Passage)
    return [f for f in row if f.page == this.first.page and f.box[1] - this.last.box[3] < NEAR]


def _spread(parts: Sequence[Line], row: Sequence[Float]) -> list[Float]:
    """Gives each of several figures side by side the caption under or over it; the figures that got one."""
    figures = [f for f in row if f.figure and not f.captions]
    homes = [_home(part, figures) for part in parts]
    if None in homes and len(parts) == len(figures):
        homes = _in_turn(parts, figures)
    if len(figures) < 2 or len(parts) < 2 or None in homes or len({id(home) for home in homes}) < 2:
        return []
    found = [home for home in homes if home is not None]
    for part, home in zip(parts, found, strict=True):
        home.captions.append(part)
    return found


def _in_turn(parts: Sequence[Line], figures: Sequence[Float]) -> list[Float | None]:
    """The figures from the left, one a caption: what is drawn may be narrower than the frame that the caption is under."""
    ordered = sorted(figures, key=lambda figure: figure.box[0])
    near = all(
        figure.box[0] - NEAR < part.middle < figure.box[2] + NEAR
        for part, figure in zip(parts, ordered, strict=True)
    )
    return list(ordered) if near else [None]


class _Spreader:
    """Binds lines whose pieces stand under or over figures side by side, and the second line of such captions."""

    def __init__(self) -> None:
        """No row of figures is known at first."""
        self._row: list[Float] = []

    def __call__(self, items: Sequence[Item], i: int) -> bool:
        """Whether item i is such a line."""
        parts = _parts(items, i)
        if i and isinstance(items[i - 1], Float):
            self._row = []
        spread = _spread(parts, _row_before(items, i)) or _spread(parts, _row_after(items, i))
        if spread:
            self._row = spread
        return bool(spread) or (bool(self._row) and _bind_rest(parts, self._row))


def _bind_rest(parts: Sequence[Line], row: Sequence[Float]) -> bool:
    """Gives figures side by side the second line of their captions."""
    homes = [_home(part, row) for part in parts]
    for part, home in zip(parts, homes, strict=True):
        last = home.captions[-1] if home and home.captions else None
        if last is None or last.size != part.size or not 0 < part.base - last.base < 3.2 * part.size:
            return False
    for part, home in zip(parts, homes, strict=True):
        if home is not None:
            home.captions.append(part)
    return bool(parts)


def _home(part: Line, figures: Sequence[Float]) -> Float | None:
    """The figure under or over which a piece of text stands."""
    return next((f for f in figures if f.box[0] - 6 <= part.middle <= f.box[2] + 6), None)


def _for_caption(passage: Passage, above: Sequence[Float], below: Sequence[Float]) -> Float | None:
    """What a caption names: a table below it, else a figure above it, else one below, else a table above."""
    tabular = passage.text.startswith(("表", "附表"))
    orders: Iterable[Sequence[Float]]
    tables_below = [f for f in below if f.table] if tabular else []
    figures_above = [f for f in above if f.figure and not f.captions]
    orders = (tables_below, figures_above, [f for f in below if f.figure], below, above)
    for floats in orders:
        free = [f for f in floats if not f.captions]
        if free:
            return free[-1] if floats is figures_above else free[0]
    return None


def _alike(target: Float, above: Sequence[Float]) -> list[Float]:
    """The figures that share a caption: those side by side with the one above it."""
    if target not in above or not target.figure:
        return [target]
    return [
        f
        for f in above
        if f.figure and not f.captions and f.box[1] < target.box[3] and target.box[1] < f.box[3]
    ]


def found_to_float(found: FoundTable | FoundFigure, joined: JoinedTable | None = None) -> Float:
    """A table or figure as an item of the flow."""
    if isinstance(found, FoundFigure):
        return Float(found.page, found.box, figure=found)
    return Float(found.page, found.box, table=joined)
