"""What keeps classes going: asks the director what is due and does it; knows no rule of play.

One task a session that has something to do. A task holds nothing that a crash could lose: `start` begins
again from what the director knows.
"""

from __future__ import annotations

import asyncio
import logging

from telegram.error import TelegramError

from bot.crew import Crew
from bot.delivery import ChatLostError, Delivery
from bot.rounds import Rounds
from bot.services import ClassService, Director, StorageError
from bot.services.work import ClosePoll, Content, Deliver, Done, Gather, Lobby, PostKind, Remove, Rest, Work
from bot.views.posts import TextView, View, post_view
from bot.views.setup import lobby_view
from bot.views.words import Words, english

log = logging.getLogger(__name__)

LONGEST_REST = 30.0
"""Seconds after which a session is looked at anyway: the clock may have been put forward."""

BETWEEN_EDITS = 5.0
"""Seconds between two changes of a lobby's message."""

PAUSES = (0.5, 1.0, 2.0, 5.0)
"""Seconds before what failed is tried again; the last one again and again."""

LOOK_AGAIN = 2.0
"""Seconds after which sessions are looked for that nobody runs."""

FILES = (PostKind.TABLE, PostKind.SHEET, PostKind.CHART)


class Conductor:
    """Runs the sessions of all classes.

    Args:
        director: Tells what is due.
        classes: Ends a session whose chat is lost.
        delivery: Brings messages to their chats.
        crew: Says which sessions other processes run.
    """

    def __init__(self, director: Director, classes: ClassService, delivery: Delivery, crew: Crew) -> None:
        self._director = director
        self._crew = crew
        self._over = False
        self._orphans = Rounds(self._take_up, every=LOOK_AGAIN, name="sessions that nobody runs")
        crew.heard.append(self._hear)
        self._classes = classes
        self._delivery = delivery
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._bells: dict[int, asyncio.Event] = {}
        self._gathered: dict[int, Lobby] = {}

    async def start(self) -> None:
        """Take up every session that is not over or still owes a message, now and again and again."""
        self._orphans.start()

    async def stop(self) -> None:
        """Let go of every session, wherever it is."""
        self._over = True
        await self._orphans.stop()
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def wake(self, session_id: int) -> None:
        """Look at a session now: something has happened to it."""
        self._bells.setdefault(session_id, asyncio.Event()).set()
        if session_id not in self._tasks:
            task = asyncio.create_task(self._conduct(session_id), name=_name(session_id))
            self._tasks[session_id] = task

    async def _take_up(self) -> None:
        """Run the sessions that nobody runs: their process has died, or is this one, which has just begun."""
        idle = {_name(one): one for one in await self._director.unfinished() if one not in self._tasks}
        if idle:
            for name in idle.keys() - await self._crew.others(idle):
                self.wake(idle[name])

    def _hear(self, name: str | None) -> None:
        """Ring the bell of a session that a process tells of, where it is run here; None may be any.

        Whoever only tells of it hears that too: two that rang each other's bells would never come to rest.
        """
        for session_id, bell in self._bells.items():
            own = _name(session_id)
            if name in (None, own) and self._crew.has(own):
                bell.set()

    async def _conduct(self, session_id: int) -> None:
        """Run a session until it has nothing to do, or wake whoever runs it."""
        bell, name = self._bells[session_id], _name(session_id)
        failures = 0
        try:
            while True:
                bell.clear()
                try:
                    if not self._crew.has(name) and not await self._crew.claim(name):
                        await self._crew.call(name)
                        if bell.is_set():
                            continue
                        return
                    work = await self._director.next(session_id)
                    if isinstance(work, Done):
                        if bell.is_set() or not await self._leave(session_id):
                            continue
                        return
                    await self._do(session_id, work, bell)
                    failures = 0
                except (TelegramError, StorageError) as error:
                    pause = PAUSES[min(failures, len(PAUSES) - 1)]
                    failures += 1
                    log.warning("Session %d is tried again in %.1f s: %s", session_id, pause, error)
                    await asyncio.sleep(pause)
                except Exception:
                    log.exception("Session %d is tried again in %.0f s", session_id, LONGEST_REST)
                    await asyncio.sleep(LONGEST_REST)
        finally:
            if self._crew.has(name):
                await self._crew.give_back(name)
            self._tasks.pop(session_id, None)
            self._gathered.pop(session_id, None)
            if self._bells.pop(session_id).is_set() and not self._over:
                self.wake(session_id)

    async def _leave(self, session_id: int) -> bool:
        """Leave a session to the others; returns whether there is nothing to do still.

        A process that found it taken meanwhile, and called, may not be heard any more.
        """
        if not await self._crew.give_back(_name(session_id)):
            return True
        return isinstance(await self._director.next(session_id), Done)

    async def _do(self, session_id: int, work: Work, bell: asyncio.Event) -> None:
        try:
            match work:
                case Deliver():
                    await self._deliver(work)
                case Remove(post):
                    await self._delivery.remove(post)
                    await self._director.dropped(post)
                case ClosePoll(post, poll_id):
                    votes = await self._delivery.close_poll(post)
                    await self._director.poll_closed(session_id, poll_id, votes)
                case Gather():
                    await self._gather(session_id, work, bell)
                case Rest(seconds):
                    await self._rest(seconds, bell)
        except ChatLostError as lost:
            await self._lose(work, lost.trouble)

    async def _deliver(self, work: Deliver) -> None:
        post = work.post
        content = await self._director.content(post)
        view = await self._view(post.kind, content)
        if view is None:
            await self._director.dropped(post)
            return
        await self._delivery.deliver(work, view)
        if work.stale is not None:
            await self._delivery.strip(post.chat_id, work.stale)
        if isinstance(content, Lobby):
            self._gathered[post.session_id] = content

    async def _view(self, kind: PostKind, content: Content) -> View | None:
        words, bot = self._words, self._delivery.bot.username
        if kind in FILES:
            return await asyncio.to_thread(post_view, words, kind, content, bot)
        return post_view(words, kind, content, bot)

    @property
    def _words(self) -> Words:
        return english(self._delivery.bot.username)

    async def _gather(self, session_id: int, work: Gather, bell: asyncio.Event) -> None:
        """Show who has come in, and wait for the next one."""
        if self._gathered.get(session_id) != work.content:
            await self._delivery.show(work.post, TextView(lobby_view(self._words, work.content)))
            self._gathered[session_id] = work.content
            await asyncio.sleep(BETWEEN_EDITS)
        await self._rest(None, bell)

    async def _rest(self, seconds: float | None, bell: asyncio.Event) -> None:
        try:
            async with asyncio.timeout(LONGEST_REST if seconds is None else min(seconds, LONGEST_REST)):
                await bell.wait()
        except TimeoutError:
            return

    async def _lose(self, work: Work, trouble: str) -> None:
        """End what cannot go on: a class whose group is lost, or a message that a person does not want."""
        match work:
            case Deliver(post=post) | Remove(post) | ClosePoll(post=post) | Gather(post=post):
                if post.chat_id < 0:
                    log.warning("Session %d has lost its chat: %s", post.session_id, trouble)
                    only = post.session_id if trouble == "refused" else None
                    for session_id in await self._classes.lose_chat(post.chat_id, trouble, only=only):
                        self.wake(session_id)
                await self._director.dropped(post, refused=True)


def _name(session_id: int) -> str:
    """Return what a session is called among the processes."""
    return f"session {session_id}"
