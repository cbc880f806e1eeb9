"""The fonts of the editions: found in Python packages, pinned to static files, subset for the web.

No system font is ever named. A font comes from a package that pip installs (or from a theme's own
folder); a variable one is pinned once to a static file in ``.cache/fonts``, because WeasyPrint would
otherwise instance it in every render. The cache is keyed by what goes in, so it is safe to delete and
gives the same bytes again.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import uharfbuzz as _uharfbuzz
from fontTools.ttLib import TTFont
from fontTools.ttLib.woff2 import WOFF2FlavorData as _WOFF2FlavorData

from generator.errors import EnvironmentLacking, system_reason

uharfbuzz: Any = _uharfbuzz
WOFF2FlavorData: Any = _WOFF2FlavorData
CACHE = Path(__file__).resolve().parents[2] / ".cache" / "fonts"
WEB_FONT = "web-font"


class Keep(Protocol):
    """Where what was made is kept, by the step that made it and the hash of what it was made from."""

    def get(self, step: str, key: str) -> bytes | None:
        """What was kept, or None."""

    def put(self, step: str, key: str, content: bytes) -> None:
        """Keep what was made."""


@dataclass(frozen=True)
class Font:
    """One face of a theme: a CSS family and weight, the file it comes from, and where its axes are pinned."""

    family: str
    weight: int
    file: Path
    axes: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class WebFont:
    """A face for the web: ``name`` (a file name made from its content) and the WOFF2 bytes."""

    family: str
    weight: int
    name: str
    data: bytes


def look_up_packaged(package: str, file: str) -> Path:
    """The font file inside an installed Python package; EnvironmentLacking when it is not there."""
    spec = find_spec(package) if package.isidentifier() else None
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / file
        if path.is_file():
            return path
    raise EnvironmentLacking(
        f"The font file {file} of the Python package {package} is not installed: run ./duizhao doctor.",
        f"未安装 Python 字体包 {package} 中的字体文件 {file}，请运行 ./duizhao doctor。",
    )


def pin(font: Font, cache: Path = CACHE) -> Path:
    """The static file of a face: its own when it has no axes to pin, else one made once in the cache."""
    if not font.axes:
        return font.file
    path = cache / f"{font.family}-{font.weight}-{_key(font.file, font.axes)}.ttf"
    if not path.is_file():
        write_whole(path, _pinned(_read(font.file), font.axes))
    return path


def web_fonts(fonts: Iterable[Font], characters: str, keep: Keep | None = None) -> tuple[WebFont, ...]:
    """Each face subset to the characters given, as WOFF2. A face that has none of them is left out.

    ``keep`` holds the subsets of earlier builds: most edits bring no new character.
    """
    wanted = "".join(sorted(set(characters)))
    made = (_kept_web_font(font.family, font.weight, pin(font), wanted, keep) for font in fonts)
    return tuple(font for font in made if font is not None)


def _kept_web_font(
    family: str, weight: int, path: Path, characters: str, keep: Keep | None
) -> WebFont | None:
    if keep is None:
        return _web_font(family, weight, path, characters)
    # The name of a pinned file holds the hash of what it was made from.
    file = path.name if path.parent == CACHE else _begun_hash(path, path.stat().st_mtime_ns).hexdigest()
    made_from = f"{file} {_maker()} {characters}"
    key = hashlib.sha256(made_from.encode()).hexdigest()
    data = keep.get(WEB_FONT, key)
    if data is not None:
        return _to_web_font(family, weight, data)
    font = _web_font(family, weight, path, characters)
    if font is not None:
        keep.put(WEB_FONT, key, font.data)
    return font


@cache
def _maker() -> str:
    """What makes a subset: its versions, and this file."""
    packages = " ".join(f"{name} {version(name)}" for name in ("uharfbuzz", "fonttools", "brotli"))
    return f"{packages} {hashlib.sha256(Path(__file__).read_bytes()).hexdigest()}"


@lru_cache(maxsize=32)
def text_width(path: Path, text: str) -> float:
    """The width of a line in ems, as the font file sets it."""
    face = uharfbuzz.Face(path.read_bytes())
    line = uharfbuzz.Buffer()
    line.add_str(text)
    line.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(face), line)
    return float(sum(glyph.x_advance for glyph in line.glyph_positions) / face.upem)


def find_missing(path: Path, characters: str) -> frozenset[str]:
    """The characters for which the font file has no glyph."""
    return frozenset(characters) - _coverage(path)


@lru_cache(maxsize=32)
def _coverage(path: Path) -> frozenset[str]:
    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap() or {}))


@lru_cache(maxsize=64)
def _web_font(family: str, weight: int, path: Path, characters: str) -> WebFont | None:
    present = sorted(set(characters) & _coverage(path))
    if not present:
        return None
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, present))
    wanted.layout_feature_tag_set.update(int.from_bytes(tag, "big") for tag in (b"tnum", b"lnum", b"kern"))
    small = uharfbuzz.subset(uharfbuzz.Face(path.read_bytes()), wanted).blob.data
    return _to_web_font(family, weight, _woff2(small))


def _to_web_font(family: str, weight: int, data: bytes) -> WebFont:
    return WebFont(family, weight, f"{family}-{weight}-{hashlib.sha256(data).hexdigest()[:10]}.woff2", data)


def _woff2(data: bytes) -> bytes:
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    font.flavor = "woff2"
    # Without the transformation of outlines: a tenth larger, three times as fast.
    font.flavorData = WOFF2FlavorData(transformedTables=())
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _pinned(data: bytes, axes: Mapping[str, float]) -> bytes:
    face = uharfbuzz.Face(data)
    whole = uharfbuzz.SubsetInput()
    whole.keep_everything()
    for axis, value in sorted(axes.items()):
        whole.pin_axis_location(face, axis, value)
    return bytes(uharfbuzz.subset(face, whole).blob.data)


def _key(path: Path, axes: Mapping[str, float]) -> str:
    # The maker's version is part of the key: another HarfBuzz may round outlines otherwise.
    text = f"{sorted(axes.items())} {uharfbuzz.__version__} {uharfbuzz.version_string()}"
    stamp = path.stat().st_mtime_ns if path.is_file() else 0
    digest = _begun_hash(path, stamp).copy()
    digest.update(text.encode())
    return str(digest.hexdigest())[:12]


@lru_cache(maxsize=32)
def _begun_hash(path: Path, stamp: int) -> Any:
    """The hash of a font file, to go on from; a file is read once as long as it stays the same."""
    return hashlib.sha256(_read(path))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        why, why_zh = system_reason(fault)
        raise EnvironmentLacking(
            f"The font file {path.name} cannot be read ({why}): install the fonts again.",
            f"无法读取字体文件 {path.name}（{why_zh}），请重新安装字体。",
        ) from fault


def write_whole(path: Path, data: bytes) -> None:
    """Write beside and move into place: another build never sees half a font."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as part:
            part.write(data)
        Path(name).replace(path)
    except OSError as fault:
        why, why_zh = system_reason(fault)
        raise EnvironmentLacking(
            f"The cache folder {path.parent.name} cannot be written ({why}): free some space or allow writing there.",
            f"无法写入缓存文件夹 {path.parent.name}（{why_zh}），请释放空间或开放写入权限。",
        ) from fault
