"""The persons whom a report names, as far as its own words show them: a masked request must hold none of them.

A name is told by what stands beside it (董事长张三, 李四先生, 独立董事：王五、赵六, a column 姓名, 张三获得), as a line or a list of
its own, and is then hidden wherever it stands; one of another people by its point (阿依古丽·买买提). Where it is not certain
how long a name is, every length is taken: too much hidden costs a sentence its draft, too little tells a name. Where surname and given name are words
(于和平, 高明) more is asked for: 高明先生, 董事：高明. Not seen: a person whom nothing in the report announces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.draft.names import blocks_to_lines, to_plain
from generator.draft.words import is_common_word
from generator.model import Block, Table

_HAN = "\u3400-\u9fff\U00020000-\U0002ffff"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅"
    "方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦"
    "俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚"
    "娄窦戚岑景宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班"
    "储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄计索宣晋相常初门云容敬来扈晁芮普阙浦戈伏鹿薄"
    "邸雍辜羊乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉亢嵇湛宾戎勾茅利於呼居揭干但尉冶斯束檀衣展阴昝智幸奉植衡富尧"
)
_COMPOUND = (
    "欧阳|上官|司马|诸葛|司徒|东方|皇甫|尉迟|公孙|令狐|慕容|宇文|长孙|轩辕|夏侯|万俟|端木|百里|东郭|南宫|西门|申屠|淳于|单于|独孤|闻人|钟离|澹台|赫连|"
    "呼延|公冶|太史|濮阳|宗政|仲孙|鲜于|闾丘|司空|司寇|拓跋|纳兰|完颜|叶赫|爱新觉罗"
)
_COMPOUNDS = frozenset(_COMPOUND.split("|"))
_LITTLE = frozenset("的了在是为与和及或并对向从于以由将被把等之其所按经就而且则也都又还不至到同任应当")
_PREPOSITIONS, _ADVERBS = (
    frozenset("于向和从同以"),
    frozenset("应任时成全常能连曾"),
)  # surnames that are words
_PEOPLES = re.compile(rf"[{_HAN}]{{1,12}}(?:·[{_HAN}]{{1,8}}){{1,4}}")
_TITLES = (
    "董事长|董事局主席|监事会主席|监事长|独立非执行董事|独立董事|非执行董事|执行董事|职工董事|董事总经理|董事|职工代表监事|职工监事|股东监事|外部监事|监事|"
    "总经理|总裁|经理|总监|首席[^，。、；：]{1,4}官|董事会秘书|董秘|证券事务代表|总工程师|总会计师|总经济师|总法律顾问|工程师|会计师|律师|"
    "法定代表人|法人代表|法人|授权代表|实际控制人|控股股东|创始人|负责人|联系人|召集人|主任委员|委员|主任|主席|会长|理事长|理事|秘书长|书记|部长|厂长|"
    "院长|校长|所长|局长|市长|县长|省长|处长|科长|组长|班长|队长|店长|站长|行长|司长|村长|镇长|教授|博士|院士|研究员|专家|老师|教师|医生|护士|"
    "劳动模范|劳模|标兵|工匠|能手|先进个人|优秀员工|获奖者|得主|员工|职工|工人|技师|志愿者|党员|同事|学员|学生|同学|村民|患者|司机|代表|秘书|主编|编辑|"
    "撰稿|选举|提名|聘任|聘请|任命|增补|推选|委派|续聘|解聘|免去|由|摄影|审核|签字|签名|签署|姓名|股东|自然人|同志|先生|女士|师傅"
)
_FORMS = "先生|女士|小姐|夫妇|伉俪|老师|师傅|教授|博士|院士|医生|大夫|奶奶|爷爷|大爷|大妈|阿姨|叔叔"
_OFFICES = "同志|夫人|书记|独立董事|监事|委员|经理|律师|研究员|专家|董事长|副?(?:董事|总裁|总经理|总监|主席|主任|会长|理事长|秘书长|部长|院长|校长|所长|局长|市长|县长)"
_ACTS = (
    "表示|指出|强调|说|认为|介绍|提到|谈到|回忆|坦言|担任|出任|任职|兼任|当选|荣获|获评|获得|被评|获|作为|带领|率|主持|出席|致辞|致词|发言|讲话|参加|参与|辞去|"
    "离任|先后|负责|毕业|出生|代表|接受|一行|同时|因|自|持有|直接|间接|控制|及其"
)
_DOES = re.compile(
    "表示|指出|强调|认为|介绍|回忆|坦言|荣获|获评|获得|被评|当选|出席|致辞|致词|发言|同志|说[:,]"
)
_ADDRESS, _HONOUR = re.compile(_FORMS), re.compile(f"{_FORMS}|{_OFFICES}")
_TITLE = re.compile(rf"(?:{_TITLES})(?!会)(?:(?P<colon>\s*:\s*)|(?:分别)?[为是由]|\([^()]{{0,8}}\))?")
_SEX = re.compile(r"\s*[,、(]\s*[男女](?:性|士)?\s*[,、)。]")
_ACTING = re.compile(f"{_FORMS}|{_OFFICES}|{_ACTS}")
_ENDS = re.compile(rf"\Z|[^{_HAN}]|{_FORMS}|{_OFFICES}|{_TITLES}|{_ACTS}|[的在和与及等同为是于从对向以将被]")
_HEADS = re.compile(
    "姓名|名单|人员$|成员$|委员|召集人|负责人|联系人|签名|签字|董事$|监事$|高管|参会人|出席人|持有人|代表人|股东名称"
)
_AND = "、和与及,;/"
_ASIDE = re.compile(rf"{_FORMS}|{_OFFICES}|\([^()]{{0,12}}\)")
_LONGEST_HEAD = 12
_WORD_LENGTHS = (4, 3, 2, 1)
_NO_END = frozenset("等总副的了")
_NO_ENDING = frozenset("的了人层员会等者性化度率部长事处局室组们型类式点面量法权期")


def find_persons(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The names of persons in a report, in order of their characters; a form such as 张先生 counts as one."""
    tables = (block for block in blocks if isinstance(block, Table))
    found = {name for table in tables for name in _find_in_table(table)}
    texts = [text for line in blocks_to_lines(blocks) for text in _forms(line)]
    for text in texts:
        found.update(_find_in_text(text))
    while fresh := {name for text in texts for name in _find_listed(text, tuple(found))} - found:
        found |= fresh
    return tuple(sorted(found))


def _forms(line: str) -> tuple[str, ...]:
    """A line without its blanks, and with those between names as a comma; 张 三 is one name in both."""
    whole = re.sub(rf"(?<![{_HAN}])([{_SURNAMES}])\s+([{_HAN}])(?![{_HAN}])", r"\1\2", line)
    forms = (re.sub(r"\s+", "", line), re.sub(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])", "、", whole))
    return tuple(dict.fromkeys(forms))


def _find_in_text(text: str) -> Iterator[str]:
    for title in _TITLE.finditer(text):
        yield from _read_list(text, title.end(), sure=bool(title["colon"]))
    for honour in _HONOUR.finditer(text):
        if address := _ADDRESS.match(text, honour.start()):
            yield from _before_address(text, address)
        else:
            yield from _before(text, honour.start(), sure=False)
    for sex in _SEX.finditer(text):
        yield from _before(text, sex.start(), sure=True)
    for act in _DOES.finditer(text):
        yield from _before(text, act.start(), sure=False)
    yield from _standing_alone(text)
    for found in _PEOPLES.finditer(text):
        yield from _of_other_peoples(found[0])


def _standing_alone(text: str) -> Iterator[str]:
    """A name that is a whole line, or stands at its beginning before a dash; and two or more that are a list by themselves."""
    alone = re.match(rf"(?:\d+[.、)])?([{_HAN}]{{2,4}})(?:\Z|[—–|(-])", text)
    if alone and _is_bare_name(alone[1]) and (len(alone[1]) > 2 or alone.end() < len(text)):
        yield alone[1]
    for listed in re.finditer(rf"(?<![{_HAN}])[{_HAN}]{{2,4}}(?:、[{_HAN}]{{2,4}})+(?![{_HAN}])", text):
        names = listed[0].split("、")
        if all(map(_is_bare_name, names)):
            yield from names


def _is_bare_name(text: str) -> bool:
    """Whether it has the length of a name, and no word begins or ends in it."""
    return len(text) in _lengths(text) and not any(map(is_common_word, (text, text[:2], text[-2:])))


def _of_other_peoples(words: str) -> Iterator[str]:
    """阿依古丽·买买提 of 员工阿依古丽·买买提表示, and 阿依古丽 alone; nothing of 绿色·低碳."""
    first, *middle, last = words.split("·")
    while word := next((n for n in _WORD_LENGTHS if n < len(first) and _is_other(first[:n])), 0):
        first = first[word:]
    end = next(
        (n for n in range(2, len(last)) if _is_other(last[n : n + 2]) or last[n] in _LITTLE), len(last)
    )
    parts = [first, *middle, last[:end]]
    if not all(is_common_word(part[:2]) or is_common_word(part[-2:]) for part in parts):
        yield "·".join(parts)
        yield from (part for part in parts if len(part) > 2 and not is_common_word(part))


def _is_other(word: str) -> bool:
    """Whether it is a word, and so no part of a name that is written by its sound."""
    return is_common_word(word) if len(word) > 1 else word in _LITTLE


def _read_list(text: str, at: int, *, sure: bool) -> Iterator[str]:
    """The names that follow a title, one after another; ``sure`` where a colon announces them."""
    while names := _names_at(text, at, sure=sure):
        yield from names
        at += len(names[0])
        if aside := _ASIDE.match(text, at):
            at = aside.end()
        if not text[at:] or text[at] not in _AND:
            break
        at += 1


def _names_at(text: str, at: int, *, sure: bool) -> list[str]:
    """The names that may begin here, the likeliest first: those that something ends, or else every length."""
    lengths = _lengths(text[at : at + 4])
    likely = [text[at : at + length] for length in lengths if _is_name(text, at, length, sure=sure)]
    ended = [name for name in likely if _ends_after(text, at + len(name))]
    if len(ended) > 1 and ended[0][-1] in _LITTLE:
        ended = ended[1:]
    return ended or likely


def _lengths(text: str) -> tuple[int, ...]:
    """How long a name that begins so may be, the longest first."""
    compound = re.match(_COMPOUND, text)
    longest = len(compound[0]) if compound else 1
    if not compound and text[:1] not in _SURNAMES:
        return ()
    return tuple(
        longest + given
        for given in (2, 1)
        if re.fullmatch(f"[{_HAN}]{{{longest + given}}}", text[: longest + given])
    )


def _is_name(text: str, at: int, length: int, *, sure: bool) -> bool:
    """Whether these characters may be a name, in view of the words that they might be instead."""
    name = text[at : at + length]
    given = name[2:] if re.match(_COMPOUND, name) else name[1:]
    ended = _ends_after(text, at + length)
    if re.match(_TITLES, text[at:]) or re.match(_TITLES, text[at + 1 :]) or _ADDRESS.match(given):
        return False
    if sure:
        return ended or not is_common_word(name)
    if is_common_word(name) or given[-1] in _NO_END:
        return False
    if length == len(given) + 1 == 3 and is_common_word(name[:2]):
        two_words = given[1] in _NO_ENDING or _is_word(text[at + 2 : at + 4])
        return ended and not two_words and not _LITTLE.intersection(name)
    if name[0] in _PREPOSITIONS or (name[0] in _ADVERBS and not _ACTING.match(text, at + length)):
        return ended and given[0] not in _LITTLE and not _is_word(given)
    return ended or not _is_word(text[at + 1 : at + 3])


def _is_word(text: str) -> bool:
    return len(text) > 1 and is_common_word(text)


def _ends_after(text: str, at: int) -> bool:
    return bool(_ENDS.match(text, at)) or _is_word(text[at : at + 2])


def _before(text: str, end: int, *, sure: bool) -> Iterator[str]:
    """The names that may end here; ``sure`` where a form of address follows, so that 方向东 is no 方向."""
    for start in range(max(0, end - 4), end - 1):
        name, straddled = text[start:end], text[max(0, start - 1) : start + 1]
        if len(name) not in _lengths(name) or _is_word(straddled) or straddled in _COMPOUNDS:
            continue
        addressed = sure and not re.search(_TITLES, name)
        if addressed or _is_name(text, start, len(name), sure=False):
            yield name


def _before_address(text: str, address: re.Match[str]) -> Iterator[str]:
    """李四 of 李四先生; 李先生 as a whole, where only a surname stands before it."""
    at = address.start()
    names = tuple(_before(text, at, sure=True))
    alone = text[max(0, at - 1) : at]
    if not names and alone and alone in _SURNAMES and alone not in "向和以从同全成位":
        names = (text[at - 1 : address.end()],)
    yield from names


def _find_listed(text: str, found: tuple[str, ...]) -> Iterator[str]:
    """Names that stand in a list with one that is known."""
    parts = re.split("[、,;和与及]", text)
    for one, other in pairwise(parts):
        if one.endswith(found):
            yield from _names_at(other, 0, sure=False)
        if other.startswith(found):
            yield from _before(one, len(one), sure=False)


def _find_in_table(table: Table) -> Iterator[str]:
    """The names in a column or a row that is headed as one of persons, or beside a cell that is a title."""
    columns, rows = set[int](), set[int]()
    words: dict[tuple[int, int], str] = {}
    for (top, first), cell in sorted(table.grid().items(), key=lambda item: item[0]):
        text = to_plain(cell.source)
        words |= {(top + i, first + j): text for i in range(cell.rowspan) for j in range(cell.colspan)}
        left = "".join(words.get((top, first - 1), "").split())
        if len(text) < _LONGEST_HEAD and _HEADS.search("".join(text.split())):
            columns.add(first)
            rows.add(top)
        elif first in columns or top in rows or re.fullmatch(_TITLES, left):
            parts = re.split(rf"[{_AND}]", "、".join(_forms(text)))
            yield from (part for part in parts if _is_whole_name(part))


def _is_whole_name(text: str) -> bool:
    named = len(text) in _lengths(text) or _PEOPLES.fullmatch(text)
    return bool(named) and not is_common_word(text)
