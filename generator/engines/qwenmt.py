"""Qwen-MT of Alibaba's Model Studio, through its OpenAI-compatible address.

Its model translates and does nothing else: one user message that is the source, no system message, and beside it
``translation_options`` with source_lang, target_lang, terms and tm_list (lists of {source, target}) and domains
(English prose), as help.aliyun.com/zh/model-studio/qwen-mt-api says. Of two English for one Chinese term it would
have to keep both, so none is sent. What was wrong with an earlier answer can be said in ``domains`` alone.

The environment: DUIZHAO_QWENMT_KEY, DUIZHAO_QWENMT_MODEL (default qwen-mt-plus) and DUIZHAO_QWENMT_URL (default
the Beijing address; each region has its own and its own keys).
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import Any

from generator.engines.contract import Answer, Ledger, Means, Request
from generator.engines.http import Door, Message, read_address
from generator.engines.keys import take_key
from generator.engines.openai import read_choice, usage_of
from generator.engines.served import Served, unequivocal

_URL = "https://dashscope.aliyuncs.com/compatible-mode/v1"
_KEY = "DUIZHAO_QWENMT_KEY"
_DOMAIN = (
    "The sentence is from the social responsibility report of a listed Chinese company, for investors. "
    "Translate into formal, concise English. Keep every figure, amount, date and code such as A11 exactly as it stands."
)


@dataclass(slots=True)
class QwenMt(Served):
    """Qwen-MT at one address."""

    model: str
    parallel: int = 2
    key: str = field(default="", repr=False)
    name: str = "qwen-mt"
    means: Means = "told"

    @property
    def identity(self) -> str:
        """Engine, model and the prose about the domain."""
        return f"qwen-mt {self.door.address.url} {self.model} {_DOMAIN}"

    def start(self, terms: tuple[tuple[str, str], ...]) -> None:
        """Look for the key."""
        self.key = take_key(_KEY, self.host)

    def ask(self, request: Request) -> Answer:
        """The answer to one request; an empty source is not sent."""
        if not request.source.strip():
            return Answer("")
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"}
        reply = self.door.post(Message("/chat/completions", self.body(request), request), headers, usage_of)
        if reply.why:
            return Answer(None, reply.why, status=reply.status)
        words, ending, model = read_choice(reply.content)
        if ending == "length":
            return Answer(None, "cut", model)
        return Answer(words.strip(), model=model) if words.strip() else Answer(None, "broken", model)

    def body(self, request: Request) -> str:
        """What is sent for this request."""
        domain = " ".join([_DOMAIN, *(f"Note: {problem}." for problem in request.problems)])
        options: dict[str, Any] = {"source_lang": "Chinese", "target_lang": "English", "domains": domain}
        terms = unequivocal(request.terms)
        if terms:
            options["terms"] = [{"source": zh, "target": en} for zh, en in terms]
        if request.examples:
            options["tm_list"] = [{"source": zh, "target": en} for zh, en in request.examples]
        return json.dumps(
            {
                "model": self.model,
                "messages": [{"role": "user", "content": request.source.strip()}],
                "translation_options": options,
            },
            ensure_ascii=False,
        )


def open_qwenmt(ledger: Ledger) -> QwenMt:
    """Qwen-MT as the environment describes it. Raises WrongUse for an address that is none."""
    address = read_address(os.environ.get("DUIZHAO_QWENMT_URL", _URL), "DUIZHAO_QWENMT_URL")
    return QwenMt(Door(address, ledger, _KEY), os.environ.get("DUIZHAO_QWENMT_MODEL", "qwen-mt-plus"))
