"""The application that serves a Telegram, whichever that is: built, introduced, listening."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from telegram import BotCommand, BotCommandScopeAllGroupChats, Update
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bot.bulletin import Bulletin
from bot.collector import Collector
from bot.conductor import Conductor
from bot.delivery import Delivery
from bot.handlers import add_handlers
from bot.handlers.context import CONTEXT_TYPES
from bot.handlers.members import Members
from bot.handlers.throttle import Throttle
from bot.inbox import Inbox, KeepingBot
from bot.maker import Maker
from bot.making import Outcomes
from bot.offers import Offers
from bot.pace import TELEGRAM, Pace, Rates
from bot.reminding import Reminding
from bot.rounds import Rounds
from bot.services import Services
from bot.settings import Settings
from bot.sightings import Sightings
from bot.traffic import ChatOrder, Patience
from bot.views.words import english
from bot.workshop import Workshop
from questions.errors import TelegramRefused

Requests = tuple[BaseRequest, BaseRequest] | None
App = Application[Any, Any, Any, Any, Any, Any]

COMMANDS = (
    "quiz",
    "make_quiz",
    "review",
    "ask",
    "progress",
    "settings",
    "library",
    "stop",
    "score",
    "leaderboard",
    "help",
    "privacy",
    "export_my_data",
    "delete_my_data",
)
GROUP_COMMANDS = ("quiz", "make_quiz", "stop")
UPDATES = [
    Update.MESSAGE,
    Update.CALLBACK_QUERY,
    Update.POLL,
    Update.POLL_ANSWER,
    Update.MY_CHAT_MEMBER,
]
ONCE_IN = 60.0
"""Seconds in which a group is told the same thing once, so that a playful class cannot crowd out its quiz."""

CONNECTIONS = 64
"""Calls that may be under way at once."""


def build(
    token: str,
    services: Services,
    *,
    api_url: str,
    requests: Requests = None,
    rates: Rates = TELEGRAM,
    workshop: Workshop | None = None,
) -> App:
    """Build the application that serves a Telegram.

    Args:
        token: The bot's token there.
        services: The use cases.
        api_url: The Bot API server.
        requests: Two ways to the server, for calls and for updates; by default HTTP.
        rates: How fast messages may be sent there.
        workshop: What makes banks of files; by default with processes of its own.
    """
    sightings = Sightings()
    calls, updates = requests or (_http(CONNECTIONS), _http(1))
    inbox = Inbox(services.director)
    bot = KeepingBot(
        token,
        inbox,
        base_url=f"{api_url.rstrip('/')}/bot",
        base_file_url=f"{api_url.rstrip('/')}/file/bot",
        request=calls,
        get_updates_request=updates,
        rate_limiter=Patience(Pace(rates), sightings),
    )
    delivery = Delivery(bot, services.director, sightings)
    conductor = Conductor(services.director, services.classes, delivery)
    inbox.wake = conductor.wake
    application: App = (
        ApplicationBuilder()
        .bot(bot)
        .update_queue(inbox)
        .concurrent_updates(ChatOrder(sightings))
        .context_types(CONTEXT_TYPES)
        .build()
    )
    application.bot_data.update(
        services=services,
        conductor=conductor,
        collector=Collector(services.homework, delivery),
        reminding=Reminding(services.study, delivery),
        delivery=delivery,
        maker=_maker(bot, services, workshop or Workshop()),
        notices=Throttle(ONCE_IN),
        members=Members(),
    )
    add_handlers(application)
    return application


def _maker(bot: ExtBot[int], services: Services, workshop: Workshop) -> Maker:
    bulletin = Bulletin(bot, services.jobs)
    return Maker(
        services.jobs,
        services.library,
        Outcomes(bot, workshop, bulletin, services.choosing),
        bulletin,
        Offers(services.jobs, services.choosing, bulletin),
        bot,
    )


def _http(connections: int) -> HTTPXRequest:
    """Return a way to a server that is in no hurry: an answer that is not waited for is in doubt for ever."""
    return HTTPXRequest(connections, read_timeout=20.0, write_timeout=20.0, pool_timeout=60.0)


@asynccontextmanager
async def serving(application: App, settings: Settings) -> AsyncIterator[None]:
    """Serve updates as long as the context is open; what was begun is finished at its end.

    Raises:
        TelegramRefused: [Q052] The server refuses the token or cannot be reached.
    """
    conductor: Conductor = application.bot_data["conductor"]
    maker: Maker = application.bot_data["maker"]
    looking_after: list[Rounds] = [application.bot_data[one].rounds for one in ("collector", "reminding")]
    try:
        try:
            await application.initialize()
            await introduce(application)
            await listen(application, settings)
        except TelegramError as error:
            raise TelegramRefused(
                f"The Bot API server {_host(application)} did not let the bot in ({error})",
                advice="Check TELEGRAM_BOT_TOKEN, TELEGRAM_API_URL, WEBHOOK_URL and the network",
            ) from error
        await application.start()
        await conductor.start()
        await maker.start()
        for rounds in looking_after:
            rounds.start()
        yield
    finally:
        if application.updater and application.updater.running:
            await application.updater.stop()
        if application.running:
            await application.stop()
        await asyncio.gather(*(rounds.stop() for rounds in looking_after))
        await conductor.stop()
        await maker.stop()
        await application.shutdown()


async def introduce(application: App) -> None:
    """Set the command menu and what the bot says of itself."""
    words = english()
    commands = [BotCommand(name, words(f"command-{name}")) for name in COMMANDS]
    await application.bot.set_my_commands(commands)
    in_groups = [BotCommand(name, words(f"command-group-{name}")) for name in GROUP_COMMANDS]
    await application.bot.set_my_commands(in_groups, BotCommandScopeAllGroupChats())
    await application.bot.set_my_description(words("bot-description"))
    await application.bot.set_my_short_description(words("bot-short-description"))


async def listen(application: App, settings: Settings) -> None:
    """Begin to receive updates: by webhook where an address is set, else by long polling."""
    if application.updater is None:
        raise TypeError("the application was built with an updater")
    if settings.webhook_url:
        await application.updater.start_webhook(
            listen="127.0.0.1",
            port=settings.webhook_port,
            url_path=urlsplit(settings.webhook_url).path.lstrip("/"),
            webhook_url=settings.webhook_url,
            secret_token=settings.webhook_secret,
            allowed_updates=UPDATES,
        )
    else:
        await application.updater.start_polling(allowed_updates=UPDATES, bootstrap_retries=3)


def _host(application: App) -> str:
    return urlsplit(str(application.bot.base_url)).netloc
