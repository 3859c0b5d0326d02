"""What admins set is found again, in memory and after a restart, and is each guild's own."""

import sqlite3
from contextlib import closing

import pytest

from bot.store.database import Database
from bot.store.settings import DEFAULTS, GuildSettings, Settings
from index import LibraryError

HERE, THERE, OLD, NEW = 7, 8, 100, 300


@pytest.fixture
def path(tmp_path):
    return tmp_path / "bot.sqlite3"


@pytest.fixture
def database(path):
    opened = Database.open(path)
    yield opened
    opened.close()


def test_a_change_is_each_guilds_own_and_keeps_what_was_set_before(database):
    settings = Settings(database)
    settings.change(HERE, excerpts=5)

    settings.change(HERE, private=True)

    assert settings.of(HERE) == GuildSettings(excerpts=5, private=True)
    assert settings.of(THERE) == settings.of(None) == DEFAULTS


def test_every_setting_survives_a_restart(database):
    chosen = GuildSettings((1, 2), 3, False, 4, 5, 0.5, True, True, 6, 7, 8)
    assert all(getattr(chosen, n) != getattr(DEFAULTS, n) for n in chosen.__slots__)
    Settings(database).change(HERE, **{n: getattr(chosen, n) for n in chosen.__slots__})

    assert Settings(database).of(HERE) == chosen


def test_settings_of_another_version_are_read_as_far_as_they_are_known(database, path):
    with closing(sqlite3.connect(path)) as file, file:
        file.execute('INSERT INTO settings VALUES (7, \'{"private": true, "colour": 3}\')')

    assert Settings(database).of(HERE) == GuildSettings(private=True)


def test_a_change_that_cannot_be_written_changes_nothing(database):
    settings = Settings(database)
    database.execute("DROP TABLE settings")

    with pytest.raises(LibraryError):
        settings.change(HERE, private=True)

    assert settings.of(HERE) == DEFAULTS


def test_a_guild_that_is_forgotten_has_the_defaults_also_after_a_restart(database):
    settings = Settings(database)
    for guild in (HERE, THERE):
        settings.change(guild, private=True)

    settings.forget_guild(HERE)

    for read in (settings, Settings(database)):
        assert (read.of(HERE), read.of(THERE)) == (DEFAULTS, GuildSettings(private=True))


@pytest.mark.parametrize(
    ("settings", "old", "other", "new"),
    [
        (DEFAULTS, True, True, True),
        (GuildSettings(newest=200, new_channels=False), True, True, False),
        (GuildSettings((OLD,), newest=200, new_channels=True), True, False, True),
        (GuildSettings((OLD,), newest=200, new_channels=False), True, False, False),
    ],
)
def test_channels_are_all_or_chosen_and_new_ones_on_or_off(settings, old, other, new):
    assert [settings.answers_in(c) for c in (OLD, OLD + 1, NEW)] == [old, other, new]
