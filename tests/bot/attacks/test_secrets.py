"""The token, the webhook's secret, a model's key and a database's password stand in no log and no error."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from bot.local import LocalServer, LocalTelegram
from bot.settings import Settings, proof_of
from tests.bot.student import Student
from tests.bot.test_process import ROOT, folder, process
from tests.ports import free_port

__all__ = ["folder"]

SECRETS = {
    "TELEGRAM_BOT_TOKEN": "4242:Token-of-the-bot_x7Qz",
    "WEBHOOK_SECRET": "Secret-of-the-hook_k3Wq",
    "LLM_API_KEY": "sk-Key-of-the-model_p9Lm",
}
TOKEN = SECRETS["TELEGRAM_BOT_TOKEN"]
PASSWORD = "Word-of-the-database_v5Jt"  # noqa: S105
HIDDEN = (
    proof_of(TOKEN),
    TOKEN,
    TOKEN.partition(":")[2],
    PASSWORD,
    SECRETS["WEBHOOK_SECRET"],
    SECRETS["LLM_API_KEY"],
)


def hides(text: str) -> bool:
    """Whether none of the secrets stands in a text."""
    found = [one for one in HIDDEN if one in text or one.replace(":", "%3A") in text]
    return not found


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[tuple[LocalTelegram, str]]:
    """A Bot API server for the bot with the secret token."""
    with closing(LocalTelegram(TOKEN, tmp_path / "telegram.db")) as telegram:
        async with LocalServer(telegram, port=0) as local:
            yield telegram, local.address


WRONG = {
    "a Telegram that is not there": {"TELEGRAM_API_URL": "http://127.0.0.1:1"},
    "a Telegram by a name that is none": {"TELEGRAM_API_URL": "http://bot.invalid"},
    "no address": {"TELEGRAM_API_URL": "nonsense"},
    "a database that is not there": {"DATABASE_URL": f"postgresql+psycopg://bot:{PASSWORD}@127.0.0.1:1/quiz"},
    "a database of no sort": {"DATABASE_URL": f"oracle://bot:{PASSWORD}@127.0.0.1/quiz"},
    "no database": {"DATABASE_URL": f"bot:{PASSWORD}@127.0.0.1"},
    "a database's port that is none": {"DATABASE_URL": f"postgresql+psycopg://bot:{PASSWORD}@127.0.0.1:x/q"},
    "a secret with odd signs": {"WEBHOOK_SECRET": SECRETS["WEBHOOK_SECRET"] + "!"},
    "a token that is none": {"TELEGRAM_BOT_TOKEN": f"bot {TOKEN}"},
    "a token with a line's end": {"TELEGRAM_BOT_TOKEN": f"{TOKEN}\n"},
    "a webhook that is none": {"WEBHOOK_URL": "http://127.0.0.1:1/hook"},
    "a budget that is none": {"LLM_BUDGET": "many"},
}


@pytest.mark.parametrize("given", WRONG.values(), ids=WRONG)
def test_a_setting_that_is_wrong_is_told_without_the_secrets(folder: Path, given: dict[str, str]) -> None:
    here = {"PYTHONPATH": str(ROOT), "BANKS_DIR": "banks", "TELEGRAM_API_URL": "http://127.0.0.1:1"}
    environment = {**os.environ, **here, **SECRETS, "LOG_LEVEL": "DEBUG", **given}
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "bot"], cwd=folder, env=environment, capture_output=True, timeout=25
        )
    except subprocess.TimeoutExpired as error:  # it tries again for a while
        told = (error.stdout or b"") + (error.stderr or b"")
    else:
        assert ended.returncode != 0
        told = ended.stdout + ended.stderr
    assert told
    assert hides(told.decode())


async def test_a_bot_that_serves_logs_no_secret_even_at_debug(
    folder: Path, server: tuple[LocalTelegram, str]
) -> None:
    telegram, address = server
    port, log = free_port(), folder / "log"
    settings = {
        **SECRETS,
        "TELEGRAM_API_URL": address,
        "LOG_LEVEL": "DEBUG",
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
        "WEBHOOK_PORT": str(port),
        "LLM_MODEL": "openai:none",
    }
    with log.open("wb") as written:
        async with process(folder, written, **settings), httpx.AsyncClient() as client:
            ana = Student(telegram.person("Ana"))
            await ana.starts()
            await ana.answers(right=True)
            telegram.faults.fail("sendMessage")
            await ana.person.send("/help")
            shown = {"X-Telegram-Bot-Api-Secret-Token": SECRETS["WEBHOOK_SECRET"]}
            seen = [
                (await client.post(f"http://127.0.0.1:{port}/hook", content="{", headers=shown)).text,
                (await client.get(f"http://127.0.0.1:{port}/metrics")).text,
                (await client.get(f"http://127.0.0.1:{port}/healthz")).text,
                str(ana.person.messages()),
            ]
            await ana.person.wait(lambda messages: "wrong on our side" in messages[-1].get("text", ""))
    told = log.read_text()
    assert "DEBUG" in told
    assert hides(told)
    assert all(map(hides, seen))


def test_settings_show_no_secret_where_they_are_printed() -> None:
    settings = Settings(
        telegram_bot_token=TOKEN,
        webhook_secret=SECRETS["WEBHOOK_SECRET"],
        llm_api_key=SecretStr(SECRETS["LLM_API_KEY"]),
        database_url=f"postgresql+psycopg://bot:{PASSWORD}@db/quiz",
        _env_file=None,
    )
    assert hides(f"{settings} {settings!r}")
    assert {*HIDDEN} - {proof_of(TOKEN)} <= settings.secrets
