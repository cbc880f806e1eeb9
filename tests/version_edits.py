"""Plans edits of a Chinese report, as its company makes them from one version to the next, and says what must be found.

A document here is a list of blocks that words can be changed in: headings, running text, tables. Each edit leaves
a line in the plan: the kind, and the words before and after. No sentence is edited twice.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from generator.memory import match_key
from generator.model import Cell, Heading, Ids, Prose, Report, Table
from generator.sentences import cut

SUBJECTS = (
    "公司工会",
    "质量管理部",
    "各水厂班组",
    "后勤保障中心",
    "研究院青年团队",
    "海外项目部",
    "档案室",
    "投资者关系团队",
)
ACTS = ("邀请周边居民参观新落成的沉淀池", "编印了图文并茂的节水手册", "更换了一批老旧的照明灯具", "整理了历年捐赠物资的清单", "与职业学校共同开设阀门检修课程", "为夜班司机添置了保暖用品", "把会议纸质材料改为电子版发放")  # fmt: skip
ENDS = ("受到普遍欢迎", "效果好于预期", "相关经验已在内部推广", "后续将按季度回访", "费用由行政预算列支")
INSERTED = ("（不含境外子公司）", "在第三方见证下", "经专题研究后", "进一步", "会同有关单位")
NAMES = ("雨水调蓄", "夜间巡检", "访客接待", "备用电源", "员工食堂", "图书借阅")
NUMERALS = "一二三四五六七八九"


@dataclass
class Block:
    """A block that can be edited: ``text`` of running words, or ``rows`` of a table; ``raw`` is what it was made from."""

    kind: str
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)
    raw: object = None


@dataclass(frozen=True)
class Step:
    """One edit: what must be found, with the words on both sides."""

    kind: str
    old: tuple[str, ...]
    new: tuple[str, ...]


def key(*texts: str) -> tuple[str, ...]:
    return tuple(match_key(text) for text in texts)


def row_text(row: list[str]) -> str:
    return " | ".join(cell.strip() for cell in row if cell.strip() not in ("", "<"))


class Editor:
    """Edits blocks by chance, never the same words twice; ``plan`` is what a comparison must find."""

    def __init__(self, blocks: list[Block], seed: int) -> None:
        self.blocks = blocks
        self.chance = random.Random(seed)
        self.plan: list[Step] = []
        self.touched: set[str] = set()
        self.seen: dict[str, int] = {}
        for block in blocks:
            for text in [*cut(block.text), *(row_text(row) for row in block.rows)]:
                self.seen[match_key(text)] = self.seen.get(match_key(text), 0) + 1

    def run(self, counts: dict[str, int]) -> list[Step]:
        for name, count in counts.items():
            edit: Callable[[], bool] = getattr(self, name)
            done = sum(edit() for _ in range(count * 12) if self._count(name) < count)
            assert done is not None
        return self.plan

    def _count(self, name: str) -> int:
        return self.made.get(name, 0)

    @property
    def made(self) -> dict[str, int]:
        return self.__dict__.setdefault("_made", {})

    def _note(self, name: str, kind: str, old: tuple[str, ...], new: tuple[str, ...]) -> bool:
        self.plan.append(Step(kind, key(*old), key(*new)))
        self.touched |= set(key(*old, *new))
        self.made[name] = self.made.get(name, 0) + 1
        return True

    def _free(self, *texts: str) -> bool:
        """Whether these words stand once in the report and were not edited yet."""
        return all(match_key(t) not in self.touched and self.seen.get(match_key(t), 0) <= 1 for t in texts)

    def _prose(self) -> tuple[Block, list[str]]:
        block = self.chance.choice([b for b in self.blocks if b.kind == "prose"])
        return block, cut(block.text)

    def _sentence(self) -> str:
        c = self.chance.choice
        words = f"{c(SUBJECTS)}于{self.chance.randint(2, 11)}月{c(ACTS)}，{c(ENDS)}。"
        return self._sentence() if match_key(words) in self.touched else words

    # ---- running text

    def words(self) -> bool:
        """A few words put in or taken out."""
        block, pieces = self._prose()
        at = self.chance.randrange(len(pieces))
        old = pieces[at]
        places = [m.end() for m in re.finditer("[，、]", old)]
        if len(old) < 24 or not places or not self._free(old):
            return False
        place = self.chance.choice(places)
        drop = self.chance.choice((0, 0, 2))
        new = old[:place] + self.chance.choice(INSERTED) + old[place + drop :]
        if drop and not re.fullmatch("[\u4e00-\u9fff]{2}", old[place : place + 2]):
            return False
        block.text = "".join([*pieces[:at], new, *pieces[at + 1 :]])
        return self._note("words", "changed", (old,), (new,))

    def figure(self) -> bool:
        """One figure of a sentence."""
        block, pieces = self._prose()
        at = self.chance.randrange(len(pieces))
        old = pieces[at]
        found = list(re.finditer(r"(?<![\d.,A-Za-z第-])[1-9]\d*(?=[\d,.]*[万亿元人次项场家名个%])", old))
        if not found or not self._free(old) or len(old) < 12:
            return False
        spot = self.chance.choice(found)
        new = old[: spot.start()] + str(int(spot[0]) + self.chance.randint(2, 9)) + old[spot.end() :]
        if not self._free(new):
            return False
        block.text = "".join([*pieces[:at], new, *pieces[at + 1 :]])
        return self._note("figure", "renumbered", (old,), (new,))

    def split(self) -> bool:
        """A comma became a full stop."""
        block, pieces = self._prose()
        at = self.chance.randrange(len(pieces))
        old = pieces[at]
        places = [m.start() for m in re.finditer("，", old) if 10 < m.start() < len(old) - 12]
        if not places or not self._free(old) or re.search("[（(“《]", old):
            return False
        place = self.chance.choice(places)
        if re.fullmatch(r"[\d年月日至]+", old[:place]):
            return False
        first, second = old[:place] + "。", old[place + 1 :]
        block.text = "".join([*pieces[:at], first, second, *pieces[at + 1 :]])
        return self._note("split", "split", (old,), (first, second))

    def merge(self) -> bool:
        """A full stop became a comma."""
        block, pieces = self._prose()
        pairs = [
            n for n in range(len(pieces) - 1) if self._free(*pieces[n : n + 2]) and pieces[n].endswith("。")
        ]
        pairs = [n for n in pairs if min(len(pieces[n]), len(pieces[n + 1])) >= 8]
        if not pairs:
            return False
        at = self.chance.choice(pairs)
        new = pieces[at][:-1] + "，" + pieces[at + 1]
        if len(cut(new)) > 1:
            return False
        old = tuple(pieces[at : at + 2])
        block.text = "".join([*pieces[:at], new, *pieces[at + 2 :]])
        return self._note("merge", "merged", old, (new,))

    def insert(self) -> bool:
        """A new paragraph."""
        words = self._sentence()
        at = self.chance.randrange(3, len(self.blocks))
        if self.blocks[at - 1].kind != "prose" or self.blocks[at].kind not in ("prose", "heading"):
            return False
        model = self.blocks[at - 1]
        self.blocks.insert(at, Block("prose", words, raw=_like(model.raw, words)))
        return self._note("insert", "new", (), (words,))

    def insert_sentence(self) -> bool:
        """A new sentence in a paragraph."""
        block, pieces = self._prose()
        at = self.chance.randrange(len(pieces) + 1)
        if (at and not pieces[at - 1].rstrip().endswith("。")) or not self._free(
            *pieces[max(0, at - 1) : at + 1]
        ):
            return False
        words = self._sentence()
        block.text = "".join([*pieces[:at], words, *pieces[at:]])
        return self._note("insert_sentence", "new", (), (words,))

    def delete(self) -> bool:
        """A paragraph is gone."""
        block, pieces = self._prose()
        if len(pieces) > 3 or not self._free(*pieces):
            return False
        self.blocks.remove(block)
        for piece in pieces:
            self._note("delete", "gone", (piece,), ())
        self.made["delete"] -= len(pieces) - 1
        return True

    def delete_sentence(self) -> bool:
        """A sentence of a paragraph is gone."""
        block, pieces = self._prose()
        at = self.chance.randrange(len(pieces))
        if len(pieces) < 2 or not self._free(pieces[at]):
            return False
        block.text = "".join([*pieces[:at], *pieces[at + 1 :]])
        return self._note("delete_sentence", "gone", (pieces[at],), ())

    def move(self) -> bool:
        """A paragraph elsewhere, past more words than it has."""
        block, pieces = self._prose()
        at = next(n for n, one in enumerate(self.blocks) if one is block)
        to = self.chance.randrange(3, len(self.blocks) - 1)
        if (
            not self._free(*pieces)
            or abs(to - at) < 5
            or self.blocks[to - 1].kind != "prose"
            or len(block.text) > 200
        ):
            return False
        between = self.blocks[min(at, to) : max(at, to)]
        if sum(len(b.text) + sum(len(cell) for row in b.rows for cell in row) for b in between) < 3 * len(
            block.text
        ):
            return False
        self.blocks.remove(block)
        self.blocks.insert(to if to < at else to - 1, block)
        for piece in pieces:
            self._note("move", "moved", (piece,), (piece,))
        self.made["move"] -= len(pieces) - 1
        return True

    # ---- headings

    def heading(self) -> bool:
        """A new heading 二、… and the numbers of the headings after it."""
        numbered = [b for b in self.blocks if b.kind == "heading" and re.match(r"[一二三四五六七]、", b.text)]
        block = self.chance.choice(numbered)
        at = next(n for n, one in enumerate(self.blocks) if one is block)
        run = []
        for following in self.blocks[at:]:
            if following.kind == "heading" and re.match("第.{1,3}[章节]", following.text):
                break
            if following in numbered:
                if run and NUMERALS.index(following.text[0]) != NUMERALS.index(run[-1].text[0]) + 1:
                    break
                run.append(following)
        if not self._free(*(b.text for b in run)):
            return False
        name = self.chance.choice(NAMES)
        new = f"{block.text[0]}、{name}"
        if not self._free(new) or any(name in text for text in self.touched):
            return False
        self.blocks.insert(at, Block("heading", new, raw=_like(block.raw, new)))
        self._note("heading", "new", (), (new,))
        for one in run:
            before, one.text = one.text, NUMERALS[NUMERALS.index(one.text[0]) + 1] + one.text[1:]
            self._note("renumbered", "renumbered", (before,), (one.text,))
        return True

    # ---- tables

    def _row(self) -> tuple[Block, int]:
        tables = [
            b for b in self.blocks if b.rows and not any(c in ("^", "<") for row in b.rows for c in row)
        ]
        if not tables:
            return Block("table", rows=[[], []]), 1
        block = self.chance.choice([b for b in tables if len(b.rows) > 1])
        return block, self.chance.randrange(1, len(block.rows))

    def cell(self) -> bool:
        """A figure of a table."""
        block, at = self._row()
        row = block.rows[at]
        figures = [n for n, cell in enumerate(row) if re.fullmatch(r"[\d,]+\.\d+", cell)]
        if not figures or not self._free(row_text(row)):
            return False
        column = self.chance.choice(figures)
        old, new = row[column], str(self.chance.randint(1, 8)) + row[column][1:]
        if old == new:
            return False
        self.touched.add(match_key(row_text(row)))
        row[column] = new
        self.touched.add(match_key(row_text(row)))
        return self._note("cell", "renumbered", (old,), (new,))

    def add_row(self) -> bool:
        """A new row."""
        block, at = self._row()
        model = block.rows[at]
        if not model:
            return False
        name = self.chance.choice(NAMES) + self.chance.choice(("费用", "人数", "设施", "面积"))
        row = [name, *(re.sub(r"\d", str(self.chance.randint(1, 9)), cell) for cell in model[1:])]
        if any(re.search("[\u4e00-\u9fff]{3}", cell) for cell in row[1:]) or not self._free(row_text(row)):
            return False
        block.rows.insert(at, row)
        return self._note("add_row", "new", (), (row_text(row),))

    def drop_row(self) -> bool:
        """A row is gone."""
        block, at = self._row()
        row = block.rows[at]
        if len(block.rows) < 4 or not self._free(row_text(row)):
            return False
        block.rows.remove(row)
        return self._note("drop_row", "gone", (row_text(row),), ())


ALL = ("words", "figure", "split", "merge", "insert", "insert_sentence", "delete", "delete_sentence", "move", "heading", "cell", "add_row", "drop_row")  # fmt: skip


def _like(raw: object, words: str) -> object:
    """What a new block is made from: one of the same sort with other words."""
    if isinstance(raw, Heading):
        return replace(raw, source=words)
    if isinstance(raw, Prose):
        return replace(raw, source=words, marker=None)
    if isinstance(raw, dict):
        return {next(iter(raw)): words}
    return raw


# ---- a report as it was read


def report_to_blocks(report: Report) -> list[Block]:
    blocks = []
    for block in report.blocks:
        match block:
            case Heading():
                blocks.append(Block("heading", block.source, raw=block))
            case Prose() if block.kind in ("paragraph", "note") and not block.marker:
                blocks.append(Block("prose", block.source, raw=block))
            case Table() if all(cell.rowspan == cell.colspan == 1 for row in block.rows for cell in row):
                blocks.append(Block("table", rows=[[c.source for c in row] for row in block.rows], raw=block))
            case _:
                blocks.append(Block("other", raw=block))
    return blocks


def blocks_to_report(blocks: list[Block], report: Report) -> Report:
    """The report with the edited blocks, ids made anew as the reader would."""
    ids = Ids()
    made = []
    for block in blocks:
        raw = block.raw
        if isinstance(raw, Heading | Prose) and block.kind != "other":
            made.append(replace(raw, source=block.text, id=ids.take("block", block.text)))
        elif isinstance(raw, Table) and block.kind == "table":
            places = {tuple(c.source for c in row): row for row in raw.rows}
            rows = tuple(
                places.get(tuple(row)) or tuple(Cell(words, place=raw.rows[0][0].place) for words in row)
                for row in block.rows
            )
            made.append(replace(raw, rows=rows, id=ids.take("table", str(block.rows))))
        else:
            made.append(raw)
    return replace(report, blocks=tuple(made), source_sha256="1" * 64)


# ---- the source of the sample report


def yaml_to_blocks(source: dict[str, object]) -> list[Block]:
    blocks = []
    for entry in source["blocks"]:  # type: ignore[attr-defined]
        kind, content = next(iter(entry.items()))
        if kind in ("h1", "h2", "h3", "h4"):
            blocks.append(Block("heading", content, raw=entry))
        elif kind == "p":
            blocks.append(Block("prose", content, raw=entry))
        elif kind == "table":
            blocks.append(Block("table", rows=[list(map(str, row)) for row in content["rows"]], raw=entry))
        else:
            blocks.append(Block("other", raw=entry))
    return blocks


def blocks_to_yaml(blocks: list[Block], source: dict[str, object]) -> dict[str, object]:
    made = []
    for block in blocks:
        entry = block.raw
        assert isinstance(entry, dict)
        kind = next(iter(entry))
        if block.kind == "table":
            made.append({kind: {**entry[kind], "rows": block.rows}})
        elif block.kind == "other":
            made.append(entry)
        else:
            made.append({kind: block.text})
    return {**source, "blocks": made}
