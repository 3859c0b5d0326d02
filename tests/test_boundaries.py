"""The arrows of the design: index knows nothing of bot and Discord, and data flows one way."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ENGINES = ("torch", "sentence_transformers", "onnxruntime", "tokenizers")
HEAVY = (*ENGINES, "faiss", "discord", "trafilatura", "pypdf", "numpy")
LATE = (  # what the bot loads for an article, a question, a page or a terminal
    "torch", "onnxruntime", "tokenizers", "trafilatura", "pypdf", "lxml", "markdown_it", "httpx2",
    "feedparser", "simcord", "PIL", "rich", "prompt_toolkit", "babel",
)  # fmt: skip


def imports(path: Path, for_types: bool = True) -> set[str]:
    """Every module that a file imports, at its top or late, or only for its types."""
    found = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not for_types:
        tree.body = [node for node in tree.body if not isinstance(node, ast.If)]  # TYPE_CHECKING
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_the_index_works_where_discord_is_not_installed():
    code = (
        "import sys; sys.modules['discord'] = None\n"
        "import pkgutil, index, importlib\n"
        "for m in pkgutil.walk_packages(index.__path__, 'index.'):\n"
        "    if not m.name.endswith('__main__'): importlib.import_module(m.name)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


@pytest.mark.parametrize("path", sorted((ROOT / "index").rglob("*.py")), ids=lambda p: p.stem)
def test_the_index_never_imports_the_bot(path):
    assert not {name for name in imports(path) if name.split(".")[0] in ("bot", "discord")}


@pytest.mark.parametrize("command", ["index", "bot"])
def test_help_loads_nothing_heavy(command):
    code = (
        f"import sys, runpy; sys.argv = ['{command}', '--help']\n"
        f"try: runpy.run_module('{command}', run_name='__main__')\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )

    assert done.stdout.splitlines()[-1] == "[]"


def test_a_start_of_the_bot_loads_no_more_than_it_needs():
    code = f"import sys, bot.launch; print([name for name in {LATE} if name in sys.modules])"

    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )

    assert done.stdout == "[]\n"


def test_nothing_is_pickled():
    sources = [*(ROOT / "index").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]

    assert [path for path in sources if imports(path) & {"pickle", "shelve", "marshal"}] == []


def test_only_one_file_imports_onnx_runtime_whose_telemetry_it_turns_off():
    sources = [*(ROOT / "index").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]
    importing = [path.name for path in sources if "onnxruntime" in imports(path, for_types=False)]

    assert importing == ["onnx_session.py"]
