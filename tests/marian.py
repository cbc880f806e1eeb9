"""A translation model of the size of a thimble, in the file format of Marian, with weights by chance.

What it says is noise; that it loads, runs, is cut off and dies as a real one does is what the tests need. The layout
(little-endian) is: version 1, the number of tensors; for each the length of its name, its type, the rank and the
length of its data; the names, the shapes, padding to 256 bytes, the data. An 8-bit matrix is followed by its scale.
"""

from __future__ import annotations

import io
import random
import struct
from pathlib import Path

_FLOAT, _INT8, _BYTES = 0x404, 0x4101, 0x101
_DIM, _FFN, _HEADS = 32, 64, 2

Tensor = tuple[str, int, tuple[int, ...], bytes]


def write_model(folder: Path, sentences: list[str]) -> None:
    """Write model.zhen.bin and vocab.zhen.spm into a folder; ``sentences`` are what the vocabulary is made from."""
    import sentencepiece

    vocabulary = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_writer=vocabulary,
        vocab_size=1200,
        character_coverage=1.0,
        hard_vocab_limit=False,
        bos_id=-1,
        eos_id=0,
        unk_id=1,
        minloglevel=2,
    )
    pieces = sentencepiece.SentencePieceProcessor(model_proto=vocabulary.getvalue()).get_piece_size()
    (folder / "vocab.zhen.spm").write_bytes(vocabulary.getvalue())
    (folder / "model.zhen.bin").write_bytes(_pack(_tensors(pieces)))


def _tensors(pieces: int) -> list[Tensor]:
    chance = random.Random(1)

    def matrix(name: str, rows: int, columns: int, alpha: str | None = None) -> list[Tensor]:
        weights = bytes(chance.randrange(256) for _ in range(rows * columns))
        scale = struct.pack("<f", 300.0)
        return [
            (name, _INT8, (rows, columns), weights + scale),
            (alpha or f"{name}_QuantMultA", _FLOAT, (1, 1), struct.pack("<f", 16.0)),
        ]

    def vector(name: str, size: int, value: float) -> list[Tensor]:
        return [(name, _FLOAT, (1, size), struct.pack("<f", value) * size)]

    def normal(base: str) -> list[Tensor]:
        return [*vector(f"{base}_ln_scale", _DIM, 1.0), *vector(f"{base}_ln_bias", _DIM, 0.0)]

    def attention(base: str) -> list[Tensor]:
        made = [t for x in "qkvo" for t in matrix(f"{base}_W{x}", _DIM, _DIM)]
        made += [t for x in "qkvo" for t in vector(f"{base}_b{x}", _DIM, 0.0)]
        return [*made, *normal(f"{base}_Wo")]

    def feed(base: str) -> list[Tensor]:
        made = [*matrix(f"{base}_W1", _DIM, _FFN), *matrix(f"{base}_W2", _FFN, _DIM)]
        return [
            *made,
            *vector(f"{base}_b1", _FFN, 0.0),
            *vector(f"{base}_b2", _DIM, 0.0),
            *normal(f"{base}_ffn"),
        ]

    settings = f"dim-emb: {_DIM}\ntransformer-heads: {_HEADS}\nenc-depth: 1\ndec-depth: 1\ntransformer-dim-ffn: {_FFN}\n"
    rnn = "decoder_l1_rnn"
    return [
        *matrix("Wemb", pieces, _DIM, "none_QuantMultA"),
        *vector("decoder_ff_logit_out_b", pieces, 0.0),
        *attention("encoder_l1_self"),
        *feed("encoder_l1_ffn"),
        *matrix(f"{rnn}_W", _DIM, _DIM),
        *matrix(f"{rnn}_Wf", _DIM, _DIM),
        *vector(f"{rnn}_bf", _DIM, 0.0),
        *normal(f"{rnn}_ffn"),
        *attention("decoder_l1_context"),
        *feed("decoder_l1_ffn"),
        ("special:model.yml", _BYTES, (len(settings),), settings.encode()),
    ]


def _pack(tensors: list[Tensor]) -> bytes:
    packed = struct.pack("<QQ", 1, len(tensors))
    blocks = [data + bytes(-len(data) % 256) for _, _, _, data in tensors]
    for (name, kind, shape, _), block in zip(tensors, blocks, strict=True):
        packed += struct.pack("<QQQQ", len(name) + 1, kind, len(shape), len(block))
    packed += b"".join(name.encode() + b"\0" for name, *_ in tensors)
    packed += b"".join(struct.pack(f"<{len(shape)}i", *shape) for _, _, shape, _ in tensors)
    padding = -(len(packed) + 8) % 256
    return packed + struct.pack("<Q", padding) + bytes(padding) + b"".join(blocks)
