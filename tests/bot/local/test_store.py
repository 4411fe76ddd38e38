"""What outlives the process."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.local import LocalTelegram, StoreError

KEYBOARD = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}

LIFE = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.local import LocalTelegram

async def main():
    telegram = LocalTelegram(path=Path(sys.argv[1]))
    ana = telegram.person("Ana")
    await ana.send("/start")
    await telegram.call("sendMessage", {"chat_id": ana.id, "text": "before the kill"})
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


async def test_a_killed_process_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    path = tmp_path / "chats.db"
    ended = subprocess.run([sys.executable, "-c", LIFE, path], check=False, timeout=30)  # noqa: S603, ASYNC221
    assert ended.returncode == -signal.SIGKILL
    telegram = LocalTelegram(path=path)
    ana = telegram.person("Ana")
    assert [message["text"] for message in ana.messages()] == ["/start", "before the kill"]
    (update,) = await telegram.call("getUpdates")
    assert update["message"] == ana.messages()[0]
    telegram.close()


async def test_a_new_life_goes_on_where_the_old_one_stopped(tmp_path: Path) -> None:
    path = tmp_path / "chats.db"
    old = LocalTelegram(path=path)
    ana = old.person("Ana")
    group = old.group("Class 7b", ana)
    await ana.send("/start")
    fields = {"chat_id": ana.id, "text": "?", "reply_markup": KEYBOARD}
    question = await old.call("sendMessage", fields)
    gone = await old.call("sendMessage", {"chat_id": ana.id, "text": "gone"})
    await old.call("deleteMessage", {"chat_id": ana.id, "message_id": gone["message_id"]})
    await old.call("setMyCommands", {"commands": [{"command": "quiz", "description": "Start a quiz"}]})
    updates = await old.call("getUpdates")
    await old.call("getUpdates", {"offset": updates[-1]["update_id"] + 1})
    with pytest.raises(TimeoutError):
        await ana.tap(question["message_id"], "A", timeout=0)

    new = LocalTelegram(path=path)
    ana = new.person("Ana")
    assert ana.messages() == old.person("Ana").messages()
    assert ana.commands() == [{"command": "quiz", "description": "Start a quiz"}]
    assert new.group("Class 7b") == group
    (update,) = await new.call("getUpdates")
    assert update["update_id"] == updates[-1]["update_id"] + 1
    query = update["callback_query"]
    assert await new.call("answerCallbackQuery", {"callback_query_id": query["id"]}) is True
    message = await new.call("sendMessage", {"chat_id": ana.id, "text": "x"})
    assert message["message_id"] > gone["message_id"]
    for telegram in (old, new):
        telegram.close()


async def test_a_refused_call_leaves_no_trace(tmp_path: Path) -> None:
    telegram = LocalTelegram(path=tmp_path / "chats.db")
    ana = telegram.person("Ana")
    status, _ = await telegram.answer(telegram.token, "sendMessage", {"chat_id": ana.id, "text": "x"})
    assert status == 403
    telegram.close()
    again = LocalTelegram(path=tmp_path / "chats.db")
    assert again.person("Ana").messages() == []
    again.close()


def test_a_file_that_is_none_of_ours_is_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a database " * 100)
    with pytest.raises(StoreError, match=r"notes\.txt cannot keep the local chats: file is not a database"):
        LocalTelegram(path=text)
    assert text.read_text().startswith("not a database")
    other = tmp_path / "quizbot.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE session (id INTEGER)")
    connection.close()
    before = other.read_bytes()
    with pytest.raises(StoreError, match="written by another program"):
        LocalTelegram(path=other)
    assert other.read_bytes() == before
    with pytest.raises(StoreError, match="unable to open"):
        LocalTelegram(path=tmp_path / "nowhere" / "chats.db")


def test_without_a_file_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    telegram = LocalTelegram()
    asyncio.run(telegram.person("Ana").send("/start"))
    telegram.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("token", ["", "local", "1:", "x:local", "1:lo cal"])
def test_a_malformed_token_is_refused(token: str) -> None:
    with pytest.raises(ValueError, match="a token is"):
        LocalTelegram(token=token)
