"""The application that serves a Telegram, whichever that is: built, introduced, listening."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from urllib.parse import urlsplit

from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bot.bulletin import Bulletin
from bot.collector import Collector
from bot.conductor import Conductor
from bot.crew import Crew, SharedCrew
from bot.delivery import Delivery
from bot.gate import Gate
from bot.gauges import Gauges
from bot.handlers import add_handlers
from bot.handlers.context import CONTEXT_TYPES
from bot.handlers.members import Members
from bot.handlers.throttle import Throttle
from bot.inbox import Inbox, KeepingBot, SharedInbox
from bot.inside import Inside
from bot.journal import Journal
from bot.listening import listening_by
from bot.loopback import Loopback
from bot.maker import Maker
from bot.making import Outcomes
from bot.menus import introduce
from bot.offers import Offers
from bot.pace import TELEGRAM, UNHURRIED, Pace, Rates, SharedPace
from bot.reminding import Reminding
from bot.rounds import Rounds
from bot.services import Services
from bot.settings import Settings
from bot.sightings import Sightings
from bot.traffic import ChatOrder, Patience
from bot.webhook import Webhook
from bot.workshop import Workshop
from questions.errors import TelegramRefused

Requests = tuple[BaseRequest, BaseRequest] | None
App = Application[Any, Any, Any, Any, Any, Any]

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
    gauges = Gauges()
    journal = Journal(gauges)
    shared = services.crew
    crew = SharedCrew(shared) if shared else Crew()
    inbox: Inbox = Inbox(services.director, journal)
    if shared and isinstance(crew, SharedCrew):
        inbox = crew_inbox = SharedInbox(services.director, journal, shared)
        crew.at_work = crew_inbox.at_work
    pace = SharedPace(rates, shared) if shared and rates is not UNHURRIED else Pace(rates)
    bot = KeepingBot(
        token,
        inbox,
        gauges.telegram_error,
        base_url=f"{api_url.rstrip('/')}/bot",
        base_file_url=f"{api_url.rstrip('/')}/file/bot",
        request=calls,
        get_updates_request=Gate(updates),
        rate_limiter=Patience(pace, sightings, gauges),
    )
    delivery = Delivery(bot, services.director, sightings)
    conductor = Conductor(services.director, services.classes, delivery, crew)
    inbox.wake = conductor.wake
    services.quiz.heard = lambda: gauges.answers("private")
    services.director.heard = lambda votes: gauges.answers("class", votes)
    application: App = (
        ApplicationBuilder()
        .bot(bot)
        .update_queue(inbox)
        .concurrent_updates(ChatOrder(sightings, journal, inbox.done))
        .context_types(CONTEXT_TYPES)
        .build()
    )
    application.bot_data.update(
        services=services,
        gauges=gauges,
        pace=pace,
        conductor=conductor,
        collector=Collector(services.homework, delivery, crew),
        reminding=Reminding(services.study, delivery, crew),
        delivery=delivery,
        maker=_maker(bot, services, workshop or Workshop(), crew),
        crew=crew,
        notices=Throttle(ONCE_IN, crew),
        members=Members(),
    )
    add_handlers(application)
    return application


def _maker(bot: ExtBot[int], services: Services, workshop: Workshop, crew: Crew) -> Maker:
    bulletin = Bulletin(bot, services.jobs)
    return Maker(
        services.jobs,
        services.library,
        Outcomes(bot, workshop, bulletin, services.choosing),
        bulletin,
        Offers(services.jobs, services.choosing, bulletin),
        bot,
        crew,
    )


def _http(connections: int) -> HTTPXRequest:
    """Return a way to a server that is in no hurry: an answer that is not waited for is in doubt for ever."""
    return HTTPXRequest(connections, read_timeout=20.0, write_timeout=20.0, pool_timeout=60.0)


@asynccontextmanager
async def serving(application: App, settings: Settings) -> AsyncIterator[Inside]:
    """Serve updates as long as the context is open; what was begun is finished at its end.

    Gives what can be seen of the application, for further servers than those of the settings.

    Raises:
        PortTaken: [Q051] Another program listens on a port that the settings name.
        TelegramRefused: [Q052] The server refuses the token or cannot be reached.
    """
    crew: Crew = application.bot_data["crew"]
    if application.updater is None:
        raise TypeError("the application was built with an updater")
    services: Services = application.bot_data["services"]
    listening = listening_by(settings, application.updater)
    inside = Inside(application.bot_data["gauges"], services.insight, listening)
    if isinstance(listening, Webhook):
        listening.add(inside.routes)
    window = Loopback(settings.metrics_port, "METRICS_PORT", inside.routes) if settings.metrics_port else None
    conductor: Conductor = application.bot_data["conductor"]
    maker: Maker = application.bot_data["maker"]
    looking_after: list[Rounds] = [application.bot_data[one].rounds for one in ("collector", "reminding")]
    try:
        if window:
            await window.start()
        with _told_if_refused(application):
            await application.initialize()
            await listening.start()
        await crew.start()
        await application.start()
        await conductor.start()
        await maker.start()
        for rounds in looking_after:
            rounds.start()
        with _told_if_refused(application):
            # Updates are answered meanwhile: nobody waits for the menus.
            await introduce(application.bot, services.roles.admin_ids)
        yield inside
    finally:
        await listening.stop()
        application.bot_data["pace"].end()
        if application.running:
            await application.stop()
        await asyncio.gather(*(rounds.stop() for rounds in looking_after))
        await conductor.stop()
        await maker.stop()
        await crew.stop()
        await application.shutdown()
        if window:
            await window.stop()
        await inside.stop()


@contextmanager
def _told_if_refused(application: App) -> Iterator[None]:
    try:
        yield
    except TelegramError as error:
        host = urlsplit(str(application.bot.base_url)).netloc
        raise TelegramRefused(
            f"The Bot API server {host} did not let the bot in ({error})",
            advice="Check TELEGRAM_BOT_TOKEN, TELEGRAM_API_URL, WEBHOOK_URL and the network",
        ) from error
