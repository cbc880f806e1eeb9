"""Draws the small PDFs of tests/samples that tables and figures are tested on.

    python tests/make_table_samples.py            writes them all

Each is named for the difficulty it holds. They are written object by object, without any library, so that
what is on the page is exactly what stands here. The font is not embedded: readers need only its encoding.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

SAMPLES = Path(__file__).parent / "samples"
WIDTH, HEIGHT = 595.0, 842.0
SIZE = 10.5
Color = tuple[float, float, float]
BLACK, GREY = (0.0, 0.0, 0.0), (0.85, 0.85, 0.85)
BLUE, ORANGE, GREEN = (0.2, 0.4, 0.8), (0.9, 0.5, 0.1), (0.3, 0.6, 0.3)


class Page:
    """A page that is drawn from the top left, in points."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT, rotate: int = 0) -> None:
        self.width, self.height, self.rotate = width, height, rotate
        self.content: list[str] = []
        self.images: list[tuple[str, bytes]] = []

    def text(
        self, x: float, top: float, words: str, size: float = SIZE, bold: bool = False, turn: int = 0
    ) -> None:
        """One line of words; ``turn`` in degrees counter-clockwise."""
        code = words.encode("utf-16-be").hex()
        cos, sin = round(math.cos(math.radians(turn))), round(math.sin(math.radians(turn)))
        mode = "2 Tr 0.3 w" if bold else "0 Tr"
        y = self.height - top - 0.88 * size
        self.content.append(
            f"BT /F1 {size} Tf {mode} {cos} {sin} {-sin} {cos} {x:.2f} {y:.2f} Tm <{code}> Tj ET"
        )

    def lines(self, x: float, top: float, *lines: str, size: float = SIZE, pitch: float = 1.4) -> None:
        """Lines one below the other."""
        for n, line in enumerate(lines):
            self.text(x, top + n * pitch * size, line, size)

    def fill(self, x0: float, top: float, x1: float, bottom: float, color: Color = GREY) -> None:
        """A filled box."""
        r, g, b = color
        self.content.append(
            f"{r} {g} {b} rg {x0:.2f} {self.height - bottom:.2f} {x1 - x0:.2f} {bottom - top:.2f} re f 0 g"
        )

    def frame(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """An empty box with an outline."""
        self.content.append(
            f"0.5 w {x0:.2f} {self.height - bottom:.2f} {x1 - x0:.2f} {bottom - top:.2f} re S"
        )

    def line(self, *points: tuple[float, float]) -> None:
        """A line through points."""
        steps = [f"{x:.2f} {self.height - y:.2f} {'m' if n == 0 else 'l'}" for n, (x, y) in enumerate(points)]
        self.content.append(f"0.5 w {' '.join(steps)} S")

    def area(self, *points: tuple[float, float]) -> None:
        """A filled area with straight sides."""
        steps = [f"{x:.2f} {self.height - y:.2f} {'m' if n == 0 else 'l'}" for n, (x, y) in enumerate(points)]
        self.content.append(f"0.2 0.4 0.8 rg {' '.join(steps)} h f 0 g")

    def wedge(
        self, x: float, y: float, radius: float, start: float, end: float, color: Color, inner: float = 0.0
    ) -> None:
        """A slice of a pie, from ``start`` to ``end`` parts of the circle, clockwise from the top."""
        r, g, b = color
        steps = max(1, math.ceil((end - start) / 0.2))
        turns = [(start + (end - start) * n / steps) * 2 * math.pi for n in range(steps + 1)]
        path = [self._at(x, y, inner, turns[0]) + " m", self._at(x, y, radius, turns[0]) + " l"]
        for a, b2 in pairwise(turns):
            k = 4 / 3 * math.tan((b2 - a) / 4) * radius
            p1 = self._at(x + k * math.cos(a), y + k * math.sin(a), radius, a)
            p2 = self._at(x - k * math.cos(b2), y - k * math.sin(b2), radius, b2)
            path.append(f"{p1} {p2} {self._at(x, y, radius, b2)} c")
        if inner:
            path += [self._at(x, y, inner, turn) + " l" for turn in reversed(turns)]
        self.content.append(f"{r} {g} {b} rg {' '.join(path)} h f 0 g")

    def image(self, x0: float, top: float, x1: float, bottom: float, body: bytes, header: str) -> None:
        """An image object; ``header`` are the entries of its dictionary."""
        name = f"I{len(self.images)}"
        self.images.append((header, body))
        self.content.append(
            f"q {x1 - x0:.2f} 0 0 {bottom - top:.2f} {x0:.2f} {self.height - bottom:.2f} cm /{name} Do Q"
        )

    def grid(
        self, xs: Sequence[float], ys: Sequence[float], without: Sequence[tuple[str, int, int]] = ()
    ) -> None:
        """Rules round every cell, drawn cell by cell as thin boxes, as Distiller leaves them.

        ``without`` names sides that are not drawn: ("right", row, column) or ("below", row, column).
        """
        for r in range(len(ys) - 1):
            for c in range(len(xs) - 1):
                if r == 0:
                    self._thin(xs[c], ys[0], xs[c + 1], ys[0])
                if c == 0:
                    self._thin(xs[0], ys[r], xs[0], ys[r + 1])
                if ("right", r, c) not in without:
                    self._thin(xs[c + 1], ys[r], xs[c + 1], ys[r + 1])
                if ("below", r, c) not in without:
                    self._thin(xs[c], ys[r + 1], xs[c + 1], ys[r + 1])

    def _thin(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.fill(x0 - 0.24, y0 - 0.24, x1 + 0.24, y1 + 0.24, BLACK)

    def _at(self, x: float, y: float, radius: float, turn: float) -> str:
        return f"{x + radius * math.sin(turn):.2f} {self.height - (y - radius * math.cos(turn)):.2f}"


def pages_to_pdf(*pages: Page) -> bytes:
    """The file, byte for byte the same each time."""
    font = 3 + 2 * len(pages) + sum(len(page.images) for page in pages)
    kids = []
    bodies: dict[int, bytes] = {}
    number = 3
    for page in pages:
        kids.append(number)
        content = "\n".join(page.content).encode("ascii")
        names = []
        for n, (header, body) in enumerate(page.images):
            names.append(f"/I{n} {number + 2 + n} 0 R")
            bodies[number + 2 + n] = _stream(f"/Type /XObject /Subtype /Image {header}", body)
        rotate = f" /Rotate {page.rotate}" if page.rotate else ""
        bodies[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width:g} {page.height:g}]{rotate} /Contents {number + 1}"
            f" 0 R /Resources << /Font << /F1 {font} 0 R >> /XObject << {' '.join(names)} >> >> >>"
        ).encode()
        bodies[number + 1] = _stream("/Filter /FlateDecode", zlib.compress(content, 9))
        number += 2 + len(page.images)
    bodies[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    bodies[2] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>".encode()
    bodies |= _font(font)
    return _file(bodies)


def _font(number: int) -> dict[int, bytes]:
    return {
        number: f"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        f" /DescendantFonts [{number + 1} 0 R] >>".encode(),
        number
        + 1: f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe)"
        f" /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 95 500] /FontDescriptor {number + 2} 0 R >>".encode(),
        number + 2: b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    }


def _stream(entries: str, body: bytes) -> bytes:
    return f"<< {entries} /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream"


def _file(bodies: dict[int, bytes]) -> bytes:
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number in sorted(bodies):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + bodies[number] + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _cells(page: Page, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
    """Words into cells, one line each unless ``|`` parts them."""
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            if words:
                page.lines(xs[c] + 5, ys[r] + 4, *words.split("|"))


def _gradient(wide: int, high: int, shift: int = 0) -> bytes:
    """A picture of which every part looks different: red from left to right, green from top to bottom."""
    rows = bytearray()
    for y in range(high):
        for x in range(wide):
            rows += bytes((x * 255 // wide, (y + shift) % 256, 120))
    return zlib.compress(bytes(rows), 9)


def _raw(wide: int, high: int) -> str:
    return f"/Width {wide} /Height {high} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode"


def two_level_head() -> bytes:
    """A head of two rows with merged cells both ways; its shading is drawn in three boxes a cell."""
    page = Page()
    xs, ys = (60, 180, 260, 340, 420), (100, 120, 140, 160, 180)
    for c in range(4):
        page.fill(xs[c], ys[0], xs[c + 1], ys[2])
        page.fill(xs[c] + 5, ys[0], xs[c + 1] - 5, ys[1])
        page.fill(xs[c] + 5, ys[1], xs[c + 1] - 5, ys[2])
    page.grid(xs, ys, [("below", 0, 0), ("right", 0, 1), ("below", 0, 3)])
    page.text(65, 114, "项目")
    page.text(225, 104, "本次变动前")
    _cells(
        page,
        xs,
        ys,
        [
            ("", "", "", ""),
            ("", "数量", "比例", ""),
            ("有限售股份", "3,456", "0.01%", "无"),
            ("总数", "3,456", "100%", ""),
        ],
    )
    page.text(345, 114, "说明")
    return pages_to_pdf(page)


def over_pages_head_again() -> bytes:
    """One table on two pages with the head again, and a merged cell that the page end cuts."""
    xs = (60, 160, 260, 460)
    first, second = Page(), Page()
    top = (700, 720, 740, 760)
    first.lines(60, 60, "投资者交流活动如下表所示。")
    first.grid(xs, top, [("below", 1, 2)])
    _cells(first, xs, top, [("时间", "地点", "内容"), ("1 月", "上海", "介绍公司近况"), ("2 月", "北京", "")])
    low = (80, 100, 120, 140)
    second.grid(xs, low, [("below", 1, 2)])
    _cells(second, xs, low, [("时间", "地点", "内容"), ("3 月", "深圳", ""), ("4 月", "广州", "")])
    second.text(60, 160, "以上活动均已公告。")
    return pages_to_pdf(first, second)


def over_pages_row_cut() -> bytes:
    """One table on two pages without a second head; its last row goes on at the top of the next page."""
    xs = (60, 160, 400)
    first, second = Page(), Page()
    top = (700, 720, 760)
    first.grid(xs, top)
    _cells(
        first,
        xs,
        top,
        [
            ("类别", "做法"),
            ("员工", "职工代表大会由各部门选出的代表组成，每年至|少召开一次，听取公司的年度报告，并讨论涉及"),
        ],
    )
    low = (80, 110, 130)
    second.grid(xs, low)
    _cells(second, xs, low, [("", "职工切身利益的事项。"), ("客户", "设立投诉热线。")])
    return pages_to_pdf(first, second)


def two_tables_in_a_row() -> bytes:
    """Two tables with the same columns on two pages, words between them: they stay two."""
    xs = (60, 160, 300)
    first, second = Page(), Page()
    first.grid(xs, (720, 740, 760))
    _cells(first, xs, (720, 740, 760), [("名称", "金额"), ("存货", "1,200")])
    second.text(60, 70, "2、固定资产")
    second.grid(xs, (90, 110, 130))
    _cells(second, xs, (90, 110, 130), [("名称", "金额"), ("厂房", "5,300")])
    return pages_to_pdf(first, second)


def open_sides() -> bytes:
    """No rules at the left and right; inner ones there are."""
    page = Page()
    for y in (100, 120, 140, 160):
        page.line((60, y), (400, y))
    for x in (160, 280):
        page.line((x, 100), (x, 160))
    _cells(
        page,
        (60, 160, 280),
        (100, 120, 140),
        [("指标", "2023 年", "2024 年"), ("用水量", "1,204", "1,187"), ("用电量", "88", "91")],
    )
    return pages_to_pdf(page)


def rules_only() -> bytes:
    """Three horizontal rules: above, below the head, below. A label takes two lines."""
    page = Page()
    page.text(60, 60, "主要环境数据见下表，均为本部口径，未经独立第三方鉴证，与上年相比口径没有变化。")
    for y in (100, 124, 200):
        page.line((60, y), (460, y))
    page.text(62, 106, "指标")
    page.text(220, 106, "单位")
    page.text(330, 106, "2023 年")
    page.text(410, 106, "2024 年")
    for n, (label, unit, old, new) in enumerate(
        [("综合能源消费量", "吨标准煤", "1,030", "985"), ("新水用量", "立方米", "52,110", "50,876")]
    ):
        for x, words in ((62, label), (220, unit), (330, old), (410, new)):
            page.text(x, 130 + 18 * n, words)
    page.text(62, 166, "一般工业固体废物综")
    page.text(62, 179, "合利用率")
    page.text(220, 166, "%")
    page.text(330, 166, "97.1")
    page.text(410, 166, "98.0")
    return pages_to_pdf(page)


def columns_of_text() -> bytes:
    """Three columns of short texts under bold heads, drawn one column after the other."""
    page = Page()
    texts = ("光伏项目并网", "水资源循环利用", "供应商现场审核", "员工技能竞赛", "社区志愿服务")
    for c, head in enumerate(("绿色运营", "质量管理", "职业健康与安全")):
        page.text(60 + 170 * c, 80, head, bold=True)
        for n, words in enumerate(texts[c:] + texts[:c]):
            page.text(60 + 170 * c, 104 + 24 * n, words)
    return pages_to_pdf(page)


def below_a_band() -> bytes:
    """A heading on a band as wide as the table, a paragraph, and a table with a rule under each row and none above."""
    page = Page()
    page.fill(60, 80, 460, 100)
    page.text(70, 84, "环境绩效", bold=True)
    page.lines(
        60,
        112,
        "公司建立覆盖各生产基地的能源管理平台，对用水、用电和用气情况实时监测，",
        "并按季度向管理层报告分析结果。",
    )
    rows = [
        ("指标", "单位", "2023 年", "2024 年"),
        ("综合能源消费量", "吨标准煤", "3,210.5", "3,105.2"),
        ("一般工业固体废物", "吨", "88", "79"),
    ]
    for n, row in enumerate(rows):
        for x, words in zip((62, 220, 320, 400), row, strict=True):
            page.text(x, 150 + 20 * n, words)
        page.line((60, 166 + 20 * n), (460, 166 + 20 * n))
    return pages_to_pdf(page)


def half_ruled() -> bytes:
    """Rules between the rows only; a merged cell interrupts them at the left."""
    page = Page()
    page.text(60, 60, "各类环境与社会指标见下表，均为本部口径，未经独立第三方鉴证，与上年相比口径没有变化。")
    for y in (100, 124, 184, 224):
        page.line((60, y), (460, y))
    for y in (144, 164, 204):
        page.line((160, y), (460, y))
    rows = [
        ("指标", "单位", "2024 年"),
        ("综合能源消费量", "吨标准煤", "985"),
        ("新水用量", "立方米", "50,876"),
        ("一般工业固体废物", "吨", "12"),
        ("员工总数", "人", "1,204"),
        ("工伤人数", "人", "3"),
    ]
    for n, row in enumerate(rows):
        for x, words in zip((162, 300, 400), row, strict=True):
            page.text(x, 107 + 20 * n, words)
    for top, words in ((107, "类别"), (147, "环境"), (197, "社会")):
        page.text(62, top, words)
    return pages_to_pdf(page)


def thick_frame() -> bytes:
    """A frame of three points, drawn as boxes, round thin inner rules."""
    page = Page()
    for x0, top, x1, bottom in (
        (57, 97, 403, 100),
        (57, 140, 403, 143),
        (57, 97, 60, 143),
        (400, 97, 403, 143),
    ):
        page.fill(x0, top, x1, bottom, BLACK)
    page.line((60, 120), (400, 120))
    page.line((200, 100), (200, 140))
    _cells(page, (60, 200), (100, 120), [("负责部门", "证券部"), ("联系电话", "010-0000")])
    return pages_to_pdf(page)


def shaded_rows() -> bytes:
    """No rules at all: every other row is shaded, cell by cell; text in two columns, no numbers."""
    page = Page()
    rows = (
        ("议题", "回应"),
        ("产品质量", "全流程管控"),
        ("员工健康", "年度体检"),
        ("社区发展", "志愿服务"),
        ("气候变化", "节能改造"),
    )
    for r, row in enumerate(rows):
        top = 100 + 22 * r
        if r % 2 == 0:
            page.fill(60, top, 200, top + 22, BLUE if r == 0 else GREY)
            page.fill(200, top, 460, top + 22, BLUE if r == 0 else GREY)
        page.text(66, top + 5, row[0])
        page.text(206, top + 5, row[1])
    page.text(60, 230, "上述议题由董事会审议确定，覆盖公司全部业务与生产基地，每年更新一次并向社会公开。")
    return pages_to_pdf(page)


def borderless() -> bytes:
    """Names and numbers in four columns without any rule, between paragraphs."""
    page = Page()
    page.text(60, 60, "公司近三年安全生产投入情况如下，投入逐年增加，没有发生重大安全生产事故。")
    rows = [
        ("项目", "2022 年", "2023 年", "2024 年"),
        ("安全培训（人次）", "1,200", "1,350", "1,410"),
        ("安全投入（万元）", "310.5", "328.0", "402.7"),
        ("应急演练（次）", "12", "15", "18"),
    ]
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            page.text((62, 220, 320, 420)[c], 90 + 20 * r, words)
    page.text(60, 190, "公司将继续加大安全生产投入，完善双重预防机制，落实全员安全生产责任制。")
    return pages_to_pdf(page)


def labels_and_values() -> bytes:
    """Labels left, values right, no head; the first row has two pairs, the others one over three columns."""
    page = Page()
    xs, ys = (60, 160, 280, 360, 480), (100, 120, 140, 160)
    page.fill(60, 100, 160, 160)
    page.grid(xs, ys, [("right", r, c) for r in (1, 2) for c in (1, 2)])
    _cells(
        page,
        xs,
        ys,
        [
            ("股票简称", "某某股份", "股票代码", "000000"),
            ("公司网址", "http://www.example.cn", "", ""),
            ("注册地址", "北京市海淀区", "", ""),
        ],
    )
    return pages_to_pdf(page)


def cell_of_lines() -> bytes:
    """A cell with wrapped lines beside one with items of their own; a number that the cell's edge breaks."""
    page = Page()
    xs, ys = (60, 140, 240, 300), (100, 160)
    page.grid(xs, ys)
    page.lines(65, 104, "沟通渠道与", "回应")
    page.lines(145, 104, "职工代表大会", "员工论坛", "意见箱")
    page.lines(245, 104, "COD:200m", "g/L 氨氮")
    page.text(62, 170, "注：以上为环保部门核定值。")
    return pages_to_pdf(page)


def turned_text() -> bytes:
    """A wide table printed sideways on an upright page."""
    page = Page()
    rows = (60, 80, 100, 120)
    columns = (700, 500, 300, 100)
    for x in rows:
        page.line((x, columns[-1]), (x, columns[0]))
    for y in columns:
        page.line((rows[0], y), (rows[-1], y))
    for r, row in enumerate(
        [("子公司", "主要业务", "净利润"), ("甲公司", "软件", "1,204"), ("乙公司", "服务", "-87")]
    ):
        for c, words in enumerate(row):
            page.text(rows[r] + 13, columns[c] - 5 - 0.88 * SIZE, words, turn=90)
    return pages_to_pdf(page)


def rotated_page() -> bytes:
    """A landscape page by /Rotate."""
    page = Page(rotate=90)
    for x in (100, 120, 140):
        page.line((x, 100), (x, 700))
    for y in (700, 400, 100):
        page.line((100, y), (140, y))
    for r, row in enumerate([("名称", "比例"), ("某某控股", "51.00%")]):
        for c, words in enumerate(row):
            page.text(100 + 20 * r + 13, (695, 395)[c] - 0.88 * SIZE, words, turn=90)
    return pages_to_pdf(page)


def no_tables() -> bytes:
    """What is drawn with rules and is no table: a running head, a frame, underlines, an
    organisation chart, a contents page.
    """
    page = Page()
    page.grid((60, 300, 535), (30, 48))
    page.text(66, 33, "某某股份有限公司")
    page.text(306, 33, "2024 年度社会责任报告")
    page.frame(60, 60, 300, 90)
    page.text(70, 68, "本报告经董事会审议通过。")
    for y in (110, 130, 150):
        page.line((60, y), (160, y))
        page.text(60, y - 14, "签名处下划线")
    page.frame(250, 200, 350, 225)
    page.text(275, 206, "董事会")
    page.line((300, 225), (300, 245), (300, 245))
    page.line((120, 245), (480, 245))
    for n, words in enumerate(("审计委员会", "战略委员会", "提名委员会")):
        x = 80 + 160 * n
        page.line((x + 40, 245), (x + 40, 265))
        page.frame(x, 265, x + 90, 290)
        page.text(x + 10, 271, words)
    second = Page()
    second.text(250, 80, "目录", 16)
    for n, words in enumerate(("关于我们", "公司治理", "环境责任", "社会责任")):
        second.text(60, 120 + 24 * n, f"{words}{'.' * 40}{3 * n + 1}")
    return pages_to_pdf(page, second)


def connected_boxes() -> bytes:
    """Boxes side by side under a line, and steps that arrows join: closed cells, but no table."""
    page = Page()
    page.frame(230, 100, 330, 125)
    page.text(250, 106, "董事会")
    page.line((280, 125), (280, 150))
    page.line((121, 150), (431, 150))
    for n in range(6):
        x = 90 + 62 * n
        page.line((x + 31, 150), (x + 31, 165))
        page.frame(x, 165, x + 62, 300)
        page.lines(x + 24, 180, *f"第{n + 1}事业部")
    for n, words in enumerate(("识别议题", "评估影响", "确定次序", "披露回应")):
        x = 60 + 125 * n
        page.frame(x, 400, x + 95, 430)
        page.text(x + 10, 408, words)
        if n < 3:
            page.line((x + 95, 415), (x + 125, 415))
            page.line((x + 120, 411), (x + 125, 415), (x + 120, 419))
    return pages_to_pdf(page)


def open_corner() -> bytes:
    """A table whose blank corner has no rules."""
    page = Page()
    for x, top in ((60, 120), (160, 100), (280, 100), (400, 100)):
        page.line((x, top), (x, 160))
    for y, left in ((100, 160), (120, 60), (140, 60), (160, 60)):
        page.line((left, y), (400, y))
    _cells(
        page,
        (60, 160, 280),
        (100, 120, 140),
        [("", "2023 年", "2024 年"), ("用水量", "1,204", "1,187"), ("用电量", "88", "91")],
    )
    return pages_to_pdf(page)


def _chart_of_bars(page: Page, values: Sequence[str], heights: Sequence[float]) -> None:
    for n in range(6):
        page.line((100, 200 + 20 * n), (420, 200 + 20 * n))
        page.text(80, 195 + 20 * n, str(50 - 10 * n), 8)
    for n, height in enumerate(heights):
        page.fill(120 + 75 * n, 300 - height, 150 + 75 * n, 300, BLUE)
    for n, value in enumerate(values):
        page.text(122 + 75 * n, 288 - heights[n], value, 8)
        page.text(118 + 75 * n, 306, f"{2021 + n} 年", 8)
    page.text(210, 175, "研发投入（亿元）", 10)


def bars() -> bytes:
    """A bar chart over gridlines between two lines of a paragraph; its words come last."""
    page = Page()
    page.text(60, 100, "公司研发投入逐年增加，近四年的情况如下图所示，研发人员占比保持稳定，成果转")
    page.text(60, 340, "化率提高。")
    _chart_of_bars(page, ("10.0", "22.5", "30.0", "45.0"), (20, 45, 60, 90))
    return pages_to_pdf(page)


def bars_that_disagree() -> bytes:
    """A bar chart whose printed values do not fit its bars: labels may be told, values may not."""
    page = Page()
    _chart_of_bars(page, ("10.0", "22.5", "99.0", "45.0"), (20, 45, 60, 90))
    return pages_to_pdf(page)


def _pie(legend: Sequence[str]) -> bytes:
    page = Page()
    page.text(262, 90, "人员构成", 12)
    parts = ((0.0, 0.5, BLUE), (0.5, 0.8, ORANGE), (0.8, 1.0, GREEN))
    for start, end, color in parts:
        page.wedge(300, 200, 70, start, end, color)
    for x, y, words in ((385, 190, "500, 50%"), (190, 265, "300, 30%"), (180, 150, "200, 20%")):
        page.text(x, y, words, 9)
    for n, words in enumerate(legend):
        page.fill(180 + 90 * n, 300, 188 + 90 * n, 308, parts[n][2])
        page.text(192 + 90 * n, 299, words, 9)
    page.text(60, 360, "截至年末，公司员工总数为一千人，较上年略有增加，男女比例保持稳定，结构合理。")
    return pages_to_pdf(page)


def pie() -> bytes:
    """A pie chart with a legend; shares and values are printed beside the slices."""
    return _pie(("技术", "销售", "管理"))


def pie_short_legend() -> bytes:
    """A pie chart whose legend names two of three slices."""
    return _pie(("技术", "销售"))


def ring() -> bytes:
    """A ring chart: its slices meet nowhere."""
    page = Page()
    for (start, end, color), (x, y, words) in zip(
        ((0.0, 0.5, BLUE), (0.5, 0.8, ORANGE), (0.8, 1.0, GREEN)),
        ((385, 190, "男 50%"), (200, 265, "女 30%"), (180, 150, "其他 20%")),
        strict=True,
    ):
        page.wedge(300, 200, 70, start, end, color, inner=35)
        page.text(x, y, words, 9)
    return pages_to_pdf(page)


def two_series() -> bytes:
    """Two bars a year, in the colours of the legend."""
    page = Page()
    page.line((100, 300), (420, 300))
    for n, pair in enumerate(((20, 40), (30, 60), (50, 80))):
        for k, height in enumerate(pair):
            x = 120 + 100 * n + 30 * k
            page.fill(x, 300 - height, x + 24, 300, (BLUE, ORANGE)[k])
            page.text(x + 2, 288 - height, str(height // 2), 8)
        page.text(130 + 100 * n, 306, f"{2022 + n} 年", 8)
    for k, words in enumerate(("专科", "本科")):
        page.fill(180 + 80 * k, 330, 188 + 80 * k, 338, (BLUE, ORANGE)[k])
        page.text(192 + 80 * k, 329, words, 9)
    return pages_to_pdf(page)


def area() -> bytes:
    """An area chart over gridlines in a frame: the frame and the lines are no table."""
    page = Page()
    for n in range(6):
        page.line((100, 200 + 20 * n), (420, 200 + 20 * n))
    for x in (100, 420):
        page.line((x, 200), (x, 300))
    page.area((100, 300), (100, 270), (180, 240), (260, 255), (340, 230), (420, 210), (420, 300))
    for n in range(5):
        page.text(95 + 80 * n, 306, f"{2020 + n}", 8)
        page.text(100 + 70 * n, 250 - 8 * n, f"{10 + n}.5", 8)
    return pages_to_pdf(page)


def strips() -> bytes:
    """One picture that its writer cut into three strips of one density."""
    page = Page()
    for n in range(3):
        page.image(100, 100 + 40 * n, 300, 140 + 40 * n, _gradient(200, 40, 40 * n), _raw(200, 40))
    page.text(150, 226, "图：厂区全景", 9)
    return pages_to_pdf(page)


def side_by_side() -> bytes:
    """Two photos without a gap between them, and a logo in the running head."""
    page = Page()
    page.image(40, 20, 90, 40, _gradient(50, 20), _raw(50, 20))
    page.image(100, 100, 250, 200, _gradient(150, 100), _raw(150, 100))
    page.image(250, 100, 402, 200.4, _gradient(152, 100, 90), _raw(152, 100))
    return pages_to_pdf(page)


def framed_captions() -> bytes:
    """Two photos in the cells of a grid, their captions in framed cells below: a layout, no table."""
    page = Page()
    page.grid((100, 300, 500), (100, 230, 250))
    page.image(110, 110, 290, 220, _gradient(90, 55), _raw(90, 55))
    page.image(310, 110, 490, 220, _gradient(90, 55, 80), _raw(90, 55))
    page.text(160, 234, "义务植树活动")
    page.text(360, 234, "爱心助学活动")
    return pages_to_pdf(page)


def shaded_paragraph() -> bytes:
    """A paragraph on a coloured ground, a band behind a heading, a bullet drawn as a circle: no figures."""
    page = Page()
    page.fill(60, 60, 535, 90, BLUE)
    page.text(70, 68, "环境责任", 16)
    page.fill(60, 120, 535, 200)
    page.lines(
        70, 126, "公司建立了环境管理体系，并通过了认证。各生产基地均按要求开展自行监测，结果", "向社会公开。"
    )
    page.wedge(66, 226, 3, 0.0, 1.0, BLUE)
    page.text(76, 220, "节约用水")
    return pages_to_pdf(page)


DRAW: dict[str, Callable[[], bytes]] = {
    "table-two-level-head": two_level_head,
    "table-over-pages-head-again": over_pages_head_again,
    "table-over-pages-row-cut": over_pages_row_cut,
    "table-two-in-a-row": two_tables_in_a_row,
    "table-open-sides": open_sides,
    "table-rules-only": rules_only,
    "table-below-a-band": below_a_band,
    "table-columns-of-text": columns_of_text,
    "table-half-ruled": half_ruled,
    "table-thick-frame": thick_frame,
    "table-shaded-rows": shaded_rows,
    "table-borderless": borderless,
    "table-labels-and-values": labels_and_values,
    "table-cell-of-lines": cell_of_lines,
    "table-turned-text": turned_text,
    "table-rotated-page": rotated_page,
    "table-open-corner": open_corner,
    "table-none": no_tables,
    "figure-connected-boxes": connected_boxes,
    "figure-bars": bars,
    "figure-bars-that-disagree": bars_that_disagree,
    "figure-pie": pie,
    "figure-pie-short-legend": pie_short_legend,
    "figure-ring": ring,
    "figure-two-series": two_series,
    "figure-area": area,
    "figure-strips": strips,
    "figure-side-by-side": side_by_side,
    "figure-framed-captions": framed_captions,
    "figure-none": shaded_paragraph,
}


def main() -> None:
    """Write all samples."""
    SAMPLES.mkdir(exist_ok=True)
    for name, draw in DRAW.items():
        (SAMPLES / f"{name}.pdf").write_bytes(draw())


if __name__ == "__main__":
    main()
