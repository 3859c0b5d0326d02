"""What this host and the data folder are like, one Finding each. Asks nothing of Discord, changes
nothing, raises nothing: what is wrong is a Finding too."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index import memory
from index.config import IndexConfig
from index.encoder import (
    BUNDLED,
    BUNDLED_SHA256,
    EIGHT_BIT,
    check_bundled,
    find_bundled,
    open_encoder,
)
from index.errors import LibraryError
from index.reader import WEIGHTS_SHA256, OnnxReader, why_no_reader
from index.reader_input import make_reading

DISK, MEMORY = 500_000_000, 300_000_000  # bytes that should be free
RELEASED = datetime(2026, 11, 1, tzinfo=UTC)  # no clock that is right shows an earlier time
CLOCK = 30.0  # seconds by which a clock may be wrong
Check = Callable[[], str]  # returns what was found; raises LibraryError with what to do


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: `is_ok`, or the sentence says what to do. None: it was not checked."""

    name: str
    is_ok: bool | None
    sentence: str


def finding(name: str, check: Check) -> Finding:
    """Carry out a check."""
    try:
        return Finding(name, True, check())
    except LibraryError as error:
        return Finding(name, False, str(error))


def of_host(config: IndexConfig) -> Iterator[Finding]:
    """Folder, model, reader, index, disk, memory."""
    yield finding("folder", lambda: check_folder(config.data_dir))
    yield finding("model", lambda: check_model(config))
    if why := why_no_reader(config):
        yield Finding("reader", None, f"None: {why}")
    else:
        yield finding("reader", lambda: check_reader(config))
    yield finding("index", lambda: check_index(config.data_dir))
    yield finding("disk", lambda: check_disk(config.data_dir))
    yield finding("memory", lambda: check_memory(memory.available()))


def check_folder(folder: Path) -> str:
    """Whether the data folder can be written to, or made."""
    nearest = _nearest(folder)
    probe = nearest / ".doctor"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise LibraryError(
            f"{nearest} cannot be written to ({error.strerror}); change its owner or permissions, "
            "or index.data_dir"
        ) from error
    return f"{folder} can be written to" if nearest == folder else f"{folder} can be made"


def check_model(config: IndexConfig) -> str:
    """The weights of the bundled model, and that a model encodes."""
    if config.encoder in (BUNDLED, EIGHT_BIT):
        check_bundled(find_bundled())
    if config.encoder == EIGHT_BIT:  # to encode would write its 8 bits into the data folder
        return f"{EIGHT_BIT}, of weights with the SHA-256 {BUNDLED_SHA256[:12]} as it should be"
    dimension = open_encoder(config).encode(["warm"]).shape[1]
    known = f", SHA-256 {BUNDLED_SHA256[:12]} as it should be" if config.encoder == BUNDLED else ""
    return f"{config.encoder}{known}, {dimension} dimensions"


def check_reader(config: IndexConfig) -> str:
    """The weights of the reader, and that it reads."""
    OnnxReader(config.reader_depth).read(make_reading("warm", "", "warm", ""))
    return f"reads the best {config.reader_depth} hits, SHA-256 {WEIGHTS_SHA256[:12]}"


def check_index(folder: Path) -> str:
    """The database's pages, what is in it, and whether its vectors find themselves."""
    from index.store.integrity import inspect, lost_collections
    from index.store.sqlite import SqliteStore

    path = folder / "index.sqlite3"
    if not path.exists():
        return "none yet; the first start makes it"
    found = inspect(path)
    text = (
        f"{found.documents} articles, {found.sentences} sentences in {found.collections} "
        f"collections, generation {found.generation}, whole"
    )
    if found.outdated:
        return f"{text}; of an older version, the next start updates it"
    store = SqliteStore(folder)
    try:
        lost = lost_collections(store)
    finally:
        store.close()
    if lost:
        raise LibraryError(
            f"The vectors of {', '.join(lost)} do not find themselves; stop the bot and delete "
            f"the folder {folder / 'faiss'}: it is made again"
        )
    return f"{text}, vectors in step"


def check_disk(folder: Path) -> str:
    """Room for more articles."""
    free = shutil.disk_usage(_nearest(folder)).free
    if free < DISK:
        raise LibraryError(f"Only {_mb(free)} are free; make room, {_mb(DISK)} are wanted")
    return f"{_mb(free)} free"


def check_memory(free: int | None) -> str:
    """Room for the model."""
    if free is None:
        return "unknown on this system"
    if free < MEMORY:
        raise LibraryError(f"Only {_mb(free)} are free; the bot needs about {_mb(MEMORY)}")
    return f"{_mb(free)} free"


def check_clock(now: float, exact: float | None = None) -> str:
    """Whether the clock is right by an exact time; without one, whether it can be right."""
    off = now - (exact or max(now, RELEASED.timestamp()))
    if abs(off) > CLOCK:
        raise LibraryError(
            f"The clock shows {_when(now)}, {abs(off):.0f} s or more "
            f"{'behind' if off < 0 else 'ahead'}; set it, for example with NTP"
        )
    return f"{_when(now)}, {'as Discord has it' if exact else 'plausible'}"


def _nearest(folder: Path) -> Path:
    """The folder, or where it will be made."""
    return next(path for path in (folder, *folder.absolute().parents) if path.exists())


def _mb(count: int) -> str:
    return f"{count // 1_000_000:,} MB"


def _when(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
