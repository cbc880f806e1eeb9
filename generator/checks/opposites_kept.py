"""A word of the Chinese that is answered by the word for its opposite.

Why: inflow for outflow, liabilities for assets, opening for closing: each is a plausible sentence and wrong.
Caught: one of a pair of opposites in the Chinese, the other one in the English, and the right one nowhere; both in the
Chinese, and in the English one of them more often than there and the other not at all (supervisors, supervisors).
Fine: sentences that hold both; free renderings that use neither.
Not seen: both exchanged within one sentence; opposites that are not in the list below.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.cues import Cue, cue

OPPOSITES: tuple[tuple[Cue, Cue], ...] = (
    (cue("流入", "inflows?"), cue("流出", "outflows?")),
    (cue("资产", "assets?"), cue("负债", "liabilit(?:y|ies)|debts?")),
    (cue("流动资产", "current assets?"), cue("非流动资产", "non-current assets?")),
    (
        cue("增持", "increas\\w*|purchas\\w*|acquir\\w*"),
        cue("减持", "reduc\\w*|s[eo]ll\\w*|sold|decreas\\w*|dispos\\w*"),
    ),
    (cue("期初", "opening|beginning|start"), cue("期末", "closing|end")),
    (
        cue("年初|季度?初|月初", "beginning|early|start|opening"),
        cue("年末|年底|季度?末|月末|月底", "end|year-end|closing|close|late"),
    ),
    (
        cue("省(?![电水时油去略察却力心])", "provinc\\w*"),
        cue("市(?![场值面民政])", "cit(?:y|ies)|municipal\\w*"),
    ),
    (
        cue("上年|去年|上一年|以前年度", "previous|last|prior|preceding|earlier|year[- ]on[- ]year|yoy"),
        cue("本年|今年|本报告期", "this year|current|this reporting|reporting"),
    ),
    (
        cue("上半年", "first half|first six months|H1|1H"),
        cue("下半年", "second half|H2|2H|last six months|latter half"),
    ),
    (
        cue("线上", "online|virtual\\w*|web\\w*|internet"),
        cue("线下", "offline|in[- ]person|on-?site|face-to-face"),
    ),
    (
        cue("(?<!国)(?:国内|境内)", "domestic\\w*|China|Chinese|mainland|national\\w*|PRC|home"),
        cue("国外|境外|海外", "overseas|foreign|abroad|outside|offshore|international\\w*|global\\w*"),
    ),
    (
        cue("男(?!女)", "male|men|man|boys?|gentlem[ae]n"),
        cue("(?<!男)女", "female|wom[ae]n|girls?|lad(?:y|ies)|maternal|mothers?"),
    ),
    (
        cue("最高|上限", "highest|maximum|most|top\\w*|peak|up to|upper|supreme|ceiling"),
        cue("最低|下限", "lowest|minimum|least|floor|lower"),
    ),
    (
        cue("(?<!绝)最大", "largest|biggest|greatest|maximum|maximi[sz]\\w*|most|main"),
        cue("最小", "smallest|minimum|minimal|least|minimi[sz]\\w*"),
    ),
    (
        cue(
            "长期",
            "long[- ]term|long(?:er|est)?|permanent|lasting|over the years|non-current|continu\\w*|year-round",
        ),
        cue("短期", "short[- ]term|short-run|current|temporar\\w*"),
    ),
    (cue("间接", "indirect\\w*"), cue("(?<!间接)(?<!、)直接", "direct\\w*")),
    (cue("税前", "before tax\\w*|pre-?tax|gross"), cue("税后", "after[- ]tax\\w*|post-tax|net of tax|net")),
    (
        cue("(?<!不)含税", "inclu\\w*|tax included|gross|before tax|pre-tax"),
        cue("不含税", "exclu\\w*|net of|without"),
    ),
    (cue("债权人", "creditors?|bondholders?|noteholders?"), cue("债务人", "debtors?|obligors?|borrowers?")),
    (
        cue("供应商|供方", "suppliers?|vendors?|supply|providers?"),
        cue("客户|顾客", "customers?|clients?|consumers?"),
    ),
    (
        cue("买入|购入|购买", "buy\\w*|bought|purchas\\w*|acqui\\w*|procure\\w*"),
        cue("卖出|售出|出售", "s[eo]ll\\w*|sold|sales?|dispos\\w*|divest\\w*"),
    ),
    (cue("进口", "import\\w*"), cue("出口", "export\\w*|exits?|outlets?")),
    (cue("董事会(?!监)", "boards?(?! of super)|directors?"), cue("监事会", "supervis\\w*")),
    (
        cue("城市|城镇", "urban|cit(?:y|ies)|towns?|municipal\\w*|metropol\\w*"),
        cue("农村|乡村", "rural|villages?|countryside"),
    ),
    (cue("(?<![不可])可再生", "(?<!non-)renewable"), cue("不可再生", "non-?renewable")),
    (
        cue("危险废物|有害废弃物|有害废物", "(?<!non-)hazardous"),
        cue("无害废弃物|一般废物|一般固体废物|非危险", "non-?hazardous|general"),
    ),
    (
        cue("合格(?<!不合格)", "qualif\\w*|pass\\w*|compliant|conform\\w*|eligible|accept\\w*|standard\\w*"),
        cue("不合格", "unqualified|fail\\w*|non-?conform\\w*|defective|reject\\w*|substandard|disqualif\\w*"),
    ),
    (cue("(?<!非)公开发行", "public\\w*"), cue("非公开发行", "non-?public|private\\w*")),
    (cue("普通股", "ordinary|common"), cue("优先股", "preferred|preference")),
    (
        cue("净利润|盈利", "profit\\w*|earnings|net income|margin"),
        cue("亏损|为负|由盈转|利润[^，。；]{0,8}-\\d", "loss(?:es)?|deficit|lost|losing"),
    ),
    (cue("上午", "a\\.?m\\.?|morning"), cue("下午", "p\\.?m\\.?|afternoon")),
    (cue("售前", "pre-?sales?|before|prior"), cue("售后", "after-?\\s?sales?|post-?sales?|after")),
    (
        cue("事前", "before\\w*|prior|ex-ante|in advance|advance|preventive|pre-\\w+"),
        cue("事后", "after\\w*|post\\w*|ex-post|subsequent\\w*|follow-up"),
    ),
    (cue("东部", "east\\w*"), cue("西部", "west\\w*")),
    (cue("南部|南方", "south\\w*"), cue("北部|北方", "north\\w*")),
    (cue("正面", "positive\\w*|front"), cue("负面", "negative\\w*|adverse\\w*|bad")),
    (cue("优势", "advantag\\w*|strengths?|edge|superior\\w*"), cue("劣势", "disadvantag\\w*|weakness\\w*")),
    (cue("甲方", "Party A"), cue("乙方", "Party B")),
    (
        cue(
            "[及或]以上",
            "above|over|older|more|higher|up|upwards?|at least|minimum|senior|beyond|least|worse|greater|longer",
        ),
        cue("[及或]以下", "below|under|younger|less|fewer|lower|up to|within|junior|maximum|most"),
    ),
    (
        cue(
            "(?<![不得可])(?:低于|少于|小于)",
            "below|under|less|lower|fewer|smaller|within|beneath|short|shorter|not|no|cheaper|undercut\\w*",
        ),
        cue(
            "(?<![不得可])(?:高于|超过|大于|多于|超出)",
            "above|over|more|higher|greater|exceed\\w*|beyond|excess|outperform\\w*|surpass\\w*|outstrip\\w*",
        ),
    ),
    (
        cue("废水|污水", "waste ?-?water|effluents?|sewage|water"),
        cue("废气", "(?:waste|exhaust|flue) gas(?:es)?|exhaust|air (?:emissions?|pollutants?)"),
    ),
    (
        cue(
            "股东(?:大)?会",
            "general meetings?|annual meetings?|AGM|EGM|(?:share|stock)holders?[’']? meetings?|meetings? of (?:the )?(?:share|stock)holders",
        ),
        cue("董事会", "board meetings?|meetings? of the board(?: of directors)?"),
    ),
    (
        cue(
            "股东",
            "(?:share|stock)holders?|shareholdings?|general meetings?|AGM|EGM|members|investors?|owners?",
        ),
        cue("债权人", "creditors?"),
    ),
    (cue("党委", "committees?"), cue("党支部", "(?:party )?branch(?:es)?")),
    (cue("母公司", "parent\\S*|holding company"), cue("子公司", "subsidiar(?:y|ies)")),
    (
        cue(
            "不符合项|不合格项",
            "non-?\\s?(?:conform|complian)\\w*|deficienc\\w*|findings?|issues?|problems?|defects?",
        ),
        cue("(?<!不)符合", "conform\\w*|complian\\w*|compl(?:y|ies|ied)"),
    ),
    (cue("董事(?!会|长)", "directors?|boards?|chair\\w*"), cue("监事(?!会)", "supervis\\w*")),
    (cue("营业收入|营收", "revenues?|sales|turnover|income|top line"), cue("营业利润", "operating profits?")),
    (
        cue("(?<!总)净利润", "net|bottom line|earnings|loss(?:es)?"),
        cue("利润总额", "total profits?|profit before tax"),
    ),
    (cue("(?<!净)资产总额|总资产", "total|assets"), cue("净资产", "net assets?|equity")),
    (cue("非执行", "non-?executive"), cue("(?<!非)执行董事", "(?<!non-)executive")),
    (cue("非独立董事", "non-?independent"), cue("(?<!非)独立董事", "(?<!non-)independent")),
    (cue("上游", "upstream"), cue("下游", "downstream")),
    (
        cue("(?<!半)年度报告|(?<!半)年报", "annual|yearly|year"),
        cue("半年度报告|半年报", "interim|semi-?annual|half-year\\w*"),
    ),
    (cue("副董事长", "vice|deputy"), cue("(?<!副)董事长", "chair(?:man|person|woman)?(?! of)")),
    (
        cue("收入", "revenues?|income|sales|turnover|earn\\w*|proceeds|receipts?"),
        cue("支出", "expenditures?|expenses?|spending|outlays?"),
    ),
    (cue("应收", "receivables?|due from"), cue("应付", "payables?|due to")),
    (
        cue("(?<![无])损失(?!工时)", "loss(?:es)?|lost|damage\\w*|impair\\w*|write-?\\w*|cost\\w*|waste\\w*"),
        cue("收益", "gains?|profits?|income|returns?|earnings|yields?|benefits?"),
    ),
    (
        cue("亏损", "loss(?:es)?|lost|losing|deficits?|negative"),
        cue("盈利", "profit\\w*|earn\\w*|gains?"),
    ),
    (
        cue("同意|赞成", "favou?r|for|approv\\w*|agree\\w*|consent\\w*|affirmative|yes"),
        cue("反对", "against|oppos\\w*|dissent\\w*"),
    ),
    (
        cue("本地|当地", "local\\w*|native|indigenous|resident|nearby|there|host"),
        cue("外地|外籍|境外|海外|国外", "foreign\\w*|overseas|expatriate\\w*"),
    ),
    (cue("带薪", "paid|pay"), cue("无薪|停薪", "unpaid")),
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark when the English has the opposite word only."""
    for one, other in OPPOSITES:
        yield from _compare(pair, one, other)
        yield from _compare(pair, other, one)


def _compare(pair: Pair, said: Cue, opposite: Cue) -> Iterator[Remark]:
    here = said.in_source(pair)
    if not here or said.in_target(pair):
        return
    there = opposite.in_target(pair)
    twice = len(opposite.target.findall(pair.target)) > len(opposite.source.findall(pair.source))
    if there and (twice or not opposite.in_source(pair)):
        yield Remark(
            f"“{here[0]}” is answered by “{there[0]}”, its opposite. Compare both.",
            f"“{here[0]}”被译为其反义的“{there[0]}”。请核对。",
            here.span(),
            there.span(),
        )


CHECK = Check("opposites-kept", "doubtful", "sentence", per_sentence(look))
