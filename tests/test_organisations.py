"""Companies, firms and foundations that a report names: found by their legal form, with their short names."""

from __future__ import annotations

import pytest

from generator.draft.organisations import find_organisations
from generator.model import Place, Prose


def found(text: str) -> tuple[str, ...]:
    return find_organisations([Prose("p", "paragraph", text, (Place(1, (0, 0, 1, 1)),))])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("公司与上海甲乙科技有限公司签署协议。", ("上海甲乙科技有限公司",)),
        ("全资子公司丙丁（天津）环保有限责任公司投产。", ("丙丁(天津)环保有限责任公司",)),
        ("上海甲乙科技股份有限公司（以下简称“甲乙科技”）成立。", ("上海甲乙科技股份有限公司", "甲乙科技")),
        ("公司聘请的戊己会计师事务所（特殊普通合伙）", ("戊己会计师事务所(特殊普通合伙)",)),
        ("公司向庚辛慈善基金会捐款。", ("庚辛慈善基金会",)),
        ("上海 甲 乙 科 技 有限公司", ("上海甲乙科技有限公司",)),
    ],
)
def test_an_organisation_is_told_by_its_legal_form(text: str, names: tuple[str, ...]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "公司聘请的会计师事务所出具了报告，律师事务所列席。",
        "股份有限公司依法设立，有限责任公司亦同。",
        "公司（以下简称“本公司”）完善治理。",
        "公司设有创新研究院。",
    ],
)
def test_a_kind_of_organisation_is_no_name(text: str) -> None:
    assert found(text) == ()


def test_what_every_company_is_called_is_no_short_name() -> None:
    assert found("上海甲乙科技有限公司（以下简称“公司”或“本公司”）") == ("上海甲乙科技有限公司",)
