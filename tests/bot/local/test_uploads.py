"""Files that people send: the bot hears of them and downloads them, up to what Telegram lets it."""

from __future__ import annotations

from contextlib import closing

import httpx
import pytest
from telegram.ext import ExtBot

from bot.local import ApiError, LocalRequest, LocalServer, LocalTelegram

TOKEN = "1:local"  # noqa: S105
TEXT = b"Marta Brandt built the light."


@pytest.fixture
def telegram() -> LocalTelegram:
    return LocalTelegram(TOKEN)


async def test_the_bot_hears_of_a_file_and_downloads_its_bytes(telegram: LocalTelegram) -> None:
    with closing(telegram):
        sent = await telegram.person("Ana").send_file("chapter.txt", TEXT)
        (update,) = telegram.world.updates.waiting()
        assert update["message"]["document"] == sent["document"]
        assert sent["document"]["file_name"] == "chapter.txt"
        requests = (LocalRequest(telegram), LocalRequest(telegram))
        async with ExtBot(TOKEN, "http://here/bot", "http://here/file/bot", *requests) as bot:
            file = await bot.get_file(sent["document"]["file_id"])
            assert file.file_size == len(TEXT)
            assert await file.download_as_bytearray() == TEXT


async def test_over_http_it_is_the_same_and_needs_the_token(telegram: LocalTelegram) -> None:
    with closing(telegram):
        sent = await telegram.person("Ana").send_file("chapter.txt", TEXT)
        async with LocalServer(telegram, port=0) as server, httpx.AsyncClient() as client:
            file_id = sent["document"]["file_id"]
            got = await client.get(f"{server.address}/file/bot{TOKEN}/documents/{file_id}")
            assert (got.status_code, got.content) == (200, TEXT)
            for path in (f"botother/documents/{file_id}", f"bot{TOKEN}/documents/none", f"bot{TOKEN}/../x"):
                assert (await client.get(f"{server.address}/file/{path}")).status_code == 404


async def test_a_bot_gets_no_file_over_twenty_megabytes(telegram: LocalTelegram) -> None:
    with closing(telegram):
        sent = await telegram.person("Ana").send_file("large.pdf", bytes(20 * 1024 * 1024 + 1))
        with pytest.raises(ApiError, match="file is too big"):
            await telegram.call("getFile", {"file_id": sent["document"]["file_id"]})
        with pytest.raises(ApiError, match="invalid file_id"):
            await telegram.call("getFile", {"file_id": "none"})
        for name, content in (("", b"x"), ("x", b"")):
            with pytest.raises(ValueError, match="a file has a name"):
                await telegram.person("Ana").send_file(name, content)
