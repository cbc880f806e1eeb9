"""One sentence for which the memory has several Englishes, and nothing in the context that decides.

Why: which of them goes out was decided by the order of the files alone.
Caught: a translation from the memory, or from translations.yaml, beside which another English of the same source stands.
Fine: pairs that their headings, neighbours, state or penalty put in an order; a memory with one English.
Not seen: a wrong English that stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contract import Check, CheckContext, Material, Remark


def look(material: Material, context: CheckContext) -> Iterator[Remark]:
    """Yield a remark at the first place of each such sentence."""
    if material.bitext is None:
        return
    told: set[tuple[str, str]] = set()
    for pair in material.translated:
        found = material.bitext.translations.get(pair.sentence or "")
        if found is None or not found.proposals or found.origin not in ("person", "memory"):
            continue
        if (pair.source, pair.target) in told:
            continue
        told.add((pair.source, pair.target))
        others = "; ".join(f"“{one.target}” ({one.place})" for one in found.proposals)
        yield Remark(
            f"The memory also has {others}. Decide, and keep one of them in translations.yaml.",
            f"翻译记忆中另有 {others}。请确定一种，写入 translations.yaml。",
            (0, len(pair.source)),
            (0, len(pair.target)),
            pair=pair,
        )


CHECK = Check("memory-conflict", "doubtful", "report", look)
