"""Native charts of a Word file: kind, title, and the points of the workbook that lies behind them."""

from __future__ import annotations

import re
from typing import Any, Literal

from docx.oxml import parse_xml

from generator.model import Chart, ChartPoint

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
KINDS: dict[str, Literal["pie", "bar", "line"]] = {
    "pieChart": "pie",
    "pie3DChart": "pie",
    "doughnutChart": "pie",
    "ofPieChart": "pie",
    "barChart": "bar",
    "bar3DChart": "bar",
    "lineChart": "line",
    "line3DChart": "line",
    "scatterChart": "line",
}
SHARE = re.compile(r"-?\d+(?:\.\d+)?\s*%")


def xml_to_chart(xml: bytes) -> tuple[Chart, tuple[str, ...]]:
    """The chart in a chart part, and all words that it prints; an empty chart for XML that cannot be parsed."""
    try:
        root = parse_xml(xml)
    except SyntaxError:
        return Chart("other", ()), ()
    plot = root.find(f".//{C}plotArea")
    drawn = [element for element in plot if _name(element).endswith("Chart")] if plot is not None else []
    kind = KINDS.get(_name(drawn[0])) if drawn else None
    title = _rich(root.find(f"./{C}chart/{C}title")) or None
    series = [one for element in drawn for one in element.findall(f"{C}ser")]
    points: list[ChartPoint] = []
    printed: list[str] = [title] if title else []
    for one in series:
        name = _cached(one.find(f"{C}tx")).get(0)
        labels, values = _cached(one.find(f"{C}cat")), _values(one)
        said = _data_labels(one)
        if not said and _shows_values(one):
            said = values
        printed += [said[at] for at in sorted(said)]
        for at in sorted(set(labels) | set(values)):
            points.append(
                _point(labels.get(at), values.get(at), said.get(at), name if len(series) > 1 else None)
            )
    printed += dict.fromkeys(point.label for point in points if point.label)
    printed += dict.fromkeys(point.series for point in points if point.series)
    return Chart(kind or "other", tuple(points), title), tuple(printed)


def _point(label: str | None, value: str | None, said: str | None, series: str | None) -> ChartPoint:
    """A point as printed: a typed label goes before the workbook's number, which has no thousands marks."""
    share = SHARE.search(said) if said else None
    if said and value is not None:
        rest = SHARE.sub("", said)
        written = [
            part for part in re.findall(r"-?\d[\d,]*(?:\.\d+)?", rest) if part.replace(",", "") == value
        ]
        value = written[0] if written else value
    return ChartPoint(label, value, share[0].replace(" ", "") if share else None, series)


def _values(series: Any) -> dict[int, str]:
    """The numbers of a series, with thousands marks where its format asks for them."""
    source = series.find(f"{C}val")
    format = source.findtext(f".//{C}formatCode") if source is not None else None
    return {at: _written(text, format or "") for at, text in _cached(source).items()}


def _written(text: str, format: str) -> str:
    """A workbook's number as its format prints it: thousands marks and zeros at the end, nothing rounded."""
    found = re.fullmatch(r"(-?)(\d+)(?:\.(\d+))?", text)
    wanted = re.search(r"0(?:\.(0+))?", format)
    if not found or not wanted:
        return text
    whole, decimals = found[2], found[3] or ""
    if "#,##0" in format:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", whole)
    decimals = decimals.ljust(len(wanted[1] or ""), "0")
    return found[1] + whole + (f".{decimals}" if decimals else "")


def _cached(source: Any) -> dict[int, str]:
    """The cached points by place."""
    if source is None:
        return {}
    return {
        int(point.get("idx")): (point.findtext(f"{C}v") or "").strip()
        for point in source.iter(f"{C}pt")
        if (point.findtext(f"{C}v") or "").strip() and (point.get("idx") or "").isdigit()
    }


def _data_labels(series: Any) -> dict[int, str]:
    """Labels that were typed by hand, by the place of their point."""
    found = {}
    for label in series.iter(f"{C}dLbl"):
        at, words = label.find(f"{C}idx"), _rich(label.find(f"{C}tx"))
        if at is not None and words and (at.get("val") or "").isdigit():
            found[int(at.get("val"))] = words
    return found


def _shows_values(series: Any) -> bool:
    """Whether the values of a series are printed: as its own labels say, else those of the whole chart."""
    for owner in (series, series.getparent()):
        labels = owner.find(f"{C}dLbls")
        shown = labels.find(f"{C}showVal") if labels is not None else None
        if shown is not None:
            return str(shown.get("val", "1")) in ("1", "true")
    return False


def _rich(element: Any) -> str:
    """The words of rich text, paragraphs parted by a blank."""
    if element is None:
        return ""
    lines = (
        "".join(run.text or "" for run in paragraph.iter(f"{A}t")) for paragraph in element.iter(f"{A}p")
    )
    return " ".join(line.strip() for line in lines if line.strip())


def _name(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1]
