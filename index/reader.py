"""Question and sentence, read together -> whether it answers, and with which words.

Similarity finds the topic; this finds the answer. Ranking by it is search.py's.
"""

import logging
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index import memory
from index.config import IndexConfig
from index.encoder import find_bundled, verify
from index.marking import mark
from index.onnx_session import open_session, open_tokenizer, padded
from index.reader_input import MAX_TOKENS, Reading

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

WEIGHTS = Path(__file__).parent / "models" / "reader.onnx"
WEIGHTS_SHA256 = "e0f12811183c58a79ee3640c3a44eb944b2a9dc3d79045c11369fe291c880259"
NEEDS = 120_000_000  # bytes that are free before it is loaded, if the config leaves it to us

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reader makes of a sentence.

    `answers` is a logit: above 0, it rather answers. `start` and `end` count characters of the
    sentence: the words that would be the answer; `marked` is by how much an answer in it is
    likelier than none, a difference of logits.
    """

    answers: float
    start: int
    end: int
    marked: float


class Reader(Protocol):
    """What the index needs of a model that reads."""

    @property
    def depth(self) -> int:
        """How many of the best hits it should read."""

    @property
    def language(self) -> str:
        """The language of documents that it can read, as in Document.language."""

    def read(self, reading: Reading) -> Verdict:
        """The verdict on one sentence."""


def open_reader(config: IndexConfig) -> Reader | None:
    """The bundled reader, unless the config, a missing file or short memory forbids it.

    It loads, and may fail, at its first use.
    """
    if why := why_no_reader(config):
        log.info("No reader: %s", why)
        return None
    return OnnxReader(config.reader_depth)


def why_no_reader(config: IndexConfig) -> str | None:
    """What forbids it, as half a sentence; None if nothing does."""
    if config.reader != "auto":
        return "the config turns it off" if config.reader == "off" else None
    if not WEIGHTS.exists():
        return f"{WEIGHTS} is not there"
    free = memory.available()
    if free is not None and free < NEEDS:
        return f"{free // 1_000_000} MB of memory are free, it needs {NEEDS // 1_000_000}"
    return None


class OnnxReader:
    """A cross-encoder (Nogueira and Cho 2019, "Passage re-ranking with BERT") with the answer span
    of Devlin et al. 2019 ("BERT", section 4.3), loaded at first use; training/ made it.

    The last `remembered` verdicts are kept. Any number of threads may read at once, each on one
    core.
    """

    language = "en"

    def __init__(self, depth: int = 8, weights: Path = WEIGHTS, remembered: int = 2_000) -> None:
        self.depth = depth
        self._remembered = remembered
        self._weights = weights
        self._lock = Lock()
        self._known: OrderedDict[Reading, Verdict] = OrderedDict()

    def read(self, reading: Reading) -> Verdict:
        """The verdict on a sentence; raises EncoderError. One that was asked lately is known."""
        with self._lock:
            known = self._known.pop(reading, None)
        verdict = known or self._read(reading)
        with self._lock:
            self._known[reading] = verdict  # as the last one
            if len(self._known) > self._remembered:
                self._known.popitem(last=False)
        return verdict

    def _read(self, reading: Reading) -> Verdict:
        session, tokenizer = self._model
        encoding = tokenizer.encode(reading.question, reading.passage)
        answers, marks = session.run(None, _inputs(encoding))
        return _verdict(reading, encoding, float(answers[0, 0]), marks[0])

    @property
    def _model(self) -> "tuple[InferenceSession, Tokenizer]":
        with self._lock:
            return self._loaded

    @cached_property
    def _loaded(self) -> "tuple[InferenceSession, Tokenizer]":
        verify(self._weights, WEIGHTS_SHA256, "get it again, or set reader: off")
        tokenizer = open_tokenizer(find_bundled() / "tokenizer.json", MAX_TOKENS)
        return open_session(self._weights), tokenizer


def _inputs(encoding: "Encoding") -> dict[str, np.ndarray]:
    """`ids`, `mask` and `types` (0 in the question, 1 in the passage), int32 (1, tokens)."""
    types = np.array([encoding.type_ids], np.int32)
    return {**padded([encoding]), "types": types}


def _verdict(reading: Reading, encoding: "Encoding", answers: float, marks: np.ndarray) -> Verdict:
    """`marks` are logits (tokens, 2) of the answer's first and last token; [CLS] means none."""
    inside = [
        place
        for place, part in enumerate(encoding.sequence_ids)
        if part == 1 and reading.holds(encoding.offsets[place])
    ]
    if not inside:  # the question left no room for the sentence
        return Verdict(answers, 0, reading.length, -float("inf"))
    found = mark(marks[inside, 0], marks[inside, 1])
    return Verdict(
        answers,
        encoding.offsets[inside[found.first]][0] - reading.offset,
        encoding.offsets[inside[found.last]][1] - reading.offset,
        found.logit - float(marks[0].sum()),
    )
