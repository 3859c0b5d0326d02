"""What the numbers were measured on."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("discord.py", "faiss-cpu", "numpy", "onnxruntime", "tokenizers",
            "sentence-transformers", "torch")  # fmt: skip

Facts = dict[str, str | float]


def facts() -> Facts:
    """Machine, system and versions; `load` is how many processes wanted a core when asked."""
    return {
        "processor": _field("/proc/cpuinfo", "model name"),
        "cores": os.cpu_count() or 0,
        "threads": "1 each for encoder, FAISS and sentence-transformers",
        "memory": _field("/proc/meminfo", "MemTotal"),
        "system": platform.platform(),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
    } | {name: found for name in PACKAGES if (found := _version(name))}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _field(path: str, name: str) -> str:
    """The first value of that name in a file of lines "name : value"."""
    for line in Path(path).read_text().splitlines():
        if line.startswith(name):
            return line.split(":", 1)[1].strip()
    return "unknown"
