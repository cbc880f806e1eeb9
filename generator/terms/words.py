"""English words: plural and verb forms, British and American spelling, a or an. Made by rule, with the exceptions.

Only what a glossary needs; a word that the rules do not know is left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

_PLURALS = {
    "child": "children", "man": "men", "woman": "women", "foot": "feet", "criterion": "criteria",
    "phenomenon": "phenomena", "medium": "media", "datum": "data", "index": "indices", "appendix": "appendices",
    "half": "halves", "life": "lives", "gas": "gases", "lens": "lenses", "bias": "biases", "shelf": "shelves", "staff": "staff", "personnel": "personnel",
    "series": "series", "species": "species", "means": "means", "headquarters": "headquarters",
    "chairman": "chairmen", "spokesman": "spokesmen", "layman": "laymen", "curriculum": "curricula",
}  # fmt: skip
# A term's person is one of law (legal persons, connected persons); translators write the other plural too.
OTHER_PLURALS = {
    "person": "people",
    "index": "indexes",
    "appendix": "appendixes",
    "curriculum": "curriculums",
}
_SINGULARS = {made: single for plurals in (_PLURALS, OTHER_PLURALS) for single, made in plurals.items()}
# Words without a plural: to give them one is wrong English, and to take their s away too.
UNCOUNTED = frozenset(
    [
        "information",
        "equipment",
        "software",
        "hardware",
        "research",
        "management",
        "governance",
        "finance",
        "compliance",
        "progress",
        "business's",
        "personnel",
        "staff",
        "data",
        "news",
        "goods",
        "securities",
        "earnings",
        "proceeds",
        "headquarters",
        "series",
        "means",
        "equity",
        "disclosure's",
        "safety",
        "security",
        "welfare",
        "advice",
        "knowledge",
        "training",
    ]
)
_VERBS = {
    "hold": "held held", "undertake": "undertook undertaken", "make": "made made", "take": "took taken",
    "give": "gave given", "pay": "paid paid", "sell": "sold sold", "buy": "bought bought", "lead": "led led",
    "build": "built built", "write": "wrote written", "meet": "met met", "grow": "grew grown", "rise": "rose risen",
    "withdraw": "withdrew withdrawn", "seek": "sought sought", "set": "set set", "put": "put put", "cut": "cut cut",
    "keep": "kept kept", "win": "won won", "bring": "brought brought", "oversee": "oversaw overseen",
    "lend": "lent lent", "spend": "spent spent", "bear": "bore borne", "be": "was been", "go": "went gone",
    "do": "did done", "have": "had had", "know": "knew known", "leave": "left left", "send": "sent sent",
    "strike": "struck struck", "teach": "taught taught", "think": "thought thought", "drive": "drove driven",
}  # fmt: skip
_VOWELS = "aeiou"
_SPELLED = (
    (re.compile(r"ys(e|es|ed|ing|er|ers)$"), r"yz\1"),
    (re.compile(r"is(e|es|ed|ing|er|ers|able|ation|ations|ational)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|able$|al$|ite$|ful$|er$|ers$|less$|hood$)"), "or"),
    (re.compile(r"(?<=[bt])re(s?)$"), r"er\1"),
    (re.compile(r"(?<=[bt])red$"), "ered"),
    (re.compile(r"ence(s?)$"), r"ense\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"ll(ed|ing|er|ers|or|ors)$"), r"l\1"),
    (re.compile(r"([io])ll?(s|ment|ments)?$"), r"\1l\2"),
    (re.compile(r"gement(s?)$"), r"gment\1"),
    (re.compile(r"mme(s?)$"), r"m\1"),
    (re.compile(r"ae"), "e"),
)
_SPELLED_WORDS = {
    "practise": "practice", "practised": "practiced", "practising": "practicing", "ageing": "aging",
    "grey": "gray", "cheque": "check", "cheques": "checks", "orientated": "oriented", "whilst": "while",
    "towards": "toward", "enquiry": "inquiry", "enquiries": "inquiries", "analyse": "analyze",
}  # fmt: skip


@lru_cache(maxsize=65536)
def spelling_key(word: str) -> str:
    """One key for the British and the American spelling of a word in lower case (no spelling itself)."""
    word = _SPELLED_WORDS.get(word, word)
    if len(word) < 4:
        return word
    for pattern, plain in _SPELLED:
        word = pattern.sub(plain, word)
    return word


def _cased(word: str, made: str) -> str:
    return made.upper() if word.isupper() and len(word) > 1 else word[0] + made[1:]


def plural(word: str) -> str:
    """The plural of a singular noun, in its own case. An abbreviation takes a small s."""
    low = word.lower()
    if word.isupper() and len(word) > 1:
        return word + "s"
    if low in _PLURALS:
        return _cased(word, _PLURALS[low])
    if low.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if low.endswith("y") and len(low) > 1 and low[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def singular(word: str) -> str | None:
    """The singular of a plural noun, None where the word is none."""
    low = word.lower()
    if low in _SINGULARS:
        return _cased(word, _SINGULARS[low])
    if low in _PLURALS or not low.endswith("s") or low.endswith(("ss", "us", "is")) or len(low) < 3:
        return None
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=16384)
def verb_forms(word: str) -> tuple[str, ...]:
    """(-s, past, participle, -ing) of a verb in lower case."""
    third = plural(word)
    stem = word[:-1] if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) else word
    doubled = stem + stem[-1] if _doubles(word) else stem
    if word in _VERBS:
        past, participle = _VERBS[word].split()
    elif word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        past = participle = word[:-1] + "ied"
    else:
        past = participle = doubled + "ed"
    return third, past, participle, doubled + "ing"


def _doubles(word: str) -> bool:
    """Whether a verb's last consonant doubles: one syllable that ends consonant, vowel, consonant; few longer ones."""
    if word in (
        "control",
        "commit",
        "submit",
        "permit",
        "admit",
        "refer",
        "transfer",
        "occur",
        "prefer",
        "incur",
    ):
        return True
    return bool(re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", word))


_AN = re.compile(r"[aeiou]|hono|hones|heir|hour", re.IGNORECASE)
_NOT_AN = re.compile(r"eu|ewe|one(?![a-z])|once|unit|union|uni[fqv]|use|usu|util|ukr", re.IGNORECASE)
# Letters whose names begin with a vowel.
_AN_LETTERS = frozenset("AEFHILMNORSX")
# Abbreviations that are spoken as words, whatever their first letter is called.
_SPOKEN = {
    "SASAC": "a",
    "NASDAQ": "a",
    "NATO": "a",
    "SAFE": "a",
    "LAN": "a",
    "MOF": "a",
    "ISO": "an",
    "ESOP": "an",
}


def article(word: str) -> str | None:
    """The article that a word takes, ``a`` or ``an``; None where its sound cannot be told."""
    first = re.match(r"[\"'“‘(]*([A-Za-z0-9]+)", word)
    if not first:
        return None
    head = first[1]
    if head[0].isdigit():
        return "an" if re.match(r"8|1[18](?:\D|$|000)", head) else "a"
    if head in _SPOKEN:
        return _SPOKEN[head]
    by_letter = "an" if head[0].upper() in _AN_LETTERS else "a"
    if len(head) == 1:
        return by_letter
    if head.isupper():
        # One that can be spoken (NAFMII, against NHSA) may be: the letter's name decides only where both agree.
        spoken = len(head) > 3 and re.match(r"(?:[^AEIOU]?|[BCDFGPT][LR]|S[HPT]|[CT]H)[AEIOU]", head)
        return None if spoken and by_letter != ("an" if head[0] in "AEIOU" else "a") else by_letter
    return "an" if _AN.match(head) and not _NOT_AN.match(head) else "a"
