"""What is brought is read one by one; what takes too long is left out."""

import asyncio

import pytest

from bot import intake
from bot.config import Config
from bot.drafts import Draft
from bot.intake import Brought, Intake
from bot.librarian import Librarian
from index import IndexConfig
from tests.index.web_server import web_server


@pytest.fixture
def config(tmp_path) -> IndexConfig:
    return IndexConfig(tmp_path / "data", allow_hosts=("127.0.0.1",))


async def test_a_page_that_comes_too_slowly_is_named_and_keeps_no_other_out(
    config, library, reader, monkeypatch
):
    monkeypatch.setattr(intake, "PATIENCE", 0.5)
    librarian = Librarian(library, reader, Config(config))
    with web_server() as server:
        page, slow = (f"http://127.0.0.1:{server.server_port}/{x}" for x in ("page", "drip-body"))
        await asyncio.to_thread(reader.read_url, page)  # starts its child

        entries = await Intake(librarian, 1, 100).entries(Brought([page, slow]))

    librarian.close()
    assert isinstance(entries[0], Draft)
    assert entries[1:] == [f"{slow} was not read in time. Add it by itself."]
