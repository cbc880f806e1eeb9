"""What a build is asked to do: a report.yaml, the command line, and the defaults for what neither says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from generator.errors import SettingsInvalid, SourceUnreadable
from generator.quantities import Style
from generator.store import load_yaml

ROOT = Path(__file__).resolve().parent.parent
Edition = Literal["en-zh", "en", "zh", "zh-hant"]
EDITIONS: tuple[Edition, ...] = ("en-zh", "en", "zh", "zh-hant")
_DEFAULT_EDITIONS: tuple[Edition, ...] = ("en-zh", "en", "zh")
_SAMPLE = ROOT / "reports" / "sample-2024"

_CHOICES: dict[str, tuple[str, ...]] = {
    "traditional": ("hk", "tw"),
    "layout": ("parallel", "stacked", "facing"),
    "dates": ("day-first", "month-first"),
    "spelling": ("british", "american"),
    "currency_space": ("true", "false"),
}
_TEXTS = (
    "name",
    "source",
    "company",
    "company_en",
    "title",
    "title_en",
    "year",
    "stock_code",
    "profile",
    "theme",
)
STYLE_KEYS = ("dates", "spelling", "currency_space")
_LISTS = ("memory", "glossary", "editions")


@dataclass(frozen=True, slots=True)
class Settings:
    """One build. ``folder`` is the report's folder with a person's files, ``out`` where the editions go.

    ``style`` is None until somebody chose one: then the company profile decides, and the house style last.
    """

    name: str
    source: Path
    folder: Path
    out: Path
    memory: tuple[Path, ...] = ()
    glossary: tuple[Path, ...] = ()
    editions: tuple[Edition, ...] = _DEFAULT_EDITIONS
    profile: str | None = None
    company: str | None = None
    company_en: str | None = None
    title: str | None = None
    title_en: str | None = None
    year: str | None = None
    stock_code: str | None = None
    style: Style | None = None
    traditional: Literal["hk", "tw"] = "hk"
    layout: Literal["parallel", "stacked", "facing"] = "parallel"
    theme: str = "classic"
    engine: str | None = None


def load_settings(source: Path | None) -> Settings:
    """The settings for a PDF, or for a folder with a report.yaml; without either, for the sample report.

    A report.yaml beside the PDF is read too. Raises SourceUnreadable when there is no such file or folder,
    SettingsInvalid with every fault of the report.yaml.
    """
    source = source or _SAMPLE
    if not source.exists():
        raise SourceUnreadable(
            f"{source}: there is no such file or folder; check the name.",
            f"{source}：找不到该文件或文件夹，请检查名称。",
        )
    folder = (source if source.is_dir() else source.parent).resolve()
    given = _load_report_yaml(folder / "report.yaml")
    pdf = folder / given.get("source", "source.pdf") if source.is_dir() else source.resolve()
    default_name = folder.name if source.is_dir() or pdf.stem == "source" else pdf.stem
    name = given.get("name", default_name)
    return Settings(
        name=name,
        source=pdf,
        folder=folder,
        out=ROOT / "output" / name,
        memory=tuple(folder / path for path in given.get("memory", ())),
        glossary=tuple(folder / path for path in given.get("glossary", ())),
        editions=tuple(given.get("editions", _DEFAULT_EDITIONS)),
        style=_to_style(given),
        traditional=given.get("traditional", "hk"),
        layout=given.get("layout", "parallel"),
        theme=given.get("theme", "classic"),
        engine=given.get("engine"),
        **{key: given.get(key) for key in _TEXTS[2:9]},
    )


def with_overrides(settings: Settings, **given: Any) -> Settings:
    """The settings with what the command line gave in the place of what report.yaml says."""
    return replace(settings, **{key: value for key, value in given.items() if value})


def style_of(choices: dict[str, str]) -> Style:
    """The style that the keys ``dates``, ``spelling`` and ``currency_space`` of a settings file ask for."""
    return replace(
        Style(),
        day_first=choices.get("dates", "day-first") == "day-first",
        currency_space=choices.get("currency_space", "false") == "true",
        spelling="american" if choices.get("spelling") == "american" else "british",
    )


def _to_style(given: dict[str, Any]) -> Style | None:
    chosen = {key: given[key] for key in STYLE_KEYS if key in given}
    return style_of(chosen) if chosen else None


def _load_report_yaml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    content, _ = load_yaml(path)
    if content in (None, ""):
        return {}
    faults = _faults(content)
    if faults:
        raise SettingsInvalid(
            "\n".join(f"{path}: {english}" for english, _ in faults),
            "\n".join(f"{path}：{chinese}" for _, chinese in faults),
        )
    return dict(content)


def _faults(content: Any) -> list[tuple[str, str]]:
    if not isinstance(content, dict):
        return [("write one 'key: value' on each line.", "请每行写一个“键: 值”。")]
    faults = []
    for key, value in content.items():
        if key in _CHOICES and value not in _CHOICES[key]:
            allowed = _CHOICES[key]
        elif key == "editions" and not (isinstance(value, list) and set(value) <= set(EDITIONS)):
            allowed = EDITIONS
        elif key in _LISTS and not isinstance(value, list):
            faults.append(
                (f"'{key}' must be a list; begin each line with '- '.", f"{key} 应为列表，每行以“- ”开头。")
            )
            continue
        elif key not in (*_CHOICES, *_TEXTS, *_LISTS):
            known = ", ".join(sorted((*_CHOICES, *_TEXTS, *_LISTS)))
            faults.append(
                (f"'{key}' is not known; use one of {known}.", f"不认识的键 {key}，可用：{known}。")
            )
            continue
        else:
            continue
        faults.append(
            (f"'{key}' must be one of {', '.join(allowed)}.", f"{key} 应为 {'、'.join(allowed)} 之一。")
        )
    return faults
