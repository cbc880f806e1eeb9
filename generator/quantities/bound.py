"""Numerals that count nothing: inside idioms, terms, names, versions, standards and list marks.

``find_bound`` gives their spans. They are not lost: a comparison may still meet them in English ("Second
Affiliated Hospital" for 二附院, "14th Five-Year Plan"), but nobody is asked to find them there.
"""

from __future__ import annotations

import re

from generator.quantities.numerals import chinese_to_digits
from generator.quantities.quantity import Quantity
from generator.quantities.units import UNIT

# Terms and idioms; longest first is not needed, the alternation tries them in order of length.
_PHRASES = """
三会一课 三会一层 三重一大 两学一做 五险一金 六险一金 七险二金 五险二金 五位一体 三位一体 四位一体 二位一体 十大 十名股东 地球一小时 一堂 三力
前十大 前十名 一体化 一体两翼 一致行动 一系列 一方面 一定 一些 一般 一直 一贯 一旦 一切 一起 一同 一并 一概 一律 一度 一向 一再 一如
一经 一边 一下 一样 一面 一端 一手 一心 一味 一时 一线 一流 一站式 一揽子 一窗 一网 一码 一卡通 一把手 一岗双责 一票否决 一对一 一带一路
一企一策 一人一档 一户一 一事一议 一视同仁 一丝不苟 一如既往 一脉相承 一举 一席 一臂之力 一份力量 一份力 一道 一键 一物一码 一品一 一县一
一村一 一校一 一院一 一厂一 一案一 一行一 一地一 一链 一屏 一图 一表 一单 一口价 一次性 二次利用 二次创业 二次开发 二次供水 二次元 二次污染
统一 唯一 专一 单一 同一 万一 第一时间 第一线 第一责任 第一生产力 第一要务 第一资源 第一动力 第一书记 第一大 第一位 第一性 第一梯队
第一方阵 第一课堂 第二课堂 第二曲线 第二增长曲线 第一产业 第二产业 第三产业 第三方 第三者 第三代半导体 第一类 第二类 第三类 第一阶梯
进一步 更进一步 近一步 逐一 之一 不一 归一 合一 划一 万里挑一 数一数二 独一无二 说一不二 一二 三三两两 接二连三 再三 举一反三 三番五次
百分百 百年 百家争鸣 百花齐放 百尺竿头 百姓 百货 百科 百强 百度 百万医疗 千方百计 千家万户 千万别 千万要 万众一心 万众创新 万无一失 万能 万科 万向 万物 万里长城 万象 万达 万华
千禧 千方 成千上万 成百上千 千千万万 千行百业 百业 百岗 千岗 千企万户 千村万 千兆 百城 千店 万店 万企 千帆 千里
亿纬 亿联 亿嘉和 三一重工 三一集团 三安 三棵树 三花智控 三元股份 三星 三菱 三峡 三亚 三明 三门 三河 三七互娱 四川 四维图新 四方股份 四平 四通 五粮液 五矿 五金
六安 六盘水 七匹狼 七台河 九江 九寨 九阳 九州通 八一 九安 十堰 百联 百济 百色 百润 双一 二连 五台 五原 六合 六枝 八宝
十四五 十三五 十二五 十一五 十五五 十五年规划 九五 八五 七五 二十大 十九大 十八大 十七大 三中全会 四中全会 五中全会 六中全会 七中全会 一中全会 二中全会
一大会 两会 两山 两化 两岸 两地 两市 两者 两个维护 两个确立 两个一百年 两个毫不动摇 两弹一星 两网 两翼 两端 两用 两性 两全 两难 两江 两广 两湖 两票 两券 两融 两院
三农 三包 三方 三废 三同时 三电 三甲 三乙 三级甲等 三级医院 二级医院 一级医院 三级公立 二级公立 三级综合 二级综合 三医联动 三医 三聚氰胺 三角 三维 三坐标 三轮 三态 三防 三级教育 三级安全 三违 三标 三化 三基 三好 三品 三支一扶 三下乡 三严三实 三个代表 三观 三线 三资 三北 三江 三亲 三大攻坚
三大球 三大报表 三道防线 三年行动 三年一期 四个意识 四个自信 四个全面 四史 四风 四季 四海 四面 四处 四方 四肢 四新 四化 四不两直 四不放过 四技 四型 四好 五四 五一 五常 五星 五谷 五官 五育 五清 五年规划 五年计划 五到位 五同时 五落实 五个一 六一 六大员 六保 六稳 六必 六西格玛 六氟 六书 七一 七夕 八一建军 八项规定 九三 九三学社 十一 十月革命 双十一 双十二 三八 三八妇女节
三五反 三维图 五子 六路 七大洲 八大 八小时外 九年义务 九宫 十分 十足 十全 十美 十字 十指 十年磨 十年树 二级市场 一级市场 二级学科 一级学科 二级单位 一级单位 二级子公司 一级子公司 三级子公司 二级公司 二级部门 一级部门 二级建造师 一级建造师 二级域名 一级响应 二手 二维 二氧化 二甲 二乙 二元 二代 二十四节气 二十四史 二次函数 二传手 二审 一审 三审 终审 二附院 一附院 三附院
一等奖 二等奖 三等奖 一等功 二等功 三等功 特等 一档 二档 一把 一点 一路 一代 一片 一场 一步 一道 一条龙 一条心 一种 一批 一份 一套 一支 一条 一把 一股 一笔带过 一类 一层 一环 一节 一课 一幕 一侧 一旁 一律 一角 一员 一大 一小 一老一小 一生 一辈子 一世 一身 一体 一气 一言 一意 一应 一共 一半以上时间 一来 一去 一到 一无 一致 一期一会 一国两制 一中一 一二线 一二三 三四线 二三线 一主 一核 一基 一平台 一中心 一园 一基地 一张网 一张图 一盘棋 一号文 一号工程 一把尺 一朝 一日 一天天 一年一度 一年级 二年级 三年级 四年级 五年级 六年级 一对 一双 一个 一只
二三产业 一二三产 三氯 三氧 四氯 五氧 六价铬 二恶英 二噁英 三元正极 三元材料 三元锂 三元电池 三元前驱 三元催化 三元桥 三元乙丙 四氢 二苯 三苯 二甲苯 三甲苯 一氧化碳 四羟 二辛 一甲 六甲 十二烷 八甲 五氯
九死一生 七上八下 五湖四海 四通八达 三心二意 三言两语 三顾 三令五申 四面八方 五花八门 五颜六色 六神 七嘴八舌 八仙 九牛一毛 十拿九稳 百里挑一 百战 百折 百发百中 百炼 千篇一律 千变万化 千载难逢 千锤百炼 千言万语 千丝万缕 千山万水 千辛万苦 万事 万分 万全 万水千山 万家灯火 万古 万岁 万民 万紫千红 亿万 百般 千金 千古 半导体 半成品 半年度 半年报 半岛 半径 半封闭 半固态 半自动 半山 半程 半路 半天 对半 大半 多半 过半程
""".split()  # noqa: SIM905  # a page of words is easier to keep than a page of quotation marks
_ALLOWED_AFTER = {
    "十一": r"(?=国庆|假|黄金|长假|小长假|期间|前|[”\"、，。]|$)",
    "三方": r"(?!面)", "四方": r"(?!面)",     "十分": r"(?!之|钟)", "十美": r"(?!元|金)", "四平": r"(?![方米])", "五台": r"(?=山)", "三门": r"(?=县|峡|核)", "三轮": r"(?=车|摩)", "四处": r"(?=[奔走寻打张求])",
    "七五": r"(?!折)", "八五": r"(?!折)", "九五": r"(?!折)", "万分": r"(?!之)",        "二十大": r"(?!家|项|类)",          "一点": r"(?![一二两三四五六七八九〇零])", "一度": r"(?!电)",
    "一小": r"(?!时)", "一个": r"(?!月|季度|工作日|交易日|百分点|基点|会计年度|完整|年度|小时|学时|课时|亿|学年|自然)", "一场": r"(?!次)",
    "一批": r"(?!次)",      "一大": r"(?!会)",  "四季": r"(?!度)",     "一角": r"(?!钱|[一二三四五六七八九]分)",   "八大": r"(?=菜系)",
    "一到": r"(?![二三四五六七八九十两])",  "一二": r"(?![十百千万家个米公])",
}  # fmt: skip
_NO_POWER = r"(?![十百千万亿至到])"  # 统一 is an idiom, 系统一百套 and 计划一至三家 are numbers
_PATTERNS = (
    r"[\w.+-]+@[\w.-]+", r"(?:https?://|www\.)[\w./?=&%#:-]+", r"\(cid:\d+\)",
    r"(?:沪深|中证|上证|科创|恒生|标普|创业板|纳斯达克|道琼斯)\s?\d{2,4}(?![\d,]|\s*[万亿元家])", r"前\s*(?:10|十|5|五)\s*(?:名|大)(?=股东|客户|供应商|无限售|债权)", r"一年内到期", r"[1-5]A级", r"(?:985|211)(?=\s*[、/和及,]\s*(?:985|211))",
    r"(?<!\d)(?:\d{2}|\d{4})\s*年代", r"[一二三四五六七八九]十年代", r"(?:[二一]?十?[一二三四五六七八九十]|\d{1,2})\s*世纪(?!以)",
    r"(?<![\d.])(?:863|973|211|985)(?=\s*(?:计划|项目|工程|重大|高校|院校))", r"(?<!\d)\d{1,2}[·•]\d{1,2}(?!\d)",
    r"第[一二三四五六七八九十]{1,3}(?=中学|小学|医院|人民|附属|实验|初级|高级|建筑|工程局|设计院|研究院|研究所|冶金|机床|汽车|航空|产业|方)",
    r"(?<!\d)\d0后(?!续)", r"[〇零一二三四五六七八九]0后", r"[五六七八九零]零后", r"(?<!\d)[0789]5后(?!续)",
    r"(?<!\d)7\s?[×xX*]\s?24(?:\s?小时)?", r"24\s?[×xX*]\s?7(?:\s?小时)?", r"24/7", r"(?<![\d.])996(?=工作制|制|[”\"])",
    r"\d+\s?[+]\s?[A-Za-zNnXx]", r"[TtDd]\s?[+-]\s?\d+(?:日)?", r"(?<!\d)\d{2,4}强", r"[一二三四五六七八九十百千]+强(?=企业|榜|县|。|，|、)",
    r"(?<!\d)360\s?[度°](?!电)", r"(?<!\d)\d+[.．]0(?:版本|版|时代|模式|战略|阶段|工程|计划|行动)", r"(?<!\d)\d+[.．]\d+(?:版本|版)",
    r"农历(?:[\u4e00-\u9fff]{1,2}月)?[初廿]?[一二三四五六七八九十]{1,2}", r"正月(?:初[一二三四五六七八九十]|十[一二三四五六七八九]|廿[一二三四五六七八九]?)",
    r"[一二三四五六七八九]月[初十廿][一二三四五六七八九](?=[^日号\u4e00-\u9fff]|$)(?<!十月)",
    r"[一二三四五六七八九]带[一二三四五六七八九]路", r"国[一二三四五六七八九十]条", r"欧[一二三四五六]", r"国[一二三四五六](?=排放|标准|车)",
    r"(?:CO|SO|NO|N|H|O|CH|CF|NF|PM|SF)\s?[₂₃₄₆x\d](?:\.\d+)?(?:O\d?|e|eq)?(?![\d,])",
    r"每一(?![股十百千万亿])", r"(?:另|某|这|那|任|每|哪|各)一(?![十百千万亿])[个家项种次位名年件]?", r"(?:最近一(?!年|个会计)|(?:最后|新|上|下|再|又|唯|首|头|同|前|后|哪|进|逐|统|专|单|一)一)(?:次|个|届|轮|年|期|批|代)?(?![一二三四五六七八九十百千万季])",
    r"第[一二三四五六七八九十](?=[，,、：:；;])", r"(?:其|之)[一二三四五六七八九](?=[，,、：:])",
    r"[二三四五六七八九]分(?=天下|法)", r"“?[一二三四五六七八九]\+[一二三四五六七八九NX](?:\+[一二三四五六七八九NX])*”?", r"\d\s?\+\s?\d(?:\s?\+\s?[\dNXnx])*(?![\d.,]*[万亿元%])", r"[“\"]\d[”\"]",
    r"(?<=[“\"])\d{2}(?=[\u4e00-\u9fff]{2,10}[”\"])", r"\d+\.0(?=[“”\"])",
)  # fmt: skip
_ONE_MARK = (
    r"(?:第?[一二三四五六七八九十]{1,3}[、．.]|\d{1,2}(?:\.\d{1,2}){0,3}(?:、|．(?!\d)|[.](?=[^\d\s]|\s+\D))"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]|[（(]\d{1,2}[）)](?=\s*\S)|\d{1,2}[)）]|[①-⑳]|注\d{0,2}[：:])"
)
_MARKERS = (
    rf"^\s*{_ONE_MARK}(?:\s*{_ONE_MARK})*",
    r"^\s*\d{1,2}(?:\.\d{1,2}){1,3}\s+(?=[\u4e00-\u9fff])(?!.{0,3}[万亿千百元%])",
    r"(?<=[：:；;。，,、])\s*[（(][一二三四五六七八九十\d]{1,2}[）)](?=\s*[\u4e00-\u9fffA-Za-z“《])",
    r"(?<=[：:；;。])\s*\d{1,2}[、)）](?=\s*[\u4e00-\u9fffA-Za-z“《])",
    r"[①-⑳]",
    r"(?:附注|附件|附录|附表|图|表|注)\s?[一二三四五六七八九十\d]{1,2}(?:-\d{1,2})?(?![\d.,]|[个家项月年万亿%])",
)
_CURRENCY_CODES = "RMB|CNY|USD|HKD|EUR|JPY|GBP"
_MEASURE_AFTER = r"(?:\s*(?:[%％‰万亿元年月项件家次人名位个份股张场条台套吨倍]|百分|小时|平方|立方|千瓦|公|美元|港|欧|余|多家|多个))"
_NAMES = (
    # A version, model or grade: letters touch the figures, or stand before a figure that no unit follows.
    rf"(?<![A-Za-z])(?!(?:{_CURRENCY_CODES})\s?\d|Q[1-4](?!\d)|H[12](?!\d))[A-Za-z][A-Za-z0-9]*(?:[-_/][A-Za-z0-9]+)*[-_]?\d+(?:[.]\d+)*(?:[-_/][A-Za-z0-9.]+)*[A-Za-z]*",
    r"(?:ISO|IEC|GB|IATF|OHSAS|SA|AA|ISAE|IFRS|HKFRS|SASB|GRI|AS|QC|EN|DB|JR|JT|YD|HJ|SZDB|CSR|TISAX|CMMI|ITSS|IPC|UL)(?:/[A-Z]+)*\s?\d{2,6}(?:[-.:]\d+)*",
    rf"(?<![A-Za-z])(?!(?:{_CURRENCY_CODES})\s)[A-Za-z][A-Za-z0-9.\-]*\s\d{{1,3}}(?:\.\d+)*(?![\d,.]|\s*\d|{_MEASURE_AFTER})",
)


_TITLE = re.compile(r"《[^《》]*》")
_PATTERN = re.compile("|".join(_PATTERNS))


def _by_first() -> dict[str, list[tuple[str, re.Pattern[str] | None]]]:
    """The phrases by their first character, the longest first, each with what must follow it."""
    table: dict[str, list[tuple[str, re.Pattern[str] | None]]] = {}
    for word in sorted(set(_PHRASES), key=lambda w: (-len(w), w)):
        after = _ALLOWED_AFTER.get(word) or (_NO_POWER if word[-1] in "一二三四五六七八九" else None)
        table.setdefault(word[0], []).append((word, re.compile(after) if after else None))
    return table


_BY_FIRST = _by_first()
_FIRST = re.compile("[" + "".join(sorted(_BY_FIRST)) + "]")
_UNIT_AFTER = re.compile(r"\s*(?:年|月|%|万|亿|家|个|名|项|人|元|吨|千克|公斤|kg|mg|台|套|件)")
_MARKER = re.compile("|".join(_MARKERS))
_NAME = re.compile("|".join(_NAMES))


def find_titles(text: str) -> list[tuple[int, int]]:
    """The spans of book titles 《…》."""
    return [m.span() for m in _TITLE.finditer(text)]


def find_bound(text: str) -> list[tuple[int, int]]:
    """The spans in which a numeral counts nothing: idioms, names, versions, addresses."""
    found = [span for first in _FIRST.finditer(text) if (span := _phrase_at(text, first.start()))]
    found += [m.span() for m in _PATTERN.finditer(text)]
    found += [m.span() for m in _NAME.finditer(text) if not _UNIT_AFTER.match(text, m.end())]
    return sorted(found)


def _phrase_at(text: str, at: int) -> tuple[int, int] | None:
    for word, after in _BY_FIRST[text[at]]:
        if text.startswith(word, at) and (after is None or after.match(text, at + len(word))):
            return at, at + len(word)
    return None


def find_marks(text: str) -> list[tuple[int, int]]:
    """The spans of list marks and references to tables and notes: 一、 （1） ① 图1."""
    return [
        m.span()
        for m in _MARKER.finditer(text)
        if not (m.group()[-1].isspace() and UNIT.match(text, m.end()))
    ]


_HEAD = re.compile(
    r"\s*(?:[（(]\s*(?P<inner>[一二三四五六七八九十]{1,3}|\d{1,2})\s*[）)]|(?P<plain>[一二三四五六七八九十]{1,3}(?=、)|\d{1,2}(?=、|[.．][^\d])))"
)


def find_mark(text: str) -> Quantity | None:
    """The list mark at the head of a text (一、 （2）) as an ordinal; None where there is none."""
    match = _HEAD.match(text)
    if match is None or match.end() >= len(text.rstrip()):
        return None
    number = match["inner"] or match["plain"]
    value = number if number.isascii() else chinese_to_digits(number)
    return (
        Quantity(match.group(), match.start(), match.end(), "ordinal", value, flags=("mark",))
        if value
        else None
    )
