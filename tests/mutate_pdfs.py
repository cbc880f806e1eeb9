"""Reads thousands of damaged PDFs: each must give a report or a SourceUnreadable, in time.

    python tests/mutate_pdfs.py [HOW_MANY] [FIRST_SEED] [PDF …]

Without PDFs the drawings in tests/samples are damaged: bytes flipped, parts cut, doubled or swapped. A file that
finds a fault is written to tests/samples/damaged/, which ``test_reader.py`` reads ever after.
"""

from __future__ import annotations

import io
import random
import signal
import sys
import tempfile
import traceback
from pathlib import Path
from types import FrameType

import pikepdf

from generator.errors import SourceUnreadable
from generator.reader import read_report

HERE = Path(__file__).parent
LIMIT = 20  # seconds a file
SWAPS = (
    (b"/Page ", b"/Pag\xc3 "),
    (b"/Length", b"/Lengt0"),
    (b"/Filter", b"/Fi1ter"),
    (b" 0 R", b" 9 R"),
    (b"endobj", b"endob "),
    (b"/Kids", b"/Parent"),
    (b"/Font", b"/XObject"),
    (b"/Type0", b"/Type1"),
    (b"MediaBox", b"CropBox "),
    (b"obj", b"xbj"),
    (b"/W ", b"/DW"),
    (b"842", b"-84"),
    (b"595", b"1e9"),
    (b"stream", b"strea"),
    (b"xref", b"xrex"),
    (b"/Count", b"/Rotate"),
)


class TooSlowError(Exception):
    """A file took longer than the limit."""


def plain(path: Path) -> bytes:
    """The file with its streams unpacked, so that faults reach what is in them."""
    unpacked = io.BytesIO()
    with pikepdf.open(path) as pdf:
        pdf.save(
            unpacked,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            static_id=True,
        )
    return unpacked.getvalue()


def damaged(data: bytes, seed: int) -> bytes:
    """The file with a few faults, always the same for a seed."""
    dice = random.Random(seed)
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 4, 16))):
        at, length = dice.randrange(len(changed)), dice.randrange(1, 400)
        match dice.randrange(7):
            case 0:
                changed[at] = dice.randrange(256)
            case 1:
                del changed[at : at + length]
            case 2:
                changed[at:at] = changed[at : at + length]
            case 3:
                other = dice.randrange(len(changed))
                changed[at : at + length], changed[other : other + length] = (
                    changed[other : other + length],
                    changed[at : at + length],
                )
            case 4:
                del changed[max(at, 200) :]
            case 5:
                old, new = dice.choice(SWAPS)
                changed = bytearray(bytes(changed).replace(old, new, dice.choice((1, 3, -1))))
            case _:
                changed[at : at + 8] = str(dice.choice((0, -1, 99999999, 2**31))).encode().ljust(8)
        if len(changed) < 300:
            break
    return bytes(changed)


def fault_of(path: Path) -> str | None:
    """What went wrong while reading; None where the reader did as it should."""

    def stop(_: int, frame: FrameType | None) -> None:
        raise TooSlowError(f"over {LIMIT} s")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(LIMIT)
    try:
        read_report(path)
    except SourceUnreadable:
        return None
    except BaseException:
        return traceback.format_exc()
    finally:
        signal.alarm(0)
    return None


def main() -> int:
    """The number of faults found."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    sources = [Path(name) for name in sys.argv[3:]] or sorted((HERE / "samples").glob("*.pdf"))
    files = {source: (source.read_bytes(), plain(source)) for source in sources}
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "damaged.pdf"
        for seed in range(first, first + count):
            source = sources[seed % len(sources)]
            path.write_bytes(damaged(files[source][seed // len(sources) % 2], seed))
            fault = fault_of(path)
            if fault:
                faults += 1
                kept = HERE / "samples" / "damaged" / f"{source.stem}-{seed}.pdf"
                kept.parent.mkdir(exist_ok=True)
                kept.write_bytes(path.read_bytes())
                sys.stderr.write(f"{kept.name}: {fault}\n")
    sys.stdout.write(f"{count} files read, {faults} faults\n")
    return faults


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
