"""Whether a theme's colours can be read on one another (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.exporters.theme import Theme
from generator.model import Finding

TEXT, LARGE = 4.5, 3.0


@dataclass(frozen=True, slots=True)
class Use:
    """Where one colour stands on another, and the least contrast that WCAG asks for there."""

    front: str
    back: str
    least: float
    what: str
    what_zh: str


USES = (
    Use("ink", "paper", TEXT, "running text", "正文"),
    Use("soft", "paper", TEXT, "captions, folios and the second language of a cell", "图题、页码及单元格第二语言"),
    Use("accent", "paper", TEXT, "headings and links", "标题和链接"),
    Use("ink", "tint", TEXT, "text in boxes", "底色框内文字"),
    Use("soft", "tint", TEXT, "the second language of a table's head", "表头第二语言"),
    Use("accent", "tint", TEXT, "the heads of tables", "表头"),
    Use("ink", "mark", TEXT, "what awaits translation", "待译文字"),
    Use("accent", "mark", TEXT, "the mark of what awaits translation", "待译标记"),
    Use("gold", "paper", LARGE, "rules, charts and the year on a white cover", "线条、图表及白色封面的年份"),
)  # fmt: skip
BAND = (
    Use("paper", "deep", TEXT, "the words of the cover", "封面文字"),
    Use("gold", "deep", LARGE, "the year on the cover", "封面年份"),
)


def check_colours(theme: Theme) -> Iterator[Finding]:
    """A finding for each pair of colours that readers with weak sight cannot tell apart."""
    for use in (*USES, *(BAND if theme.cover == "band" else ())):
        found = contrast(theme.colours[use.front], theme.colours[use.back])
        if found < use.least:
            file = f"{theme.folder.name}/theme.yaml"
            pair = f"{use.front} ({theme.colours[use.front]}) on {use.back} ({theme.colours[use.back]})"
            pair_zh = f"{use.back}（{theme.colours[use.back]}）上的 {use.front}（{theme.colours[use.front]}）"
            yield Finding(
                "theme-contrast",
                "doubtful",
                f"{file}: {pair} has a contrast of {found:.1f} to 1 and is hard to read; {use.least:g} is the least "
                f"for {use.what}. Choose a darker or a lighter colour.",
                f"{file}：{pair_zh}对比度为 {found:.1f}:1，不易辨认；{use.what_zh}至少应为 {use.least:g}:1，请调整颜色深浅。",
            )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written #rrggbb, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
