from pathlib import Path

import pytest

from index import ConfigError, IndexConfig

REPOSITORY = Path(__file__).parents[2]


def load(tmp_path: Path, text: str) -> IndexConfig:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return IndexConfig.load(path)


def test_the_shipped_file_states_every_default():
    shipped = IndexConfig.load(REPOSITORY / "config.yaml")

    assert shipped == IndexConfig(data_dir=REPOSITORY / "data")


def test_every_setting_is_in_the_shipped_file():
    text = (REPOSITORY / "config.yaml").read_text(encoding="utf-8")

    assert [name for name in IndexConfig.__slots__ if f"  {name}: " not in text] == []


def test_a_relative_data_folder_counts_from_the_file(tmp_path):
    assert load(tmp_path, "index: {data_dir: shelf}").data_dir == tmp_path / "shelf"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("index: {treshold: 1}", "did you mean 'threshold'"),
        ("indx: {}", "did you mean 'index'"),
        ("index: {threshold: high}", '"threshold"'),
        ("index: {threshold: 2}", "threshold must lie between 0 and 1"),
        ("index: {batch_size: yes}", '"batch_size"'),
        ("index: {batch_size: 0}", "batch_size must be 1 or more"),
        ("index: [a]", "'index' must hold settings"),
        ("[", "not valid YAML"),
        ("- a", "must hold the sections"),
    ],
)
def test_a_bad_setting_is_named(tmp_path, text, named):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)

    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        IndexConfig.load(tmp_path / "config.yaml")


def test_a_host_may_be_written_without_brackets(tmp_path):
    assert load(tmp_path, "index: {allow_hosts: cms.local}").allow_hosts == ("cms.local",)
