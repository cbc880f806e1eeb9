"""The glossary as a sheet, XLSX or CSV: one entry a row, one key a column, the values of a list on lines of their own.

What a cell holds is text: a value that a spreadsheet would take for a formula is written as text and read as text.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.errors import WrongUse
from generator.terms.exchange import Exported, Imported, Record, count_lost, term_to_record
from generator.terms.fault import Fault
from generator.terms.shape import ENTRY, Choice, Flag, Records, Texts
from generator.terms.term import Term
from generator.workbook import BROKEN, export_sheet

COLUMNS = (
    "id", "zh", "en", "domain", "source", "variants", "kind", "abbr", "first", "forms", "alternatives", "forbidden",
    "case", "pos", "keep", "counts", "advice", "confidence", "status", "definition", "note",
)  # fmt: skip
_WIDTHS = {
    "zh": 28,
    "en": 40,
    "source": 40,
    "alternatives": 32,
    "forbidden": 32,
    "definition": 40,
    "note": 48,
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What parts a forbidden rendering from its reason, in one cell.
_WHY = " | "


def export_xlsx(entries: Iterable[Term]) -> Exported:
    """A workbook with one sheet, ``terms``; every cell is of the kind text."""
    records = [term_to_record(term) for term in entries]
    rows = ([_cell(record.get(key)) or None for key in COLUMNS] for record in records)
    widths = [_WIDTHS.get(key, 14) for key in COLUMNS]
    return Exported(export_sheet("terms", COLUMNS, widths, rows), len(records), _lost(records))


def export_csv(entries: Iterable[Term]) -> Exported:
    """Comma-separated, UTF-8 with a mark, which Excel asks for; a value that looks like a formula follows a quote."""
    records = [term_to_record(term) for term in entries]
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for record in records:
        writer.writerow([_guarded(_cell(record.get(key))) for key in COLUMNS])
    return Exported(made.getvalue().encode("utf-8-sig"), len(records), _lost(records))


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def _unguarded(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:2] in (*_FORMULA, "'") else text


def _lost(records: Sequence[Record]) -> dict[str, int]:
    """In how many entries a key says something that its column, or no column, carries."""
    lost = Counter(count_lost(records, COLUMNS))
    for record in records:
        lost.update(key for key in COLUMNS if not _carries(record.get(key)))
    return dict(sorted(lost.items()))


def _carries(value: Any) -> bool:
    """Whether a value comes back from its cell as it was: an item of a list holds no line break, and no bar."""
    texts = (
        [str(text) for one in value for text in (one.values() if isinstance(one, dict) else (one,))]
        if isinstance(value, list)
        else []
    )
    return not any("\n" in text or _WHY in text for text in texts)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "\n".join(_item(one) for one in value)
    return str(value)


def _item(one: Any) -> str:
    text = f"{one['text']}{_WHY}{one['why']}" if isinstance(one, dict) else str(one)
    return " ".join(text.split("\n"))


def read_xlsx(data: bytes, file: str) -> Imported:
    """The records of a workbook's first sheet; raises WrongUse where it is none."""
    from openpyxl import load_workbook  # loads slowly, and a build reads no sheet
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        rows = [[_shown(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    except (InvalidFileException, OSError, *BROKEN):
        raise WrongUse(
            f"{file} is no XLSX workbook that can be read: save it again from the spreadsheet program",
            f"{file} 不是可读取的 XLSX 工作簿：请用电子表格软件重新保存",
        ) from None
    return _rows_to_records(rows, file)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def read_csv(data: bytes, file: str) -> Imported:
    """The records of a CSV file, UTF-8 or GB18030; raises WrongUse where it is neither."""
    text = _decoded(data, file)
    try:
        rows = [[_unguarded(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
    except csv.Error:
        raise WrongUse(f"{file} is no CSV file that can be read", f"{file} 不是可读取的 CSV 文件") from None
    return _rows_to_records(rows, file)


def _decoded(data: bytes, file: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise WrongUse(
        f"{file} is neither UTF-8 nor GB18030: save it as UTF-8", f"{file} 编码无法识别：请另存为 UTF-8"
    )


def _rows_to_records(rows: Sequence[Sequence[str]], file: str) -> Imported:
    if not rows or not {"zh", "en"} <= {_name(cell) for cell in rows[0]}:
        raise WrongUse(
            f"{file} has no columns zh and en in its first row: name the columns as the export does",
            f"{file} 首行缺少 zh 和 en 列：请按导出文件的列名填写",
        )
    names = [_name(cell) for cell in rows[0]]
    faults = [
        Fault(file, 1, f"column '{name}' is unknown and was left out", f"未知的列“{name}”，已略过")
        for name in names
        if name and name not in COLUMNS
    ]
    placed: list[tuple[int, Record]] = []
    for number, row in enumerate(rows[1:], 2):
        cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if name in COLUMNS}
        if any(cells.values()):
            record, slips = _record(cells, file, number)
            placed.append((number, record))
            faults += slips
    return Imported(file, tuple(placed), frozenset(names) & frozenset(COLUMNS), tuple(faults))


def _name(cell: str) -> str:
    return cell.strip().lower()


def _record(cells: dict[str, str], file: str, row: int) -> tuple[Record, list[Fault]]:
    record: Record = {}
    faults: list[Fault] = []
    for key, text in cells.items():
        if not text:
            continue
        shape = ENTRY.keys[key]
        if isinstance(shape, Choice) and text not in shape.words:
            words = ", ".join(shape.words)
            faults.append(
                Fault(
                    file, row, f"{key} '{text}' is none of: {words}", f"{key}“{text}”不在可选值之中：{words}"
                )
            )
        elif isinstance(shape, Flag) and text.lower() not in ("true", "false"):
            faults.append(
                Fault(file, row, f"{key} '{text}': type true or false", f"{key}“{text}”：请写 true 或 false")
            )
        elif isinstance(shape, Flag):
            if text.lower() == "true":
                record[key] = True
        elif isinstance(shape, Texts | Records):
            record[key] = list(_items(text, isinstance(shape, Records)))
        else:
            record[key] = text
    return record, faults


def _items(text: str, with_why: bool) -> Iterator[Any]:
    for line in text.splitlines():
        item = line.strip()
        if with_why and _WHY in item:
            wrong, why = item.split(_WHY, 1)
            yield {"text": wrong.strip(), "why": why.strip()}
        elif item:
            yield item
