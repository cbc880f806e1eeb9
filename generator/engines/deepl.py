"""DeepL, with a glossary and with what stands around a sentence as its context.

POST /v2/translate with text, source_lang ZH, target_lang EN-GB or EN-US, context (neither translated nor billed),
glossary_id, split_sentences 0, show_billed_characters, and tag_handling xml with ignore_tags, by which amounts and
dates come back untouched; POST and DELETE /v3/glossaries for the terms of this report (a dictionary zh → en as
TSV), as DeepL's own description of its interface says (DeepLcom/api-docs, api-reference/openapi.yaml; 429 is asked
again, 456 is a quota that is used up). A glossary lies at DeepL while the build runs and is removed at its end;
DUIZHAO_DEEPL_GLOSSARY names one that is there already, and then none is made.

The environment: DUIZHAO_DEEPL_KEY, DUIZHAO_DEEPL_URL (default api.deepl.com), DUIZHAO_DEEPL_GLOSSARY,
DUIZHAO_DEEPL_TARGET (default EN-GB). A key of the free plan, which ends in :fx, is refused: that plan's terms do not
promise that texts are not kept.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from xml.sax.saxutils import escape

from generator.engines.contract import Answer, Ledger, Means, Request
from generator.engines.http import Door, Message, read_address
from generator.engines.keys import take_key
from generator.engines.served import Served, is_count, unequivocal
from generator.errors import EnvironmentLacking

_URL = "https://api.deepl.com"
_KEY = "DUIZHAO_DEEPL_KEY"
_TAG = re.compile(r"<k>(.*?)</k>", re.DOTALL)


@dataclass(slots=True)
class DeepL(Served):
    """DeepL at one address. ``glossary`` is the id of the one in use."""

    target: str = "EN-GB"
    glossary: str = ""
    parallel: int = 4
    key: str = field(default="", repr=False)
    name: str = "deepl"
    means: Means = "glossary"
    _made: bool = False

    @property
    def identity(self) -> str:
        """Engine and language; a glossary of the person's own counts, one made here is in each request's terms."""
        return f"deepl {self.door.address.url} {self.target} {'' if self._made else self.glossary}"

    def start(self, terms: tuple[tuple[str, str], ...]) -> None:
        """Look for the key, and lay down a glossary of these terms where none was named."""
        self.key = take_key(_KEY, self.host)
        if self.key.endswith(":fx"):
            raise EnvironmentLacking(
                f"{_KEY} is a key of DeepL's free plan, whose terms do not promise that texts are not kept; "
                "use a key of a paid plan.",
                f"{_KEY} 是 DeepL 免费版的密钥，其条款不保证不留存文本，请使用付费版密钥。",
            )
        entries = [(zh, en) for zh, en in unequivocal(terms) if _fits(zh) and _fits(en)]
        if entries and not self.glossary:
            self._make_glossary(entries)

    def ask(self, request: Request) -> Answer:
        """The answer to one request; an empty source is not sent."""
        if not request.source.strip():
            return Answer("")
        reply = self.door.post(
            Message("/v2/translate", self.body(request), request), self._headers(), _billed
        )
        if reply.why:
            return Answer(None, reply.why, status=reply.status)
        try:
            (translation,) = reply.content["translations"]
            words = translation["text"]
        except (KeyError, TypeError, ValueError):
            return Answer(None, "broken")
        return _unmarked(words, request) if isinstance(words, str) else Answer(None, "broken")

    def body(self, request: Request) -> str:
        """What is sent for this request."""
        source, kept = request.source.strip(), request.kept
        body: dict[str, Any] = {
            "text": [mark(source, kept)],
            "source_lang": "ZH",
            "target_lang": self.target,
            "split_sentences": "0",
            "show_billed_characters": True,
            "tag_handling": "xml",
            "ignore_tags": ["k"],
        }
        context = [*request.path, *(zh for zh, _ in request.examples)]
        if context:
            body["context"] = "\n".join(context)
        if self.glossary:
            body["glossary_id"] = self.glossary
        return json.dumps(body, ensure_ascii=False)

    def close(self) -> None:
        """Take away the glossary that was made, and wait for nothing any more."""
        self.door.close()
        if self._made:
            made, self.glossary, self._made = self.glossary, "", False
            with suppress(EnvironmentLacking):  # it costs nothing there, and the drafts are made
                self.door.post(Message(f"/v3/glossaries/{made}", "", method="DELETE"), self._headers())

    def _headers(self) -> dict[str, str]:
        return {"Content-Type": "application/json", "Authorization": f"DeepL-Auth-Key {self.key}"}

    def _make_glossary(self, entries: list[tuple[str, str]]) -> None:
        dictionary = {
            "source_lang": "zh",
            "target_lang": "en",
            "entries": "\n".join(f"{zh}\t{en}" for zh, en in sorted(entries)),
            "entries_format": "tsv",
        }
        body = json.dumps({"name": "duizhao", "dictionaries": [dictionary]}, ensure_ascii=False)
        reply = self.door.post(Message("/v3/glossaries", body), self._headers())
        made = reply.content.get("glossary_id") if isinstance(reply.content, dict) else None
        if not isinstance(made, str) or not re.fullmatch(r"[\w-]+", made):
            raise EnvironmentLacking(
                f"{self.host} made no glossary (HTTP {reply.status}); name one in DUIZHAO_DEEPL_GLOSSARY.",
                f"{self.host} 未能建立术语表（HTTP {reply.status}），请用 DUIZHAO_DEEPL_GLOSSARY 指定已有的术语表。",
            )
        self.glossary, self._made = made, True


def mark(source: str, kept: tuple[str, ...]) -> str:
    """The source as XML, with each kept piece in a tag that DeepL leaves alone.

    >>> mark("捐赠 RMB5 & more", ("RMB5",))
    '捐赠 <k>RMB5</k> &amp; more'
    """
    marked, at = "", 0
    for piece in kept:
        start = source.find(piece, at)
        if start < 0:
            continue
        marked += f"{escape(source[at:start])}<k>{escape(piece)}</k>"
        at = start + len(piece)
    return marked + escape(source[at:])


def _unmarked(words: str, request: Request) -> Answer:
    """The words without the tags, if each tag is there once and untouched."""
    there = sorted(unescape(piece).strip() for piece in _TAG.findall(words))
    asked = sorted(unescape(piece) for piece in _TAG.findall(mark(request.source.strip(), request.kept)))
    plain = unescape(_TAG.sub(r"\1", words)).strip()
    if there != asked or not plain or "<k>" in plain or "</k>" in plain:
        return Answer(None, "broken")
    return Answer(plain)


def _fits(words: str) -> bool:
    """Whether a glossary takes it: no control characters, no blanks at its ends, 1,024 bytes."""
    return bool(words) and words == words.strip() and words.isprintable() and len(words.encode()) <= 1024


def _billed(content: Any) -> dict[str, Any]:
    try:
        (translation,) = content["translations"]
        characters = translation.get("billed_characters")
    except (KeyError, TypeError, ValueError, AttributeError):
        return {}
    return {"characters": characters} if is_count(characters) else {}


def open_deepl(ledger: Ledger) -> DeepL:
    """DeepL as the environment describes it. Raises WrongUse for an address that is none."""
    address = read_address(os.environ.get("DUIZHAO_DEEPL_URL", _URL), "DUIZHAO_DEEPL_URL")
    return DeepL(
        Door(address, ledger, _KEY),
        os.environ.get("DUIZHAO_DEEPL_TARGET", "EN-GB"),
        os.environ.get("DUIZHAO_DEEPL_GLOSSARY", ""),
    )
