"""Raw -> Extract or Feed in a child process with limits on time and memory. child.py is its
other end."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import index.errors
from index.config import IndexConfig
from index.errors import ArticleUnreadable
from index.reading.extract import Extract, Raw
from index.reading.feed import Feed, FeedEntry

ROOT = Path(__file__).parents[2]  # where the package is found
ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TZ")  # no tokens near hostile input
LOAD_TIMEOUT = 120.0  # seconds for the child and its parser to start, whatever the article
DOCUMENTS = 100  # after so many a child is replaced: lxml does not give its memory back


class Sandbox:
    """A child process for parsers, which may loop, crash or eat memory; safe from any thread.

    It starts with the first document and reads all later ones, one at a time; after a crash or a
    time-out the next call gets a new one. Not multiprocessing, which would import the program's
    main module into the child, pass it our environment with the token in it, and unpickle what
    a parser sends back. Here JSON and the article's bytes go in, and JSON comes out.
    """

    def __init__(self, config: IndexConfig) -> None:
        self._config = config
        self._child: subprocess.Popen[bytes] | None = None
        self._documents = 0
        self._lock = threading.Lock()

    def extract(self, raw: Raw) -> Extract:
        """`extract.extract(raw)`, run in the child.

        Raises the ArticleError that it raises, and ArticleUnreadable for a time-out, for too
        much memory, and for whatever else a parser does on damaged input.
        """
        return Extract(**self._reply(raw)["extract"])

    def feed(self, raw: Raw) -> Feed:
        """`feed.read_feed(raw)`, run in the child. Raises as `extract` does."""
        found = self._reply(raw)["feed"]
        entries = tuple(FeedEntry(**entry) for entry in found["entries"])
        return Feed(found["title"], entries)

    def close(self) -> None:
        """End the child. A call after this starts a new one."""
        with self._lock:
            self._drop()

    def _reply(self, raw: Raw) -> dict[str, Any]:
        """What the child says. Raises the error that it names."""
        with self._lock:
            reply = self._ask(raw)
        if "error" not in reply:
            return reply
        error = getattr(index.errors, reply["error"])(reply["template"], **reply["values"])
        if "detail" in reply:
            error.add_note(reply["detail"])
        raise error

    def _ask(self, raw: Raw) -> dict[str, Any]:
        """Send `raw`, wait until the child has loaded its parser, and then for the reply."""
        child = self._running()
        with self._limited(LOAD_TIMEOUT, raw, _late_start(raw)):
            child.stdin.write(_request(raw, self._config))
            child.stdin.flush()
            reply = json.loads(child.stdout.readline())
        if "loaded" in reply:
            with self._limited(self._config.parse_timeout, raw, _late(raw, self._config)):
                reply = json.loads(child.stdout.readline())
        return reply

    @contextmanager
    def _limited(self, seconds: float, raw: Raw, late: ArticleUnreadable) -> Iterator[None]:
        """Kill the child when its time is over, and raise `late`; or that it crashed."""
        started, timer = time.monotonic(), threading.Timer(seconds, self._child.kill)
        timer.start()
        try:
            yield
        except (OSError, ValueError) as error:  # a broken pipe, or an answer cut short
            self._drop()
            if time.monotonic() - started >= seconds:
                raise late from error
            raise ArticleUnreadable(
                "{name} is damaged: reading it crashed the reader.", name=raw.name
            ) from error
        finally:
            timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        """The child, a new one where there is none, it died, or it has served long enough."""
        self._documents += 1
        if self._child is None or self._child.poll() is not None or self._documents > DOCUMENTS:
            self._drop()
            self._documents = 1
            self._child = _start()
        return self._child

    def _drop(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None


def _start() -> subprocess.Popen[bytes]:
    """A child in a session of its own, so that Ctrl-C reaches only us. It ends with its input.

    -P keeps the current folder off its path: there may be anything in it.
    """
    environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, sys.path)])
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "index.reading.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )


def _late_start(raw: Raw) -> ArticleUnreadable:
    return ArticleUnreadable(
        "{name} could not be read: the host is busy, and no reader started within {seconds} s. "
        "Please try again later.",
        name=raw.name,
        seconds=f"{LOAD_TIMEOUT:g}",
    )


def _late(raw: Raw, config: IndexConfig) -> ArticleUnreadable:
    return ArticleUnreadable(
        "{name} could not be read within {seconds} s.",
        name=raw.name,
        seconds=f"{config.parse_timeout:g}",
    )


def _request(raw: Raw, config: IndexConfig) -> bytes:
    """One line of JSON, then the article's bytes. `raw.kind` travels by its name."""
    header = asdict(raw) | {
        "kind": raw.kind.name,
        "data": len(raw.data),
        "max_pages": config.max_pdf_pages,
        "max_chars": config.max_article_chars,
        "seconds": config.parse_timeout,
        "memory": config.parse_memory,
    }
    return json.dumps(header).encode() + b"\n" + raw.data
