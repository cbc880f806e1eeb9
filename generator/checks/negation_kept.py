"""A negation that one side has and the other has not.

Why: a lost "not" turns a statement into its opposite, and no spelling check sees it.
Caught: 不 未 没有 无 勿 in the Chinese with nothing negative in the English; "nor" without "neither"; "not", "never",
"without", "cannot" in the English with nothing negative in the Chinese.
Fine: words in which 不 未 无 is no negation of the sentence (不断, 未来, 不仅, 无锡, 无论, 无烟); bounds (不低于, 不超过);
every way in which English says no: un-, in-, non-, -less, -free, exclude, lack, prohibit, avoid, fail, subject to.
Not seen: one of two negations lost where English joins them by "or", as it often does; a negation that moved to
another verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Pair, Remark, per_sentence
from generator.checks.cues import any_of

_NO_NEGATION = re.compile(
    r"[（(]不含[^）)]*[）)]|"
    + any_of("""
    逾期未 未分配 无休 不断 不仅 不但 不同 不论 不管 不光 不只 不单 不少 不低于 不高于 不超过 不足 不到 不满
    不等 不动产 不锈 不久 不时 不定期 不一而足 不低 不小于 不大于 不多于 不限 不愧 不禁 不折不扣
    不可或缺 不可分割 不遗余力 不忘 不懈 不负 不惜 不辞 不畏 不屈 不凡 不易 不菲 不止 不竭 不朽
    不渝 不息 不停 不良 不利 不当 不法 不力 不妨 不知不觉 不约而同 不得不 不可不 无不 不失 不以为
    不由 不外 不必要 不平衡 不符 不合 不善 不慎 不明 不实 不稳 不便 不适(?!用) 不平 不齐 不均 不确定
    不规范 不合格 不可抗力 不可再生 不匹配 不对称 不一致 不健全 不完善 能不能 是不是 是否 能否 可否
    与否 否则 否定 未来 未雨绸缪 未成年 未必 前所未有 方兴未艾 无锡 无线 无人 无烟
    无代码 无形 无偿 无论 无纸 无障碍 无缝 无私 无限 无疑 无愧 无机 无害 无菌 无抗 无尘 无缆
    无铅 无氟 无数 无比 无界 无忧 无声 无穷 无微不至 无所 无处不在 有无
    """)
)
_NEGATION = re.compile(
    r"不|未|没有|勿|严禁|禁止|杜绝|(?<![\u4e00-\u9fff])无|[均并亦也]无|(?<=[内中])无(?=[\u4e00-\u9fff]{2})|(?<=公司|期内|年度|期间|年内|全年|目前)无|无(?=关|重大|任何|需|须|法|权|此类|其他|违|异议|逾期|不良)|并非|而非"
)
_ENGLISH_NO = re.compile(
    r"\b(?:"
    + any_of(r"""
    no not nor none never neither nothing nobody cannot without zero nil hardly yet pending unless instead minus outstanding
    fail(?:s|ed|ing|ure|ures)? exclud\w* exclus\w* except\w* prohibit\w* forb[ia]d\w* ban(?:s|ned|ning)? lack\w* absen\w*
    avoid\w* prevent(?:s|ed|ing)? refus\w* refrain\w* declin\w* reject\w* exempt\w* eliminat\w* eradicat\w* waiv\w* stop\w*
    ceas\w* invalid\w* rid un(?!der|ion|it|iv|if|iq|til|anim|veil|lock|leash|fold)\w{3,}
    in(?:adequa|accura|appropria|capab|complete|correct|effecti|efficien|eligib|sufficien|significan|abilit|equal)\w*
    in(?:equit|consisten|tolera)\w* im(?:proper|possib|perfect)\w* il(?:legal|legit)\w* ir(?:respective|relevant|reversib)\w*
    dis(?:qualif|allow|continu|agree|regard|approv)\w* \w+-free
    (?:home|job|worth|care|wire|harm|use|need|seam|tire|relent|rest|count|price)less\w*
    """)
    + r"|rather than|free (?:of|from)|bar(?:s|red|ring)? (?:\w+ ){0,3}from|subject to|crack\w* down|away from|put an end|(?:rul|root|stamp|phas)\w* out|net of)\b"
    r"|n[’']t\b|\bnon-",
    re.IGNORECASE,
)
# Each word of the Chinese on the left takes one of its own answers: 严禁 "prohibits" does not answer 未 too.
_TAKEN = tuple(
    (re.compile(chinese), re.compile(english, re.IGNORECASE))
    for chinese, english in (
        ("(?<![并而])非(?!常)", r"\bnon-"),
        ("除[^，。]{1,20}外", r"\b(?:unless|except\w*)\b"),
        ("逾期未", r"\bfail\w*"),
        ("防|避", r"\b(?:prevent|avoid)\w*"),
        ("拒", r"\b(?:refus|reject|declin)\w*"),
        ("免", r"\b(?:exempt|waiv)\w*"),
        ("违法|非法", r"\billegal\w*"),
        ("受到?|遭", r"\bsubject to\b"),
    )
)
_ZERO = re.compile(
    r"为零(?!售|部)|(?<![\d.,])0\s*(?:起|件|人|次|例|宗|名|票)(?![\d点])|零(?=事故|投诉|伤亡|违规|泄漏|排放|死亡)"
)
_ENGLISH_ZERO = re.compile(r"(?<![\d.,])0(?![\d.,]\d)|unanimous|\bnet[- ]zero\b|\bzero", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:or|nor)\b", re.IGNORECASE)
_LONE_NOR = re.compile(r"\bnor\b", re.IGNORECASE)
_BEFORE_NOR = re.compile(
    r"\b(?:neither|not|no|never|cannot|without|none|nothing|nobody)\b|n[’']t\b", re.IGNORECASE
)
_PLAIN_NO = re.compile(
    r"(?<!if )\b(?:not|never|cannot|without|neither|nor)\b(?! only)(?! merely)(?! just)(?! to mention)|n[’']t\b",
    re.IGNORECASE,
)
_CHINESE_NO = re.compile(
    any_of("""
    不 未 无 没 非 否 勿 莫 禁 免 除 零 缺 少 拒 防 避 失 脱离 独立 仅 只 尾差 以外 之外 杜绝 消 停 尚 待 欠 漏 反 去
    降 减 自主 直接 误 空 止 断 难 绝 离 隔 脱 空白 ０ 0 N/A
    """)
)


def look(pair: Pair, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark for a negation without an answer on the other side."""
    source = _NO_NEGATION.sub(lambda found: "＿" * len(found[0]), pair.source)
    said = list(_NEGATION.finditer(source))
    answered = len(_ENGLISH_NO.findall(pair.target)) - _count_taken(pair.source, pair.target)
    if said and answered < len(said) and not (answered and _JOINED.search(pair.target)):
        yield Remark(
            f"The Chinese denies something (“{said[0][0]}”), the English does not. Has a “not” been lost?",
            f"原文有否定词“{said[0][0]}”，英文没有否定含义。请核对是否漏译。",
            said[0].span(),
        )
    none = _ZERO.search(pair.source)
    zero = len(_ENGLISH_ZERO.findall(pair.target))
    joined = answered and _JOINED.search(pair.target)
    if none and not zero and (not answered or (answered < len(said) + 1 and said and not joined)):
        yield Remark(
            f"“{none[0]}” says that there are none; the English does not.",
            f"原文“{none[0]}”表示没有，英文没有相应含义。请核对。",
            none.span(),
        )
    alone = _LONE_NOR.search(pair.target)
    if alone and not _BEFORE_NOR.search(pair.target[: alone.start()]):
        yield Remark(
            "“nor” has no “neither” or “not” before it. Has it been lost?",
            "“nor”之前没有 neither 或 not。请核对是否缺失。",
            target_span=alone.span(),
        )
    added = _PLAIN_NO.search(pair.target)
    if added and not _CHINESE_NO.search(pair.source):
        yield Remark(
            f"The English denies something (“{added[0]}”), the Chinese does not. Compare both.",
            f"英文有否定词“{added[0]}”，原文没有否定含义。请核对。",
            target_span=added.span(),
        )


def _count_taken(source: str, target: str) -> int:
    """How many of the English negations answer other words of the Chinese."""
    return sum(min(len(chinese.findall(source)), len(english.findall(target))) for chinese, english in _TAKEN)


CHECK = Check("negation-kept", "doubtful", "sentence", per_sentence(look))
