"""The wiring: settings become a database, banks, a Telegram and the application between them."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import UTC, datetime
from random import SystemRandom

from bot.application import build, serving
from bot.banks import load_banks
from bot.invitation import Invitation
from bot.language_model import LanguageModel
from bot.local import FIRST_PERSON, LocalRequest, LocalServer, LocalTelegram, StoreError
from bot.pace import UNHURRIED
from bot.paid import Paid
from bot.services import open_services
from bot.settings import Settings
from bot.views.poll import fits
from bot.workshop import Workshop
from questions.errors import DatabaseUnusable, PortTaken, SettingInvalid
from storage.engine import Database, StorageError

LOCAL_TOKEN = "1:local"  # noqa: S105 (it opens a server on this machine only)


async def run(
    settings: Settings, *, lan: bool = False, announce: Callable[[str, Invitation | None], None]
) -> None:
    """Run the bot until it is told to stop.

    Args:
        settings: Which Telegram, which database, which banks.
        lan: Whether the local Telegram lets people of the same network in, by a code.
        announce: Tells the person who started it where the bot is to be found, and the class how to come in.

    Raises:
        QuizError: Something that the person can mend keeps it from running.
    """
    banks = load_banks(settings.banks_dir)
    async with AsyncExitStack() as stack:
        database = Database(settings.database_url)
        stack.push_async_callback(database.close)
        await database.open()
        # On a Telegram of its own there is nobody else to ask: the first person there runs the bot.
        local_admin = frozenset() if settings.telegram_bot_token else frozenset({FIRST_PERSON})
        try:
            services = await open_services(
                database,
                banks,
                clock=lambda: datetime.now(UTC),
                random=SystemRandom(),
                fits=fits,
                admin_ids=settings.admin_ids or local_admin,
                model=settings.llm_model,
            )
        except StorageError as error:
            # A file that cannot be written to is opened all the same, and so is a disk that is full.
            raise database.unusable(error) from error
        workshop = Workshop(model=LanguageModel.of(settings), paid=Paid(database.beside("llm")))
        invitation = None
        if settings.telegram_bot_token:
            if lan:
                raise SettingInvalid(
                    "--lan is for the local Telegram, and TELEGRAM_BOT_TOKEN is set",
                    advice="Leave one of the two out",
                )
            application = build(
                settings.telegram_bot_token,
                services,
                api_url=settings.telegram_api_url,
                workshop=workshop,
            )
            await stack.enter_async_context(serving(application, settings))
            place = f"https://t.me/{application.bot.username}"
        else:
            telegram, server = await stack.enter_async_context(local_telegram(settings, lan=lan))
            place = server.address
            if lan:
                invitation = Invitation(server.lan_address, server.join_code)
            requests = (LocalRequest(telegram), LocalRequest(telegram))
            application = build(
                LOCAL_TOKEN,
                services,
                api_url=place,
                requests=requests,
                rates=UNHURRIED,
                workshop=workshop,
            )
            server.add((await stack.enter_async_context(serving(application, settings))).routes)
        told_to_stop = _told_to_stop()
        announce(place, invitation)
        await told_to_stop.wait()


@asynccontextmanager
async def local_telegram(
    settings: Settings, *, lan: bool = False
) -> AsyncIterator[tuple[LocalTelegram, LocalServer]]:
    """Run a Telegram of our own on localhost or in the local network; gives it and its server.

    Raises:
        PortTaken: [Q051] Another program listens on the port.
        DatabaseUnusable: [Q040] The file of its chats cannot be used.
    """
    try:
        telegram = LocalTelegram(
            LOCAL_TOKEN, settings.local_data, name="Passage Quiz", username="passage_quiz_bot"
        )
    except StoreError as error:
        raise DatabaseUnusable(
            f"The chats in {settings.local_data} cannot be used ({error})",
            advice="Check LOCAL_DATA, the folder and the permissions; the file was left as it is",
        ) from error
    with closing(telegram):
        server = LocalServer(telegram, port=settings.local_port, lan=lan)
        try:
            await server.start()
        except OSError as error:
            reason = os.strerror(error.errno or 0).lower()
            raise PortTaken(
                f"Port {settings.local_port} cannot be listened on ({reason})",
                advice="Stop the other program or set LOCAL_PORT to another port",
            ) from error
        try:
            yield telegram, server
        finally:
            await server.stop()


def _told_to_stop() -> asyncio.Event:
    """Return what is set when the process is told to stop, from now on."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop
