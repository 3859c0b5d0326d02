"""`python -m bot doctor`: each line ok or what to do; damage is found; no token is printed."""

import shutil
import time
from types import SimpleNamespace

import discord
import pytest
import yarl

from bot import discord_checks, doctor, host_checks
from bot.host_checks import Finding
from bot.permissions import NEEDED
from index import IndexConfig, Library, LibraryError
from tests.bot.gateway import TOKEN, Gateway

INVITATION = 274_877_991_936  # in the README


@pytest.fixture
def settings_file(tmp_path):
    path = tmp_path / "config.yaml"
    path.write_text("bot:\n  workers: 1\n")
    return path


@pytest.fixture
def filled(config, library, document):
    """The data folder of a library with articles in two collections."""
    for n, collection in enumerate(("shared", "guild:1", "guild:1")):
        library.add(document(f"{n}.txt", f"The river rose by {n} inches."), collection)
    return config.data_dir


@pytest.fixture
def loopback(monkeypatch):
    """Points discord.py at a Discord of our own."""

    def use(server: Gateway) -> None:
        base = f"127.0.0.1:{server.port}"
        monkeypatch.setattr(discord.http.Route, "BASE", f"http://{base}/api/v10")
        url = yarl.URL(f"ws://{base}/gateway")
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", url)

    return use


def lines(capsys) -> dict[str, str]:
    """Of each finding, the sign and the sentence."""
    printed = capsys.readouterr().out.splitlines()
    return {line[6:15].strip(): line[:6].strip() + " " + line[15:] for line in printed}


def test_without_a_token_all_but_discord_is_checked(settings_file, tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)

    code = doctor.run(settings_file, tmp_path / "data")

    found = lines(capsys)
    assert code == 0
    assert list(found) == [
        "settings", "folder", "model", "reader", "index", "disk", "memory", "clock", "token"
    ]  # fmt: skip
    assert found["model"].startswith("ok all-MiniLM-L6-v2, SHA-256 53aa51172d14 as it should be")
    assert found["index"] == "ok none yet; the first start makes it"
    assert found["token"].startswith("- DISCORD_TOKEN is not set")
    assert not (tmp_path / "data").exists()


def test_what_is_to_be_done_is_said_and_is_the_exit_code(settings_file, monkeypatch, capsys):
    monkeypatch.setenv("DISCORD_TOKEN", "my.secret")
    settings_file.write_text("index:\n  encoder: /no/such/model\n")

    code = doctor.run(settings_file, None)

    printed = capsys.readouterr().out
    assert code == 1
    assert "TO DO model    " in printed
    assert "/no/such/model" in printed
    assert "TO DO token    DISCORD_TOKEN holds no bot token" in printed
    assert "my.secret" not in printed


def test_a_wrong_setting_is_named(settings_file, capsys):
    settings_file.write_text("bot:\n  wrokers: 1\n")

    assert doctor.run(settings_file, None) == 1
    assert "TO DO" in (printed := capsys.readouterr().out)
    assert "did you mean 'workers'?" in printed


def test_a_whole_index_is_counted(filled):
    text = host_checks.check_index(filled)

    assert text.startswith("3 articles, 3 sentences in 2 collections, generation ")
    assert text.endswith(", whole, vectors in step")


def test_a_damaged_database_is_found(filled, tmp_path, library):
    library.close()
    copy = tmp_path / "copy"
    shutil.copytree(filled, copy)
    with (copy / "index.sqlite3").open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 4096)

    with pytest.raises(LibraryError, match=r"index\.sqlite3 is damaged .* restore it"):
        host_checks.check_index(copy)


def test_vectors_that_do_not_find_themselves_are_found(filled, monkeypatch):
    from index.store.faiss_index import FaissIndex

    monkeypatch.setattr(FaissIndex, "search", lambda *_, **__: [])

    with pytest.raises(LibraryError, match="guild:1, shared do not find themselves; stop the bot"):
        host_checks.check_index(filled)


def test_a_folder_that_cannot_be_written_to_is_found(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(LibraryError, match="cannot be written to"):
        host_checks.check_folder(tmp_path / "file" / "data")


def test_changed_weights_are_found(tmp_path, monkeypatch):
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr(host_checks, "find_bundled", lambda: tmp_path)

    found = host_checks.finding("model", lambda: host_checks.check_model(IndexConfig(tmp_path)))

    assert found.is_ok is False
    assert "are not the ones we know" in found.sentence


def test_the_model_in_8_bits_is_not_made_by_looking_at_it(tmp_path):
    config = IndexConfig(tmp_path / "data", encoder="all-MiniLM-L6-v2-8bit")

    assert host_checks.check_model(config).endswith("SHA-256 53aa51172d14 as it should be")
    assert not config.data_dir.exists()


def test_a_full_disk_and_short_memory_are_found(tmp_path, monkeypatch):
    usage = SimpleNamespace(free=100_000_000)
    monkeypatch.setattr(host_checks.shutil, "disk_usage", lambda _: usage)

    with pytest.raises(LibraryError, match="Only 100 MB are free; make room, 500 MB are wanted"):
        host_checks.check_disk(tmp_path / "data")
    with pytest.raises(LibraryError, match="Only 200 MB are free; the bot needs about 300 MB"):
        host_checks.check_memory(200_000_000)
    assert host_checks.check_memory(None) == "unknown on this system"


@pytest.mark.parametrize(
    ("now", "exact", "fault"),
    [
        (host_checks.RELEASED.timestamp() - 3600, None, "3600 s or more behind"),
        (2e9, 2e9 + 40, "40 s or more behind"),
        (2e9 + 40, 2e9, "40 s or more ahead"),
    ],
)
def test_a_clock_that_is_wrong_is_found(now, exact, fault):
    with pytest.raises(LibraryError, match=fault):
        host_checks.check_clock(now, exact)


def test_a_clock_that_is_right_is_ok():
    assert host_checks.check_clock(2e9 + 20, 2e9).endswith("as Discord has it")
    assert host_checks.check_clock(time.time()).endswith("plausible")


async def test_discord_is_visited_and_left(loopback):
    async with Gateway() as server:
        loopback(server)
        found = await discord_checks.of_discord(TOKEN)

    assert [(f.name, f.is_ok) for f in found] == [
        ("clock", True),
        ("discord", True),
        ("servers", True),
    ]
    assert found[1].sentence.startswith("reached as Ask the Article")
    assert found[2].sentence == "in 1, with every permission that the invitation asks for"
    assert set(server.tokens) == {TOKEN}
    assert {request.method for request in server.requests} == {"GET"}


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        ({"refusals": [401]}, "Discord does not accept the token"),
        ({"close_code": 4014}, "Discord does not grant an intent"),
        ({"failed_handshakes": 1}, "Discord cannot be reached"),
    ],
)
async def test_what_discord_refuses_is_said(loopback, trouble, sentence):
    async with Gateway(**trouble) as server:
        loopback(server)
        found = await discord_checks.of_discord(TOKEN)

    assert [(f.name, f.is_ok) for f in found] == [("clock", True), ("discord", False)]
    assert found[1].sentence.startswith(sentence)
    assert TOKEN not in str(found)


async def test_a_host_without_a_network_is_told_so(monkeypatch):
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:9")

    (found,) = await discord_checks.of_discord(TOKEN)

    assert (found.name, found.is_ok) == ("discord", False)
    assert "check the network, DNS and firewall" in found.sentence


def test_missing_permissions_are_named_with_their_server():
    def guild(name: str, **rights: bool) -> SimpleNamespace:
        granted = discord.Permissions(INVITATION)
        granted.update(**rights)
        return SimpleNamespace(name=name, me=SimpleNamespace(guild_permissions=granted))

    with pytest.raises(LibraryError, match=r"missing in B: send messages, embed links\. Invite"):
        discord_checks.check_permissions(
            [guild("A"), guild("B", embed_links=False, send_messages=False)]
        )


def test_the_invitation_asks_for_what_is_needed():
    assert NEEDED.value == INVITATION


def test_a_finding_that_fails_is_a_sentence():
    def check() -> str:
        raise LibraryError("Do this.")

    assert host_checks.finding("x", check) == Finding("x", False, "Do this.")


def test_the_doctor_changes_nothing_of_an_index(filled, library):
    library.close()
    before = {p.name: p.read_bytes() for p in filled.iterdir() if p.suffix == ".sqlite3"}

    host_checks.check_index(filled)

    assert {p.name: p.read_bytes() for p in filled.iterdir() if p.suffix == ".sqlite3"} == before
    with Library.open(IndexConfig(filled)) as again:
        assert len(again.documents("guild:1")) == 2
