"""What is counted, in both languages: enough nouns of annual and ESG reports to see numbers change places.

``counted_noun`` names the noun behind a Chinese number, ``says_noun`` finds it in English. A noun that is not
here is simply not checked.
"""

from __future__ import annotations

import re

# Chinese nouns → English stems, a row a thing. The longest Chinese noun that fits is taken.
_ROWS: tuple[tuple[str, str], ...] = (
    ("员工 职工 雇员", r"employee|staff|worker|workforce|women|men\b"),
    ("董事会", r"board"),
    ("监事会", r"supervis"),
    ("股东大会 股东会", r"general meeting|shareholders.? meeting"),
    ("独立董事", r"independent|director"),
    ("董事", r"director"),
    ("监事", r"supervisor"),
    ("高级管理人员 高管", r"executive|senior manage"),
    ("议案 提案", r"proposal|resolution|motion"),
    ("会议", r"meeting|session"),
    ("公告", r"announcement"),
    ("发明专利", r"invention|patent"),
    ("专利", r"patent"),
    ("软件著作权 著作权 软著", r"copyright"),
    ("商标", r"trademark"),
    ("论文", r"paper"),
    ("国家标准 行业标准 标准", r"standard"),
    ("省份 省", r"provinc"),
    ("国家 国家和地区", r"countr"),
    ("城市", r"cit(?:y|ies)"),
    ("分公司 分支机构", r"branch"),
    ("子公司", r"subsidiar"),
    ("办事处", r"office"),
    ("门店", r"store|shop|outlet"),
    ("工厂", r"factor|plant"),
    ("生产基地 基地", r"base"),
    ("生产线 产线", r"line"),
    ("研发中心", r"centre|center"),
    ("供应商", r"supplier|vendor"),
    ("客户", r"customer|client"),
    ("用户", r"user|customer"),
    ("医院", r"hospital"),
    ("高校 大学 院校", r"universit|college"),
    ("学校 小学 中学", r"school"),
    ("学生", r"student|pupil"),
    ("投资者", r"investor"),
    ("提问 问题", r"question|enquir|inquir|quer"),
    ("培训", r"training|course"),
    ("演练", r"drill|exercise"),
    ("活动", r"activit|event"),
    ("项目", r"project"),
    ("产品", r"product"),
    ("证书", r"certificat"),
    ("认证", r"certificat"),
    ("荣誉 奖项", r"honou?r|award|prize"),
    ("制度", r"polic|system|rule|regulation"),
    ("党员", r"part(?:y|ies)|member"),
    ("党支部 支部", r"branch"),
    ("志愿者", r"volunteer"),
    ("投诉", r"complaint"),
    ("事故", r"accident|incident"),
    ("农户 贫困户 家庭", r"household|famil"),
    ("图书", r"book"),
    ("电脑", r"computer"),
    ("车辆 汽车", r"vehicle|car|bus"),
    ("树 树木", r"tree"),
    ("岗位", r"position|job|post"),
    ("指标", r"indicator|metric"),
    ("系统", r"system"),
    ("方向", r"area|direction"),
    ("村", r"village"),
    ("专门委员会 委员会", r"committee"),
)
_STEMS = {noun: re.compile(rf"\b(?:{stems})", re.I) for nouns, stems in _ROWS for noun in nouns.split()}
_NOUN = re.compile("|".join(sorted(_STEMS, key=len, reverse=True)))
_BEHIND = re.compile(r"[\u4e00-\u9fffA-Za-z和的]{0,8}")


def counted_noun(text: str, end: int) -> str | None:
    """The noun that the number ending at ``end`` counts: the first known one in the words right behind it."""
    words = _BEHIND.match(text, end)
    match = _NOUN.search(words.group()) if words else None
    return match.group() if match else None


def says_noun(text: str, noun: str) -> bool:
    """Whether an English text has a word for the noun."""
    return _STEMS[noun].search(text) is not None


def same_thing(first: str, second: str) -> bool:
    """Whether two nouns share their English, so that neither tells the numbers apart."""
    return _STEMS[first].pattern == _STEMS[second].pattern
