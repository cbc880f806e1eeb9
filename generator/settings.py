"""What a build is asked to do: a report.yaml, the command line, and the defaults for what neither says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from generator.errors import SettingsInvalid, SourceUnreadable
from generator.memory import (
    Penalties,
    find_entry_faults,
    find_memories,
    find_penalty_faults,
    to_penalties,
)
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
    "mask": ("true", "false"),
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
    "site",
    "engine",
    "budget",
    "parallel",
    "previous",
)
_PRICE = ("currency", "million_tokens_in", "million_tokens_out", "million_characters")
STYLE_KEYS = ("dates", "spelling", "currency_space")
_LISTS = ("memory", "glossary", "editions", "key_figures")
_KEYS = tuple(sorted((*_CHOICES, *_TEXTS, *_LISTS, "price", "penalties")))
_NAME = re.compile(r"[^./\\][^/\\]*")  # it becomes a folder of output/ and the name of the editions
_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~%/-]*)?")


@dataclass(frozen=True, slots=True)
class Settings:
    """One build. ``folder`` is the report's folder with a person's files, ``out`` where the editions go.

    ``style`` is None until somebody chose one: then the company profile decides, and the house style last.
    ``site`` is the address of the folder in which the editions will be published, with a slash at its end.
    ``file_penalties`` and ``penalties`` are points off the scores of the memory.
    ``engine`` drafts what has no English, ``mask`` hides names, amounts and dates from it, ``budget`` and ``price``
    are as a person writes them, ``parallel`` is how many questions are asked at once.
    ``key_figures`` are the row heads whose figures the page shows first; where none are named a rule chooses.
    ``previous`` is the folder (or PDF) of last year's report, which this one is compared with.
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
    site: str | None = None
    key_figures: tuple[str, ...] = ()
    engine: str | None = None
    mask: bool = False
    budget: str | None = None
    parallel: int | None = None
    price: dict[str, str] | None = None
    previous: Path | None = None
    file_penalties: tuple[tuple[Path, int], ...] = ()
    penalties: Penalties = field(default_factory=Penalties)

    def penalty_of(self, memory: Path) -> int:
        """The points that every match from this memory file loses."""
        return dict(self.file_penalties).get(memory, 0)


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
    pdf = folder / given.get("source", _default_source(folder)) if source.is_dir() else source.resolve()
    default_name = folder.name if source.is_dir() or pdf.stem == "source" else pdf.stem
    name = given.get("name", default_name)
    previous = _find_previous(folder, given.get("previous"))
    penalties = to_penalties(given.get("penalties", {}))
    memories = find_memories(folder, given.get("memory", ()), penalties)
    return Settings(
        name=name,
        source=pdf,
        folder=folder,
        out=ROOT / "output" / name,
        memory=tuple(path for path, _ in memories),
        glossary=tuple(folder / path for path in given.get("glossary", ())),
        editions=tuple(given.get("editions", _DEFAULT_EDITIONS)),
        style=_to_style(given),
        traditional=given.get("traditional", "hk"),
        layout=given.get("layout", "parallel"),
        theme=given.get("theme", "classic"),
        site=given["site"].rstrip("/") + "/" if given.get("site") else None,
        key_figures=tuple(given.get("key_figures", ())),
        engine=given.get("engine"),
        mask=given.get("mask") == "true",
        budget=given.get("budget"),
        parallel=int(given["parallel"]) if given.get("parallel") else None,
        price=given.get("price"),
        previous=previous,
        file_penalties=memories,
        penalties=penalties,
        **{key: given.get(key) for key in _TEXTS[2:9]},
    )


def _default_source(folder: Path) -> str:
    """source.pdf, or source.docx where that alone is there."""
    return (
        "source.docx"
        if (folder / "source.docx").is_file() and not (folder / "source.pdf").exists()
        else "source.pdf"
    )


def _find_previous(folder: Path, named: str | None) -> Path | None:
    """Last year's report as report.yaml names it. Raises SettingsInvalid when it is not there."""
    if not named:
        return None
    if not (folder / named).exists():
        raise SettingsInvalid(
            f"{folder / 'report.yaml'}: 'previous: {named}' is not there; correct the line or take it out.",
            f"{folder / 'report.yaml'}：previous 所指的“{named}”不存在，请更正或删去该行。",
        )
    return folder / named


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
    """What a report.yaml says, checked; a key without a value is as if it were not there."""
    if not path.is_file():
        return {}
    content, lines = load_yaml(path)
    if content in (None, ""):
        return {}
    if not isinstance(content, dict):
        raise SettingsInvalid(
            f"{path}: write one 'key: value' on each line, with an ASCII colon and a blank.",
            f"{path}：请每行写一个“键: 值”，用半角冒号加一个空格。",
        )
    given = {
        key: (line, value) for (key, value), line in zip(content.items(), lines, strict=True) if value != ""
    }
    faults = [(line, *fault) for key, (line, value) in given.items() for fault in _faults(key, value)]
    if faults:
        raise SettingsInvalid(
            "\n".join(f"{path}:{line}: {english}" for line, english, _ in faults),
            "\n".join(f"{path}:{line}：{chinese}" for line, _, chinese in faults),
        )
    return {key: value for key, (_, value) in given.items()}


def _faults(key: Any, value: Any) -> Iterator[tuple[str, str]]:
    """What is wrong with one key of a report.yaml and, where it has some, with its entries."""
    if fault := _fault(key, value):
        yield fault
    elif key == "memory":
        yield from find_entry_faults(value)
    elif key == "penalties":
        yield from find_penalty_faults(value)


def _fault(key: Any, value: Any) -> tuple[str, str] | None:
    if key in _CHOICES and value not in _CHOICES[key]:
        return _must_be_one_of(key, _CHOICES[key])
    if key == "editions" and not (isinstance(value, list) and value and all(v in EDITIONS for v in value)):
        listed = ", ".join(EDITIONS)
        return (
            f"'editions' must be a list of {listed}; write, for one, 'editions: [en-zh]'.",
            f"editions 应为列表，可用 {listed}，例如“editions: [en-zh]”。",
        )
    if key == "profile" and isinstance(value, str) and value not in _profiles():
        return _must_be_one_of(key, _profiles())
    if key == "site" and not (isinstance(value, str) and _ADDRESS.fullmatch(value)):
        return (
            "'site' must be the address of a folder, such as https://www.example.com/reports/.",
            "site 应为文件夹的网址，例如 https://www.example.com/reports/。",
        )
    if key == "name" and not (isinstance(value, str) and _NAME.fullmatch(value)):
        return (
            "'name' must be a file name, without / and \\ and without a dot at its beginning.",
            "name 应为文件名，不含 / 和 \\，不以点号开头。",
        )
    if key == "price" and not (isinstance(value, dict) and set(value) <= set(_PRICE)):
        return (
            f"'price' has the keys {', '.join(_PRICE)}, each on its line below it.",
            f"price 之下应为 {'、'.join(_PRICE)}，每行一个。",
        )
    if key == "parallel" and not (isinstance(value, str) and re.fullmatch("[1-9][0-9]?", value)):
        return "'parallel' is a number from 1 to 99.", "parallel 应为 1 至 99 的整数。"
    if key in _TEXTS and not isinstance(value, str):
        return (
            f"'{key}' must be one text, on the same line; put it in quotation marks when it holds '[', '{{' or ': '.",
            f"{key} 应为写在同一行的一段文字；其中如有“[”“{{”或“: ”，请加引号。",
        )
    if key in _LISTS and not isinstance(value, list):
        return f"'{key}' must be a list; begin each line with '- '.", f"{key} 应为列表，每行以“- ”开头。"
    if key in _LISTS and key != "memory" and not all(isinstance(entry, str) for entry in value):
        return f"each line of '{key}' must be one text.", f"{key} 的每一行应为一段文字。"
    if key not in _KEYS:
        if near := get_close_matches(str(key), _KEYS, 1):
            return f"'{key}' is not known; write '{near[0]}'.", f"不认识的键 {key}，是否应为 {near[0]}？"
        return (
            f"'{key}' is not known; use one of {', '.join(_KEYS)}.",
            f"不认识的键 {key}，可用：{'、'.join(_KEYS)}。",
        )
    return None


def _profiles() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (ROOT / "glossary" / "companies").glob("*.yaml")))


def _must_be_one_of(key: str, allowed: tuple[str, ...]) -> tuple[str, str]:
    return f"'{key}' must be one of {', '.join(allowed)}.", f"{key} 应为 {'、'.join(allowed)} 之一。"
