"""A theme: the colours, fonts, logo, cover and words of the editions, from ``theme.yaml`` in its folder.

A theme folder may hold templates and style sheets of its own; what it does not hold is taken from
``templates/classic``. Every value is checked before it comes near a style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.errors import SettingsInvalid
from generator.exporters.fonts import Font, look_up_packaged

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
BASE = TEMPLATES / "classic"
KEYS = {"name", "colours", "fonts", "logo", "cover", "texts", "chapter_page"}
COLOURS = {"ink", "soft", "accent", "deep", "gold", "tint", "line", "paper", "mark"}
FAMILIES = {"Body", "Head", "Display", "Han", "Hant"}
COVERS = {"band", "plain"}


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
    """The theme of a folder; SettingsInvalid names the first fault of its theme.yaml."""
    own = _read_yaml(folder / "theme.yaml")
    base = own if folder.resolve() == BASE.resolve() else _read_yaml(BASE / "theme.yaml")
    file = f"{folder.name}/theme.yaml"
    if unknown := sorted(set(own) - KEYS):
        raise _fault(file, f"unknown key {unknown[0]!r}", f"未知的键 {unknown[0]!r}")
    words = {**_texts(base, file), **_texts(own, file)}
    cover = str(own.get("cover", base.get("cover", "band")))
    if cover not in COVERS:
        raise _fault(file, f"cover must be one of {sorted(COVERS)}", f"cover 应为 {sorted(COVERS)} 之一")
    return Theme(
        name=str(own.get("name", folder.name)),
        folder=folder,
        colours=_colours({**_part(base, "colours", file), **_part(own, "colours", file)}, file),
        fonts=_fonts({**_part(base, "fonts", file), **_part(own, "fonts", file)}, folder, file),
        texts=words,
        logo=_logo(own.get("logo"), folder, file),
        cover=cover,
        chapter_page=bool(own.get("chapter_page", base.get("chapter_page", True))),
    )


def _read_yaml(path: Path) -> dict[str, Any]:
    name = f"{path.parent.name}/{path.name}"
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise _fault(name, f"cannot be read ({fault.strerror})", f"无法读取（{fault.strerror}）") from fault
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise _fault(name, f"is not valid YAML ({fault})", f"不是有效的 YAML（{fault}）") from fault
    if not isinstance(found, dict):
        raise _fault(name, "must be a list of keys and values", "应由键和值组成")
    return found


def _part(data: Mapping[str, Any], key: str, file: str) -> dict[str, Any]:
    part = data.get(key) or {}
    if not isinstance(part, dict):
        raise _fault(file, f"{key} must hold keys and values", f"{key} 应由键和值组成")
    return part


def _colours(found: Mapping[str, Any], file: str) -> dict[str, str]:
    for name, value in found.items():
        if name not in COLOURS:
            raise _fault(file, f"unknown colour {name!r}", f"未知的颜色 {name!r}")
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", str(value)):
            raise _fault(file, f"colour {name} must be written #rrggbb", f"颜色 {name} 应写成 #rrggbb")
    return {name: str(found[name]).lower() for name in sorted(found)}


def _fonts(found: Mapping[str, Any], folder: Path, file: str) -> tuple[Font, ...]:
    return tuple(face for family in sorted(found) for face in _faces(family, found[family], folder, file))


def _faces(family: str, spec: object, folder: Path, file: str) -> list[Font]:
    if family not in FAMILIES:
        raise _fault(file, f"unknown font {family!r}", f"未知的字体 {family!r}")
    if not isinstance(spec, dict) or not isinstance(spec.get("weights"), dict) or "file" not in spec:
        raise _fault(file, f"font {family} needs file and weights", f"字体 {family} 缺少 file 或 weights")
    if "package" in spec:
        path = look_up_packaged(str(spec["package"]), str(spec["file"]))
    else:
        path = _inside(folder, str(spec["file"]), file)
    return [
        Font(family, _weight(weight, family, file), path, {str(a): float(v) for a, v in (axes or {}).items()})
        for weight, axes in sorted(spec["weights"].items())
    ]


def _weight(weight: object, family: str, file: str) -> int:
    if isinstance(weight, int) and 1 <= weight <= 1000:
        return weight
    raise _fault(
        file,
        f"font {family} has a weight that is no number from 1 to 1000",
        f"字体 {family} 的字重应为 1 至 1000 的数字",
    )


def _texts(data: Mapping[str, Any], file: str) -> dict[str, tuple[str, str]]:
    words = {}
    for key, value in _part(data, "texts", file).items():
        if not isinstance(value, dict) or {"en", "zh"} != set(value):
            raise _fault(file, f"text {key} needs en and zh", f"文字 {key} 应有 en 和 zh")
        words[str(key)] = (str(value["en"]), str(value["zh"]))
    return words


def _logo(name: object, folder: Path, file: str) -> Path | None:
    return _inside(folder, str(name), file) if name else None


def _inside(folder: Path, name: str, file: str) -> Path:
    """A file of the theme's own folder; one that is missing or outside is a fault."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise _fault(file, f"there is no file {name} in the theme's folder", f"主题文件夹中没有文件 {name}")
    return path


def _fault(file: str, what: str, what_zh: str) -> SettingsInvalid:
    return SettingsInvalid(
        f"{file}: {what}. Mend it and build again.", f"{file}：{what_zh}，请改正后重新生成。"
    )
