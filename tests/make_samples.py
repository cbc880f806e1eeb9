"""Draws the small PDFs in tests/samples/, one for each difficulty of reading; run it after changing one.

    python tests/make_samples.py

Their words are invented. Fonts are named, not embedded (the readers know the character set), so each file is
a few kilobytes. ``tests/cases/reader.yaml`` says what must be read from each.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

FOLDER = Path(__file__).parent / "samples"
LEFT, RIGHT, TOP, BOTTOM = 90.0, 510.0, 90.0, 750.0
CLOSING = "，。、；：！？）”’》"
FACES = {"song": "STSong-Light", "hei": "STHeiti-Regular"}


class Drawing:
    """A PDF being drawn: characters at places, with helpers that set running text as Word would."""

    def __init__(self, size: float = 12.0, pitch: float = 22.0) -> None:
        self.pdf = pikepdf.new()
        self.size, self.pitch = size, pitch
        self.left, self.right = LEFT, RIGHT
        self.base = TOP
        self.folio: Callable[[int], str] | None = None
        self.head = ""
        self.parts: list[bytes] = []
        self.elements: list[pikepdf.Object] = []
        self.owners: list[list[pikepdf.Object]] = [[]]
        self.images: dict[str, pikepdf.Object] = {}
        self.wide, self.high, self.turn = 595.0, 842.0, 0
        self.fonts = {key: self._font(face) for key, face in FACES.items()}
        self.fonts["lost"] = self._font("Lost", "Identity-H", b"Identity")
        self.fonts["wing"] = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.TrueType,
                BaseFont=Name.Wingdings,
                FirstChar=0,
                LastChar=255,
                Widths=Array([600] * 256),
            )
        )

    def put(
        self,
        x: float,
        base: float,
        text: str,
        size: float | None = None,
        face: str = "song",
        mode: int = 0,
        matrix: tuple[float, float, float, float] = (1, 0, 0, 1),
    ) -> None:
        """Characters from x on a baseline; ``mode`` 2 is fake bold, 3 is hidden."""
        a, b, c, d = matrix
        codes = text.encode("latin-1" if face == "wing" else "utf-16-be").hex()
        self.parts.append(
            f"BT {mode} Tr 0.4 w /{face} {size or self.size} Tf {a} {b} {c} {d} {x:.2f} {self.high - base:.2f} Tm "
            f"<{codes}> Tj ET\n".encode()
        )

    def line(
        self,
        text: str,
        x: float | None = None,
        bold: bool = False,
        size: float | None = None,
        face: str = "song",
        gap: float = 0.0,
    ) -> None:
        """One line of its own; x "None" is the left edge."""
        self._room()
        self.base += gap
        self.put(self.left if x is None else x, self.base, text, size, face, 2 if bold else 0)
        self.base += self.pitch

    def centred(self, text: str, bold: bool = False, size: float | None = None) -> None:
        """One line in the middle."""
        middle = (self.left + self.right) / 2
        self.line(text, middle - width(text, size or self.size) / 2, bold, size)

    def text(self, words: str, indent: float = 2, hang: float = 0, size: float | None = None) -> None:
        """A paragraph: its first line indented, full lines to the right edge, over the page end if need be."""
        for i, words_of_line in enumerate(
            wrap(words, self.right - self.left, size or self.size, indent, hang)
        ):
            self._room()
            ems = indent if i == 0 else hang
            self.put(self.left + ems * (size or self.size), self.base, words_of_line, size)
            self.base += self.pitch

    def tagged(self, role: str, words: str, bold: bool = False) -> None:
        """A paragraph without indent as Word tags it: an element of its role, a marked content a line."""
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}")))
        self.elements.append(element)
        for line in wrap(words, self.right - self.left, self.size, 0, 0):
            self.parts.append(f"/{role} <</MCID {len(self.owners[-1])}>> BDC\n".encode())
            self.put(self.left, self.base, line, mode=2 if bold else 0)
            self.parts.append(b"EMC\n")
            self.owners[-1].append(element)
            self.base += self.pitch

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A thin line."""
        self.parts.append(f"0.5 w {x0} {self.high - y0} m {x1} {self.high - y1} l S\n".encode())

    def picture(self, x0: float, top: float, wide: float, high: float) -> None:
        """A grey picture."""
        name = f"Im{len(self.images)}"
        stream = pikepdf.Stream(self.pdf, bytes(range(0, 240, 15)) * 1)
        stream.stream_dict = Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=4,
            Height=4,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
        )
        self.images[name] = self.pdf.make_indirect(stream)
        self.parts.append(f"q {wide} 0 0 {high} {x0} {self.high - top - high} cm /{name} Do Q\n".encode())

    def page(self) -> None:
        """Ends the page."""
        number = len(self.pdf.pages) + 1
        if self.head:
            self.put((self.left + self.right) / 2 - width(self.head, 9) / 2, 50, self.head, 9)
        if self.folio:
            self.put(295, 800, self.folio(number), 9)
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, self.wide, self.high]),
            Rotate=self.turn,
            Resources=Dictionary(
                Font=Dictionary({f"/{k}": v for k, v in self.fonts.items()}),
                XObject=Dictionary({f"/{k}": v for k, v in self.images.items()}),
            ),
            Contents=self.pdf.make_stream(b"".join(self.parts)),
        )
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))
        self.parts, self.images, self.base = [], {}, TOP

    def save(self, name: str) -> None:
        """Ends the last page and writes the file."""
        if self.parts:
            self.page()
        if self.elements:
            numbers = Array([0, Array(self.owners[0])])
            root = self.pdf.make_indirect(
                Dictionary(
                    Type=Name.StructTreeRoot, K=Array(self.elements), ParentTree=Dictionary(Nums=numbers)
                )
            )
            for element in self.elements:
                element.P = root
            self.pdf.Root.StructTreeRoot = root
            self.pdf.pages[0].obj.StructParents = 0
        self.pdf.save(FOLDER / f"{name}.pdf", deterministic_id=True, compress_streams=True)

    def _room(self) -> None:
        if self.base > BOTTOM:
            self.page()

    def _font(self, face: str, encoding: str = "UniGB-UCS2-H", ordering: bytes = b"GB1") -> pikepdf.Object:
        below = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType0,
            BaseFont=Name(f"/{face}"),
            DW=1000,
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=ordering, Supplement=4),
            W=Array([1, 95, 500]),
            FontDescriptor=Dictionary(
                Type=Name.FontDescriptor,
                FontName=Name(f"/{face}"),
                Flags=6,
                ItalicAngle=0,
                Ascent=880,
                Descent=-120,
                CapHeight=880,
                StemV=93,
                FontBBox=Array([0, -120, 1000, 880]),
            ),
        )
        return self.pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name(f"/{face}-{encoding}"),
                Encoding=Name(f"/{encoding}"),
                DescendantFonts=Array([self.pdf.make_indirect(below)]),
            )
        )


def width(text: str, size: float) -> float:
    """The width of text: half an em for ASCII, an em for the rest."""
    return sum(0.5 if char.isascii() else 1.0 for char in text) * size


def wrap(words: str, room: float, size: float, indent: float, hang: float) -> list[str]:
    """The words in lines; no line begins with a closing mark, no Latin word is cut."""
    units: list[str] = []
    for char in words:
        latin = char.isascii() and not char.isspace()
        if units and (char in CLOSING or (latin and units[-1][-1].isascii() and not units[-1][-1].isspace())):
            units[-1] += char
        else:
            units.append(char)
    lines = [""]
    for unit in units:
        left = room - (indent if len(lines) == 1 else hang) * size
        if lines[-1] and width(lines[-1] + unit, size) > left + 0.01:
            lines.append("")
        lines[-1] += unit
    return lines


PARA = (
    "公司始终把诚信经营放在首位，不断完善治理结构，健全内部控制制度，规范信息披露行为，切实维护全体股东特别是中小股东的合法权益，"
    "努力实现企业与员工、客户、环境和社会的共同发展。"
)
MORE = "报告期内，公司共召开股东大会3次、董事会9次、监事会6次，各项议案均获得通过，会议的召集、召开程序符合法律法规和公司章程的规定。"
GREEN = "公司坚持绿色发展理念，持续推进清洁生产和节能改造，全年综合能耗同比下降5.2%，主要污染物排放全部达标，没有发生环境污染事故。"
STAFF = "公司关心员工的成长与生活，建立了以岗位价值和业绩贡献为基础的薪酬体系，并为每一位员工缴纳养老、医疗、工伤、失业和生育保险。"


def fake_bold() -> None:
    """Headings set like the text but for stroked glyphs; three levels; one half bold; a bold lead-in that is none."""
    d = Drawing()
    d.line("一、公司治理", bold=True)
    d.text(PARA)
    d.line("（一）股东权益", bold=True)
    d.line("1. 信息披露", bold=True)
    d.text(MORE)
    d.line("2. 投资者关系", bold=True)
    d.text(PARA)
    d.line("（二）职工权益", bold=True)
    d.put(114, d.base, "薪酬：", mode=2)
    d.put(150, d.base, "公司按时足额发放工资，没有拖欠。")
    d.base += d.pitch
    d.line("员工关怀", bold=True)
    d.text(STAFF)
    d.put(90, d.base, "2023年实践", mode=2)
    d.put(146, d.base, " — 公司获评“最佳雇主”")
    d.base += d.pitch
    d.text(MORE)
    d.line("二、环境保护", bold=True)
    d.text(GREEN)
    d.save("fake_bold")


def plain_numbers() -> None:
    """Numbered headings without a mark, told from numbered items by what follows them."""
    d = Drawing()
    for title, body in (("1. 治理结构", PARA), ("2. 守法合规", MORE), ("3. 投资者关系", PARA)):
        d.line(title, d.left + 24)
        d.text(body)
    d.text("公司的利益相关方包括：")
    for item in ("A. 股东、投资者", "B. 员工：公司及子公司的全体员工", "C. 社区、社会", "D. 媒体"):
        d.line(item, d.left + 24)
    d.text("公司通过多种方式与上述各方沟通，听取意见，回应关切，共同推动可持续发展目标的实现。")
    d.save("plain_numbers")


def over_the_page() -> None:
    """Paragraphs over page ends, one cut inside a sentence, one after a full line that ends one; furniture; signature."""
    d = Drawing()
    d.head, d.folio = "澄江新材料股份有限公司", lambda n: f"- {n} -"
    d.line("一、概述", bold=True, size=16)
    d.text("报告期内的总体情况如下：")
    for _ in range(6):
        d.text(PARA + MORE)
    d.text(GREEN)
    d.text(STAFF + PARA)
    for _ in range(4):
        d.text(MORE + GREEN)
    while d.base + 2 * d.pitch <= BOTTOM:
        d.line("各项工作有序推进。", d.left + 24)
    d.text(_exactly(2, d) + STAFF)
    d.text(PARA)
    d.text("特此报告。")
    d.line("澄江新材料股份有限公司", d.right - width("澄江新材料股份有限公司", 12), gap=10)
    d.line("董 事 会", d.right - 48)
    d.line("二〇二四年四月十八日", d.right - 120)
    d.save("over_the_page")


def _exactly(lines: int, d: Drawing, indent: int = 2) -> str:
    """Text that fills a number of lines to the last character and ends with a full stop."""
    ems = int((d.right - d.left) / d.size) * lines - indent
    words = "公司全体员工齐心协力攻坚克难圆满完成了董事会年初下达的各项目标任务主要经营指标稳步增长" * 6
    return words[: ems - 1] + "。"


def tight_punctuation() -> None:
    """Marks drawn over their neighbours, as Word kerns them; the text layer's order must hold."""
    d = Drawing()
    x = d.left + 24
    for char in "公司秉承“诚信、创新”（Integrity），铸就品牌":
        advance = width(char, 12)
        d.put(x - (3.5 if char in "，“”（）、" else 0), d.base, char)
        x += advance - (5.5 if char in "，“”（）、" else 0)
    d.base += d.pitch
    d.text(PARA)
    d.save("tight_punctuation")


def drawn_later() -> None:
    """Figures drawn after the words, into the gaps that were left for them."""
    d = Drawing()
    x = d.left + 24
    gaps = []
    for part in (
        "公司全年召开股东大会",
        "3",
        "次、董事会",
        "9",
        "次，培训员工",
        "12",
        "批，参加人数逐年增加。",
    ):
        if part.isascii():
            gaps.append((x, part))
        else:
            d.put(x, d.base, part)
        x += width(part, 12)
    for at, part in gaps:
        d.put(at, d.base, part)
    d.base += d.pitch
    d.text(PARA)
    d.save("drawn_later")


def overprinted() -> None:
    """Bold made by printing each character twice, a quarter point apart."""
    d = Drawing()
    for shift in (0.0, 0.25):
        d.put(d.left + shift, d.base, "社会责任综述")
    d.base += d.pitch
    d.text(PARA)
    d.text(MORE)
    for shift in (0.0, 0.25):
        d.put(d.left + shift, d.base, "股东权益保护")
    d.base += d.pitch
    d.text(GREEN)
    d.text(STAFF)
    d.save("overprinted")


def spaced_title() -> None:
    """A cover, letter-spaced words, a heading with a wide gap after its number."""
    d = Drawing()
    d.base = 250
    d.centred("澄江新材料股份有限公司", bold=True, size=22)
    d.base += 20
    d.centred("2023年度社会责任报告", bold=True, size=26)
    d.base = 600
    d.centred("二〇二四年四月", size=16)
    d.page()
    x = 250.0
    for char in "前言":
        d.put(x, d.base, char, 16, mode=2)
        x += 48
    d.base += 30
    d.text(PARA)
    d.put(d.left, d.base, "一、", 14, mode=2)
    d.put(d.left + 56, d.base, "精准扶贫", 14, mode=2)
    d.put(d.left + 126, d.base, "助力乡村振兴", 14, mode=2)
    d.base += 30
    d.text(MORE)
    d.save("spaced_title")


def contents_page() -> None:
    """Contents with leaders; the headings of the text carry no mark and no number but stand in the contents."""
    d = Drawing()
    d.folio = lambda n: str(n)
    d.centred("目    录", size=16)
    entries = (
        ("致股东", 2),
        ("股东权益保护", 2),
        ("员工权益保护", 2),
        ("环境与可持续发展", 3),
        ("公共关系", 3),
    )
    for words, page in entries:
        room = d.right - d.left - width(words, 12) - 12
        d.line(words + "." * int(room / 6) + str(page))
    d.page()
    for i, (words, _) in enumerate(entries):
        d.line(words)
        for text in (PARA, MORE, GREEN, STAFF)[: 4 if i % 2 else 3]:
            d.text(text)
    d.save("contents_page")


def two_columns() -> None:
    """Two columns of text under a heading over both; on other baselines; a paragraph goes on in the second."""
    d = Drawing(size=10.5, pitch=18)
    d.line("第一章 公司治理", bold=True, size=18)
    d.base += 10
    top = d.base
    whole = [PARA + MORE, GREEN + STAFF + PARA, MORE + GREEN, STAFF + PARA, GREEN + MORE]
    lines: list[tuple[float, str]] = []
    for words in whole:
        for i, text in enumerate(wrap(words, 195, 10.5, 2, 0)):
            lines.append((2 if i == 0 else 0, text))
    half = 17
    for k, (indent, text) in enumerate(lines):
        x = (d.left if k < half else d.left + 225) + indent * 10.5
        d.put(x, top + (k * d.pitch if k < half else (k - half) * d.pitch - 7), text)
    d.save("two_columns")


def hidden_text() -> None:
    """Text that is in the layer but not on the paper: invisible, and outside the page."""
    d = Drawing()
    d.line("一、环境保护", bold=True)
    d.text(GREEN)
    d.put(d.left, d.base, "此行不可见", mode=3)
    d.put(700, 300, "此行在页外")
    d.base += d.pitch
    d.text(STAFF)
    d.save("hidden_text")


def bullets() -> None:
    """Bullets of three kinds, items that wrap to the margin and items that hang, a form with ballot boxes."""
    d = Drawing()
    d.text("公司全年获得以下荣誉：")
    for words in (
        "荣获“全国模范职工之家”和“省级绿色工厂”称号，并连续五年被评为纳税信用等级最高的企业之一",
        "获评上市公司信息披露考核优秀等级",
    ):
        d.put(d.left + 24, d.base, "\xd8", face="wing")
        for i, text in enumerate(wrap(words, d.right - d.left, 12, 3.5, 0)):
            d.put(d.left + (42 if i == 0 else 0), d.base, text)
            d.base += d.pitch
    d.text("公司在以下方面开展工作：")
    d.text(
        "● 完善制度体系，明确各层级的安全责任，把安全生产的要求落实到每一个班组和每一个岗位，做到全员参与",
        2,
        3.5,
    )
    d.text("● 开展应急演练", 2, 3.5)
    d.text("（1）本年度公司没有发生重大安全生产事故，也没有因此受到行政处罚；", 2, 0)
    d.text("（2）本年度公司没有发生环境污染事故。", 2, 0)
    d.line("□ 适用  √ 不适用")
    d.save("bullets")


def side_by_side() -> None:
    """Two pictures with captions side by side, one with its caption below, a unit line and title over a ruled table."""
    d = Drawing()
    d.text(GREEN)
    top = d.base
    d.picture(100, top, 180, 110)
    d.picture(320, top, 180, 110)
    d.put(190 - width("植树活动", 10.5) / 2, top + 126, "植树活动", 10.5)
    d.put(410 - width("志愿服务", 10.5) / 2, top + 126, "志愿服务", 10.5)
    d.base = top + 160
    d.text(STAFF)
    top = d.base
    d.picture(200, top, 200, 120)
    d.base = top + 140
    d.centred("图1：员工运动会", size=10.5)
    d.text(MORE)
    d.centred("近三年分红情况表", bold=True)
    d.put(d.right - 60, d.base, "单位：元")
    top = d.base + 10
    for k in range(4):
        d.rule(90, top + 24 * k, 510, top + 24 * k)
    for x in (90, 230, 370, 510):
        d.rule(x, top, x, top + 72)
    rows = (
        ("年度", "分红金额", "占净利润比例"),
        ("2023", "1,000,000.00", "30.00%"),
        ("2022", "900,000.00", "28.50%"),
    )
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            d.put(98 + 140 * c, top + 17 + 24 * r, words)
    d.save("side_by_side")


def garbled() -> None:
    """A line whose font maps to private codes among lines that can be read."""
    d = Drawing()
    d.line("一、概况", bold=True)
    d.text(PARA)
    d.put(d.left, d.base, "供应商权益保护情况", face="lost")
    d.base += d.pitch
    d.text(MORE)
    d.save("garbled")


def sideways() -> None:
    """A page printed sideways, and one turned by the file: both are read upright."""
    d = Drawing()
    d.line("一、概况", bold=True)
    d.text(PARA)
    d.page()
    lines = wrap(MORE + GREEN, 600, 12, 2, 0)
    for k, words in enumerate(lines):
        d.put(100 + 24 * k, 700 - (24 if k == 0 else 0), words, matrix=(0, 1, -1, 0))
    d.page()
    d.turn = 90
    for k, words in enumerate(wrap(STAFF + PARA, 600, 12, 2, 0)):
        d.put(100 + 24 * k, 700 - (24 if k == 0 else 0), words, matrix=(0, 1, -1, 0))
    d.save("sideways")


def raised_marks() -> None:
    """Raised and lowered figures and Latin words at the line ends."""
    d = Drawing()
    x = d.left + 24
    for text, rise, size in (
        ("全年排放CO", 0, 12),
        ("2", 3, 7),
        ("约120万吨，新增绿地3,000m", 0, 12),
        ("2", -5, 7),
        ("。", 0, 12),
    ):
        d.put(x, d.base + rise, text, size)
        x += width(text, size)
    d.base += d.pitch
    d.text(
        "公司依据ISO14001建立环境管理体系，参照Global Reporting Initiative发布的《可持续发展报告标准》编制本报告，"
        "并通过www.example.com.cn/responsibility/reports公开全文，接受各方监督。"
    )
    d.save("raised_marks")


def mirrored_margins() -> None:
    """Odd and even pages with other margins, as bound reports have; paragraphs still end where they end."""
    d = Drawing()
    for k in range(3):
        d.left, d.right = (LEFT, RIGHT - 30) if k % 2 == 0 else (LEFT + 30, RIGHT)
        d.line(f"{'一二三'[k]}、专题报告", bold=True)
        for _ in range(4):
            d.text(PARA)
            d.text(MORE)
        d.page()
    d.save("mirrored_margins")


def large_letter() -> None:
    """A letter set larger than the report's text: its short lines are no headings; chapters of two lines are."""
    d = Drawing()
    d.centred("董事长致辞", bold=True, size=18)
    d.text("尊敬的各位股东：", 0, size=14)
    d.text(PARA, size=14)
    d.text("感谢大家！", size=14)
    d.text(MORE, size=14)
    d.page()
    d.centred("第一章", bold=True, size=18)
    d.centred("公司治理与股东权益", bold=True, size=18)
    for _ in range(3):
        d.text(PARA + GREEN)
        d.text(STAFF)
    d.line("1.1 治理架构", bold=True)
    d.text(MORE)
    d.line("1.2 投资者关系", bold=True)
    d.text(PARA)
    d.page()
    d.centred("第二章", bold=True, size=18)
    d.centred("环境保护", bold=True, size=18)
    d.line("2.1 节能减排", bold=True)
    d.text(GREEN)
    d.page()
    d.centred("附录", bold=True, size=18)
    d.text(STAFF)
    d.save("large_letter")


def bold_words() -> None:
    """Bold words in a paragraph that fill a line of it, and a whole bold sentence: neither is a heading."""
    d = Drawing()
    lines = wrap(PARA + MORE + GREEN, d.right - d.left, 12, 2, 0)
    for k, words in enumerate(lines):
        d.put(d.left + (24 if k == 0 else 0), d.base, words, mode=2 if k == 2 else 0)
        d.base += d.pitch
    d.line("公司的投资者关系管理水平在过往历年均获得各界认可。", d.left + 24, bold=True)
    d.text(STAFF)
    d.save("bold_words")


def tagged_blocks() -> None:
    """Paragraphs without indent or gap, one ending with a full line, headings without mark: only tags tell."""
    d = Drawing()
    d.tagged("H1", "一、公司治理")
    d.tagged("H2", "股东权益")
    d.tagged("P", PARA + MORE)
    d.tagged("P", _exactly(4, d, 0))
    d.tagged("H3", "投资者关系")
    d.tagged("P", GREEN + STAFF)
    d.tagged("H2", "职工权益")
    d.tagged("P", STAFF + PARA)
    d.tagged("H1", "二、环境保护")
    d.tagged("P", GREEN + MORE)
    d.tagged("H1", "三、展望")
    d.tagged("P", PARA + GREEN)
    d.save("tagged_blocks")


def ocr_layer() -> None:
    """A scan: a picture over the whole page, its text layer invisible."""
    d = Drawing()
    d.picture(0, 0, 595, 842)
    for k, words in enumerate(wrap(PARA + MORE, d.right - d.left, 12, 2, 0)):
        d.put(d.left + (24 if k == 0 else 0), d.base, words, mode=3)
        d.base += d.pitch
    d.save("ocr_layer")


def watermark() -> None:
    """Words slanted across every page, through the text: they are no part of it."""
    d = Drawing()
    for title in ("一、公司治理", "二、环境保护", "三、员工权益"):
        d.line(title, bold=True)
        for words in (PARA, MORE, GREEN, STAFF):
            d.text(words)
        d.put(160, 520, "内部资料 请勿外传", size=48, matrix=(0.707, 0.707, -0.707, 0.707))
        d.page()
    d.save("watermark")


def placed() -> None:
    """Headings that only their place marks, at the margin over indented paragraphs; a label over a list is none."""
    d = Drawing()
    for title, words in (("公司治理", PARA), ("股东回报", MORE), ("环境保护", GREEN), ("员工权益", STAFF)):
        d.line(title)
        d.text(words)
    d.line("主要荣誉")
    d.line("省级绿色工厂")
    d.line("纳税信用等级最高企业")
    d.save("placed")


SAMPLES = (
    fake_bold,
    plain_numbers,
    over_the_page,
    tight_punctuation,
    drawn_later,
    overprinted,
    spaced_title,
    contents_page,
    two_columns,
    hidden_text,
    bullets,
    side_by_side,
    garbled,
    sideways,
    raised_marks,
    mirrored_margins,
    large_letter,
    bold_words,
    tagged_blocks,
    ocr_layer,
    watermark,
    placed,
)

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for sample in SAMPLES:
        sample()
