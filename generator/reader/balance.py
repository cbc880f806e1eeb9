"""What the pages have against what the blocks say: characters that went nowhere, page by page.

Counted are letters, figures and signs that belong to figures. White space, punctuation, leaders and bullets, which the
model has in its own form, are not.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from generator.model import Block, Contents, block_places, block_source

SIGNS = "%‰+<>=~$€£¥"  # a figure says something else without them


def text_to_counts(text: str) -> Counter[str]:
    """How often each letter, figure and sign stands in a text, in compatibility form and without accents."""
    plain = unicodedata.normalize("NFKD", text)
    return Counter(char for char in plain if char.isalnum() or char in SIGNS)


def find_missing(
    printed: Mapping[int, Counter[str]],
    kept_out: Iterable[str],
    again: Iterable[str],
    blocks: Sequence[Block],
) -> dict[int, Counter[str]]:
    """The printed characters that are nowhere, by page; a page that has all of its own is left out.

    ``kept_out`` is the furniture, line by line; ``again`` what a table printed once more, as its head on a new page.
    """
    missing = sum(printed.values(), Counter[str]())
    for text in (*kept_out, *again):
        missing -= text_to_counts(text)
    for block in blocks:
        missing -= text_to_counts(_words(block))
    return _by_page(missing, printed, blocks) if missing else {}


def _by_page(
    missing: Counter[str], printed: Mapping[int, Counter[str]], blocks: Sequence[Block]
) -> dict[int, Counter[str]]:
    """What is missing on the pages whose own blocks have too little of it; the rest on the first page that prints it."""
    said: dict[int, Counter[str]] = {page: Counter() for page in printed}
    for block in blocks:
        words = text_to_counts(_words(block))
        for page in {place.page for place in block_places(block)}:
            said[page] += words
    found: dict[int, Counter[str]] = {page: Counter() for page in printed}
    lacking = {page: counts - said[page] for page, counts in printed.items()}
    for here in (lacking, printed):
        for page in sorted(here):
            part = here[page] & missing
            found[page] += part
            missing = missing - part
    return {page: part for page, part in found.items() if part}


def _words(block: Block) -> str:
    if isinstance(block, Contents):
        return "\n".join([block_source(block), *(entry.page_label or "" for entry in block.entries)])
    return block_source(block)
