"""Servers on loopback that speak what remote engines speak, and misbehave as a test tells them.

Each holds the engine to the documented form of its requests: a body of another form gets 400, as the real one gives.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast


@dataclass
class Asked:
    """A request as it came in."""

    method: str
    path: str
    headers: dict[str, str]
    raw: bytes

    @property
    def body(self) -> Any:
        return json.loads(self.raw) if self.raw else None


@dataclass
class Fault:
    """What a server does in the place of an answer."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes = b""
    delay: float = 0
    promise: int = 0  # bytes that are announced and never come
    hang_up: bool = False
    pause: float = 0  # seconds before each byte of the body


Said = str | Fault
Reply = Callable[[str, int], Said]
Speak = Callable[[Asked, Callable[[str], Said]], tuple[int, Any] | Fault]


class Host:
    """A server; ``reply`` gets a sentence and how many were asked before it, ``asked`` are all requests."""

    def __init__(self, speak: Speak, reply: Reply) -> None:
        self.asked: list[Asked] = []
        self.tape = bytearray()
        self._lock = threading.Lock()
        host = self

        class Handler(BaseHTTPRequestHandler):
            def setup(self) -> None:
                super().setup()
                self.rfile = cast("Any", _Taped(self.rfile, host.tape))

            def _serve(self) -> None:
                raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                asked = Asked(self.command, self.path, dict(self.headers), raw)
                with host._lock:
                    host.asked.append(asked)
                    number = len(host.asked)
                made = speak(asked, lambda sentence: reply(sentence, number))
                self._answer(made if isinstance(made, Fault) else _in_json(*made))

            do_POST = do_DELETE = _serve  # noqa: N815

            def _answer(self, fault: Fault) -> None:
                time.sleep(fault.delay)
                if fault.hang_up:
                    self.connection.close()
                    return
                self.send_response(fault.status)
                for name, value in fault.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(fault.raw) + fault.promise))
                self.end_headers()
                for piece in [bytes([byte]) for byte in fault.raw] if fault.pause else [fault.raw]:
                    time.sleep(fault.pause)
                    self.wfile.write(piece)

            def log_message(self, *_: object) -> None:
                pass

            def handle(self) -> None:
                with suppress(OSError, ValueError):  # the engine hung up first, or we did
                    super().handle()

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    @property
    def bytes(self) -> bytes:
        """All that ever came in here, byte by byte, heads and bodies."""
        return bytes(self.tape)


class _Taped:
    """A stream that keeps what is read from it."""

    def __init__(self, stream: Any, tape: bytearray) -> None:
        self._stream, self._tape = stream, tape

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def read(self, size: int) -> bytes:
        return self._kept(self._stream.read(size))

    def readline(self, limit: int = -1) -> bytes:
        return self._kept(self._stream.readline(limit))

    def _kept(self, read: bytes) -> bytes:
        self._tape.extend(read)
        return read


def _in_json(status: int, content: Any) -> Fault:
    return Fault(status, {"Content-Type": "application/json"}, json.dumps(content).encode())


def sentence_of(prompt: str) -> str:
    """The sentence in what a chat model is told."""
    if "The sentence:\n" in prompt:
        return prompt.split("The sentence:\n", 1)[1].split("\n\n", 1)[0]
    return prompt.rsplit("\n\n", 1)[-1]


def speak_chat(asked: Asked, reply: Callable[[str], Said]) -> tuple[int, Any] | Fault:
    """The chat interface of OpenAI, as llama.cpp's server speaks it: the answer is what was asked for, JSON or not."""
    body = asked.body
    roles = [message["role"] for message in body["messages"]]
    wants_json = "response_format" in body
    if asked.path != "/v1/chat/completions" or roles not in (["system", "user"], ["user"]):
        return 400, {"error": {"type": "invalid_request_error"}}
    said = reply(sentence_of(body["messages"][-1]["content"]))
    if isinstance(said, Fault):
        return said
    words = json.dumps({"translation": said}) if wants_json else said
    return _choice(words, body["model"])


def speak_qwen(asked: Asked, reply: Callable[[str], Said]) -> tuple[int, Any] | Fault:
    """Qwen-MT: one user message, and the options that its reference lists."""
    body = asked.body
    options = body.get("translation_options", {})
    well_formed = (
        asked.path == "/compatible-mode/v1/chat/completions"
        and [message["role"] for message in body["messages"]] == ["user"]
        and {"source_lang", "target_lang"} <= set(options)
        and set(options) <= {"source_lang", "target_lang", "terms", "tm_list", "domains"}
        and all(
            set(pair) == {"source", "target"} for key in ("terms", "tm_list") for pair in options.get(key, ())
        )
    )
    if asked.headers.get("Authorization") != "Bearer key-1":
        return 401, {"error": {"code": "invalid_api_key"}}
    if not well_formed:
        return 400, {"error": {"code": "invalid_parameter_error"}}
    said = reply(body["messages"][0]["content"])
    return said if isinstance(said, Fault) else _choice(said, body["model"])


def _choice(words: str, model: str) -> tuple[int, Any]:
    usage = {"prompt_tokens": 50, "completion_tokens": 10, "total_tokens": 60}
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": words}}
    return 200, {"id": "1", "model": f"{model}-1", "choices": [choice], "usage": usage}


def speak_deepl(asked: Asked, reply: Callable[[str], Said]) -> tuple[int, Any] | Fault:
    """DeepL: /v2/translate and /v3/glossaries, with the fields that its description lists."""
    if asked.headers.get("Authorization") != "DeepL-Auth-Key key-1":
        return 403, {"message": "Forbidden"}
    if asked.path.startswith("/v3/glossaries"):
        return _glossary(asked)
    body = asked.body
    known = {
        "text",
        "source_lang",
        "target_lang",
        "context",
        "glossary_id",
        "split_sentences",
        "show_billed_characters",
        "tag_handling",
        "ignore_tags",
    }
    if asked.path != "/v2/translate" or not set(body) <= known or not isinstance(body["text"], list):
        return 400, {"message": "Bad request"}
    if "glossary_id" in body and "source_lang" not in body:
        return 400, {"message": "glossary_id needs source_lang"}
    said = reply(body["text"][0])
    if isinstance(said, Fault):
        return said
    made = {"detected_source_language": "ZH", "text": said, "billed_characters": len(body["text"][0])}
    return 200, {"translations": [made]}


def _glossary(asked: Asked) -> tuple[int, Any] | Fault:
    if asked.method == "DELETE":
        return Fault(204)
    (dictionary,) = asked.body["dictionaries"]
    well_formed = {"source_lang", "target_lang", "entries", "entries_format"} == set(dictionary)
    return (201, {"glossary_id": "g-1", "name": asked.body["name"]}) if well_formed else (400, {})


@contextmanager
def serving(speak: Speak, reply: Reply) -> Iterator[Host]:
    """A host for the time of a test."""
    host = Host(speak, reply)
    try:
        yield host
    finally:
        host.server.shutdown()
        host.server.server_close()
