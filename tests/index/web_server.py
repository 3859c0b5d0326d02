"""A real web server on 127.0.0.1 for tests, and a record of every connection that is dialled."""

import gzip
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

PAGE = b"<html><body><p>Salmon spawn in gravel beds of the river Sarn.</p></body></html>"
_records: list[list[tuple[str, int]]] = []


def _on_audit(event: str, arguments: tuple) -> None:
    """Note each connect of this process; let none leave the machine."""
    if event == "socket.connect" and _records:
        address = arguments[1]
        _records[-1].append(address[:2])
        if not str(address[0]).startswith("127."):
            raise OSError(f"a test dialled {address}")


sys.addaudithook(_on_audit)


@contextmanager
def recorded_connections() -> Iterator[list[tuple[str, int]]]:
    """The (address, port) of each connection that is dialled meanwhile, in order."""
    _records.append([])
    try:
        yield _records[-1]
    finally:
        _records.pop()


class Handler(BaseHTTPRequestHandler):
    """Answers by the path; notes the headers of each request in `server.requests`."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.requests.append(dict(self.headers))
        try:
            ROUTES.get(self.path.partition("?")[0], not_found)(self)
        except OSError:  # the client has seen enough
            self.close_connection = True

    def reply(self, body: bytes = PAGE, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        headers = {"Content_Type": "text/html; charset=utf-8"} | headers
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Keep the test output quiet."""


def not_found(handler: Handler) -> None:
    target = unquote(handler.path.partition("?to=")[2])
    if target:
        handler.reply(b"", 302, Location=target)
    else:
        handler.reply(b"<p>Nothing here</p>", 404)


def bomb(handler: Handler) -> None:
    handler.reply(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.end_headers()
    while True:
        handler.wfile.write(b"a" * 65_536)


def drip_body(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.end_headers()
    _drip(handler)


def drip_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(handler)


def _drip(handler: Handler) -> None:
    """A byte every 50 ms, so that no single read waits long; 5 s in all."""
    for _ in range(100):
        handler.wfile.write(b"a")
        time.sleep(0.05)


ROUTES: dict[str, Callable[[Handler], None]] = {
    "/page": Handler.reply,
    "/gzip": lambda handler: handler.reply(gzip.compress(PAGE), Content_Encoding="gzip"),
    "/not-gzip": lambda handler: handler.reply(PAGE, Content_Encoding="gzip"),
    "/image": lambda handler: handler.reply(b"\x89PNG", Content_Type="image/png"),
    "/latin": lambda handler: handler.reply(
        "Der Bürgermeister sagte, die Brücke sei sicher.".encode("latin-1"),
        Content_Type="text/plain; charset=ISO-8859-1",
    ),
    "/loop": lambda handler: handler.reply(b"", 302, Location="/loop"),
    "/bomb": bomb,
    "/endless": endless,
    "/drip-body": drip_body,
    "/drip-headers": drip_headers,
}


@contextmanager
def web_server(tls: ssl.SSLContext | None = None) -> Iterator[ThreadingHTTPServer]:
    """A running server; `server_port` is its port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.requests = []
    server.handle_error = lambda *arguments: None
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
