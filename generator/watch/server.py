"""A server for the one person at this machine: 127.0.0.1 only, the report's output folder only, reading only.

This is the one place outside ``engines/`` that opens a socket. It listens on the loopback interface, so nothing
on the network can reach it, and it answers only requests that name it by that address: a foreign page whose
name was made to lead here (DNS rebinding) is refused.
"""

from __future__ import annotations

import json
import mimetypes
import sys
import threading
from dataclasses import asdict
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from generator.errors import EnvironmentLacking, WrongUse, system_reason
from generator.exporters.review import live_script, overview_page
from generator.watch.scene import Scene, mark_of

ADDRESS = "127.0.0.1"
_LAST_PORT = 65_535
_OWN = "/.watch/"
_SCRIPT = b'<script src="/.watch/live.js" defer></script>'
_HEARTBEAT = 10.0  # seconds after which a line is sent to a browser that waits: it tells who has gone
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'self' data: 'unsafe-inline'; frame-ancestors 'none'",
}


def serve(scene: Scene, port: int) -> Server:
    """A server of the scene that listens already, in threads of its own; port 0 takes any that is free."""
    if not 0 <= port <= _LAST_PORT:
        raise WrongUse(
            f"There is no port {port}; name one from 1 to {_LAST_PORT} with --port, or 0 for any that is free.",
            f"没有端口 {port}，请用 --port 指定 1 至 {_LAST_PORT} 的端口，0 表示任意空闲端口。",
        )
    try:
        server = Server(scene, port)
    except OSError as fault:
        why, why_zh = system_reason(fault)
        raise EnvironmentLacking(
            f"Port {port} of this machine cannot be used ({why}); name another with --port, or 0 for any.",
            f"无法使用本机端口 {port}（{why_zh}），请用 --port 指定其他端口，0 表示任意端口。",
        ) from fault
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class Server(ThreadingHTTPServer):
    """The server with the scene that it shows."""

    daemon_threads = True

    def __init__(self, scene: Scene, port: int) -> None:
        super().__init__((ADDRESS, port), Handler)
        self.scene = scene
        self.hosts = {f"{ADDRESS}:{self.server_port}", f"localhost:{self.server_port}"}

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing for a browser that left in the middle of an answer, as it does when a page is refreshed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD, and nothing else."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """A file of the output folder, the overview, or how things stand."""
        path = self.path.partition("?")[0]
        if (
            self.headers.get_all("Host") != [self.headers["Host"]]
            or self.headers["Host"] not in self.server.hosts
        ):
            self._answer(
                HTTPStatus.MISDIRECTED_REQUEST, b"This server answers its own machine only.\n", "text/plain"
            )
        elif path == f"{_OWN}events":
            self._tell_events()
        elif path == f"{_OWN}live.js":
            self._answer(HTTPStatus.OK, live_script(), "text/javascript")
        elif path == "/favicon.ico":
            # Browsers ask of themselves; a page of ours has none, and that is no fault to be told in a console.
            self._answer(HTTPStatus.OK, b"", "image/x-icon")
        elif path == "/":
            self._answer(HTTPStatus.OK, _alive(overview_page(self.server.scene.names())), "text/html")
        else:
            self._answer_file(path)

    def do_HEAD(self) -> None:
        """The same without the content."""
        self.do_GET()

    def _answer_file(self, path: str) -> None:
        content = self.server.scene.look_up(path)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        if content is None:
            self._answer(HTTPStatus.NOT_FOUND, b"There is no such file.\n", "text/plain")
        else:
            self._answer(HTTPStatus.OK, _alive(content) if kind == "text/html" else content, kind)

    def _answer(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        text = kind.startswith("text/")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", mark_of(content))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _tell_events(self) -> None:
        """How things stand, now and whenever that changes, until the browser goes (server-sent events)."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.close_connection = True
        seen = 0
        try:
            while (status := self.server.scene.wait(seen, _HEARTBEAT)) is not None:
                self.wfile.write(_event(status) if status.number != seen else b": still here\n\n")
                self.wfile.flush()
                seen = status.number
        except OSError:
            return

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the terminal tells of builds."""


def _event(status: Any) -> bytes:
    return f"data: {json.dumps(asdict(status), ensure_ascii=False)}\n\n".encode()


def _alive(page: bytes) -> bytes:
    """A page with the script that refreshes it; the file itself has none."""
    head, end, rest = page.rpartition(b"</body>")
    return head + _SCRIPT + end + rest if end else page + _SCRIPT
