"""An edit of the glossary followed into a sentence: the old English replaced by the new, grammar kept.

Plural, capitals, the article before and the possessive after are carried over. What cannot be told is not
guessed: the sentence stays as it is, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.terms.casing import CaseOf, capital, case_of, is_title, recased, title_case
from generator.terms.phrase import English, Found, english, find_phrase
from generator.terms.words import UNCOUNTED, article, plural, singular, spelling_key, verb_forms

_ARTICLE = re.compile(r"(?<![A-Za-z])(an?)(\s+[\"“'‘(]?)$", re.IGNORECASE)
_THE = re.compile(r"(?<![A-Za-z])(the)\s+$", re.IGNORECASE)
_DETERMINER = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_BEFORE_HEAD = frozenset(
    [
        "of",
        "for",
        "in",
        "on",
        "to",
        "by",
        "with",
        "from",
        "under",
        "against",
        "at",
        "as",
        "between",
        "among",
        "over",
        "without",
    ]
)
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+(?:['’](?:s(?![A-Za-z])|(?<=s['’])))?")


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement: code points of the sentence as it was, and both wordings (with an article that changes)."""

    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where the old form stands and was left alone, with the reason in both languages."""

    start: int
    end: int
    reason: str
    reason_zh: str


@dataclass(frozen=True, slots=True)
class Followed:
    """A sentence after an edit: its text, what was replaced, what was left in doubt."""

    text: str
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether nothing was left in doubt."""
        return not self.doubts


@dataclass(frozen=True, slots=True)
class Edit:
    """An old form and the new one; ``pos`` and ``fixed`` are the entry's, as the check uses them."""

    old: str
    new: str
    pos: str = "noun"
    fixed: bool = False


class _Unsure(Exception):
    """Why a replacement is not certain; carried to the place that notes it."""

    def __init__(self, reason: str, reason_zh: str) -> None:
        super().__init__(reason)
        self.reason, self.reason_zh = reason, reason_zh


def follow_edit(target: str, old: str, new: str, *, pos: str = "noun", heading: bool = False) -> Followed:
    """The English with ``new`` wherever ``old`` stood; unchanged where it did not."""
    return follow_edits(target, [Edit(old, new, pos)], heading=heading)


def follow_edits(
    target: str, edits: Sequence[Edit], *, kept: Iterable[tuple[int, int]] = (), heading: bool = False
) -> Followed:
    """Several edits at once, longer forms first, so that none works on what another made.

    ``kept`` are spans that are other terms' English; ``heading`` tells that the sentence is a heading.
    """
    sentence = english(target)
    taken = _words_in(sentence, kept)
    changes: list[Change] = []
    doubts: list[Doubt] = []
    for edit in sorted(edits, key=lambda one: -len(one.old)):
        if edit.old == edit.new:
            continue
        already = _words_of(find_phrase(edit.new, sentence, pos=edit.pos)) if edit.old in edit.new else set()
        for found in find_phrase(edit.old, sentence, pos=edit.pos, fixed=edit.fixed):
            words = set(range(found.first, found.last))
            if words & taken or words <= already:
                continue
            taken |= words
            try:
                changes.append(_change(target, found, edit, heading or is_title(target)))
            except _Unsure as unsure:
                doubts.append(Doubt(found.start, found.end, unsure.reason, unsure.reason_zh))
    changes.sort(key=lambda one: one.start)
    return Followed(_apply(target, changes), tuple(changes), tuple(sorted(doubts, key=lambda one: one.start)))


def _words_in(sentence: English, spans: Iterable[tuple[int, int]]) -> set[int]:
    spans = tuple(spans)
    return {
        place
        for place, word in enumerate(sentence.words)
        if any(start < word.end and word.start < end for start, end in spans)
    }


def _words_of(places: Iterable[Found]) -> set[int]:
    return {word for found in places for word in range(found.first, found.last)}


def _apply(target: str, changes: Sequence[Change]) -> str:
    pieces, last = [], 0
    for change in changes:
        pieces += [target[last : change.start], change.after]
        last = change.end
    return "".join([*pieces, target[last:]])


def _change(target: str, found: Found, edit: Edit, heading: bool) -> Change:
    """The replacement of one occurrence, from its article to its possessive ending."""
    old, new = _without_article(edit.old), _without_article(edit.new)
    if not _WORD.search(old) or not _WORD.search(new):
        raise _Unsure(f"'{old}' or '{new}' holds no word", f"“{old}”或“{new}”不含单词")
    piece = target[found.start : found.end]
    after = _reshaped(piece, old, new, edit.pos)
    after = _cased(after, piece, old, edit, heading, target)
    if "’" in target and "'" not in target:
        after = after.replace("'", "’")
    if (old == edit.old) == (new == edit.new):
        start, lead = _led(target, found.start, after)
    else:
        start, lead, after = _without_the(target, found.start, edit, after)
    end, tail = _owned(target, found.end, after)
    return Change(start, end, target[start:end], lead + after + tail)


def _without_the(target: str, start: int, edit: Edit, after: str) -> tuple[int, str, str]:
    """Where only one form has its own article: "the Company" becomes a name, and the article goes; else no guess."""
    match = _THE.search(target[:start])
    if not match or _without_article(edit.old) == edit.old:
        raise _Unsure(
            f"one of '{edit.old}' and '{edit.new}' has its own article",
            f"“{edit.old}”与“{edit.new}”仅其一自带冠词",
        )
    return match.start(), "", capital(after) if match[1][0].isupper() else after


def _without_article(text: str) -> str:
    return _DETERMINER.sub("", text)


def _reshaped(piece: str, old: str, new: str, pos: str) -> str:
    """The new form in the number or verb form in which ``piece`` has the old one."""
    was, now = _WORD.findall(old), _WORD.findall(piece)
    if len(was) != len(now):
        now = [word for word in now if word.lower() not in ("the", "a", "an", "its", "their", "our")]
    if len(was) != len(now):
        raise _Unsure(f"'{piece}' is '{old}' in another shape", f"“{piece}”与“{old}”写法不同")
    differ = [place for place, (a, b) in enumerate(zip(was, now, strict=True)) if _key(a) != _key(b)]
    if not differ:
        _same_number(piece, old, new, pos)
        return new
    if len(differ) > 1:
        raise _Unsure(f"'{piece}' inflects several words of '{old}'", f"“{piece}”中有多个词发生屈折变化")
    place = differ[0]
    if pos == "verb" and place == 0:
        return _as_verb(now[0], was[0], new)
    if place == _head(was):
        return _in_number(now[place], was[place], new)
    raise _Unsure(
        f"'{now[place]}' for '{was[place]}' is not the head of '{old}'", f"“{now[place]}”不是“{old}”的中心词"
    )


def _key(word: str) -> str:
    return spelling_key(re.sub(r"['’]s?$", "", word).lower())


def _head(words: Sequence[str]) -> int:
    """The place of the head noun: the last word before a preposition."""
    for place, word in enumerate(words):
        if place and word.lower() in _BEFORE_HEAD:
            return place - 1
    return len(words) - 1


def _is_plural(word: str) -> bool:
    single = singular(word)
    return single is not None and word.lower() not in UNCOUNTED


def _same_number(piece: str, old: str, new: str, pos: str) -> None:
    """Raises where the heads of both forms differ in number: the verb of the sentence would have to change."""
    if pos in ("verb", "adj") or piece == "":
        return
    was, now = _WORD.findall(old), _WORD.findall(new)
    mine, theirs = was[_head(was)], now[_head(now)]
    if _is_plural(mine) != _is_plural(theirs):
        raise _Unsure(
            f"'{mine}' and '{theirs}' differ in number, and the words around may have to change",
            f"“{mine}”与“{theirs}”单复数不同，上下文可能需要改动",
        )


def _in_number(now: str, was: str, new: str) -> str:
    """The new form with its head in the number that ``now`` is of ``was``, or in its verb form."""
    matches = list(_WORD.finditer(new))
    head = matches[_head([match[0] for match in matches])]
    if _key(now) == _key(plural(was)):
        if head[0].lower() in UNCOUNTED:
            raise _Unsure(f"'{head[0]}' has no plural", f"“{head[0]}”没有复数形式")
        made = head[0] if _is_plural(head[0]) else plural(head[0])
    elif (single := singular(was)) and _key(now) == _key(single):
        made = singular(head[0]) or head[0]
        if head[0].lower() in UNCOUNTED:
            raise _Unsure(f"'{head[0]}' has no singular of its own", f"“{head[0]}”没有单数形式")
    elif len(matches) == 1:
        return _as_verb(now, was, new)
    else:
        raise _Unsure(f"'{now}' is no form of '{was}' that is known", f"无法识别“{now}”与“{was}”的关系")
    return new[: head.start()] + made + new[head.end() :]


def _as_verb(now: str, was: str, new: str) -> str:
    """The new form with its first word in the verb form in which ``now`` has ``was``."""
    first = _WORD.search(new)
    forms = [spelling_key(form) for form in verb_forms(was.lower())]
    places = [place for place, form in enumerate(forms) if form == _key(now)]
    if not first or not places:
        raise _Unsure(f"'{now}' is no form of '{was}' that is known", f"无法识别“{now}”与“{was}”的关系")
    made = {verb_forms(first[0].lower())[place] for place in places}
    if len(made) > 1:
        raise _Unsure(f"'{now}' may be past or participle of '{was}'", f"“{now}”可能是过去式或过去分词")
    return new[: first.start()] + made.pop() + new[first.end() :]


def _cased(after: str, piece: str, old: str, edit: Edit, heading: bool, target: str) -> str:
    """The new form in the capitals in which ``piece`` has the old one."""
    case: CaseOf | None = case_of(piece, old)
    if heading and case in ("as given", "sentence") and title_case(piece) == piece:
        case = "title"
    if case is None or (case == "lower" and edit.fixed):
        raise _Unsure(
            f"the capitals of '{piece}' are not those of '{old}'", f"“{piece}”的大小写与“{old}”不同"
        )
    if case == "as given" and _opens(target, piece) and old[:1].isupper() and after[:1].islower():
        case = "sentence"
    return recased(after, case)


def _opens(target: str, piece: str) -> bool:
    """Whether the piece begins the sentence."""
    return target.lstrip(" \"“'‘(").startswith(piece)


def _led(target: str, start: int, after: str) -> tuple[int, str]:
    """Where the replacement begins, and the article and blank that it begins with."""
    match = _ARTICLE.search(target[:start])
    if not match:
        return start, ""
    words = _WORD.findall(after)
    if _is_plural(words[_head(words)]):
        raise _Unsure(
            f"'{match[1]}' stands before the plural '{after}'", f"复数“{after}”前有不定冠词“{match[1]}”"
        )
    takes = article(after)
    if takes is None:
        raise _Unsure(
            f"whether '{after}' takes a or an depends on how it is spoken",
            f"“{after}”应用 a 还是 an 取决于读音",
        )
    return match.start(), (takes if match[1].islower() else takes.capitalize()) + match[2]


def _owned(target: str, end: int, after: str) -> tuple[int, str]:
    """Where the replacement ends, and the possessive ending that it ends with."""
    mark = target[end : end + 1]
    if mark not in ("'", "’"):
        return end, ""
    last = (_WORD.findall(after) or [""])[-1]
    if re.match(r"s(?![A-Za-z])", target[end + 1 :]):
        return end + 2, mark if _is_plural(last) else f"{mark}s"
    if target[end - 1] not in "sS":
        return end, ""
    if re.search(r"(?<!\w)['‘][^'‘’]*$", target[:end]):
        raise _Unsure("a quotation may end here, or a possessive", "此处可能是引号结束，也可能是所有格")
    return end + 1, mark if after.endswith(("s", "S")) else f"{mark}s"
