"""What an import would do, row by row, before anything is written.

Three-way: what went out (its mark is in the row's id), what stands now, what came back. Nothing that somebody
wrote here meanwhile is overwritten, and nothing that came back is dropped without a word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from generator.exchange.rows import Row, bitext_to_rows, mark
from generator.memory import match_key
from generator.model import Bitext, Sentence, State

Kind = Literal["same", "changed", "stated", "emptied", "conflict", "unknown"]
KINDS: tuple[Kind, ...] = ("same", "changed", "stated", "emptied", "conflict", "unknown")


@dataclass(frozen=True, slots=True)
class Planned:
    """What an import would do with one row: ``before`` is the English that stands now.

    ``stated`` is a row whose English a person left and whose state they changed; ``state`` is the state that they
    gave, None where they gave none. ``comment`` is a new comment, else empty. ``where`` are headings that tell this
    English from others of the same source. ``why`` says what a conflict is about, or that the Chinese came back
    otherwise, in English and Chinese; the row has the report's Chinese.
    """

    kind: Kind
    row: Row
    sentence: str | None
    before: str | None
    state: State | None = None
    comment: str = ""
    where: tuple[str, ...] = ()
    why: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class _Now:
    """The report as it stands: its sentences by id, the first id of each source, and the comments by source."""

    bitext: Bitext
    sentences: Mapping[str, Sentence]
    by_source: Mapping[str, str]
    comments: Mapping[str, str]

    def state(self, sentence: str) -> State:
        return self.bitext.translation_of(self.sentences[sentence]).state

    def target(self, sentence: str) -> str:
        return (self.bitext.translation_of(self.sentences[sentence]).target or "").strip()


def plan_import(
    bitext: Bitext, rows: Iterable[Row], comments: Mapping[str, str] | None = None
) -> tuple[Planned, ...]:
    """What each returned row would do.

    A row that came back as it went out changes nothing; one whose sentence was changed here meanwhile is a
    conflict; one whose source is not in the report is unknown. An English that was emptied is told and stays.
    """
    by_source: dict[str, str] = {}
    for sentence in bitext.sentences:
        by_source.setdefault(match_key(sentence.source), sentence.id)
    now = _Now(bitext, {sentence.id: sentence for sentence in bitext.sentences}, by_source, comments or {})
    plan = [_plan_row(row, now) for row in rows]
    plan = _displaced(_against_each_other(_against_sources(plan, now)))
    return tuple(_apart(step, now) if step.kind in ("changed", "stated") else step for step in plan)


def _plan_row(row: Row, now: _Now) -> Planned:
    sentence, went_out, letter = (*row.id.split(":"), "", "")[:3]
    if sentence not in now.sentences:
        sentence, went_out, letter = now.by_source.get(match_key(row.source), ""), "", ""
    if not sentence:
        return Planned("unknown", row, None, None)
    own, why = now.sentences[sentence].source, ("", "")
    if match_key(row.source) not in now.by_source:
        row, why = replace(row, source=own), _reworded(row.source.strip())
    before, after = now.target(sentence), row.target.strip()
    marked, went_out = bool(went_out), went_out or mark(before)
    state = row.state if letter and letter != row.state[0] and after else None
    said = row.comment.strip()
    comment = said if said != now.comments.get(match_key(own), "") else ""
    if after == before or mark(after) == went_out or not (after or marked):
        new = state and state != now.state(sentence) and mark(after) == mark(before)
        kind: Kind = "stated" if new else "same"
    elif not after:
        kind = "emptied"
    else:
        kind = "changed" if mark(before) == went_out else "conflict"
    if kind == "changed" and row.retyped:
        return Planned("conflict", row, sentence, before, state, comment, (), _RETYPED)
    return Planned(kind, row, sentence, before, state, comment, (), _MEANWHILE if kind == "conflict" else why)


def _reworded(source: str) -> tuple[str, str]:
    return (
        f"its Chinese came back as “{source}”; a build goes by the report, so correct it there",
        f"返回的原文为“{source}”；生成以报告为准，请在报告中更正",
    )


_MEANWHILE = ("the English was changed here meanwhile", "此处英文在外发期间已有改动")
_RETYPED = (
    "the spreadsheet keeps this cell as a number, a date or a formula, not as it was typed: format it as text and type it again",
    "表格软件已将该单元格存为数字、日期或公式，与输入内容不符，请设为文本格式后重新输入",
)
_SHIFTED = ("the source beside it is another one than went out", "该行原文与外发时不同")
_TWICE = ("the file has this row twice, with different English", "文件中该行出现两次，英文不同")
_NAMESAKE = (
    "the same Chinese stands elsewhere with another English, and no heading tells them apart",
    "相同中文在别处另有英文，且无标题可供区分",
)
_DISPLACED = (
    "this English belongs to another row: was one column sorted alone",
    "该英文属于另一行，是否单独对某一列排序",
)


def _conflict(step: Planned, why: tuple[str, str]) -> Planned:
    return replace(step, kind="conflict", why=why)


def _against_sources(plan: Sequence[Planned], now: _Now) -> list[Planned]:
    """A changed row whose Chinese is not that of its id: cells have moved against each other."""
    return [
        _conflict(step, _SHIFTED)
        if step.kind == "changed"
        and match_key(step.row.source) in now.by_source
        and match_key(step.row.source) != match_key(now.sentences[step.sentence or ""].source)
        else step
        for step in plan
    ]


def _against_each_other(plan: Sequence[Planned]) -> list[Planned]:
    """Rows of one sentence that came back with several new Englishes: a person has to say which."""
    said: defaultdict[str | None, set[str]] = defaultdict(set)
    for step in plan:
        if step.kind == "changed":
            said[step.sentence].add(step.row.target.strip())
    return [
        _conflict(step, _TWICE) if step.kind == "changed" and len(said[step.sentence]) > 1 else step
        for step in plan
    ]


def _displaced(plan: Sequence[Planned]) -> list[Planned]:
    """Changed rows that only exchanged their Englishes: each took another's, and another took theirs."""
    changed = [step for step in plan if step.kind == "changed"]
    left = Counter(step.before for step in changed)
    taken = Counter(step.row.target.strip() for step in changed)
    moved = [step for step in changed if taken[step.before or ""] and left[step.row.target.strip()]]
    sources = {match_key(step.row.source) for step in moved}
    guilty = {id(step) for step in moved} if len(sources) > 1 else set()
    return [_conflict(step, _DISPLACED) if id(step) in guilty else step for step in plan]


def _apart(step: Planned, now: _Now) -> Planned:
    """The step with the innermost heads that its sentences have and namesakes with another English have not."""
    key = match_key(now.sentences[step.sentence or ""].source)
    same = [one for one in now.bitext.sentences if match_key(one.source) == key]
    own = [one for one in same if now.target(one.id) == step.before]
    near = {head for one in same if one not in own for head in one.path}
    if len(own) == len(same):
        return step
    heads = [next((head for head in reversed(one.path) if head not in near), "") for one in own]
    return replace(step, where=tuple(dict.fromkeys(heads))) if all(heads) else _conflict(step, _NAMESAKE)


def find_missing(bitext: Bitext, rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that went out, or would go out now, and did not come back: they stay as they are."""
    listed = list(rows)
    ids = {row.id.split(":")[0] for row in listed}
    sources = {match_key(row.source) for row in listed}
    return tuple(
        row
        for row in bitext_to_rows(bitext)
        if row.id.split(":")[0] not in ids and match_key(row.source) not in sources
    )


def count_kinds(plan: Sequence[Planned]) -> dict[str, int]:
    """How many rows of each kind a plan has."""
    return {kind: sum(step.kind == kind for step in plan) for kind in KINDS}
