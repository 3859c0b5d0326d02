"""A connection to addresses that were checked, and to no others, until one deadline.

With addresses.py this is the guard against server-side request forgery and slow servers.
"""

import ssl
import time
from collections.abc import Iterable, Iterator, Sequence

import httpcore2
import httpx2


class PinnedTransport(httpx2.BaseTransport):
    """Sends requests to `addresses` only, whatever the name in the request resolves to by now.

    The Host header, the name asked for in TLS and the name in the certificate stay the
    request's. `deadline`, on the clock of time.monotonic, ends every read and write.
    Errors are httpcore2's. Proxies of the environment are not used.
    """

    def __init__(self, addresses: Sequence[str], deadline: float, tls: ssl.SSLContext) -> None:
        backend = _PinnedBackend(addresses, deadline)
        self._pool = httpcore2.ConnectionPool(ssl_context=tls, network_backend=backend)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """One request, no redirects."""
        url = request.url
        response = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
            )
        )
        return httpx2.Response(response.status, headers=response.headers, stream=_Body(response))

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    """The raw body of a response, as httpx2 wants it."""

    def __init__(self, response: httpcore2.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _PinnedBackend(httpcore2.NetworkBackend):
    """Dials the given addresses in turn instead of the host."""

    def __init__(self, addresses: Sequence[str], deadline: float) -> None:
        self._addresses = addresses
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """The first address that answers; each has its share of the time that is left."""
        failure: Exception = httpcore2.ConnectError("no address")
        for tried, address in enumerate(self._addresses):
            try:
                share = _left(self._deadline) / (len(self._addresses) - tried)
                stream = httpcore2.SyncBackend().connect_tcp(address, port, timeout=share)
                return _TimedStream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure


class _TimedStream(httpcore2.NetworkStream):
    """A stream whose every step ends at one deadline, however slowly the bytes drip."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline))

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = _left(self._deadline)
        stream = self._stream.start_tls(ssl_context, server_hostname, left)
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)

    def close(self) -> None:
        self._stream.close()


def _left(deadline: float) -> float:
    """The seconds until the deadline. Raises httpcore2.ReadTimeout after it."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("deadline")
    return left
