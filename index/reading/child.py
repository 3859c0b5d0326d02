"""The other end of sandbox.py: reads requests on its standard input, parses, answers in JSON.

Run as a program (python -m index.reading.child), never imported by the rest.
"""

import errno
import json
import logging
import math
import os
import sys
from dataclasses import asdict
from typing import Any

from index.errors import ArticleError
from index.reading.extract import Limits, Raw, extract
from index.reading.feed import read_feed
from index.reading.sniff import Kind


def main() -> None:
    """Answer one request after the other until the input ends."""
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a parser that prints must not disturb the replies
    logging.disable(logging.CRITICAL)  # what matters of their warnings comes back as an error
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["data"])
        _limit_memory(request["memory"])
        _set_alarm(math.ceil(request["seconds"]) + 5)  # should sandbox.py not live to kill us
        replies.write(json.dumps(_reply(request, data)).encode() + b"\n")
        replies.flush()
        _set_alarm(0)


def _reply(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """The extract or the feed, or the name and message of an error."""
    name, kind = request["name"], Kind[request["kind"]]
    raw = Raw(name, data, kind, request["charset"], request["url"])
    try:
        if kind is Kind.FEED:
            return {"feed": asdict(read_feed(raw))}
        found = extract(raw, Limits(request["max_pages"], request["max_chars"]))
        return {"extract": asdict(found)}
    except ArticleError as error:
        return {"error": type(error).__name__, "message": str(error)}
    except Exception as error:  # parsers fail on damaged input in any way
        message = f"{name} is damaged: it cannot be read."
        if _lacks_memory(error):
            message = f"{name} needs more memory to be read than the limit (parse_memory)."
        detail = f"{type(error).__name__}: {error}"[:1000]
        return {"error": "ArticleUnreadable", "message": message, "detail": detail}


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
