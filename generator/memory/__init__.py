"""Earlier translations: found again whatever the width, the blanks or the script of the source.

    open_memory(files, folder, read)   text files → a Memory, through an index that is made once
    Memory(pairs)                      the same for pairs at hand
    memory.look_up(source, path)    the English of the same sentence, of the same context first
    memory.find_similar(source)        sentences like it, with a score as translators know it

The text files (a TMX, a report's translations.yaml) are the truth; what lies in the index can be deleted at
any time and is made again. This room only looks up.
"""

from generator.memory.index import Index, open_index
from generator.memory.listed import find_entry_faults, find_memories, find_penalty_faults, to_penalties
from generator.memory.lookup import DRAFT_FROM, Memory, MemoryFile, Penalties, open_memory
from generator.memory.pair import Match, Pair, match_key, set_numbers_aside

__all__ = [
    "DRAFT_FROM",
    "Index",
    "Match",
    "Memory",
    "MemoryFile",
    "Pair",
    "Penalties",
    "find_entry_faults",
    "find_memories",
    "find_penalty_faults",
    "match_key",
    "open_index",
    "open_memory",
    "set_numbers_aside",
    "to_penalties",
]
