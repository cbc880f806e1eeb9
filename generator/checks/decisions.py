"""Findings that a person has accepted, with the reason: decisions.yaml of a report.

A decision names the check and quotes the Chinese sentence, so that it survives rebuilds and holds in next
year's report as long as the sentence stands there. With a ``target`` it holds for that English only.

    - check: claims-kept
      source: 公司是国内领先的医疗信息化企业。
      reason: the ranking is quoted in the prospectus, page 88
      by: Li Wei
      date: 2025-04-17
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from generator.checks import CHECKS, PROSE
from generator.listed import check_entries
from generator.model import Finding, bare
from generator.store import load_yaml

_REQUIRED = ("check", "source", "reason", "by", "date")
_KEYS = frozenset((*_REQUIRED, "target"))
_SCOPES = {check.id: check.scope for check in CHECKS}
_CHECK = "decision-applies"
# What other rooms find; all that the pages of the editions show begins with "page-".
ELSEWHERE = (
    "correction-applies",
    "engine-draft",
    "entries-apply",
    "key-figure-missing",
    "restated-figure",
    "scan-doubtful",
    "term-edit-followed",
    "theme-contrast",
    "unexplained-change",
    "years-known",
    _CHECK,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """A finding accepted by a person. ``source`` is the sentence, or the message of a finding that has none."""

    check: str
    source: str
    reason: str
    by: str
    decided: date
    target: str | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Settled:
    """The findings after the decisions: what stands, what is accepted and by which decision, which decisions settle nothing."""

    standing: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Decision], ...]
    unused: tuple[Decision, ...]


def load_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file in order; none when there is no such file. Raises SettingsInvalid with every fault."""
    if not path.is_file():
        return ()
    listed = check_entries(path.name, *load_yaml(path), "check, source, reason, by, date", _faults)
    return tuple(_to_decision(entry, line) for line, entry in listed)


def settle(
    findings: Iterable[Finding],
    decisions: Sequence[Decision],
    sentences: Mapping[str, tuple[str, str]],
) -> Settled:
    """Parts the findings by the decisions. ``sentences`` gives source and English by sentence id."""
    standing: list[Finding] = []
    accepted: list[tuple[Finding, Decision]] = []
    for finding in findings:
        decision = next((one for one in decisions if _holds(one, finding, sentences)), None)
        if decision:
            accepted.append((finding, decision))
        else:
            standing.append(finding)
    used = {id(decision) for _, decision in accepted}
    unused = tuple(one for one in decisions if id(one) not in used)
    return Settled(tuple(standing), tuple(accepted), unused)


def check_unused(unused: Iterable[Decision], sentences: Iterable[str]) -> Iterator[Finding]:
    """What is wrong with decisions that settle nothing: a check of no such name, a sentence that nothing says.

    One whose sentence stands is in order: its finding was mended.
    """
    said = {bare(sentence) for sentence in sentences}
    for one in unused:
        place = f"decisions.yaml:{one.line}"
        if not _is_known(one.check):
            near = get_close_matches(one.check, (*_SCOPES, *ELSEWHERE), 1)
            name, name_zh = (f"'{near[0]}'", f"“{near[0]}”") if near else ("its name", "正确名称")
            yield _doubt(
                one,
                f"{place}: there is no check '{one.check}'; write {name}, as findings.html has it.",
                f"{place}：没有名为“{one.check}”的核对项，请改为{name_zh}，见 findings.html。",
            )
        elif _SCOPES.get(one.check) in PROSE and bare(one.source) not in said:
            yield _doubt(
                one,
                f"{place}: no sentence says “{one.source}”; quote it as it stands now, or take the entry out.",
                f"{place}：没有“{one.source}”这样的句子；请按现有文字引用，或删去该条。",
            )


def _is_known(check: str) -> bool:
    return check in _SCOPES or check in ELSEWHERE or check.startswith("page-")


def _doubt(decision: Decision, message: str, message_zh: str) -> Finding:
    return Finding(_CHECK, "doubtful", message, message_zh, line=decision.line)


def _holds(decision: Decision, finding: Finding, sentences: Mapping[str, tuple[str, str]]) -> bool:
    if decision.check != finding.check:
        return False
    source, target = sentences.get(finding.sentence or "", ("", ""))
    said = (source,) if source else (finding.message, finding.message_zh)
    if bare(decision.source) not in map(bare, said):
        return False
    return decision.target is None or decision.target.split() == target.split()


def _faults(entry: Any) -> Iterable[tuple[str, str]]:
    if not isinstance(entry, dict):
        yield (
            "a decision must have check, source, reason, by and date.",
            "每条决定须含 check、source、reason、by 和 date。",
        )
        return
    for key in sorted(map(str, set(entry) - _KEYS)):
        yield f"“{key}” is no key of a decision.", f"决定中没有“{key}”这一项。"
    for key in _REQUIRED:
        if not str(entry.get(key) or "").strip():
            yield f"“{key}” is missing.", f"缺少“{key}”。"
    if entry.get("date") and _to_date(entry["date"]) is None:
        yield "“date” must be a day such as 2025-04-17.", "“date”须为日期，如 2025-04-17。"


def _to_decision(entry: Mapping[str, Any], line: int) -> Decision:
    decided = _to_date(entry["date"])
    assert decided is not None
    return Decision(
        str(entry["check"]),
        str(entry["source"]),
        str(entry["reason"]),
        str(entry["by"]),
        decided,
        str(entry["target"]) if entry.get("target") else None,
        line,
    )


def _to_date(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None
