"""The templates of a theme with everything they may use: words, colours, macros' helpers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import wrap

from markupsafe import Markup
from PIL import Image

from generator.exporters.about import view_to_about
from generator.exporters.columns import english_share, width
from generator.exporters.fonts import pin, text_width
from generator.exporters.grid import TableView, breakable, table_to_address
from generator.exporters.laid import FOLLOWS
from generator.exporters.pictures import is_on_white
from generator.exporters.settings import EditionSettings
from generator.exporters.spacing import spaced, tied
from generator.exporters.templates import open_templates
from generator.exporters.theme import BASE, Theme
from generator.exporters.traditional import converter
from generator.exporters.view import EditionView, FigureView, ListView, ProseView
from generator.exporters.wording import Pair

# A line like those of reports, by which the width of letters is taken.
LINE = "The Company publishes what it has achieved in the year 2024, how it is governed and what it gives to those around it."
TINTS = ("#5b8c9a", "#a2474b", "#6b7fa8", "#7a8f3c", "#8a6a9e", "#5b6770")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the furniture in both languages."""

    en: str
    zh: str


def render(
    view: EditionView,
    medium: str,
    css: str,
    theme: Theme,
    settings: EditionSettings,
    picture: Callable[[str], str] = str,
    template: str = "edition.html.j2",
    spreads: Sequence[tuple[str, str]] = (),
    parts: Sequence[str] = ("front", "main"),
    body: str = "",
) -> str:
    """The HTML of an edition for ``print`` or ``screen``; ``picture`` turns a picture's name into its address.

    ``spreads`` are the finished left and right pages of an edition with facing pages. ``parts`` are what is shown:
    the cover and contents, the chapters, or both; or an empty left page in the place of a chapter that follows.
    ``body`` is what ``body.html.j2`` made of it, where several pages show the same.
    """
    words = find_words(theme, view)
    return (
        open_templates(theme.folder, BASE)
        .get_template(template)
        .render(
            view=view,
            medium=medium,
            front="front" in parts,
            main="main" in parts,
            follows=FOLLOWS if FOLLOWS in parts else "",
            # Our own style sheet, its values checked by load_theme: the only markup that is let through.
            css=Markup(css),  # noqa: S704
            theme=theme,
            settings=settings,
            words=words,
            layout=_classes(view, theme, settings),
            page_title=_title(view),
            logo=_logo(theme, medium, picture),
            tints=(theme.colours["accent"], theme.colours["gold"], *TINTS),
            han=view.han,
            running=_mark(view.title.english, view.title.source, view),
            about=view_to_about(view, settings),
            former=view.former,
            short=_short,
            spaced=spaced if medium == "print" else str,
            tied=tied if medium == "print" else str,
            breakable=breakable,
            csv=table_to_address,
            mark=lambda pair: _mark(pair.english, pair.source, view),
            mark_words=lambda word: _mark(word.en, word.zh, view),
            alternative=lambda figure: _alternative(figure, view, words),
            picture=picture,
            pad_class=_pad_class,
            size=lambda name: _size(view, name),
            on_white=lambda figure: is_on_white(view.pictures[figure.image]),
            spreads=[tuple(map(Markup, spread)) for spread in spreads],
            body=Markup(body),  # noqa: S704 - made by our own template
        )
    )


def find_words(theme: Theme, view: EditionView) -> dict[str, Word]:
    """The words of the furniture by key, the Chinese as the edition writes it."""
    convert = converter(view.hant)
    numbers = {"missing": str(view.missing), "sentences": str(view.sentences)}
    return {
        key: Word(_fill(en, numbers), _fill(convert(zh), numbers)) for key, (en, zh) in theme.texts.items()
    }


def theme_css(theme: Theme) -> str:
    """The theme's colours as custom properties."""
    return ":root{" + "".join(f"--{name}:{value};" for name, value in theme.colours.items()) + "}"


def column_css(view: EditionView, theme: Theme) -> str:
    """The widths of columns as classes, as a strict host lets no style stand in an element.

    Those of tables come first, then how the two sides of a printed page share its width in this report.
    """
    tables = (block for block in view.blocks if isinstance(block, TableView))
    widths = sorted({width for table in tables for width in table.widths})
    prose = [block.pair for block in view.blocks if isinstance(block, ProseView)]
    items = [item.pair for block in view.blocks if isinstance(block, ListView) for item in block.items]
    share = english_share([*prose, *items], letters_of(theme)) if view.both else 0
    sides = f".print .parallel :is(.cell,.entry>.en).en{{width:{share}%}}" if share else ""
    return "".join([*(f".w{width}{{width:{width / 10:g}%}}" for width in widths), sides])


def letters_of(theme: Theme) -> float:
    """How much wider the theme's text face is than widths are estimated: a sans-serif is a tenth narrower, most serifs wider."""
    body = min(
        (font for font in theme.fonts if font.family == "Body"), key=lambda font: abs(font.weight - 400)
    )
    return text_width(pin(body), LINE) / width(LINE)


def pad_css(view: EditionView) -> str:
    """What figures lack to the right as classes: a careful site takes away other attributes of pasted elements."""
    tables = (block for block in view.blocks if isinstance(block, TableView))
    rows = (row for table in tables for group in table.groups for row in group)
    pads = sorted({cell.pad for row in rows for cell in row if cell.pad})
    shown = ((_pad_class(pad), "".join(f"\\{ord(sign):x} " for sign in pad)) for pad in pads)
    return "".join(f".n .{name}::after{{content:'{text}';visibility:hidden}}" for name, text in shown)


def _pad_class(pad: str) -> str:
    return "u" + "".join(f"{ord(sign):x}" for sign in pad)


def style_sheet(theme: Theme, name: str) -> str:
    """A style sheet of the base, followed by the theme's own of the same name where it has one."""
    sheets = [BASE / name]
    if theme.folder.resolve() != BASE.resolve() and (theme.folder / name).is_file():
        sheets.append(theme.folder / name)
    return "\n".join(_read(sheet) for sheet in sheets)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _fill(text: str, numbers: Mapping[str, str]) -> str:
    for key, value in numbers.items():
        text = text.replace("{" + key + "}", value)
    return text


def _classes(view: EditionView, theme: Theme, settings: EditionSettings) -> str:
    names = [settings.layout] if view.both else []
    return " ".join([*names, "chapters"] if theme.chapter_page else names)


def _logo(theme: Theme, medium: str, picture: Callable[[str], str]) -> str:
    """The address of the company's logo, nothing where it has none; a page for the screen has it beside its pictures."""
    if theme.logo is None:
        return ""
    return picture(theme.logo.name if medium == "print" else screen_logo(theme.logo))


def screen_logo(logo: Path) -> str:
    """Where a page for the screen finds the logo."""
    return f"assets/logo{logo.suffix.lower()}"


def _title(view: EditionView) -> str:
    """The document's title in the languages that it shows, for windows, search engines and screen readers."""
    both = [(view.title.english, view.company.english)] if view.show_en else []
    both += [(view.title.source, view.company.source)] if view.show_zh else []
    parts = (" – ".join(part for part in pair if part) for pair in both)
    return " | ".join(dict.fromkeys(part for part in parts if part))


def _mark(english: str, chinese: str, view: EditionView) -> str:
    """A bookmark: both languages, or one where they say the same."""
    words = ([english] if view.show_en else []) + ([chinese] if view.show_zh else [])
    return " · ".join(dict.fromkeys(words))


@cache
def _short(words: str, line: int = 48) -> str:
    """What a running head shows of a heading: all that goes on two lines, which are made even.

    A line that is longer is taken for lost text by checkers, as it is no part of the report's content.
    """
    if " " not in words:
        return words if len(words) <= line else f"{words[: line - 1]}…"
    lines = wrap(words, line, max_lines=2, placeholder=" …")
    even = (wrap(words, width) for width in range(20, line))
    return "\n".join(next((found for found in even if len(found) == len(lines)), lines))


def _alternative(figure: FigureView, view: EditionView, words: Mapping[str, Word]) -> str:
    """What a figure says, for those who do not see it: its caption or title, else its words."""
    title = figure.caption or (figure.drawing.title if figure.drawing else Pair())
    said = _in_main_language(title, view)
    if figure.drawing:
        word = words[figure.drawing.form]
        return (word.en if view.show_en else word.zh).replace("{said}", said)
    if said:
        return said
    labels = [_in_main_language(label, view) for label in figure.labels if not label.number][:12]
    word = words["labelled" if labels else "unnamed"]
    listed = (", " if view.show_en else "、").join(labels)
    return _fill(word.en if view.show_en else word.zh, {"said": listed, "page": str(figure.page)})


def _size(view: EditionView, name: str) -> Markup:
    """The width and height of a picture, so that its room is kept while it loads; nothing for one that cannot be read."""
    try:
        with Image.open(view.pictures[name]) as image:
            return Markup(' width="{}" height="{}"').format(*image.size)
    except (KeyError, OSError, Image.DecompressionBombError):
        return Markup()


def _in_main_language(pair: Pair, view: EditionView) -> str:
    return pair.english if view.show_en else pair.source
