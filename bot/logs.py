"""Logging for a host: one line an event on stderr, and no secret in it."""

import logging
import re

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
OUTAGES = ("discord.client", "discord.gateway")  # their tracebacks tell of a lost connection
SECRETS = (
    re.compile(r"[\w-]{18,40}\.[\w-]{5,10}\.[\w-]{20,80}", re.ASCII),  # a bot's token
    re.compile(r"(?<=/webhooks/)\d+/[\w-]+", re.ASCII),  # also what answers an interaction
    re.compile(r"(?<=/interactions/)\d+/[\w-]+", re.ASCII),
)


def redact(text: str, secret: str = "") -> str:
    """The text without the secret, and without whatever has the shape of one."""
    if secret:
        text = text.replace(secret, "<secret>")
    for shape in SECRETS:
        text = shape.sub("<secret>", text)
    return text


class OneLine(logging.Formatter):
    """Formats a record in one line, its traceback below, without secrets."""

    def __init__(self, secret: str = "") -> None:
        super().__init__(FORMAT)
        self.secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """One line, or more where there is a traceback that we should hear of."""
        if record.exc_info and record.name in OUTAGES:
            kind, error, _ = record.exc_info
            record.msg = f"{record.getMessage()} ({kind.__name__}: {error})"
            record.args, record.exc_info, record.exc_text = None, None, None
        return redact(super().format(record), self.secret)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging's name)
        """A line break in a message would let a hostile name write lines of its own."""
        return " ".join(super().formatMessage(record).splitlines())


def set_up(level: int | str = logging.INFO, secret: str = "") -> None:
    """Send every logger to stderr, libraries from WARNING on. Never logs `secret`."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine(secret))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(level)
    logging.getLogger("index").setLevel(level)
