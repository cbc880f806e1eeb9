"""The one door to the network: JSON out and in, to the host that was named and to no other.

Proxies of the environment are not used and redirects are refused. A loopback address is reached by its number,
so that no table of names can lead it elsewhere; every other name counts as remote, wherever it points. A message
is in the ledger before it leaves. A server that is busy is asked again, when it says so or ever later; one that has
not answered whole in time is hung up on, however busily it sends.
"""

from __future__ import annotations

import ipaddress
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection, IncompleteRead
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from generator.engines.contract import Ledger, Received, Request, Sent, Where, Why
from generator.errors import EnvironmentLacking, WrongUse, system_reason

_TRIES = 4
_LARGEST = 1 << 20
_REFUSED = 300
_ADDED = ("Accept-Encoding", "Host")  # headers that every message has
_REAL_KEY = 16  # servers of one's own take words such as 'ollama' for a key, and say them too
_LONGEST_WAIT = 60
_AGAIN = frozenset({408, 409, 425, 429})
_KEY_REFUSED = frozenset({401, 403})
_SPENT = frozenset({402, 456})
_HUNG_UP = (ConnectionResetError, ConnectionAbortedError, BrokenPipeError, ssl.SSLEOFError, HTTPException)

Count = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Reply:
    """A body that was JSON, or None and why not; ``status`` is HTTP's, None where nothing came."""

    content: Any = None
    why: Why = ""
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be sent, and for which request, if for one."""

    path: str
    body: str
    request: Request | None = None
    method: str = "POST"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is: ``url`` without a slash at its end, ``host`` as a person wrote it, in which ``variable``.

    ``private`` is a number of a house's own network: it is remote, but may go without a key and encryption.
    """

    url: str
    host: str
    where: Where
    private: bool
    variable: str


def read_address(url: str, variable: str) -> Address:
    """The address in an environment variable.

    Raises WrongUse for one that is none, that holds a password, or by which everybody on the way could read along.
    """
    parts = urlsplit(url)
    try:
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
        usable = usable and url.isascii() and url.isprintable() and " " not in url
    except ValueError:
        usable = False
    if not usable:
        raise WrongUse(
            f"{variable} is not an address; write it as http://127.0.0.1:8080/v1.",
            f"{variable} 不是有效地址，请写成 http://127.0.0.1:8080/v1。",
        )
    if parts.username or parts.password or parts.query:
        raise WrongUse(
            f"{variable} holds more than an address; a key belongs in its own variable.",
            f"{variable} 中只应填写地址，密钥请放在专用的变量里。",
        )
    host = str(parts.hostname)
    where: Where = "loopback" if _is(host, "is_loopback") or host == "localhost" else "remote"
    private = where == "loopback" or _is(host, "is_private")
    if parts.scheme == "http" and not private:
        raise WrongUse(
            f"{variable}: http to {host} is not encrypted; use https.",
            f"{variable}：通过 http 访问 {host} 不加密，请使用 https。",
        )
    if host == "localhost":
        port = f":{parts.port}" if parts.port else ""
        parts = parts._replace(netloc=f"127.0.0.1{port}")
    return Address(urlunsplit(parts).rstrip("/"), host, where, private, variable)


def _is(host: str, kind: str) -> bool:
    """Whether a host is written as a number of this kind; one of four parts that is written as one of six counts as such."""
    try:
        number = ipaddress.ip_address(host)
        return bool(getattr(getattr(number, "ipv4_mapped", None) or number, kind))
    except ValueError:
        return False


@dataclass
class Door:
    """A server's door. ``timeout`` and ``wait`` are seconds; each further try waits twice as long."""

    address: Address
    ledger: Ledger = field(repr=False)
    key_variable: str
    timeout: float = 120
    wait: float = 1
    _closed: threading.Event = field(default_factory=threading.Event, repr=False)

    def post(self, message: Message, headers: Mapping[str, str], count: Count | None = None) -> Reply:
        """What the server answers. ``count`` takes it and gives what Received says of tokens.

        Raises EnvironmentLacking where the server is not there or not the one it should be, refuses the key, or has no
        credit left.
        """
        for attempt in range(1, _TRIES + 1):
            reply, asked = self._try(message, headers, count, attempt)
            if reply.why != "busy" or attempt == _TRIES or self._closed.wait(self._pause(asked, attempt)):
                break
        return reply

    def close(self) -> None:
        """Wait for nothing any more."""
        self._closed.set()

    def _pause(self, asked: str | None, attempt: int) -> float:
        """What the server asked for in Retry-After (seconds; a date is not waited for), or ever longer."""
        if asked and asked.strip().isdecimal():
            return min(int(asked), _LONGEST_WAIT) * (1 if self.wait else 0)
        return min(self.wait * (1 << attempt - 1), _LONGEST_WAIT)

    def _try(
        self, message: Message, headers: Mapping[str, str], count: Count | None, attempt: int
    ) -> tuple[Reply, str | None]:
        """One attempt: the reply, and what the server said in Retry-After."""
        number = self._record(message, headers, attempt)
        try:
            status, raw, again = self._exchange(message, headers)
        except (OSError, HTTPException) as fault:
            self.ledger.received(Received(number, None))
            return self._fault(fault), None
        if status >= _REFUSED:
            self.ledger.received(Received(number, status))
            return self._refusal(status), again
        try:
            content = _to_content(raw, headers.get("Authorization", "").rpartition(" ")[2])
        except (ValueError, RecursionError):
            self.ledger.received(Received(number, status, len(raw)))
            return Reply(None, "broken", status), None
        self.ledger.received(Received(number, status, len(raw), **(count(content) if count else {})))
        return Reply(content, "", status), None

    def _record(self, message: Message, headers: Mapping[str, str], attempt: int) -> int:
        number = self.ledger.number()
        request = message.request
        self.ledger.sent(
            Sent(
                number,
                self.address.host,
                self.address.where,
                message.method,
                f"{urlsplit(self.address.url).path}{message.path}",
                tuple(sorted({*headers, *_ADDED, *(["Content-Length"] if message.body else [])})),
                message.body,
                request.sentence if request else "",
                len(request.source) if request else 0,
                attempt,
            )
        )
        return number

    def _exchange(self, message: Message, headers: Mapping[str, str]) -> tuple[int, bytes, str | None]:
        """The status, the body, and Retry-After. Raises OSError or HTTPException where nothing whole came in time."""
        parts = urlsplit(self.address.url)
        connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        data = message.body.encode() if message.body else None
        with closing(connect(str(parts.hostname), parts.port, timeout=self.timeout)) as line:
            line.connect()
            with _within(self.timeout, line.sock):
                line.request(message.method, f"{parts.path}{message.path}", data, dict(headers))
                reply = line.getresponse()
                raw = reply.read(_LARGEST + 1)
                if reply.length:  # less than was announced, or more than any answer can be
                    raise IncompleteRead(raw)
        return reply.status, raw, reply.headers.get("Retry-After")

    def _refusal(self, status: int) -> Reply:
        host = self.address.host
        if status in _KEY_REFUSED:
            raise EnvironmentLacking(
                f"{host} refused the key (HTTP {status}); set {self.key_variable} to one that is valid.",
                f"{host} 拒绝了密钥（HTTP {status}），请将 {self.key_variable} 设为有效的密钥。",
            ) from None
        if status in _SPENT:
            raise EnvironmentLacking(
                f"{host}: the account has no credit left (HTTP {status}); what was answered is kept.",
                f"{host}：账户额度已用完（HTTP {status}），已取得的译文均已保存。",
            ) from None
        return Reply(None, "busy" if status in _AGAIN or status >= 500 else "refused", status)

    def _fault(self, fault: OSError | HTTPException) -> Reply:
        if isinstance(fault, TimeoutError):
            return Reply(None, "slow")
        if isinstance(fault, _HUNG_UP):
            return Reply(None, "busy")  # it was there and hung up
        url, variable = self.address.url, self.address.variable
        if isinstance(fault, ssl.SSLCertVerificationError):
            raise EnvironmentLacking(
                f"{url}: the server does not prove that it is {self.address.host} ({fault.verify_message}), so nothing "
                f"was sent; correct {variable}, or have the server's certificate put right. What was answered is kept.",
                f"{url}：服务器未能证明自己是 {self.address.host}（{fault.verify_message}），未发送任何内容。"
                f"请更正 {variable}，或请对方修正服务器证书。已取得的译文均已保存。",
            ) from None
        if isinstance(fault, ssl.SSLError):
            raise EnvironmentLacking(
                f"{url}: no encrypted connection can be made there ({fault.reason}); see whether "
                f"{variable} should begin with http. What was answered is kept.",
                f"{url}：无法建立加密连接（{fault.reason}）。请检查 {variable} 是否应以 http 开头。已取得的译文均已保存。",
            ) from None
        why, why_zh = system_reason(fault)
        raise EnvironmentLacking(
            f"{url}: the engine cannot be reached ({why}); start it there, set {variable} to where it is, or build "
            "without --engine. What was answered is kept.",
            f"{url}：无法连接翻译引擎（{why_zh}）。请在该地址启动引擎，或将 {variable} 设为其地址，或不加 --engine 重新生成。"
            "已取得的译文均已保存。",
        ) from None


def _to_content(raw: bytes, key: str) -> Any:
    """What a body says. Raises ValueError where it is no JSON, holds half a character, which no file can, or the key."""
    if len(key) >= _REAL_KEY and key.encode() in raw:
        raise ValueError("the server repeats the key, into what would be kept")
    content = json.loads(raw) if raw else None
    json.dumps(content, ensure_ascii=False).encode()
    return content


@contextmanager
def _within(seconds: float, line: socket.socket) -> Iterator[None]:
    """Time for a whole exchange; after it the line is dead, and TimeoutError is raised."""
    over = threading.Event()

    def hang_up() -> None:
        over.set()
        with suppress(OSError):
            socket.socket.shutdown(
                line, socket.SHUT_RDWR
            )  # an encrypted line would end its own way, at leisure

    timer = threading.Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, HTTPException):
        if not over.is_set():
            raise
    finally:
        timer.cancel()
    if over.is_set():
        raise TimeoutError
