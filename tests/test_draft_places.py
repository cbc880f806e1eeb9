"""What two numbers of a draft are told apart by: words, what stands near them, and whether there is more or less."""

from __future__ import annotations

from itertools import pairwise

import pytest

from generator.checks import CheckContext
from generator.checks.contract import Pair
from generator.draft.direction import find_turned
from generator.draft.places import find_places
from generator.draft.words import find_words, look_up_english
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
