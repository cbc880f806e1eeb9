"""Any server that speaks the chat interface of OpenAI: llama.cpp or Ollama on this machine, or a remote one.

The environment describes it: DUIZHAO_ENGINE_URL (default the llama.cpp server of this machine),
DUIZHAO_ENGINE_MODEL, and DUIZHAO_ENGINE_KEY where it wants a key. Proxies of the environment are not used
and redirects are refused, so that what is sent goes to the host that was named and to no other.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from generator.engines.contract import Request, Sent
from generator.errors import EnvironmentLacking, WrongUse

_LOCAL = "http://127.0.0.1:8080/v1"
_TRIES = 3
_LARGEST = 1 << 20
_TASK = (
    "Translate the following sentence of a listed Chinese company's social responsibility report into formal, "
    "concise English for investors. Keep every figure, amount and date exactly as it stands. Answer with the "
    "translation alone."
)


@dataclass(slots=True)
class Server:
    """A chat server. ``wait`` is the seconds before a second try; each further try waits twice as long."""

    url: str
    model: str
    key: str | None = None
    timeout: float = 120
    wait: float = 1
    name: str = "openai"
    sent: list[Sent] = field(default_factory=list)

    @property
    def host(self) -> str:
        """The host that sentences are sent to."""
        return urlsplit(self.url).hostname or ""

    @property
    def identity(self) -> str:
        """Engine, model and prompt."""
        return f"openai {self.model} {hashlib.sha256(_TASK.encode()).hexdigest()[:8]}"

    def translate(self, requests: Sequence[Request]) -> list[str | None]:
        """One answer for each request, in order; an empty source is answered without asking."""
        return [self._ask(request) if request.source.strip() else "" for request in requests]

    def _ask(self, request: Request) -> str | None:
        body = json.dumps(
            {
                "model": self.model,
                "messages": [{"role": "user", "content": request_to_prompt(request)}],
                "temperature": 0,
                "stream": False,
            },
            ensure_ascii=False,
        ).encode()
        for attempt in range(_TRIES):
            if attempt:
                time.sleep(self.wait * 2 ** (attempt - 1))
            try:
                return _answer(self._post(body))
            except urllib.error.HTTPError as fault:
                if fault.code in (401, 403):
                    raise self._refused(fault) from fault
                if fault.code not in (408, 429) and fault.code < 500:
                    return None
            except (TimeoutError, HTTPException, ValueError):
                continue
            except OSError as fault:
                raise self._unreachable(fault) from fault
        return None

    def _post(self, body: bytes) -> Any:
        headers = {"Content-Type": "application/json"} | (
            {"Authorization": f"Bearer {self.key}"} if self.key else {}
        )
        # open_server has seen to it that the address is http or https.
        message = urllib.request.Request(f"{self.url.rstrip('/')}/chat/completions", body, headers)  # noqa: S310
        self.sent.append(Sent(self.host, len(body), hashlib.sha256(body).hexdigest()))
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
        with opener.open(message, timeout=self.timeout) as reply:
            return json.loads(reply.read(_LARGEST))

    def _refused(self, fault: urllib.error.HTTPError) -> EnvironmentLacking:
        return EnvironmentLacking(
            f"{self.host} refused the key (HTTP {fault.code}); set DUIZHAO_ENGINE_KEY.",
            f"{self.host} 拒绝了密钥（HTTP {fault.code}），请设置 DUIZHAO_ENGINE_KEY。",
        )

    def _unreachable(self, fault: OSError) -> EnvironmentLacking:
        return EnvironmentLacking(
            f"{self.host}: the engine cannot be reached ({fault}); start it, or build without --engine.",
            f"{self.host}：无法连接翻译引擎（{fault}），请启动该引擎，或不加 --engine 重新生成。",
        )


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def open_server() -> Server:
    """The server that the environment describes. Raises WrongUse for an address that is not http or https."""
    url = os.environ.get("DUIZHAO_ENGINE_URL", _LOCAL)
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise WrongUse(
            "DUIZHAO_ENGINE_URL is not an address; write it as http://127.0.0.1:8080/v1.",
            "DUIZHAO_ENGINE_URL 不是有效地址，请写成 http://127.0.0.1:8080/v1。",
        )
    return Server(
        url, os.environ.get("DUIZHAO_ENGINE_MODEL", "default"), os.environ.get("DUIZHAO_ENGINE_KEY")
    )


def request_to_prompt(request: Request) -> str:
    """What a request says to the model; what never changes comes first, for servers that keep a prefix."""
    parts = [_TASK]
    if request.terms:
        parts.append("Use these terms:\n" + "\n".join(f"{zh} = {en}" for zh, en in request.terms))
    if request.path:
        parts.append("It stands under the headings: " + " > ".join(request.path))
    parts.append(request.source.strip())
    if request.previous is not None:
        parts.append(f"An earlier translation was:\n{request.previous}")
        parts.append("It must be corrected:\n" + "\n".join(f"- {problem}" for problem in request.problems))
    return "\n\n".join(parts)


def _answer(reply: Any) -> str | None:
    """The words of a reply; None for one that was cut off or has another shape."""
    try:
        choice = reply["choices"][0]
        words = choice["message"]["content"]
    except (KeyError, IndexError, TypeError):
        return None
    if choice.get("finish_reason") == "length" or not isinstance(words, str):
        return None
    return words.strip().strip('"“”') if words.count('"') <= 2 else words.strip()
