"""A theme: the colours, fonts, logo, cover and words of the editions, from ``theme.yaml`` in its folder.

A theme folder may hold templates and style sheets of its own; what it does not hold is taken from
``templates/classic``. Every value is checked before it comes near a style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from generator.errors import SettingsInvalid, system_reason
from generator.exporters.fonts import Font, look_up_packaged
from generator.slips import find_repeated, yaml_slip

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
BASE = TEMPLATES / "classic"
KEYS = {"name", "colours", "fonts", "logo", "cover", "texts", "chapter_page"}
COLOURS = {"ink", "soft", "accent", "deep", "gold", "tint", "line", "paper", "mark"}
FAMILIES = {"Body", "Head", "Display", "Han", "Hant"}
COVERS = {"band", "plain"}
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_SLOT = re.compile(r"\{\w*\}|[{}]")
FONT_FILES = (b"\x00\x01\x00\x00", b"OTTO", b"true")


@dataclass(frozen=True, slots=True)
class Theme:
    """How editions look. ``texts`` are the words of the furniture: key → (English, Chinese)."""

    name: str
    folder: Path
    colours: Mapping[str, str]
    fonts: tuple[Font, ...]
    texts: Mapping[str, tuple[str, str]]
    logo: Path | None = None
    cover: str = "band"
    chapter_page: bool = True


def load_theme(folder: Path = BASE) -> Theme:
    """The theme of a folder; SettingsInvalid names the first fault of its theme.yaml, and the line."""
    own = _File.read(folder / "theme.yaml")
    base = own if folder.resolve() == BASE.resolve() else _File.read(BASE / "theme.yaml")
    if unknown := sorted(set(own.data) - KEYS):
        known = ", ".join(sorted(KEYS))
        raise own.fault(
            unknown[0],
            f"unknown key {unknown[0]!r}; there are {known}",
            f"未知的键 {unknown[0]!r}，可用：{known}",
        )
    choices = {**base.data, **own.data}
    return Theme(
        name=str(own.data.get("name", folder.name)),
        folder=folder,
        colours={**_colours(base), **_colours(own)},
        fonts=_fonts(base, own, folder),
        texts={**_texts(base, base), **_texts(own, base)},
        logo=_logo(folder, str(own.data["logo"]), own) if own.data.get("logo") else None,
        cover=_cover(choices.get("cover", "band"), own),
        chapter_page=_chapter_page(choices.get("chapter_page", True), own),
    )


@dataclass(frozen=True, slots=True)
class _File:
    """A theme.yaml: its name for messages, what it says, and the line of each key, from 1: ``colours.ink`` → 9."""

    name: str
    data: Mapping[str, Any]
    lines: Mapping[str, int]

    @classmethod
    def read(cls, path: Path) -> _File:
        name = f"{path.parent.name}/{path.name}"
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as fault:
            why, why_zh = system_reason(fault)
            raise _fault(name, f"cannot be read ({why})", f"无法读取（{why_zh}）") from fault
        except UnicodeDecodeError as fault:
            raise _fault(
                name, "is not UTF-8 text; save it with that encoding", "不是 UTF-8 编码，应另存为 UTF-8"
            ) from fault
        try:
            data = yaml.load(text, Loader=yaml.CSafeLoader)
            node = yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError as fault:
            line, (why, why_zh) = yaml_slip(text, fault)
            raise _fault(
                f"{name}, line {line or 1}", f"the YAML is broken here: {why}", f"此处 YAML 有误：{why_zh}"
            ) from fault
        except ValueError as fault:
            raise _fault(
                name,
                'a value looks like a date that there is not; put it in "quotes"',
                "有的值像日期而并非日期，请加半角引号",
            ) from fault
        if repeated := find_repeated(node):
            line, told = repeated[0]
            raise _fault(f"{name}, line {line}", *told)
        lines = dict(_lines(node))
        if not isinstance(data, dict):
            raise _fault(name, "must be a list of keys and values", "应由键和值组成")
        return cls(name, {str(key): value for key, value in data.items()}, lines)

    def part(self, key: str) -> dict[str, Any]:
        """The keys and values under a key; none where it is not there."""
        part = self.data.get(key) or {}
        if not isinstance(part, dict):
            raise self.fault(key, f"{key} must hold keys and values", f"{key} 应由键和值组成")
        return {str(name): value for name, value in part.items()}

    def fault(self, key: str, what: str, what_zh: str) -> SettingsInvalid:
        """What is wrong with a key, and in which line."""
        line = self.lines.get(key)
        return _fault(f"{self.name}, line {line}" if line else self.name, what, what_zh)


def _lines(node: yaml.Node | None, above: str = "") -> Iterator[tuple[str, int]]:
    """The line of each key; a key below another as ``above.key``."""
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        name = f"{above}{key.value}"
        yield name, key.start_mark.line + 1
        yield from _lines(value, f"{name}.")


def _cover(found: object, file: _File) -> str:
    if isinstance(found, str) and found in COVERS:
        return found
    first, second = sorted(COVERS)
    raise file.fault(
        "cover",
        f"cover must be {first} or {second}, not {found!r}",
        f"cover 应为 {first} 或 {second}，而不是 {found!r}",
    )


def _chapter_page(found: object, file: _File) -> bool:
    if isinstance(found, bool):
        return found
    raise file.fault("chapter_page", "chapter_page must be true or false", "chapter_page 应为 true 或 false")


def _colours(file: _File) -> dict[str, str]:
    found = file.part("colours")
    for name, value in found.items():
        key = f"colours.{name}"
        if name not in COLOURS:
            known = ", ".join(sorted(COLOURS))
            raise file.fault(
                key, f"unknown colour {name!r}; there are {known}", f"未知的颜色 {name!r}，可用：{known}"
            )
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", str(value)):
            raise file.fault(
                key,
                f'colour {name} must be written "#rrggbb", in quotation marks',
                f'颜色 {name} 应写成 "#rrggbb"，并加引号',
            )
    return {name: str(found[name]).lower() for name in sorted(found)}


def _fonts(base: _File, own: _File, folder: Path) -> tuple[Font, ...]:
    """The faces by family; those of the theme take the place of the base's."""
    mine, given = own.part("fonts"), base.part("fonts")
    return tuple(
        face
        for family in sorted({*given, *mine})
        for face in _faces(family, mine.get(family, given.get(family)), folder, own)
    )


def _faces(family: str, spec: object, folder: Path, file: _File) -> list[Font]:
    key = f"fonts.{family}"
    if family not in FAMILIES:
        known = ", ".join(sorted(FAMILIES))
        raise file.fault(
            key, f"unknown font {family!r}; there are {known}", f"未知的字体 {family!r}，可用：{known}"
        )
    if not isinstance(spec, dict) or not isinstance(spec.get("weights"), dict) or "file" not in spec:
        raise file.fault(key, f"font {family} needs file and weights", f"字体 {family} 缺少 file 或 weights")
    if "package" in spec:
        path = look_up_packaged(str(spec["package"]), str(spec["file"]))
    else:
        path = _font_file(folder, str(spec["file"]), file, f"{key}.file")
    return [
        Font(family, _weight(weight, family, file), path, _axes(axes, f"{key}.weights.{weight}", file))
        for weight, axes in sorted(spec["weights"].items(), key=str)
    ]


def _weight(weight: object, family: str, file: _File) -> int:
    if isinstance(weight, int) and 1 <= weight <= 1000:
        return weight
    raise file.fault(
        f"fonts.{family}.weights.{weight}",
        f"font {family} has a weight that is no number from 1 to 1000",
        f"字体 {family} 的字重应为 1 至 1000 的数字",
    )


def _axes(axes: object, key: str, file: _File) -> dict[str, float]:
    """Where the axes of a variable font are pinned; none for a font that has no axes."""
    try:
        return {str(axis): float(value) for axis, value in dict(axes or {}).items()}  # type: ignore[call-overload]
    except (TypeError, ValueError) as fault:
        raise file.fault(
            key,
            "the axes of a weight must be numbers, such as {wght: 400}",
            "字重的轴应为数字，例如 {wght: 400}",
        ) from fault


def _texts(file: _File, base: _File) -> dict[str, tuple[str, str]]:
    """The words of a theme by their key, which must be one of the base's: no page asks for another."""
    found, known = {}, base.part("texts")
    for key, value in file.part("texts").items():
        if key not in known:
            names = ", ".join(known)
            raise file.fault(
                f"texts.{key}",
                f"unknown text {key!r}; there are {names}",
                f"未知的文字 {key!r}，可用：{names}",
            )
        if not isinstance(value, dict) or {"en", "zh"} != set(value):
            raise file.fault(f"texts.{key}", f"text {key} needs en and zh", f"文字 {key} 应有 en 和 zh")
        for language, words in value.items():
            _check_slots(f"{key}.{language}", str(words), known[key][language], file)
        found[key] = (str(value["en"]), str(value["zh"]))
    return found


def _check_slots(key: str, text: str, known: str, file: _File) -> None:
    """A text names what is filled in exactly as the base's does: another name would be shown as it stands."""
    given, needed = (sorted(set(_SLOT.findall(words))) for words in (text, known))
    if given != needed:
        listed = ", ".join(needed)
        raise file.fault(
            f"texts.{key}",
            f"text {key} has "
            + (f"to hold {listed} and nothing else in braces" if needed else "no place for braces"),
            f"文字 {key} " + (f"须含 {listed}，且花括号内不得有其他内容" if needed else "中不得有花括号"),
        )


def _logo(folder: Path, name: str, file: _File) -> Path:
    """A picture that the pages can show: SVG without type, as no font of the company's is at hand, PNG or JPEG."""
    path = _inside(folder, name, file, "logo")
    data = path.read_bytes()
    if re.search(rb"<(?:\w+:)?text[\s>]", data) and b"<svg" in data:
        raise file.fault(
            "logo",
            f"the logo {name} has type in it; save it with the type turned into outlines",
            f"标志 {name} 含有文字，请转换为轮廓后保存",
        )
    if data.startswith(b"\xff\xd8\xff") and _colour_channels(path) == 4:
        raise file.fault(
            "logo",
            f"the logo {name} is made for four-colour printing; save it in RGB",
            f"标志 {name} 为四色印刷（CMYK）格式，请另存为 RGB",
        )
    drawn = b"<svg" in data[:2000] and data.rstrip().endswith(b"</svg>")
    if not (drawn or (data.startswith(PICTURES) and _colour_channels(path))):
        raise file.fault(
            "logo", f"the logo {name} is no SVG, PNG or JPEG file", f"标志 {name} 不是 SVG、PNG 或 JPEG 文件"
        )
    return path


def _colour_channels(path: Path) -> int:
    """How many colours a point of a picture is made of; 0 for a file that is none."""
    try:
        with Image.open(path) as picture:
            return len(picture.getbands())
    except (OSError, Image.DecompressionBombError):
        return 0


def _font_file(folder: Path, name: str, file: _File, key: str) -> Path:
    path = _inside(folder, name, file, key)
    if not path.read_bytes()[:4].startswith(FONT_FILES):
        raise file.fault(
            key, f"{name} is no TrueType or OpenType font", f"{name} 不是 TrueType 或 OpenType 字体"
        )
    return path


def _inside(folder: Path, name: str, file: _File, key: str) -> Path:
    """A file of the theme's own folder; one that is missing or outside is a fault."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise file.fault(
            key, f"there is no file {name} in the theme's folder", f"主题文件夹中没有文件 {name}"
        )
    return path


def _fault(where: str, what: str, what_zh: str) -> SettingsInvalid:
    return SettingsInvalid(
        f"{where}: {what}. Mend it and build again.", f"{where}：{what_zh}，请改正后重新生成。"
    )
