"""The process in which fxtranslate works: a line of JSON in, a line of JSON out.

It runs apart because the package holds Python's lock while it translates, belongs to one thread, and ends a
process that it is wrong about. The model's files are read once; what is hashed is what is loaded. The first line out
says what was loaded, or what is the matter with it. It is started by ``fxtranslate.py`` as a program of its own and
so imports nothing of ours.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
import zlib
from pathlib import Path

_KINDS = {
    "model": ("model*.bin", "model*.bin.gz"),
    "source": ("srcvocab*.spm", "srcvocab*.spm.gz", "vocab*.spm", "vocab*.spm.gz"),
    "target": ("trgvocab*.spm", "trgvocab*.spm.gz", "vocab*.spm", "vocab*.spm.gz"),
    "shortlist": ("lex*.bin", "lex*.bin.gz"),
}
_PINS = "SHA256SUMS"


def find_files(folder: Path) -> dict[str, Path]:
    """The files of a model by what they are, under the names that Mozilla gives them."""
    found = {}
    for kind, patterns in _KINDS.items():
        path = next((path for pattern in patterns for path in sorted(folder.glob(pattern))), None)
        if path is not None:
            found[kind] = path
    return found


def load_pins(folder: Path) -> dict[str, str]:
    """The hashes that SHA256SUMS in the folder asks for, by file name; none where there is no such file."""
    path = folder / _PINS
    if not path.is_file():
        return {}
    lines = (line.split(maxsplit=1) for line in path.read_text(encoding="utf-8").splitlines())
    return {parts[1].lstrip("*").strip(): parts[0].lower() for parts in lines if len(parts) == 2}


def read_files(folder: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    """What the files hold, unpacked, and the SHA-256 of each as it lies there. Raises ValueError for one that is not as pinned."""
    found, pins = find_files(folder), load_pins(folder)
    lacking = {"model", "source", "target"} - set(found)
    if lacking:
        raise ValueError(f"there is no {' and no '.join(sorted(lacking))} file")
    content, hashes = {}, {}
    for kind, path in found.items():
        raw = path.read_bytes()
        hashes[path.name] = hashlib.sha256(raw).hexdigest()
        if pins and pins.get(path.name) != hashes[path.name]:
            raise ValueError(f"{path.name} is not the file that {_PINS} names")
        content[kind] = _unpack(raw, path.name) if path.suffix == ".gz" else raw
    return content, hashes


def _unpack(raw: bytes, name: str) -> bytes:
    try:
        return gzip.decompress(raw)
    except (OSError, EOFError, zlib.error) as fault:
        raise ValueError(f"{name} is not whole: {fault}") from fault


def main(folder: Path) -> None:
    """Load, say so, and answer until there is nothing more to read."""
    out = sys.stdout.buffer

    def say(said: dict[str, object]) -> None:
        out.write(json.dumps(said).encode() + b"\n")
        out.flush()

    try:
        content, hashes = read_files(folder)
        from fxtranslate import Translator

        translator = Translator(
            content["model"], content["source"], content["target"], content.get("shortlist")
        )
    except ImportError:
        say({"fault": "missing"})
        return
    except BaseException as fault:  # its PanicException is no Exception
        say({"fault": str(fault)})
        return
    say({"hashes": hashes, "backend": translator.backend()})
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        say({"number": asked["number"], "text": translator.translate(asked["text"])})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
