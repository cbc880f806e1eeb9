"""One version of a report against another: what is new, changed, moved or gone, and what became of a person's entries.

    bitext_to_version(bitext)        a report with its English, as it is compared
    compare_versions(before, now)    the differences, in the order of the report
    find_orphans(entries, bitext)    entries of a person's files that no longer apply, with the nearest sentence
    find_unused_pairs, findings_to_entries, decisions_to_entries   those entries, of each of the files

Everything is matched by what it says, never by where it stands.
"""

from generator.versions.align import align_units
from generator.versions.compare import (
    KINDS,
    Comparison,
    Difference,
    Side,
    compare_versions,
    comparison_to_record,
)
from generator.versions.marked import Piece, compare_characters
from generator.versions.orphans import (
    Entry,
    Orphan,
    decisions_to_entries,
    find_orphans,
    find_unused_pairs,
    findings_to_entries,
    orphans_to_record,
)
from generator.versions.proposals import proposals_to_yaml
from generator.versions.units import (
    English,
    Unit,
    Version,
    bitext_to_version,
    to_version,
    version_to_units,
)

__all__ = [
    "KINDS",
    "Comparison",
    "Difference",
    "English",
    "Entry",
    "Orphan",
    "Piece",
    "Side",
    "Unit",
    "Version",
    "align_units",
    "bitext_to_version",
    "compare_characters",
    "compare_versions",
    "comparison_to_record",
    "decisions_to_entries",
    "find_orphans",
    "find_unused_pairs",
    "findings_to_entries",
    "orphans_to_record",
    "proposals_to_yaml",
    "to_version",
    "version_to_units",
]
