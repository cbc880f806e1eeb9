"""The environment that our templates run in, and where they are kept compiled.

Autoescape is always on, so the text of a source can be nothing but text. A template is kept by what it says, this
program and the version of what compiles it; the folder may be deleted at any time.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from generator.errors import EnvironmentLacking
from generator.exporters.fonts import write_whole

_CACHE = Path(__file__).resolve().parents[2] / ".cache" / "templates"
_DIGEST = sha256().digest_size


class _Compiled(BytecodeCache):
    """Templates as they were compiled, each behind its hash: a damaged one, or one not to be kept, is compiled again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        path = self._folder / bucket.key
        held = path.read_bytes() if path.is_file() else b""
        if held[:_DIGEST] == sha256(held[_DIGEST:]).digest():
            bucket.bytecode_from_string(held[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        content = bucket.bytecode_to_string()
        with suppress(EnvironmentLacking):
            write_whole(self._folder / bucket.key, sha256(content).digest() + content)


@lru_cache(maxsize=8)
def open_templates(*folders: Path, cache: Path = _CACHE) -> Environment:
    """The templates of these folders, the first before the next; one that was changed meanwhile is compiled again."""
    program = sha256(version("jinja2").encode() + Path(__file__).read_bytes()).hexdigest()[:16]
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_Compiled(cache / program),
    )
