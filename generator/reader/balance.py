"""What the pages have against what the blocks say: characters that went nowhere or stand twice, page by page.

Counted are letters, figures and signs that belong to figures. White space, punctuation, leaders and bullets, which the
model has in its own form, are not. Pages that a block joins, as one that runs over a page end, are weighed together.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.model import Block, Contents, block_places, block_source

SIGNS = "%‰+<>=~$€£¥"  # a figure says something else without them


def text_to_counts(text: str) -> Counter[str]:
    """How often each letter, figure and sign stands in a text, in compatibility form and without accents."""
    plain = unicodedata.normalize("NFKD", text)
    return Counter(char for char in plain if char.isalnum() or char in SIGNS)


@dataclass(frozen=True, slots=True)
class Balance:
    """By page the characters that are in no block, and those that the blocks have more often than the page."""

    missing: Mapping[int, Counter[str]]
    twice: Mapping[int, Counter[str]]


def weigh(
    printed: Mapping[int, Counter[str]],
    apart: Iterable[tuple[int, str]],
    lent: Iterable[tuple[int, str]],
    blocks: Sequence[Block],
) -> Balance:
    """The printed characters against those of the blocks; pages on which they agree are left out.

    ``apart`` is, with its page, what is printed there and rightly in no block: furniture, a table's head that comes again.
    ``lent`` is what blocks have and the page has not for them: a caption that figures share, one on another page.
    """
    have = {page: Counter(counts) for page, counts in printed.items()}
    for page, text in apart:
        have[page].subtract(text_to_counts(text))
    for page, text in lent:
        have[page].update(text_to_counts(text))
    words = [
        ({place.page for place in block_places(block)}, text_to_counts(_words(block))) for block in blocks
    ]
    missing: dict[int, Counter[str]] = {}
    twice: dict[int, Counter[str]] = {}
    for group in _joined(sorted(printed), [pages for pages, _ in words]):
        said = {page: _sum(counts for pages, counts in words if page in pages) for page in group}
        # Less than none: signs of symbol fonts, which furniture has and which are counted on no page.
        here = _sum(+have[page] for page in group)
        there = _sum(counts for pages, counts in words if min(pages) in group)
        missing |= _by_page(here - there, have, said)
        twice |= _by_page(there - here, said, have)
    return Balance(missing, twice)


def _joined(pages: Sequence[int], ties: Iterable[set[int]]) -> list[list[int]]:
    """The pages in groups that share no block."""
    group = {page: page for page in pages}
    for tie in ties:
        tied = {group[page] for page in tie}
        group = {page: min(tied) if first in tied else first for page, first in group.items()}
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for page in pages:
        groups[group[page]].append(page)
    return list(groups.values())


def _sum(counts: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return total


def _by_page(
    left: Counter[str], more: Mapping[int, Counter[str]], less: Mapping[int, Counter[str]]
) -> dict[int, Counter[str]]:
    """The characters that are left over, on the pages that have more of them than less; the rest on the first with any."""
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    pages = sorted(more.keys() & less.keys())
    for here in ({page: more[page] - less[page] for page in pages}, more):
        for page in pages:
            part = here[page] & left
            found[page] += part
            left = left - part
    return {page: part for page, part in found.items() if part}


def _words(block: Block) -> str:
    if isinstance(block, Contents):
        return "\n".join([block_source(block), *(entry.page_label or "" for entry in block.entries)])
    return block_source(block)
