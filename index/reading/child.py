"""The other end of sandbox.py: reads requests on its standard input, parses, answers in JSON.

Run as a program (python -m index.reading.child), never imported by the rest.
"""

import errno
import json
import logging
import math
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from typing import Any

from index.errors import ArticleError, ArticleUnreadable
from index.reading.extract import Limits, Raw, extract
from index.reading.feed import read_feed
from index.reading.sniff import Kind

PARSERS = {  # what is slow to load
    Kind.MARKDOWN: "index.reading.markdown",
    Kind.HTML: "index.reading.html",
    Kind.PDF: "index.reading.pdf",
    Kind.FEED: "feedparser",
}


def main() -> None:
    """Answer one request after the other until the input ends."""
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a parser that prints must not disturb the replies
    logging.disable(logging.CRITICAL)  # what matters of their warnings comes back as an error
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["data"])
        _limit_memory(request["memory"])
        for reply in _replies(request, data):
            replies.write(json.dumps(reply).encode() + b"\n")
            replies.flush()
        _set_alarm(0)


def _replies(request: dict[str, Any], data: bytes) -> Iterator[dict[str, Any]]:
    """That the parser is loaded, and then the extract or the feed; or what an error is made of."""
    raw = Raw(request["name"], data, Kind[request["kind"]], request["charset"], request["url"])
    try:
        import_module(PARSERS[raw.kind])
        yield {"loaded": raw.kind.name}
        _set_alarm(math.ceil(request["seconds"]) + 5)  # should sandbox.py not live to kill us
        if raw.kind is Kind.FEED:
            yield {"feed": asdict(read_feed(raw))}
        else:
            found = extract(raw, Limits(request["max_pages"], request["max_chars"]))
            yield {"extract": asdict(found)}
    except ArticleError as error:
        yield _told(error)
    except Exception as error:  # parsers fail on damaged input in any way
        detail = f"{type(error).__name__}: {error}"[:1000]
        yield _told(_failure(raw.name, error)) | {"detail": detail}


def _told(error: ArticleError) -> dict[str, Any]:
    """As sandbox.py makes it again, in whatever language it is then told."""
    made = error.sentence.made
    return {"error": type(error).__name__, "template": made.template, "values": dict(made.values)}


def _failure(name: str, error: Exception) -> ArticleUnreadable:
    if _lacks_memory(error):
        return ArticleUnreadable(
            "{name} needs more memory to be read than the limit (parse_memory).", name=name
        )
    return ArticleUnreadable("{name} is damaged: it cannot be read.", name=name)


def _lacks_memory(error: Exception) -> bool:
    """Also as the system says it, to whoever opens a file or imports a parser."""
    return isinstance(error, MemoryError) or os.strerror(errno.ENOMEM) in str(error)


def _limit_memory(size: int) -> None:
    """Cap this process's address space, where the kernel enforces that: on Linux."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _set_alarm(seconds: int) -> None:
    """Let the system end this process in so many seconds; 0 calls that off. Not on Windows."""
    if sys.platform != "win32":
        import signal

        signal.alarm(seconds)


if __name__ == "__main__":
    main()
