"""Last year's sentence with this year's figures: whole and right, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.memory import Match, Memory, Pair
from generator.quantities import Style
from generator.renumber import Renumbering, exchange_marks
from generator.terms import Glossary, find_terms, load_glossary

EARLIER = (
    Pair("2023年，公司共召开3次股东大会，11次董事会。", "In 2023, the Company held 3 general meetings and 11 board meetings.", "m:1"),
    Pair("公司捐赠现金12.5万元，惠及300余名学生。", "The Company donated RMB 125,000 in cash, benefiting more than 300 students.", "m:2"),
    Pair("公司纳税1,234.56万元，同比增长5.20%。", "The Company paid taxes of RMB 12.3456 million, up 5.20% year on year.", "m:3"),
    Pair("公司新增专利三十项，其中发明专利10项。", "The Company obtained thirty new patents, ten of them for inventions.", "m:4"),
    Pair("会议于2023年5月8日召开。", "The meeting was held on May 8, 2023.", "m:5"),
    Pair("甲组5人，乙组5人参加。", "Group A and Group B sent 5 people and 5 people respectively.", "m:6"),
    Pair("三、股东回报", "III. Returns to Shareholders", "m:7"),
    Pair("第六节　供水安全", "Section 6 Safe Water", "m:8"),
    Pair("（1）2024年发放奖金5,000元。", "(1) Bonuses of RMB5,000 were paid in 2024.", "m:9"),
    Pair("四、党的建设", "Party Building", "m:10"),
    Pair("员工5人", "5 employees", "m:11"),
)  # fmt: skip
MEMORY = Renumbering([Memory(EARLIER)], Style(), Glossary())


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            "2024年，公司共召开4次股东大会，9次董事会。",
            "In 2024, the Company held 4 general meetings and 9 board meetings.",
        ),
        (
            "公司捐赠现金123.5万元，惠及450余名学生。",
            "The Company donated RMB 1.235 million in cash, benefiting more than 450 students.",
        ),
        (
            "公司纳税9,876.50万元，同比增长0.15%。",
            "The Company paid taxes of RMB 98.7650 million, up 0.15% year on year.",
        ),
        ("会议于2024年11月30日召开。", "The meeting was held on November 30, 2024."),
        ("四、股东回报", "IV. Returns to Shareholders"),
        ("第七节　供水安全", "Section 7 Safe Water"),
        ("（3）2025年发放奖金8,000元。", "(3) Bonuses of RMB8,000 were paid in 2025."),
    ],
)
def test_figures_are_exchanged_in_the_style_of_the_earlier_english(source: str, target: str) -> None:
    match = MEMORY.look_up(source)
    assert match is not None
    assert match.target == target


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("2024年，公司共召开1次股东大会，9次董事会。", "the noun would have to become singular"),
        ("公司捐赠现金12.5万元，惠及近300名学生。", "nearly is not more than"),
        ("甲组6人，乙组5人参加。", "which of the two fives it was is not certain"),
        ("公司捐赠现金12.5万元，惠及300余名老师。", "other words"),
        ("5,678人", "a cell, not a sentence"),
        ("员工6人", "a cell with a word, written by rule"),
        ("（四）股东回报", "a line that is numbered in another way"),
        ("五、党的建设", "the earlier English does not show its number"),
    ],
)
def test_what_is_not_certain_gives_nothing(source: str, why: str) -> None:
    assert MEMORY.look_up(source) is None, why


NAMED = load_glossary([Path(__file__).resolve().parent.parent / "glossary"])
ELSEWHERE = (
    Pair("公司于2023年5月在深圳证券交易所举办投资者交流活动3次。", "In May 2023, the Company held 3 investor events at the Shenzhen Stock Exchange.", "m:1"),
    Pair("北京大学与北京大学第一医院参加了培训活动。", "Peking University took part in the training with the First Hospital of Peking University.", "m:2"),
    Pair("公司与深圳证券交易所共同举办培训。", "The Company and the exchange held training together.", "m:3"),
)  # fmt: skip


def look_up_named(source: str) -> Match | None:
    found = Renumbering([Memory(ELSEWHERE)], Style(), NAMED)
    return found.look_up(source, find_terms(source, NAMED))


def test_a_name_of_the_glossary_is_exchanged_with_the_figures() -> None:
    match = look_up_named("公司于2024年6月在上海证券交易所举办投资者交流活动5次。")
    assert match is not None
    assert match.target == "In June 2024, the Company held 5 investor events at the Shanghai Stock Exchange."
    assert (match.score, match.points_off) == (94, 5), "an article may have to change: it is a draft"


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("公司与上海证券交易所共同举办培训。", "the earlier English does not name the exchange"),
        ("公司于2024年6月在某某证券交易所举办投资者交流活动5次。", "a name that the glossary does not know"),
        ("清华大学与北京大学第一医院参加了培训活动。", "the name stands in the English twice"),
    ],
)
def test_a_name_that_is_not_certain_gives_nothing(source: str, why: str) -> None:
    assert look_up_named(source) is None, why


REPORTED = (
    Pair("2022年度报告和2022年度审计报告已披露。", "The 2022 annual report and the 2022 audit report were disclosed.", "m:1"),
    Pair("2022年起，公司按2021年的标准执行。", "Since 2022 the Company has applied the standard of 2021.", "m:2"),
    Pair("公司2022年发布标准2项。", "In the year the Company issued 2 standards.", "m:3"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            "2023年度报告和2023年度审计报告已披露。",
            "The 2023 annual report and the 2023 audit report were disclosed.",
        ),
        ("2023年起，公司按2022年的标准执行。", "Since 2023 the Company has applied the standard of 2022."),
        ("2023年度报告和2024年度审计报告已披露。", None),
        ("公司2023年发布标准2项。", None),
    ],
)
def test_years_move_on_together(source: str, target: str | None) -> None:
    match = Renumbering([Memory(REPORTED)], Style(), Glossary()).look_up(source)
    assert (match.target if match else None) == target


@pytest.mark.parametrize(
    ("earlier", "english", "now", "target"),
    [
        ("加强培训；", "Training was stepped up;", "加强培训。", "Training was stepped up."),
        ("加强培训。", "Training was stepped up.", "加强培训", "Training was stepped up"),
        ("加强培训、考核。", "Training and tests.", "加强培训，考核。", "Training and tests."),
        ("加强培训；", "Training was stepped up.", "加强培训。", None),
        ("增长1.5倍。", "It grew 1.5 times.", "增长15倍。", None),
        ("增长5%。", "It grew by 5%.", "增长5。", None),
        ("变动-5%；", "It changed by -5%;", "变动5%。", None),
        ("变动(5)；", "It changed by -5;", "变动5。", None),
        ("加强培训。", "Training.", "加强考核。", None),
        ("加强培训。", "Training.", "加强培训。", None),
    ],
)
def test_marks_are_exchanged_at_the_end(earlier: str, english: str, now: str, target: str | None) -> None:
    assert exchange_marks(Pair(earlier, english, "m:1"), now) == target
