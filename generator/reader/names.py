"""What a report is called and whose it is, and whether it is written in traditional characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# No company in 环境、社会及公司治理报告, the usual name of such a report.
COMPANY = re.compile(r"([^、]{2,40}?公司(?!治理|管治)|[^、]{2,20}?(?:集团|银行|研究院|集團|銀行))")
REPORT = re.compile(r"(.*(?:报告|報告)(?:书|書)?(?:全文|摘要)?)")
YEAR = re.compile(r"(?:19|20)\d{2}|[二一][〇○零九][〇○零一二三四五六七八九]{2}")
YEAR_ALONE = re.compile(rf"(?:{YEAR.pattern})\s*(?:[-－—–至]\s*(?:{YEAR.pattern})\s*)?年?\s*度?")
DEFINED = re.compile(r"^\s*(\S{2,40}?公司)\s*[（(]\s*(?:以下|下)[统均]?(?:简称|简写|称)")
SPACED = re.compile(r"\S(?:[ \u3000]+\S)+")
TRADITIONAL = "會國務業報發環關與產資證權監員責經際對應個這點並實為類據標準護續"
SIMPLIFIED = "会国务业报发环关与产资证权监员责经际对应个这点并实为类据标准护续"


def find_names(
    cover: Sequence[str], running: Sequence[str], file_title: str, texts: Iterable[str]
) -> tuple[str, str]:
    """(title, company): from the cover, else the running heads, else the file's own title.

    A company that none of them names is the one that the text abbreviates or that signs it. A title without a
    year takes the one that stands on a line of its own.
    """
    lines = [_closed(text) for text in (*cover, *running, file_title)]
    title = company = ""
    for line in lines:
        named = COMPANY.match(line)
        company = company or (named[1].strip() if named else "")
        rest = line[named.end() :].strip() if named and named.end() < len(line) else line
        report = REPORT.search(rest)
        title = title or (report[1].strip() if report else "")
    years = [line for line in lines if YEAR_ALONE.fullmatch(line)]
    if title and years and not YEAR.search(title):
        title = f"{years[0]} {title}" if years[0][-1].isdigit() else years[0] + title
    return title, company or _company_in(texts)


def is_traditional(text: str) -> bool:
    """Whether a text is in traditional characters: most of the telling ones are."""
    traditional = sum(text.count(char) for char in TRADITIONAL if char not in SIMPLIFIED)
    simplified = sum(text.count(char) for char in SIMPLIFIED if char not in TRADITIONAL)
    return traditional > simplified


def _company_in(texts: Iterable[str]) -> str:
    """The company that a text gives its short name, else the last line that is a company's name."""
    signed = ""
    for text in texts:
        defined = DEFINED.match(text)
        if defined:
            return defined[1]
        if len(text) <= 40 and text.endswith("公司") and COMPANY.fullmatch(text.strip()):
            signed = text.strip()
    return signed


def _closed(text: str) -> str:
    """A line without the blanks of letter-spacing (社 会 责 任 → 社会责任)."""
    text = text.strip()
    return re.sub(r"\s+", "", text) if SPACED.fullmatch(text) and max(map(len, text.split())) == 1 else text
