"""What a person changed the same way twice, as an entry for the glossary or the memory that is ready to paste.

    edits = find_edits(bitext, person, memories, known)       what stood before, what a person made of it
    learn(edits, corpus, glossary)                            proposals, each with its places and its entry

Nothing is changed by itself.
"""

from generator.learning.edits import Edit, find_edits
from generator.learning.entries import lesson_to_yaml
from generator.learning.learn import Lesson, learn
from generator.learning.swaps import Swap, find_swaps

__all__ = ["Edit", "Lesson", "Swap", "find_edits", "find_swaps", "learn", "lesson_to_yaml"]
