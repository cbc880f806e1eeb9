"""What two numbers of a draft are told apart by: words, what stands near them, and whether there is more or less."""

from __future__ import annotations

from itertools import pairwise

import pytest

from generator.checks import CheckContext
from generator.checks.contract import Pair
from generator.draft.contrasts import load_contrasts
from generator.draft.direction import find_turned
from generator.draft.places import find_places
from generator.draft.verify import find_problems
from generator.draft.words import find_words, look_up_english
from generator.model import Place, Sentence
from generator.terms import Glossary

CONTEXT = CheckContext(Glossary(()))


def doubts(source: str, target: str) -> list[tuple[str, ...]]:
    places = find_places(Pair(source, target, CONTEXT))
    return [tuple(number.text for number in doubt) for doubt in places.doubts]


def test_the_dictionary_knows_what_no_glossary_holds() -> None:
    answers, is_verb = look_up_english("消火栓")
    assert any("hydrant" in answer for answer in answers)
    assert not is_verb
    assert look_up_english("审议")[1]
    assert look_up_english("不是一个词") == ((), False)


def test_words_are_the_longest_and_none_stands_in_another() -> None:
    words = find_words(Pair("A厂区灭火器120具，张先生持有乙公司股份", "", CONTEXT), [(6, 10)])
    texts = [word.text for word in words]
    assert {"A", "灭火器", "张先生", "乙"} <= set(texts)
    assert all(one.end <= other.start for one, other in pairwise(words))


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        (
            "配备灭火器120具，消火栓86个。",
            "It has 120 fire extinguishers and 86 fire hydrants.",
            "It has 120 fire hydrants and 86 fire extinguishers.",
        ),
        (
            "A厂区用水126吨，B厂区用水98吨。",
            "Water use was 126 tonnes at Site A and 98 tonnes at Site B.",
            "Water use was 126 tonnes at Site B and 98 tonnes at Site A.",
        ),
        (
            "张先生持股2.1%，李女士持股1.4%。",
            "Mr. Zhang holds 2.1% of the shares and Ms. Li 1.4%.",
            "Ms. Li holds 2.1% of the shares and Mr. Zhang 1.4%.",
        ),
        (
            "公司向图书馆和养老院分别捐款30万元和45万元。",
            "It donated RMB300,000 to the library and RMB450,000 to the nursing home.",
            "It donated RMB300,000 to the nursing home and RMB450,000 to the library.",
        ),
    ],
)
def test_like_numbers_in_order_need_a_proof(source: str, right: str, wrong: str) -> None:
    assert doubts(source, right) == []
    assert doubts(source, wrong) != []


def test_what_follows_a_number_in_both_languages_keeps_to_it() -> None:
    source = "图书馆藏书398册，同比下降9.95%，养老院床位130张，同比下降9.09%。"
    target = "The library had 398 books, down 9.95%, and the nursing home 130 beds, down 9.09%."
    assert doubts(source, target) == []


def test_two_like_numbers_of_things_that_nobody_knows_are_in_doubt() -> None:
    assert doubts("某甲乙丁5.2%，某丙戊己3.1%。", "The xyz was 5.2% and the uvw 3.1%.") == [("5.2%", "3.1%")]


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        ("其中儿童2,760名，较上年多出430名。", "2,760 children, 430 more than before.", "2,760 children, 430 fewer than before."),
        ("节约纸箱18万个，同比少用6%。", "180,000 cartons, 6% fewer.", "180,000 cartons, 6% more."),
        ("户均增收8,200元。", "raising income by RMB8,200", "lowering income by RMB8,200"),
    ],
)  # fmt: skip
def test_more_is_not_less(source: str, right: str, wrong: str) -> None:
    assert not list(find_turned(Pair(source, right, CONTEXT)))
    assert list(find_turned(Pair(source, wrong, CONTEXT)))


def test_an_end_of_a_change_that_went_over_to_the_other_number_is_in_doubt() -> None:
    source = "使用寿命由8年提高到12年，保修期由2年延长到3年。"
    assert doubts(
        source, "The life rose from eight years to three and the warranty from two years to 12 years."
    )


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        (
            "厂界昼间噪声为52分贝，夜间噪声为43分贝。",
            "Noise at the plant boundary was 52 dB by day and 43 dB at night.",
            "Noise at the plant boundary was 52 dB at night and 43 dB by day.",
        ),
        (
            "男性员工与女性员工分别为1,306人和728人，男女比例约为1.8:1。",
            "Male and female employees numbered 1,306 and 728 respectively, a ratio of male to female of about 1.8:1.",
            "Female and male employees numbered 1,306 and 728 respectively, a ratio of male to female of about 1.8:1.",
        ),
        (
            "设备改造前每班耗电310度，改造后每班耗电265度。",
            "A shift used 310 kWh before the equipment was converted and 265 kWh after it.",
            "A shift used 310 kWh after the equipment was converted and 265 kWh before it.",
        ),
        (
            "直接排放2.3万吨，间接排放1.1万吨。",
            "Direct emissions were 23,000 tonnes and indirect emissions 11,000 tonnes.",
            "Indirect emissions were 23,000 tonnes and direct emissions 11,000 tonnes.",
        ),
        (
            "董事会有执行董事4名、非执行董事5名。",
            "The Board has four executive directors and five non-executive directors.",
            "The Board has four non-executive directors and five executive directors.",
        ),
        (
            "委外检修费用占比由36%降至29%，自主检修费用占比由64%升至71%。",
            "The share of outsourced maintenance fell from 36% to 29% and that of in-house maintenance rose from 64% to 71%.",
            "The share of in-house maintenance fell from 36% to 29% and that of outsourced maintenance rose from 64% to 71%.",
        ),
        (
            "年供热量为210万吉焦，年供电量为3.4亿千瓦时。",
            "It supplies 2.1 million GJ of heat and 340 million kWh of electricity a year.",
            "It supplies 2.1 million GJ of electricity and 340 million kWh of heat a year.",
        ),
    ],
)
def test_things_set_against_each_other_keep_their_numbers(source: str, right: str, wrong: str) -> None:
    assert doubts(source, right) == []
    assert doubts(source, wrong)


def test_every_contrast_is_said_by_its_own_english_alone() -> None:
    for contrast in load_contrasts():
        assert contrast.source.groups == contrast.target.groups >= 2
    night = Pair("夜间", "by night", CONTEXT)
    assert [contrast.say(night) for contrast in load_contrasts() if contrast.say(night)[0]] == [
        ([(0, 1)], [(3, 1)])
    ]


def test_words_of_two_figures_that_come_in_the_other_order_are_in_doubt() -> None:
    source = "乙二醇产量为21万吨，聚酯产量为46万吨。"
    assert (
        doubts(
            source, "The output of ethylene glycol was 210,000 tonnes and that of polyester 460,000 tonnes."
        )
        == []
    )
    assert doubts(
        source, "The output of polyester was 210,000 tonnes and that of ethylene glycol 460,000 tonnes."
    )


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        ("2024年管理费用为3.1亿元。", "Administrative expenses in 2024 were RMB310 million.", "Administrative expenses in RMB310 million were 2024."),
        ("较2022年下降9%。", "This is 9% less than in 2022.", "This is 2022 less than in 9%."),
        ("为1,860名员工体检,费用93万元。", "It paid RMB930,000 for the check-ups of 1,860 employees.", "It paid 1,860 for the check-ups of RMB930,000 employees."),
        ("项目于2021年动工，工期2年。", "Work on the project began in 2021 and takes 2 years.", "Work on the project began 2 years ago and lasts until 2021."),
    ],
)  # fmt: skip
def test_unlike_numbers_in_each_other_s_place_are_in_doubt(source: str, right: str, wrong: str) -> None:
    assert doubts(source, right) == []
    assert doubts(source, wrong)


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        (
            "期末绿色贷款余额为86.4亿元，较年初增加12.7亿元。",
            "Green loans stood at RMB8.64 billion at the end of the period, an increase of RMB1.27 billion from its beginning.",
            "Green loans grew by RMB8.64 billion from the beginning of the period to RMB1.27 billion at its end.",
        ),
        (
            "女性占管理层的26.5%，较2021年的22.1%提高4.4个百分点。",
            "Women held 26.5% of management posts, up 4.4 percentage points from 22.1% in 2021.",
            "In 2021, women held 26.5% of management posts, up 4.4 percentage points from 22.1%.",
        ),
        (
            "全年计划减排4.0万吨，实际减排4.6万吨。",
            "The plan was to cut emissions by 40,000 tonnes; the actual cut was 46,000 tonnes.",
            "Against a target of 46,000 tonnes, emissions were cut by 40,000 tonnes.",
        ),
    ],
)
def test_steps_years_and_plans_stay_with_their_figures(source: str, right: str, wrong: str) -> None:
    assert doubts(source, right) == []
    assert doubts(source, wrong)


def test_half_width_stops_part_clauses_as_full_width_ones_do() -> None:
    pair = "全年供应商1,036家,其中境内982家,境外54家。"
    right = "There were 1,036 suppliers, 982 of them domestic and 54 overseas."
    place = Sentence("s", "t", "b", "paragraph", pair, Place(1, (0, 0, 1, 1)))
    assert find_problems(place, right, CONTEXT) == ()
    assert find_problems(place, right.replace("982", "#").replace("54", "982").replace("#", "54"), CONTEXT)
