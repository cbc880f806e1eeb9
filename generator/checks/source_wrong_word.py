"""Words of the source that are commonly written for others.

Why: the company will want to correct them in the Chinese edition; the English follows the sense.
Caught: 截止 before a date (截至), 帐户 and its kin (账户), 登陆 a system (登录), 既时 (即时), 渡过 a period (度过), 凑效 (奏效),
按装 (安装), 通迅 (通讯), 报消 (报销), 布署 (部署), 融汇贯通 (融会贯通), 再接再励 (再接再厉).
Fine: 截止日期, 登陆创业板, the right words.
Not seen: wrong words that are right elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_source

_WORDS = (
    (re.compile(r"截止(?=到?\s*(?:19|20)\d\d\s*年|到?本?报告期末)"), "截至"),
    (re.compile(r"帐(?=户|号|款|面|务|目|簿|龄)"), "账"),
    (re.compile(r"登陆(?=了?(?:系统|网站|平台|账号|邮箱|官网|网址|https?|www))"), "登录"),
    (re.compile(r"既时|既将"), "即"),
    (re.compile(r"渡过(?=[^，。]{0,8}(?:年|时期|阶段|时光|节日))"), "度过"),
    (re.compile("凑效"), "奏效"),
    (re.compile("按装"), "安装"),
    (re.compile("通迅"), "通讯"),
    (re.compile("报消"), "报销"),
    (re.compile("布署"), "部署"),
    (re.compile("融汇贯通"), "融会贯通"),
    (re.compile("再接再励"), "再接再厉"),
    (re.compile("修定(?=了|《|版|稿)"), "修订"),
    (re.compile("陪训"), "培训"),
    (re.compile("座落"), "坐落"),
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for each word that is written for another."""
    for pattern, right in _WORDS:
        for found in pattern.finditer(pair.source):
            yield Remark(
                f"“{found[0]}” is probably “{right}”.",
                f"“{found[0]}”疑应为“{right}”，请公司核对。",
                found.span(),
            )


CHECK = Check("source-wrong-word", "untidy", "source", per_source(look))
