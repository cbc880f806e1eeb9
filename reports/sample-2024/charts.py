"""The charts of the sample report as DrawingML, so that Writer draws them and their words stay text."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

_COLOURS = ("1F6FA8", "5FA777", "E0A33E", "7E8FB8", "B5624D")
# Room for the words around the pie.
_INNER = (
    '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    '<c:x val="0.29"/><c:y val="0.3"/><c:w val="0.42"/><c:h val="0.49"/></c:manualLayout></c:layout>'
)
_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def chart_to_xml(chart: dict[str, Any]) -> bytes:
    """The chart part of a .docx: a pie with name, number and share at each slice, or columns with their values."""
    plot = _pie(chart["points"]) if chart["kind"] == "pie" else _columns(chart["points"])
    layout = _INNER if chart["kind"] == "pie" else "<c:layout/>"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {_SPACES}><c:chart>'
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>{_font(1050, 'defRPr')}</a:pPr>"
        f"<a:r>{_font(1050, 'rPr')}<a:t>{escape(chart['title'])}</a:t></a:r></a:p></c:rich></c:tx>"
        f'<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea>{layout}{plot}</c:plotArea>'
        '<c:plotVisOnly val="1"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>'
    ).encode()


def _font(size: int, tag: str) -> str:
    faces = '<a:latin typeface="Liberation Serif"/><a:ea typeface="AR PL SungtiL GB"/>'
    return f'<a:{tag} lang="zh-CN" sz="{size}" b="0">{faces}</a:{tag}>'


def _text(size: int) -> str:
    return f"<c:txPr><a:bodyPr/><a:p><a:pPr>{_font(size, 'defRPr')}</a:pPr></a:p></c:txPr>"


def _fill(colour: str) -> str:
    line = '<a:ln w="9525"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln>'
    return f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>{line}</c:spPr>'


def _data(points: list[list[str]], form: str) -> str:
    count = f'<c:ptCount val="{len(points)}"/>'
    names = "".join(f'<c:pt idx="{k}"><c:v>{escape(name)}</c:v></c:pt>' for k, (name, _) in enumerate(points))
    values = "".join(f'<c:pt idx="{k}"><c:v>{value}</c:v></c:pt>' for k, (_, value) in enumerate(points))
    return (
        f"<c:cat><c:strLit>{count}{names}</c:strLit></c:cat>"
        f"<c:val><c:numLit><c:formatCode>{form}</c:formatCode>{count}{values}</c:numLit></c:val>"
    )


def _labels(form: str, place: str, *, name: int, share: int) -> str:
    return (
        f'<c:dLbls><c:numFmt formatCode="{form}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_text(900)}<c:dLblPos val="{place}"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        f'<c:showCatName val="{name}"/><c:showSerName val="0"/><c:showPercent val="{share}"/><c:showBubbleSize val="0"/>'
        "<c:separator>\n</c:separator></c:dLbls>"
    )


def _pie(points: list[list[str]]) -> str:
    slices = "".join(
        f'<c:dPt><c:idx val="{k}"/><c:bubble3D val="0"/>{_fill(_COLOURS[k])}</c:dPt>'
        for k in range(len(points))
    )
    series = (
        f'<c:ser><c:idx val="0"/><c:order val="0"/>{slices}{_labels("0%", "outEnd", name=1, share=1)}'
        f"{_data(points, '#,##0')}</c:ser>"
    )
    return f'<c:pieChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="306"/></c:pieChart>'


def _columns(points: list[list[str]]) -> str:
    series = (
        f'<c:ser><c:idx val="0"/><c:order val="0"/>{_fill(_COLOURS[0])}<c:invertIfNegative val="0"/>'
        f"{_labels('#,##0.00', 'outEnd', name=0, share=0)}{_data(points, '#,##0.00')}</c:ser>"
    )
    grey = '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="8A97A3"/></a:solidFill></a:ln></c:spPr>'
    axis = (
        '<c:{kind}><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/>{low}</c:scaling>'
        '<c:delete val="{hidden}"/><c:axPos val="{side}"/><c:numFmt formatCode="#,##0" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{line}{text}'
        '<c:crossAx val="{other}"/></c:{kind}>'
    )
    across = axis.format(kind="catAx", own=1, other=2, side="b", hidden=0, low="", line=grey, text=_text(900))
    up = axis.format(
        kind="valAx", own=2, other=1, side="l", hidden=1, low='<c:min val="0"/>', line=grey, text=_text(900)
    )
    return (
        f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="90"/><c:axId val="1"/><c:axId val="2"/></c:barChart>{across}{up}'
    )
