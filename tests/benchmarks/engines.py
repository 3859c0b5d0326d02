"""The engines that are compared: what `index` in config.yaml says, by a name for the table."""

from pathlib import Path

from index import IndexConfig
from index.encoder import BUNDLED, EIGHT_BIT, find_bundled

OURS = "this project"
SMALL = "this project, 8 bits"
READING = "this project, with the reader"
THEIRS = "sentence-transformers"


def settings_of(engine: str) -> dict[str, str]:
    """Ours is the bundled model; theirs the same one, which they load from its folder."""
    return {
        OURS: {"encoder": BUNDLED, "reader": "off"},
        SMALL: {"encoder": EIGHT_BIT, "reader": "off"},
        READING: {"encoder": BUNDLED, "reader": "on"},
        THEIRS: {"encoder": str(find_bundled()), "reader": "off"},
    }[engine]


def config_of(data: Path, engine: str = OURS) -> IndexConfig:
    """The settings of a library in the folder `data`."""
    return IndexConfig(data, **settings_of(engine))
