"""`python -m bot health`, and the file it looks at; in test_launch.py a real bot touches it."""

import os
import time
from pathlib import Path
from types import SimpleNamespace

from bot.health import FILE, PATIENCE
from bot.online import Online
from tests.bot.test_launch import Process


async def health(data: Path) -> tuple[int, str]:
    process = await Process.start("-m", "bot", "health", "--data", data)
    return await process.end()


async def test_a_bot_on_discord_is_healthy(tmp_path):
    before = await health(tmp_path)
    (tmp_path / FILE).touch()

    during = await health(tmp_path)

    assert before == (1, f"Error: No bot has been on Discord with the data folder {tmp_path}.\n")
    assert during == (0, "The bot is on Discord.\n")


async def test_a_bot_that_has_been_gone_for_a_minute_is_not_healthy(tmp_path):
    (tmp_path / FILE).touch()
    os.utime(tmp_path / FILE, (time.time() - PATIENCE - 5,) * 2)

    code, output = await health(tmp_path)

    assert code == 1
    assert output.startswith(f"Error: The bot on the data folder {tmp_path} was last on Discord 6")


async def test_wrong_settings_are_not_healthy(tmp_path):
    (tmp_path / "config.yaml").write_text("index: {encodr: x}")

    process = await Process.start("-m", "bot", "health", "--config", tmp_path / "config.yaml")

    code, output = await process.end()
    assert (code, "did you mean 'encoder'?" in output) == (1, True)


async def test_a_lost_connection_is_not_touched_for(tmp_path):
    cog = Online(SimpleNamespace(ws=SimpleNamespace(open=False)), tmp_path)

    await cog.beat()
    lost = (tmp_path / FILE).exists()
    cog.bot.ws.open = True
    await cog.beat()

    assert (lost, (tmp_path / FILE).exists()) == (False, True)


async def test_a_file_that_cannot_be_touched_is_logged(tmp_path, caplog):
    cog = Online(SimpleNamespace(ws=SimpleNamespace(open=True)), tmp_path / "no-such-folder")

    await cog.beat()

    assert "the health file cannot be touched" in caplog.text
