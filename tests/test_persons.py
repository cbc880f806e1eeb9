"""Persons whom a report names: found by what announces them, hidden wherever they stand, never sent."""

from __future__ import annotations

from itertools import product

import pytest

from generator.draft.names import find_name
from generator.draft.persons import find_persons
from generator.model import Block, Cell, Place, Prose, Table

HERE = (Place(1, (0, 0, 1, 1)),)


def prose(text: str) -> Prose:
    return Prose("p", "paragraph", text, HERE)


def table(*rows: tuple[str, ...]) -> Table:
    return Table("t", tuple(tuple(Cell(text) for text in row) for row in rows), HERE)


ANNOUNCED = [
    ("董事长张三先生在会上致辞。", "张三"),
    ("独立董事：李四、王五。", "王五"),
    ("独立董事 李四 王五 钱明", "钱明"),
    ("董事：张三、李四（独立）、王五", "王五"),
    ("张三女士加入公司。", "张三"),
    ("监事赵六列席。", "赵六"),
    ("董　事　长：张　三　　总 经 理：李 四", "李四"),
    ("公司董事长周建国表示，将继续努力。", "周建国"),
    ("聘任李明先生为总经理。", "李明"),
    ("选举孙晓敏为公司董事。", "孙晓敏"),
    ("周建国，男，1970年出生，中国国籍。", "周建国"),
    ("周建国（女）", "周建国"),
    ("欧阳锋、上官云娜等到会，欧阳锋董事表示祝贺。", "上官云娜"),
    ("員工歐陽鋒先生", "欧阳锋"),
    ("员工阿依古丽·买买提表示高兴。", "阿依古丽•买买提"),
    ("员工阿依古丽•买买提表示高兴。", "阿依古丽"),
    ("客户陈先生来访。", "陈先生"),
    ("高明先生到访。", "高明"),
    ("董事方向东先生到访。", "方向东"),
    ("工程师于秀英女士", "于秀英"),
    ("法定代表人:周建国 电话", "周建国"),
    ("会议由周建国担任主持人。", "周建国"),
    ("劳动模范周建国的事迹", "周建国"),
    ("1. 周晓敏——云溪大学教授", "周晓敏"),
    ("周晓敏", "周晓敏"),
    ("王君、李志忠、夏晓敏", "王君"),
    ("会员中心孙晓敏获得“先进个人”称号。", "孙晓敏"),
    ("孙晓敏说：“我们做到了。”", "孙晓敏"),
]


@pytest.mark.parametrize(("text", "name"), ANNOUNCED)
def test_a_name_is_told_by_what_stands_beside_it(text: str, name: str) -> None:
    found = find_persons([prose(text)])
    assert any(list(find_name(one, name)) == [(0, len(name))] for one in found), found


def test_names_stand_in_tables() -> None:
    heads = table(("姓名", "性别", "职务"), ("周建国", "男", "董事"), ("张 三", "女", "监事"))
    assert find_persons([heads]) == ("周建国", "张三")
    assert find_persons([table(("职务", "人选"), ("董事长", "周建国"))]) == ("周建国",)
    across = table(
        ("职务", "董事会秘书", "证券事务代表"), ("姓名", "孙世光", "徐力明"), ("电话", "0755", "0755")
    )
    assert find_persons([across]) == ("孙世光", "徐力明")
    captioned = Table("t", ((Cell("能源"),),), HERE, caption="董事长周建国先生的走访")
    assert find_persons([captioned]) == ("周建国",)
    merged = (Cell("独立董事", rowspan=2), Cell("周建国")), (Cell("李四、王五"),)
    assert set(find_persons([Table("t", merged, HERE)])) == {"周建国", "李四", "王五"}
    assert find_persons([table(("指标", "单位"), ("能源", "千克"), ("周转", "万元"))]) == ()


PLAIN = [
    "公司董事会下设审计委员会，监事会由三名监事组成，独立董事应当勤勉尽责。",
    "董事和监事、高级管理人员的任职资格符合规定，董事任期三年，总经理向董事会报告工作。",
    "员工关爱活动丰富多彩，员工满意度持续提高，员工成长与公司发展同步，职工权益得到保障。",
    "公司与员工同心，共同努力；绿色·低碳·循环发展，创新·协同·共赢未来。",
    "党员干部带头，志愿者和社区居民参加植树，患者满意，学生安全，代表能力建设得到加强。",
    "联系人：董事会办公室 电话：见封底",
    "各位女士、先生：公司向女士赠送鲜花，从业人员常年接受培训，任职时应当公正。",
    "委员会由各部门负责人组成，经理管理层与工人共同改进，总监时时关心安全。",
    "安全、环保、质量",
    "公司治理",
    "高质量发展——公司的目标；公司获得多项荣誉，各部门获得表彰，产品获得认可，全体表示感谢。",
    "公司代表全体股东，连续三年获得表彰，曾先后多次升级，成为行业标杆。",
]


@pytest.mark.parametrize("text", PLAIN)
def test_ordinary_words_are_no_persons(text: str) -> None:
    assert find_persons([prose(text)]) == ()


SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆范金石廖贾夏韦方白邹孟熊秦邱江"
GIVEN = [
    "伟",
    "娜",
    "敏",
    "涛",
    "超",
    "建国",
    "晓敏",
    "秀英",
    "海燕",
    "雨桐",
    "梓涵",
    "浩然",
    "俊杰",
    "永强",
    "卫东",
    "思远",
    "佳慧",
    "一鸣",
    "以宁",
]
FRAMES = [
    "董事长{}出席会议。",
    "监事{}列席。",
    "总经理{}带领团队走访。",
    "员工{}荣获称号。",
    "选举{}为公司董事。",
    "{}女士加入公司。",
    "独立董事：{}",
    "工程师{}说：“做到了。”",
    "{}，男，1970年出生。",
    "财务总监{}介绍了情况。",
    "志愿者{}和同事走进社区。",
    "副总裁{}、总监参加活动。",
]


def test_names_made_of_common_surnames_are_found_wherever_they_stand_later() -> None:
    """Of names and frames put together, the share whose later mention alone is hidden whole or in its characters."""
    missed = [
        (frame, name)
        for frame, surname, given in product(FRAMES, SURNAMES, GIVEN)
        for name in [surname + given]
        if not any(one in name for one in find_persons([prose(frame.format(name))]))
    ]
    total = len(FRAMES) * len(SURNAMES) * len(GIVEN)
    assert len(missed) <= total * 0.02, (len(missed), total, missed[:40])


def test_a_name_that_is_announced_once_is_hidden_in_another_block() -> None:
    blocks: list[Block] = [prose("董事长周建国致辞。"), prose("会上，周建国回顾了全年工作。")]
    (name,) = find_persons(blocks)
    assert list(find_name(name, "会上，周 建国回顾了全年工作。"))
