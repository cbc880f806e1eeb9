"""How well a few Chinese segments and a few English ones go together: what the path maximises.

Scores are near log-likelihood ratios: what both sides hold counts for a pair by how rare it is, a value or a name that
only one side holds counts against it, lengths that do not fit count against it (Gale and Church 1993, with the ratio of
these two texts), and so does a heading opposite running text.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from generator.alignment.evidence import Collected, Evidence, pool
from generator.alignment.lexicon import Lexicon
from generator.alignment.meaning import alike
from generator.alignment.segments import Segment

SKIP = -1.6  # for a segment that has no counterpart
BASE = 0.6  # for a pair, before anything is known of it
BEADS = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4))
_TYPE = {(1, 1): 0.0, (1, 2): -1.2, (2, 1): -1.2, (1, 3): -2.6, (3, 1): -2.6, (2, 2): -3.0, (1, 4): -3.8}
_LOST = {"v": 0.55, "n": 0.5, "t": 0.12, "d": 0.25}
_WORDS = 7.0  # for a pair all of whose English words were to be expected
_MEANING, _HALFWAY = 6.0, 0.42
_FAR = 5.0  # the most that lengths can cost
_RATIO = 3.1  # English characters for one Chinese character, where the texts do not tell
NEVER = -1e6


@dataclass(frozen=True, slots=True)
class Held:
    """What a pair shares, what only one side of it holds, how far its lengths are apart (in deviations), and its words.

    ``got`` and ``lost`` are weights of keys; ``numbers`` is how much of what is lost are values and names; ``words``
    is the share of its English words that its Chinese leads one to expect; ``meaning`` speaks for the pair, or against it
    where it is less than 0.
    """

    got: float
    lost: float
    numbers: float
    apart: float
    words: float
    meaning: float


class Scorer:
    """Scores groups of neighbouring segments; groups are (start, count) in the lists that were given."""

    def __init__(
        self,
        source: Sequence[Segment],
        target: Sequence[Segment],
        collected: Collected,
        lexicon: Lexicon,
    ) -> None:
        self.source, self.target = source, target
        self._collected, self._lexicon = collected, lexicon
        self._ratio = _length_ratio(collected)
        self._groups: dict[tuple[bool, int, int], Evidence] = {}
        self._expected: dict[tuple[int, int], Mapping[str, float]] = {}
        self._known = frozenset(word for words in lexicon.words.values() for word in words)

    def bead(self, i: int, m: int, j: int, n: int) -> float:
        """The score of source i … i+m and target j … j+n as one pair; of one side alone what skipping costs."""
        if not m or not n:
            return SKIP * max(m, n) * self._importance(i, m, j, n)
        ours, theirs = self.source[i : i + m], self.target[j : j + n]
        form = _form(ours, theirs)
        if form <= NEVER:
            return NEVER
        held = self.held(i, m, j, n)
        score = (
            BASE + form + _TYPE[m, n] + held.got - held.lost - min(0.5 * held.apart**2, _FAR) + held.meaning
        )
        return score + _WORDS * (held.words - 0.25 if self._lexicon.words else 0.0)

    def held(self, i: int, m: int, j: int, n: int) -> Held:
        """What the two groups share and do not."""
        ours, theirs = self._group(True, i, m), self._group(False, j, n)
        got, lost, numbers = compare(ours, theirs, self._collected.weights)
        apart = self._apart(ours.length, theirs.length)
        return Held(got, lost, numbers, apart, self._words(i, m, theirs), _meant(ours, theirs))

    def _importance(self, i: int, m: int, j: int, n: int) -> float:
        """A table counts for more than a sentence."""
        segments = self.source[i : i + m] if m else self.target[j : j + n]
        return 3.0 if segments[0].role == "table" else 1.0

    def _apart(self, ours: float, theirs: float) -> float:
        spread = 0.22 + 1.3 / math.sqrt(max(ours, 1))
        return math.log(max(theirs, 1) / (self._ratio * max(ours, 1))) / spread

    def _words(self, i: int, m: int, theirs: Evidence) -> float:
        known = theirs.words & self._known
        if not known:
            return 0.25 if self._lexicon.words else 0.0
        expected = self._expected.get((i, m))
        if expected is None:
            expected = self._lexicon.expected(self._group(True, i, m).words)
            self._expected[i, m] = expected
        return math.fsum(expected.get(word, 0.0) for word in known) / (len(known) + 1.0)

    def _group(self, ours: bool, start: int, count: int) -> Evidence:
        side = self._collected.source if ours else self._collected.target
        if count == 1:
            return side[start]
        found = self._groups.get((ours, start, count))
        if found is None:
            found = pool(side[start : start + count])
            self._groups[ours, start, count] = found
        return found


def compare(ours: Evidence, theirs: Evidence, weights: Mapping[str, float]) -> tuple[float, float, float]:
    """The weights of what both hold, of what only one side holds, and of the values and names among the latter.

    A term that only the English shows is no loss: it may word something else.
    """
    got = lost = numbers = 0.0
    for key in {**ours.keys, **theirs.keys}:  # in their order: sums of floats depend on it
        a, b = ours.keys.get(key, 0), theirs.keys.get(key, 0)
        if a and b:
            got += weights[key] * math.sqrt(min(a, b))
        elif a or key[0] != "t":
            lost += _LOST[key[0]] * weights[key]
            numbers += weights[key] if key[0] in "vn" else 0.0
    return got, lost, numbers


def _meant(ours: Evidence, theirs: Evidence) -> float:
    """What the meanings of two groups say for or against them as a pair; 0 where an encoder does not know."""
    likeness = alike(ours.meaning, theirs.meaning)
    return 0.0 if likeness is None else _MEANING * (likeness - _HALFWAY)


def _length_ratio(collected: Collected) -> float:
    """English characters for one Chinese character: of the whole texts, kept within what such reports show."""
    ours = sum(evidence.length for evidence in collected.source)
    theirs = sum(evidence.length for evidence in collected.target)
    return median((2.2, theirs / ours, 4.2)) if ours and theirs else _RATIO


def _form(ours: Sequence[Segment], theirs: Sequence[Segment]) -> float:
    """What the kinds of segments say for or against a pair."""
    a, b = ours[0], theirs[0]
    if (a.role == "table") != (b.role == "table"):
        return NEVER
    if len({segment.role for segment in ours}) > 1 or len({segment.role for segment in theirs}) > 1:
        return NEVER
    several = len(ours) > 1 or len(theirs) > 1
    if several and (a.role != b.role or a.role not in ("prose", "table", "cover")):
        return NEVER
    score = _roles(a, b)
    inside = sum(not segment.first for segment in ours[1:]) + sum(not segment.first for segment in theirs[1:])
    score -= 1.2 * (len(ours) + len(theirs) - 2 - inside) if a.role == "prose" else 0.0
    score -= 1.5 * (len(ours) + len(theirs) - 2) if a.role == "cover" else 0.0
    return score + (0.3 if (a.first, ours[-1].last) == (b.first, theirs[-1].last) else -0.2)


def _roles(a: Segment, b: Segment) -> float:
    roles = {a.role, b.role}
    if roles == {"heading"}:
        same = a.number is not None and a.number == b.number
        other = a.number is not None and b.number is not None and a.number != b.number
        return 1.5 + (1.2 if same else -1.2 if other else 0.0) + (0.3 if a.level == b.level else 0.0)
    if roles == {"cover"}:
        return 1.0
    if "heading" in roles and "prose" in roles:
        prose = a if a.role == "prose" else b
        return -0.6 if prose.first and prose.last else -2.5
    if "cover" in roles:
        return -2.0
    return 0.3 if len(roles) == 1 else 0.0
