"""What may follow a number in Chinese, and what it is in English.

One row a unit: the Chinese names, the kind, the base unit, how many places lie between the printed and the base
unit, and the English of the printed unit where it is not the base unit itself. A new unit is a new row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.quantities.quantity import Kind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed. ``places``: one 公斤 is 10^-3 of the base unit t."""

    kind: Kind
    base: str | None
    places: int = 0
    printed: str = ""


_CURRENCIES: tuple[tuple[str, str], ...] = (
    ("元 人民币元 元人民币 圆 块钱", "CNY"),
    ("美元 美金", "USD"),
    ("港元 港币 港币元", "HKD"),
    ("欧元", "EUR"),
    ("日元 日圆", "JPY"),
    ("英镑", "GBP"),
    ("澳元", "AUD"),
    ("加元", "CAD"),
    ("新加坡元 新元", "SGD"),
    ("新台币 台币", "TWD"),
    ("瑞士法郎", "CHF"),
    ("韩元", "KRW"),
    ("卢布", "RUB"),
    ("澳门元", "MOP"),
    ("泰铢", "THB"),
    ("卢比", "INR"),
)

_MEASURES: tuple[tuple[str, Unit], ...] = (
    ("吨标准煤 吨标煤 吨标准煤当量 tce", Unit("measure", "tce")),
    ("千克标准煤 公斤标准煤 千克标煤 kgce", Unit("measure", "tce", -3, "kgce")),
    ("克标准煤 克标煤 gce", Unit("measure", "tce", -6, "gce")),
    (
        "吨二氧化碳当量 吨CO2e 吨CO2当量 吨碳当量 tCO2e tCO2eq tCO₂e 吨CO₂e 吨CO₂当量",
        Unit("measure", "tCO2e"),
    ),
    ("千克二氧化碳当量 公斤二氧化碳当量 kgCO2e kgCO₂e", Unit("measure", "tCO2e", -3, "kgCO2e")),
    ("吨二氧化碳 吨CO2 吨CO₂ tCO2 tCO₂", Unit("measure", "tCO2")),
    ("吨 公吨 t", Unit("measure", "t")),
    ("公斤 千克 kg KG Kg", Unit("measure", "t", -3, "kg")),
    ("克 g", Unit("measure", "t", -6, "g")),
    ("毫克 mg", Unit("measure", "t", -9, "mg")),
    ("微克 μg ug µg", Unit("measure", "t", -12, "μg")),
    ("纳克 ng", Unit("measure", "t", -15, "ng")),
    ("斤 市斤", Unit("measure", "jin")),
    ("千瓦时 千瓦小时 kWh KWh kwh KWH kW·h kW•h 度电", Unit("measure", "kWh")),
    ("兆瓦时 MWh Mwh MWH", Unit("measure", "kWh", 3, "MWh")),
    ("吉瓦时 GWh GWH", Unit("measure", "kWh", 6, "GWh")),
    ("太瓦时 TWh", Unit("measure", "kWh", 9, "TWh")),
    ("瓦时 Wh", Unit("measure", "kWh", -3, "Wh")),
    ("安时 Ah", Unit("measure", "Ah")),
    ("毫安时 mAh", Unit("measure", "Ah", -3, "mAh")),
    ("兆瓦 MW", Unit("measure", "MW")),
    ("千瓦 kW KW", Unit("measure", "MW", -3, "kW")),
    ("吉瓦 GW", Unit("measure", "MW", 3, "GW")),
    ("瓦 瓦特 W", Unit("measure", "MW", -6, "W")),
    ("兆瓦峰 MWp", Unit("measure", "MWp")),
    ("千瓦峰 kWp KWp", Unit("measure", "MWp", -3, "kWp")),
    ("吉焦 GJ 百万千焦", Unit("measure", "GJ")),
    ("兆焦 MJ", Unit("measure", "GJ", -3, "MJ")),
    ("千焦 kJ", Unit("measure", "GJ", -6, "kJ")),
    ("太焦 TJ", Unit("measure", "GJ", 3, "TJ")),
    ("平方公里 平方千米 km2 km²", Unit("measure", "km2")),
    ("平方米 平米 m2 m² ㎡", Unit("measure", "m2")),
    ("公顷", Unit("measure", "ha")),
    ("亩", Unit("measure", "mu")),
    ("立方米 方 m3 m³", Unit("measure", "m3")),
    ("标准立方米 标方 标立方米 Nm3 Nm³", Unit("measure", "Nm3")),
    ("升 公升 L", Unit("measure", "L")),
    ("毫升 mL ml", Unit("measure", "L", -3, "mL")),
    ("公里 千米 km KM", Unit("measure", "km")),
    ("海里", Unit("measure", "nmi")),
    ("米 m", Unit("measure", "m")),
    ("厘米 cm", Unit("measure", "m", -2, "cm")),
    ("毫米 mm", Unit("measure", "m", -3, "mm")),
    ("微米 μm um", Unit("measure", "m", -6, "μm")),
    ("纳米 nm", Unit("measure", "m", -9, "nm")),
    ("英寸 寸", Unit("measure", "in")),
    ("小时 个小时 工时 学时 个学时 课时 个课时 人时 h", Unit("measure", "h")),
    ("分钟 min", Unit("measure", "min")),
    ("秒 秒钟", Unit("measure", "s")),
    ("毫秒 ms", Unit("measure", "s", -3, "ms")),
    ("℃ 摄氏度 °C", Unit("measure", "°C")),
    ("分贝 dB dB(A)", Unit("measure", "dB")),
    ("千伏 kV KV", Unit("measure", "kV")),
    ("伏 V", Unit("measure", "V")),
    ("千伏安 kVA KVA", Unit("measure", "kVA")),
    ("兆伏安 MVA", Unit("measure", "kVA", 3, "MVA")),
    ("赫兹 Hz", Unit("measure", "Hz")),
    ("千赫 kHz", Unit("measure", "Hz", 3, "kHz")),
    ("兆赫 MHz", Unit("measure", "Hz", 6, "MHz")),
    ("吉赫 GHz", Unit("measure", "Hz", 9, "GHz")),
    ("兆帕 MPa", Unit("measure", "MPa")),
    ("千帕 kPa", Unit("measure", "MPa", -3, "kPa")),
    ("转/分 转/分钟 转每分钟 rpm r/min", Unit("measure", "rpm")),
    ("Mbps", Unit("measure", "Mbps")),
    ("Gbps", Unit("measure", "Mbps", 3, "Gbps")),
    ("TB", Unit("measure", "TB")),
    ("GB", Unit("measure", "GB")),
    ("MB", Unit("measure", "MB")),
    ("PB", Unit("measure", "PB")),
    ("ppm", Unit("measure", "ppm")),
    ("岁 周岁", Unit("measure", "years old")),
    ("千卡 大卡", Unit("measure", "kcal")),
    ("标准箱 TEU", Unit("measure", "TEU")),
    ("载重吨", Unit("measure", "dwt")),
)

_PEOPLE = "人 名 位 员"
_ITEMS = (
    "家次 台次 场次 件次 例次 车次 班次 架次 批次 个方面 方面 个 家 项 件 例 场 次 份 台 套 条 款 种 类 批 支 只 座 栋 幢 "
    "处 所 间 辆 艘 架 部 本 册 篇 幅 轮 代 层 楼 门 科 课 节 讲 堂 页 字 句 步 环 省 市 县 区 镇 村 国 笔 宗 起 枚 颗 "
    "根 株 棵 头 盏 块 口 眼 组 队 班 届 期 则 封 通 道 箱 桶 袋 瓶 盒 吨位 床 张 片 款次 分 单 项次 篇次 人份 剂 粒 "
    "匹 双 副 对 面 扇 站 段 列 孔 顶 柜 路 车 窗口 大 大类 小类 维 重 梯次 院区 校区 席 趟 遍 桩 店 倍频 日次 人日 人天"
)
_COUNTS: tuple[tuple[str, Unit], ...] = (
    ("股", Unit("count", "share")),
    (_PEOPLE, Unit("count", "person")),
    ("人次 人次数", Unit("count", "person-time")),
    ("户", Unit("count", "household")),
    (_ITEMS, Unit("count", "item")),
)
_RATES: tuple[tuple[str, Unit], ...] = (
    ("% ％ ﹪", Unit("percent", None)),
    ("‰", Unit("percent", None, -1, "‰")),
    ("个百分点 百分点", Unit("points", None)),
    ("个基点 基点 BP bp BPs bps", Unit("points", "bp")),
    ("倍", Unit("ratio", None)),
)


def _table() -> dict[str, Unit]:
    rows = [*_RATES, *_MEASURES, *_COUNTS]
    table = {name: unit for names, unit in rows for name in names.split()}
    for names, code in _CURRENCIES:
        table |= {name: Unit("money", code) for name in names.split()}
    return table


UNITS = _table()

# What a unit must not be the beginning of: 5元素, 10股东. Only what could follow a number at all.
_NOT_BEFORE = {
    "元": "素件旦宵老首器勋", "股": "东权本指市票", "名": "称录单义誉", "位": "于置居", "人": "民才力均类机脸道", "户": "外口均籍",
    "件": "数", "场": "所景馆", "次": "要级品", "份": "额子", "台": "湾风账阶州", "套": "期餐现路利", "条": "件例约码形",
    "款": "项式", "种": "植子族", "类": "别似型比", "批": "复评判发准量", "支": "持付出撑部行援架路柱", "只": "有是能要会需为", "座": "位谈席椅",
    "处": "理于置罚境方", "所": "有以属需在谓述得示涉占持致", "间": "接隔断距", "部": "分门委署队级长件落", "本": "次公年期集报行身质科地月届土币体职人",
    "代": "表理码替办销谢持", "层": "面级次出", "楼": "盘宇市道房", "门": "户槛诊类", "科": "技学研创普室目", "课": "题程堂", "节": "约能假水点电省日奏气减",
    "页": "岩面", "步": "骤伐入行", "环": "境保比节评卫", "省": "级内外份去略委政", "市": "场值级政民盈净占况委", "县": "级域", "区": "域块别间级",
    "国": "家际内外产有资务企网债标药民道", "起": "来草点初步源诉重", "组": "织合成建长", "队": "伍员长", "班": "子级组长", "期": "间末初限权货满望后刊待",
    "通": "过知报讯信常用道", "道": "路德", "单": "位一个项独价笔元", "分": "别布行析配红部为公支拆产类子局钟层校院厂店解散阶之明享管给",
    "对": "应于外接方比象待标口手", "面": "积向对临值", "站": "点位在", "段": "落", "列": "入示为报席支", "路": "径线演段", "车": "间辆位",
    "重": "要点大视组新塑", "维": "护度持修权", "张": "贴家", "片": "区面段", "块": "链", "口": "岸径碑号", "头": "部", "方": "向案法式针可能便",
    "米": "兰粉面饭其", "克": "服隆", "瓦": "斯楞片房砖当", "倍": "增频率感", "根": "据本源", "员": "工", "字": "第体样号节", "副": "总董主产本书",
    "双": "方", "床": "位", "秒": "级", "封": "闭装", "号": "召", "度": "过",
}  # fmt: skip
_NOT_BEFORE_WORD = {
    "项": "目(?!标|录)",
    "人": "工(?:智|费|成)",
    "升": "(?:[级至值温学]|降(?![至到为低]))",
    "大": "(?![\\u4e00-\\u9fff])|[于小幅约概量致部家力会学厦赛奖数众型]",
}


def _pattern() -> str:
    names = sorted(UNITS, key=lambda name: (-len(name), name))
    parts = []
    for name in names:
        if name in _NOT_BEFORE or name in _NOT_BEFORE_WORD:
            single = f"(?![{_NOT_BEFORE[name]}])" if name in _NOT_BEFORE else ""
            longer = f"(?!{_NOT_BEFORE_WORD[name]})" if name in _NOT_BEFORE_WORD else ""
            parts.append(name + single + longer)
        elif name.isascii() and name.isalnum():
            parts.append(f"{re.escape(name)}(?![A-Za-z0-9₂])")
        else:
            parts.append(re.escape(name))
    return "|".join(parts)


UNIT = re.compile(_pattern())
PER_UNITS = {
    "元": "CNY", "美元": "USD", "股": "share", "张": "bond", "人次": "person-time", "人": "person", "千瓦时": "kWh",
    "千瓦小时": "kWh", "kWh": "kWh", "KWh": "kWh", "kwh": "kWh", "度": "kWh", "MWh": "MWh", "兆瓦时": "MWh", "吨": "t", "t": "t",
    "公斤": "kg", "千克": "kg", "kg": "kg", "平方米": "m2", "平米": "m2", "m2": "m2", "m²": "m2", "㎡": "m2", "立方米": "m3",
    "m3": "m3", "m³": "m3", "方": "m3", "日": "d", "天": "d", "d": "d", "年": "a", "a": "a", "月": "mo", "季度": "quarter", "小时": "h",
    "h": "h", "分钟": "min", "min": "min", "秒": "s", "s": "s", "亩": "mu", "公顷": "ha", "户": "household", "升": "L", "L": "L",
    "公里": "km", "km": "km", "米": "m", "m": "m", "克": "g", "g": "g", "GJ": "GJ", "吉焦": "GJ", "Nm3": "Nm3", "Nm³": "Nm3",
    "标准立方米": "Nm3", "标立方米": "Nm3", "标方": "Nm3", "千瓦": "kW", "kW": "kW", "兆瓦": "MW", "MW": "MW", "K": "K",
    "毫升": "mL", "mL": "mL",
    **dict.fromkeys(("次", "套", "台", "辆", "个", "件", "份", "桶", "床", "晚"), "item"),
}  # fmt: skip
_PER_SCALES = {"万": "10000 ", "百万": "1000000 ", "千": "1000 ", "百": "100 "}
_BELOW = "|".join(sorted(PER_UNITS, key=lambda name: (-len(name), name)))
_TIMES = r"\s*[·•*/]\s*"
# Only after a number for a rate: 元/股, 吨/日, 吨标准煤/万元, 吨/立方米·天, kg/(m²·a).
PER = re.compile(
    rf"\s*(?:/|每)\s*(?P<open>[(])?(?P<scale>百万|100\s?|10\s?|[万千百](?![瓦克米]))?(?P<unit>{_BELOW})"
    rf"(?P<more>(?:{_TIMES}(?:{_BELOW})(?![A-Za-z]))*)(?(open)[)])(?![A-Za-z])"
)


def per_unit(match: re.Match[str]) -> str:
    """The lower half of a rate as the base unit writes it: ``share``, ``kWh``, ``10000 CNY``, ``d·m3``."""
    scale = match["scale"] or ""
    size = scale.strip() + " " if scale[:1].isdigit() else _PER_SCALES.get(scale, "")
    names = [match["unit"], *re.split(_TIMES, match["more"])[1:]]
    return size + "·".join(sorted(PER_UNITS[name] for name in names))


CURRENCY_WORDS = {
    "人民币元": "CNY", "人民币": "CNY", "RMB": "CNY", "CNY": "CNY", "￥": "CNY", "¥": "CNY", "美元": "USD", "US$": "USD", "USD": "USD", "$": "USD",
    "港币": "HKD", "港元": "HKD", "HK$": "HKD", "HKD": "HKD", "欧元": "EUR", "EUR": "EUR", "€": "EUR", "日元": "JPY", "JPY": "JPY",
    "英镑": "GBP", "GBP": "GBP", "£": "GBP",
}  # fmt: skip
CURRENCY_BEFORE = re.compile(
    "(?:" + "|".join(re.escape(w) for w in sorted(CURRENCY_WORDS, key=len, reverse=True)) + r")\s*$"
)
