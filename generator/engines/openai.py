"""Any server that speaks the chat interface of OpenAI: llama.cpp or Ollama on this machine, DeepSeek, Qwen …

The environment describes it: DUIZHAO_ENGINE_URL (default the llama.cpp server of this machine),
DUIZHAO_ENGINE_MODEL, DUIZHAO_ENGINE_KEY where it wants a key, DUIZHAO_ENGINE_PROMPT (chat or hy-mt; told from the
model's name) and DUIZHAO_ENGINE_EXTRA, a JSON object of further fields for the body, such as
{"thinking": {"type": "disabled"}} for DeepSeek.

Fields used: model, messages, temperature, max_tokens, response_format (json_schema; json_object and then none for
servers that refuse it); choices[0].message.content, finish_reason, usage.prompt_tokens and completion_tokens.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import Any

from generator.engines import prompts
from generator.engines.contract import Answer, Ledger, Means, Request
from generator.engines.http import Door, Message, Reply, read_address
from generator.engines.keys import find_key, take_key
from generator.engines.served import Served, is_count
from generator.errors import WrongUse

_LOCAL = "http://127.0.0.1:8080/v1"
_KEY = "DUIZHAO_ENGINE_KEY"
_AT_ONCE = {"loopback": 1, "remote": 4}


@dataclass(slots=True)
class Server(Served):
    """A chat server. ``_format`` is the place in FORMATS of the answer's form that it takes, as far as is known."""

    model: str
    form: prompts.Form = "chat"
    extra: dict[str, Any] = field(default_factory=dict)
    parallel: int = 1
    key: str | None = field(default=None, repr=False)
    name: str = "openai"
    means: Means = "told"
    _format: int = 0

    @property
    def identity(self) -> str:
        """Engine, model, prompt and parameters."""
        extra = json.dumps(self.extra, sort_keys=True)
        return f"openai {self.door.address.url} {self.model} {self.form} {prompts.DIGEST} {extra}"

    def start(self, terms: tuple[tuple[str, str], ...]) -> None:
        """Look for the key: a public server wants one, one of the house may."""
        self.key = find_key(_KEY) if self.door.address.private else take_key(_KEY, self.host)

    def ask(self, request: Request) -> Answer:
        """The answer to one request; an empty source is not sent."""
        if not request.source.strip():
            return Answer("")
        asked = self._format
        reply = self._post(request, asked)
        while reply.status == 400 and self.form == "chat" and prompts.FORMATS[asked]:
            asked += 1  # a server that does not know this response_format
            reply = self._post(request, asked)
        if not reply.why:
            self._format = asked  # each request counts for itself: others are on their way meanwhile
        return self._answer(reply)

    def body(self, request: Request) -> str:
        """What is sent for this request."""
        return self._body(request, self._format)

    def _body(self, request: Request, asked: int) -> str:
        body: dict[str, Any] = {
            "model": self.model,
            "messages": prompts.request_to_messages(request, self.form),
            "temperature": 0,
            "max_tokens": 200 + 3 * len(request.source),
            "stream": False,
        }
        if self.form == "hy-mt":
            body |= {"temperature": 0.7, "top_p": 0.6}
        elif prompts.FORMATS[asked]:
            body["response_format"] = prompts.FORMATS[asked]
        return json.dumps(body | self.extra, ensure_ascii=False)

    def _post(self, request: Request, asked: int) -> Reply:
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        message = Message("/chat/completions", self._body(request, asked), request)
        return self.door.post(message, headers, usage_of)

    def _answer(self, reply: Reply) -> Answer:
        if reply.why:
            return Answer(None, reply.why, status=reply.status)
        words, ending, model = read_choice(reply.content)
        if ending == "length":
            return Answer(None, "cut", model)
        if ending == "content_filter":
            return Answer(None, "refused", model)
        return prompts.words_to_answer(words, self.form, model) if words else Answer(None, "broken", model)


def read_choice(content: Any) -> tuple[str, str, str | None]:
    """The words of a chat reply, why it ended, and the model that it names; no words where it has another shape."""
    try:
        choice = content["choices"][0]
        words, ending = choice["message"]["content"], choice.get("finish_reason")
        model = content.get("model")
    except (KeyError, IndexError, TypeError, AttributeError):
        return "", "", None
    return (
        words if isinstance(words, str) else "",
        ending if isinstance(ending, str) else "",
        model if isinstance(model, str) else None,
    )


def usage_of(content: Any) -> dict[str, Any]:
    """What a chat reply says that it counted."""
    usage = content.get("usage") if isinstance(content, dict) else None
    usage = usage if isinstance(usage, dict) else {}
    counts = {"tokens_in": usage.get("prompt_tokens"), "tokens_out": usage.get("completion_tokens")}
    counted = {key: value for key, value in counts.items() if is_count(value)}
    return counted | {"model": read_choice(content)[2]}


def open_server(ledger: Ledger) -> Server:
    """The server that the environment describes. Raises WrongUse for what cannot be meant."""
    address = read_address(os.environ.get("DUIZHAO_ENGINE_URL", _LOCAL), "DUIZHAO_ENGINE_URL")
    model = os.environ.get("DUIZHAO_ENGINE_MODEL", "default")
    return Server(
        Door(address, ledger, _KEY),
        model,
        _form(model),
        _extra(),
        _AT_ONCE[address.where],
    )


def _form(model: str) -> prompts.Form:
    given = os.environ.get("DUIZHAO_ENGINE_PROMPT")
    if given is None:
        return prompts.form_of(model)
    for form in prompts.FORMS:
        if form == given:
            return form
    known = ", ".join(prompts.FORMS)
    raise WrongUse(
        f"DUIZHAO_ENGINE_PROMPT is one of {known}, not {given}.",
        f"DUIZHAO_ENGINE_PROMPT 应为 {known} 之一，而不是 {given}。",
    )


def _extra() -> dict[str, Any]:
    try:
        extra = json.loads(os.environ.get("DUIZHAO_ENGINE_EXTRA", "{}"))
    except ValueError:
        extra = None
    if not isinstance(extra, dict):
        raise WrongUse(
            'DUIZHAO_ENGINE_EXTRA is not a JSON object; write it as {"name": "value"}.',
            'DUIZHAO_ENGINE_EXTRA 不是 JSON 对象，请写成 {"名称": "值"}。',
        )
    return extra
