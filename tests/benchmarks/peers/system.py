"""One system in a process of its own: python -m tests.benchmarks.peers.system NAME MODEL FOLDER."""

import inspect
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.benchmarks.serve import Work, seconds, serve

OURS = "this project"
CHROMA_DEFAULT = "Chroma, its default"
CLASSES = {  # how it is called in the table -> where it is
    OURS: "ours.ThisProject",
    "sentence-transformers by hand": "by_hand.SentenceTransformers",
    "txtai": "txtai.Txtai",
    "txtai, hybrid": "txtai.TxtaiHybrid",
    "Chroma, sentence-transformers": "chroma.Chroma",
    CHROMA_DEFAULT: "chroma.ChromaDefault",
    "LlamaIndex": "llama_index.LlamaIndex",
    "LlamaIndex, fusion": "llama_index.LlamaIndexFusion",
    "Haystack": "haystack.Haystack",
    "Haystack, hybrid": "haystack.HaystackHybrid",
}


def start(name: str, model: str, folder: str) -> Work:
    """Orders are [method, argument]."""
    module, kind = CLASSES[name].split(".")
    made = getattr(import_module(f"tests.benchmarks.peers.{module}"), kind)
    system = made(model, Path(folder))
    return lambda order: obey(system, *order)


def obey(system: Any, method: str, argument: Any = None) -> Any:
    """index, ask: seconds. search: what was found. about: [versions, code]. load: nothing."""
    match method:
        case "index":
            taken = seconds(lambda: system.index(argument))
            system.save()
            return taken
        case "ask":
            ask = getattr(system, "ask", system.search)  # elsewhere a search is all there is
            return seconds(lambda: ask(argument))
        case "about":
            versions = {name: version(name) for name in system.packages}
            return [versions, inspect.getsource(type(system))]
        case _:
            return getattr(system, method)(*([] if argument is None else [argument]))


if __name__ == "__main__":
    serve(lambda: start(*sys.argv[1:]))
