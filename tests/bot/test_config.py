"""config.yaml is read strictly: a mistake names itself."""

from pathlib import Path

import pytest

from bot.config import Config
from index import ConfigError, IndexConfig


def written(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_empty_file_means_the_defaults(tmp_path):
    config = Config.load(written(tmp_path, ""))

    assert config == Config(IndexConfig(tmp_path / "data"))
    assert (config.workers, config.waiting, config.questions_per_minute) == (2, 20, 10)
    assert (config.ask_timeout, config.log_level) == (30.0, "INFO")


def test_both_sections_are_read(tmp_path):
    path = written(tmp_path, "bot:\n  workers: 4\n  ask_timeout: 5\nindex:\n  max_citations: 1\n")

    config = Config.load(path, tmp_path / "elsewhere")

    assert (config.workers, config.ask_timeout) == (4, 5.0)
    assert (config.index.max_citations, config.index.data_dir) == (1, tmp_path / "elsewhere")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("bot:\n  worker: 4", "unknown setting 'worker'; did you mean 'workers'"),
        ("bot:\n  index: 4", "unknown setting 'index'"),
        ("bot:\n  token: x", "unknown setting 'token'"),
        ("bot:\n  workers: 0", "workers must be 1 or more"),
        ("bot:\n  questions_per_minute: 0", "questions_per_minute must be 1 or more"),
        ("bot:\n  waiting: -1", "waiting must be 0 or more"),
        ("bot:\n  ask_timeout: 0", "ask_timeout must be more than 0"),
        ("bot:\n  log_level: loud", "log_level must be one of DEBUG, INFO"),
        ("bot:\n  workers: many", "workers"),
        ("bto:\n  workers: 4", "unknown setting 'bto'; did you mean 'bot'"),
        ("index:\n  threshold: 7", "threshold"),
    ],
)
def test_a_mistake_names_itself(tmp_path, text, sentence):
    with pytest.raises(ConfigError, match=sentence):
        Config.load(written(tmp_path, text))
