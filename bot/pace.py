"""How fast a bot may write to Telegram; knows chats by their numbers, and no request.

Telegram's own figures: one message a second in a chat, 20 a minute in a group, 30 a second overall
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). Where it asks for a pause
nevertheless, nothing goes to that chat before the pause is over.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from bot.services import CrewService, SentTo


@dataclass(frozen=True, slots=True)
class Rates:
    """How many messages are allowed.

    Attributes:
        overall: In a second, to all chats together.
        chat: Seconds between two messages to one chat.
        group: In a minute, to one group.
        others: In a minute, to one group, of messages that are not first.
        minute: The seconds of it.
    """

    overall: int = 30
    chat: float = 1.0
    group: int = 20
    others: int = 12
    minute: float = 60.0


TELEGRAM = Rates()

UNHURRIED = Rates(overall=10_000, chat=0.0, group=10_000, others=10_000)
"""For a Telegram that asks for no pace: ours, on this machine."""

FORGOTTEN = 10_000
"""So many chats are remembered."""


@dataclass(slots=True)
class _Chat:
    sent: deque[float] = field(default_factory=deque)
    held_until: float = 0.0


class Pace:
    """Lets each message wait for its turn, among all that this process sends.

    Args:
        rates: What is allowed.
    """

    def __init__(self, rates: Rates = TELEGRAM) -> None:
        self._rates = rates
        self._chats: OrderedDict[int, _Chat] = OrderedDict()
        self._sent: deque[float] = deque()
        self._held_until = 0.0
        self._ending = asyncio.Event()

    def end(self) -> None:
        """Let what waits go at once, but for pauses that Telegram asked for: the bot is told to stop."""
        self._rates = UNHURRIED
        self._ending.set()

    async def wait(self, chat_id: int | None, *, sends: bool, first: bool = False) -> None:
        """Wait until a call may be made, and count it.

        Args:
            chat_id: The chat that it concerns; None for none.
            sends: Whether it sends a message; other calls wait only for a pause that Telegram asked for.
            first: Whether the message may use all of a group's pace.
        """
        loop = asyncio.get_running_loop()
        while (delay := self._delay(chat_id, loop.time(), sends=sends, first=first)) > 0:
            await self._rest(delay)
        if sends:
            self._sent.append(loop.time())
            if chat_id is not None:
                self._of(chat_id).sent.append(loop.time())

    async def _rest(self, delay: float) -> None:
        """Rest for some seconds, or until the end is near."""
        if self._ending.is_set():
            await asyncio.sleep(delay)
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(delay):
                await self._ending.wait()

    async def hold(self, chat_id: int | None, seconds: float) -> None:
        """Let nothing through to a chat, or (None) to Telegram, for some seconds."""
        until = asyncio.get_running_loop().time() + seconds
        if chat_id is None:
            self._held_until = max(self._held_until, until)
        else:
            chat = self._of(chat_id)
            chat.held_until = max(chat.held_until, until)

    def _delay(self, chat_id: int | None, now: float, *, sends: bool, first: bool) -> float:
        free = self._held_until
        if chat_id is not None:
            free = max(free, self._of(chat_id).held_until)
        if sends:
            free = max(free, _window(self._sent, self._rates.overall, 1.0, now))
            if chat_id is not None:
                free = max(free, self._turn(chat_id, now, first=first))
        return free - now

    def _turn(self, chat_id: int, now: float, *, first: bool) -> float:
        """Return when the next message may go to a chat."""
        sent = self._of(chat_id).sent
        free = sent[-1] + self._rates.chat if sent else 0.0
        if chat_id < 0:
            most = self._rates.group if first else self._rates.others
            return max(free, _window(sent, most, self._rates.minute, now))
        while len(sent) > 1:
            sent.popleft()
        return free

    def _of(self, chat_id: int) -> _Chat:
        chat = self._chats.setdefault(chat_id, _Chat())
        self._chats.move_to_end(chat_id)
        if len(self._chats) > FORGOTTEN:
            self._chats.popitem(last=False)
        return chat


def _window(sent: deque[float], most: int, seconds: float, now: float) -> float:
    """Return when one more fits into a sliding window; what has left the window is forgotten."""
    while sent and sent[0] <= now - seconds:
        sent.popleft()
    if len(sent) < most:
        return 0.0
    return sent[len(sent) - most] + seconds


class SharedPace(Pace):
    """Lets each message wait for its turn, among all that the processes of one bot send.

    A pause that Telegram asks for holds this process's other calls to the chat, too.

    Args:
        rates: What is allowed.
        crew: Counts the messages of all.
    """

    def __init__(self, rates: Rates, crew: CrewService) -> None:
        super().__init__(rates)
        self._crew = crew

    async def wait(self, chat_id: int | None, *, sends: bool, first: bool = False) -> None:
        """Wait until a call may be made, and count it; the arguments are those of `Pace.wait`."""
        await super().wait(chat_id, sends=False)
        if not sends:
            return

        def free_at(own: SentTo, every: SentTo, now: float) -> float:
            rates = self._rates
            free = max(own.held_until, every.held_until, _free(every.sent, rates.overall, 1.0, now))
            if chat_id is None:
                return free
            if own.sent:
                free = max(free, own.sent[-1] + rates.chat)
            most = rates.group if first else rates.others
            return max(free, _free(own.sent, most, rates.minute, now)) if chat_id < 0 else free

        while (delay := await self._crew.turn(chat_id or 0, free_at)) > 0:
            await self._rest(delay)

    async def hold(self, chat_id: int | None, seconds: float) -> None:
        """Let nothing through to a chat, or (None) to Telegram, for some seconds."""
        await super().hold(chat_id, seconds)
        await self._crew.pause(chat_id, seconds)


def _free(sent: Sequence[float], most: int, seconds: float, now: float) -> float:
    """Return when one more fits into a sliding window."""
    recent = [one for one in sent if one > now - seconds]
    return 0.0 if len(recent) < most else recent[len(recent) - most] + seconds
