"""A decision holds while its sentence holds, comes back when it expires, and is refused when it is incomplete."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

from generator.checks import CHECKS
from generator.checks.decisions import ELSEWHERE, Decision, check_unused, load_decisions, settle
from generator.errors import SettingsInvalid
from generator.model import Finding
from generator.settings import ROOT

SENTENCES = {
    "s1": ("公司是国内领先的企业。", "The Company is the largest enterprise."),
    "s2": ("公司治理", "Governance"),
}
CLAIM = Finding("claims-kept", "doubtful", "Too strong.", "过强。", "s1", 3)
OTHER = Finding("claims-kept", "doubtful", "Too strong.", "过强。", "s2", 4)
WHOLE = Finding("heading-levels", "untidy", "A heading jumps.", "标题级别跳跃。", None, 5)


def decide(check: str = "claims-kept", source: str = "公司是国内领先的企业。", **more: object) -> Decision:
    return Decision(check, source, "prospectus, page 88", "Li Wei", date(2025, 4, 17), **more)  # type: ignore[arg-type]


def test_the_finding_on_the_sentence_is_accepted_and_no_other() -> None:
    settled = settle([CLAIM, OTHER], [decide()], SENTENCES)
    assert settled.standing == (OTHER,)
    assert [finding for finding, _ in settled.accepted] == [CLAIM]


def test_it_holds_for_the_same_words_in_another_layout() -> None:
    decision = decide(source="公司是国内领先的 企业。")
    assert settle([CLAIM], [decision], SENTENCES).standing == ()


def test_it_holds_no_more_when_the_sentence_has_changed() -> None:
    decision = decide(source="公司是全球领先的企业。")
    settled = settle([CLAIM], [decision], SENTENCES)
    assert settled.standing == (CLAIM,)
    assert settled.unused == (decision,)


def test_with_a_target_it_holds_for_that_english_only() -> None:
    same, other = (
        decide(target="The Company is the largest enterprise."),
        decide(target="The Company is large."),
    )
    assert settle([CLAIM], [same], SENTENCES).standing == ()
    assert settle([CLAIM], [other], SENTENCES).standing == (CLAIM,)


def test_it_is_for_one_check_only() -> None:
    assert settle([CLAIM], [decide(check="numbers-kept")], SENTENCES).standing == (CLAIM,)


@pytest.mark.parametrize("words", ["A heading jumps.", "标题级别跳跃。"])
def test_a_finding_without_sentence_is_quoted_by_its_message(words: str) -> None:
    assert settle([WHOLE], [decide(check="heading-levels", source=words)], SENTENCES).standing == ()


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text(
        "- check: claims-kept\n  source: 公司是国内领先的企业。\n  reason: prospectus\n  by: Li Wei\n"
        "  date: 2025-04-17\n",
        "utf-8",
    )
    assert load_decisions(path) == (
        Decision(
            "claims-kept",
            "公司是国内领先的企业。",
            "prospectus",
            "Li Wei",
            date(2025, 4, 17),
            None,
        ),
    )


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (decide(check="claims-keptt"), ("decisions.yaml:None", "'claims-keptt'", "'claims-kept'")),
        (decide(check="措辞"), ("there is no check '措辞'", "its name")),
        (decide(source="公司是全球领先的企业。"), ("no sentence says “公司是全球领先的企业。”",)),
    ],
)
def test_a_decision_that_can_settle_nothing_is_told(decision: Decision, words: tuple[str, ...]) -> None:
    (told,) = check_unused([decision], [source for source, _ in SENTENCES.values()])
    assert all(word in told.message for word in words)
    assert told.check == "decision-applies"


@pytest.mark.parametrize(
    "decision",
    [
        decide(),
        decide(check="page-stranded", source="x"),
        decide(check="heading-levels", source="A heading jumps."),
    ],
)
def test_a_decision_whose_finding_was_mended_is_not_told(decision: Decision) -> None:
    assert not list(check_unused([decision], [source for source, _ in SENTENCES.values()]))


def test_every_name_that_a_finding_may_have_is_known() -> None:
    """What the sources give to Finding(...) as its check, where they write it out."""
    named = {
        call.args[0].value
        for path in sorted((ROOT / "generator").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Finding"
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    known = {check.id for check in CHECKS} | set(ELSEWHERE)
    assert {name for name in named if not str(name).startswith("page-")} <= known


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert load_decisions(tmp_path / "decisions.yaml") == ()


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("- check: a\n  source: b\n  by: c\n  date: 2025-04-17\n", 1, "reason"),
        ("- check: a\n  source: b\n  reason: d\n  by: c\n  date: soon\n", 1, "date"),
        ("- check: a\n  source: b\n  reason: d\n  by: c\n  date: 2025-04-17\n  sentense: e\n", 1, "sentense"),
        ("check: a\n", 1, "list"),
        ("- just words\n", 1, "check"),
    ],
)
def test_a_fault_names_file_and_line(text: str, line: int, word: str, tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsInvalid) as caught:
        load_decisions(path)
    assert caught.value.message.startswith(f"decisions.yaml:{line}:")
    assert word in caught.value.message
    assert caught.value.message_zh.startswith(f"decisions.yaml:{line}：")
