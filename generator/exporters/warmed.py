"""What a process has read when those that set parts are forked from it: the typesetter, where it can be loaded.

Where something is missing nothing is said here: the process that is asked for a part says it.
"""

from __future__ import annotations

from contextlib import suppress

from generator.errors import EnvironmentLacking
from generator.exporters.pdf import needs_pango

with suppress(EnvironmentLacking, OSError), needs_pango():
    from generator.exporters import parts as parts
    from generator.exporters import review as review
