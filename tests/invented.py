"""A small report of an invented company, with every kind of block, for the tests of the editions."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import (
    Bitext,
    Block,
    Cell,
    Chart,
    ChartPoint,
    Contents,
    ContentsEntry,
    Cover,
    Figure,
    Heading,
    Place,
    Prose,
    Report,
    Role,
    Sentence,
    Table,
    Text,
    Translation,
    Unread,
)  # fmt: skip

AT = Place(1, (50.0, 60.0, 540.0, 80.0))

ENGLISH = {
    "青禾水务集团股份有限公司": "Qinghe Water Group Co., Ltd.",
    "2024年度社会责任报告": "2024 Corporate Social Responsibility Report",
    "（本报告主体为虚构公司，仅供演示）": "(The company in this report is invented; the report serves as a demonstration.)",
    "二〇二五年四月": "April 2025",
    "一、公司概况": "1. About the Company",
    "（一）基本情况": "1.1 Overview",
    "（二）治理结构": "1.2 Governance",
    "二、环境保护": "2. Environmental Protection",
    "（一）节能降耗": "2.1 Saving Energy",
    "1、水的循环利用": "2.1.1 Reusing Water",
    "公司成立于2003年5月，主营城镇供水与污水处理。": "The Company was founded in May 2003 and supplies water to towns and treats their sewage. ",
    "截至2024年末，公司服务人口约486万人，日供水能力128万立方米。": "At the end of 2024 it served about 4.86 million people and could supply 1.28 million cubic metres of water a day.",
    "董事会由9名董事组成，其中独立董事3名。": "The board of directors has nine members, three of them independent.",
    "全年召开股东大会3次、董事会会议11次；": "During the year three general meetings and eleven board meetings were held;",
    "各项决议均得到执行。": "all resolutions were carried out.",
    "• 坚持以人为本，保障职工权益；": "Put people first and protect the rights of employees;",
    "• 坚持绿色运营，减少排放。": "run the business in a green way and emit less.",
    "主要指标": "Key Figures",
    "单位：万元": "Unit: RMB10,000",
    "项目": "Item", "2024年": "2024", "2023年": "2023", "增减": "Change", "营业收入": "Operating revenue",
    "归属于上市公司股东的净利润": "Net profit attributable to shareholders of the listed company",
    "研发投入": "R&D investment", "纳税总额": "Total tax paid",
    "分年度现金分红情况": "Cash Dividends by Year", "年度": "Year", "分红": "Dividends", "金额": "Amount", "比例": "Ratio", "备注": "Remarks",
    "已实施": "Implemented", "待股东大会批准": "Subject to approval by the general meeting",
    "各水厂运行情况": "Operation of the Waterworks", "水厂": "Waterworks", "东湖水厂": "Donghu", "西岭水厂": "Xiling",
    "员工构成": "Composition of the Workforce", "生产人员": "Production", "技术人员": "Technical staff", "管理人员": "Management", "其他": "Others",
    "污泥处理流程图": "How Sludge Is Treated", "浓缩": "Thickening", "脱水": "Dewatering", "干化": "Drying",
    "近三年单位产品电耗": "Power Used per Unit of Output in Three Years", "2022年": "2022",
    "注：上述数据未经审计。": "Note: The figures above are unaudited.",
    "公司关注<script>alert(1)</script>与{{ 7*7 }}等字样的安全处理。": "The Company takes care of words like <script>alert(1)</script> and {{ 7*7 }}.",
    "2025年4月17日": "17 April 2025",
    "（1）上述回购股份已全部存放于专用账户。": "(1) All shares so repurchased are held in a dedicated account.",
}  # fmt: skip
LONG_ZH = "公司持续推进管网改造，降低漏损率，保障居民用水安全。"
LONG_EN = "The Company kept renewing its pipe network, so that less water is lost and residents can rely on their supply."
SHORT_ZH = "公司每季度公布水质检测结果，接受社会监督。"
SHORT_EN = "Every quarter the Company publishes the results of its water tests for everyone to see."


def _cells(*rows: str) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(Cell(source) for source in row.split("|")) for row in rows)


def _dividends() -> tuple[tuple[Cell, ...], ...]:
    head = (Cell("年度", rowspan=2), Cell("分红", colspan=2), Cell("备注", rowspan=2))
    body = [
        row
        for year in range(2024, 2010, -1)
        for row in (
            (Cell(f"{year}年" if year > 2021 else str(year), rowspan=2), Cell("1,234,567.89"), Cell("35.20%"), Cell("已实施" if year < 2024 else "待股东大会批准")),
            (Cell("-234,567.8"), Cell("5.2%"), Cell("已实施")),
        )
    ]  # fmt: skip
    return (head, (Cell("金额"), Cell("比例")), *body)


def blocks() -> tuple[Block, ...]:
    """Every kind of block, in the order of a report."""
    prose = lambda i, kind, source, marker=None: Prose(i, kind, source, (AT,), marker)  # noqa: E731
    wide = ["水厂|" + "|".join(f"{m}月" for m in range(1, 13))]
    wide += [
        f"{name}|" + "|".join(f"{m * 31}.{m}" for m in range(1, 13)) for name in ("东湖水厂", "西岭水厂")
    ]
    pie = Chart("pie", (ChartPoint("生产人员", "714", "51%"), ChartPoint("技术人员", "364", "26%"), ChartPoint("管理人员", "182", "13%"), ChartPoint("其他", "140", "10%")), "员工构成")  # fmt: skip
    bars = Chart(
        "bar", (ChartPoint("2022年", "0.412"), ChartPoint("2023年", "0.396"), ChartPoint("2024年", "0.381"))
    )
    return (
        Cover("cover", ("青禾水务集团股份有限公司", "2024年度社会责任报告", "（本报告主体为虚构公司，仅供演示）", "二〇二五年四月"), AT),
        Contents("toc", "目录", (ContentsEntry("一、公司概况", "3", 1),), (AT,)),
        Heading("h1", "一、公司概况", AT, 1),
        Heading("h11", "（一）基本情况", AT, 2),
        prose("p1", "paragraph", "公司成立于2003年5月，主营城镇供水与污水处理。截至2024年末，公司服务人口约486万人，日供水能力128万立方米。"),
        prose("p2", "paragraph", LONG_ZH * 14),
        *(prose(f"q{i}", "paragraph", SHORT_ZH * (1 + i % 4)) for i in range(8)),
        Heading("h12", "（二）治理结构", AT, 2),
        prose("p3", "paragraph", "董事会由9名董事组成，其中独立董事3名。全年召开股东大会3次、董事会会议11次；各项决议均得到执行。"),
        prose("i1", "item", "• 坚持以人为本，保障职工权益；", "•"),
        prose("i2", "item", "• 坚持绿色运营，减少排放。", "•"),
        Table("t1", _cells("项目|2024年|2023年|增减", "营业收入|875,648.55|800,120.10|9.44%", "归属于上市公司股东的净利润|81,200.00|-3,400.5|-", "研发投入|20,210.09|18,002.77|12.26%", "纳税总额|7,790.00|7,001.10|11.27%"), (AT,), "主要指标", "单位：万元", 1),
        prose("n1", "note", "注：上述数据未经审计。"),
        Table("t2", _dividends(), (AT,), "分年度现金分红情况", None, 2),
        prose("n2", "note", "（1）上述回购股份已全部存放于专用账户。", "（1）"),
        Heading("h2", "二、环境保护", AT, 1),
        Heading("h21", "（一）节能降耗", AT, 2),
        prose("p4", "paragraph", "本句尚无英文译文。公司每季度公布水质检测结果，接受社会监督。"),
        Heading("h211", "1、水的循环利用", AT, 3),
        prose("p5", "paragraph", "公司关注<script>alert(1)</script>与{{ 7*7 }}等字样的安全处理。"),
        Table("t3", _cells(*wide), (AT,), "各水厂运行情况", None, 1),
        Figure("f1", AT, "员工构成", None, ("生产人员", "714", "技术人员", "364", "管理人员", "182", "其他", "140"), pie),
        Figure("f2", AT, "近三年单位产品电耗", None, ("2022年", "2023年", "2024年"), bars),
        Figure("f3", AT, "污泥处理流程图", "assets/flow.png", ("浓缩", "脱水", "干化")),
        Unread("u1", Place(12, AT.box), "The page is a scan without a text layer.", "该页为扫描图像，没有文字层。"),
        prose("s1", "signature", "青禾水务集团股份有限公司"),
        prose("s2", "signature", "2025年4月17日"),
    )  # fmt: skip


def _texts(found: tuple[Block, ...]) -> Iterator[Text]:
    def text(name: str, block: str, role: Role, source: str | None) -> Iterator[Text]:
        if source:
            yield Text(name, block, role, source, AT)

    for block in found:
        match block:
            case Heading():
                yield from text(block.id, block.id, "heading", block.source)
            case Prose():
                yield from text(block.id, block.id, block.kind, block.source)
            case Cover():
                for n, line in enumerate(block.lines, 1):
                    yield from text(f"{block.id}.line{n}", block.id, "cover", line)
            case Table():
                yield from text(f"{block.id}.caption", block.id, "caption", block.caption)
                yield from text(f"{block.id}.unit", block.id, "unit", block.unit)
                for (r, c), cell in block.grid().items():
                    yield from text(f"{block.id}.r{r}c{c}", block.id, "cell", cell.source)
            case Figure():
                yield from text(f"{block.id}.caption", block.id, "caption", block.caption)
                for n, label in enumerate(block.labels, 1):
                    yield from text(f"{block.id}.label{n}", block.id, "label", label)
            case _:
                pass


def _english(source: str) -> str | None:
    if source in ENGLISH:
        return ENGLISH[source]
    if source in (LONG_ZH, SHORT_ZH):
        return LONG_EN if source == LONG_ZH else SHORT_EN
    if source.endswith("月") and source[:-1].isdigit():
        return ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][
            int(source[:-1]) - 1
        ]
    return None if any("\u4e00" <= c <= "\u9fff" for c in source) else source


def _cut(source: str) -> list[str]:
    pieces, start = [], 0
    for i, c in enumerate(source):
        if c in "。；" and i + 1 < len(source):
            pieces.append(source[start : i + 1])
            start = i + 1
    return [*pieces, source[start:]]


def invented() -> Bitext:
    """The report with its English; one sentence has none."""
    found = blocks()
    texts = tuple(_texts(found))
    sentences = tuple(
        Sentence(f"s{n}-{i}", text.id, text.block, text.role, piece, AT)
        for n, text in enumerate(texts)
        for i, piece in enumerate(_cut(text.source))
    )
    terms = {
        "股东大会": "general meeting",
        "董事会": "board of directors",
        "独立董事": "independent director",
    }
    translations = {
        s.id: Translation(s.id, _english(s.source), "memory" if _english(s.source) else "none",
                          terms={zh: en for zh, en in terms.items() if zh in s.source})
        for s in sentences
    }  # fmt: skip
    report = Report("source.pdf", "0" * 64, 12, "2024年度社会责任报告", "青禾水务集团股份有限公司", found)
    return Bitext(report, texts, sentences, translations)
