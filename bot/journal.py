"""A line in the log for each update, and its figures; knows what an update is, never who or what is in it.

A line is logfmt: `update=17 kind=press press=a chat=private ms=12.3 waiting=0 outcome=ok`. Names, texts and
the numbers of people and chats never stand there, and of a button only its letter. What a handler refuses and
where it fails is noted by whoever tells the person; the note finds the line by the task that it is made in.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from telegram import Update

from bot.gauges import Gauges

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Entry:
    """What is noted of an update.

    Attributes:
        arrived: When it came, in seconds of the journal's clock.
        begun: Whether it is being worked on; else it waits.
        outcome: `ok`, `refused`, `error`, or `cut` where the bot was told to stop meanwhile.
        reason: Why it was refused, or the kind of error.
    """

    arrived: float
    begun: bool = False
    outcome: str = "ok"
    reason: str = ""


_ENTRY: ContextVar[Entry | None] = ContextVar("entry", default=None)


class Journal:
    """Follows updates from their arrival to their end.

    Args:
        gauges: Where they are counted.
        clock: Seconds that only grow.
    """

    def __init__(self, gauges: Gauges, *, clock: Callable[[], float] = time.perf_counter) -> None:
        self._gauges = gauges
        self._clock = clock
        self._entries: dict[int, Entry] = {}
        self._begun = 0
        gauges.watch_waiting(lambda: self.waiting)

    @property
    def waiting(self) -> int:
        """How many updates have arrived and are not worked on yet."""
        return len(self._entries) - self._begun

    def arrived(self, update: Update) -> None:
        """Take note that an update came."""
        self._entries.setdefault(update.update_id, Entry(self._clock()))

    def note(self, update: Update) -> None:
        """Write the line of an update that is worked on already."""
        self.arrived(update)
        self._close(update, self._entries.pop(update.update_id))

    @contextmanager
    def following(self, update: Update) -> Iterator[Callable[[], None]]:
        """Write the line of an update when the block ends; gives what to call when its turn has come."""
        self.arrived(update)
        entry = self._entries[update.update_id]

        def begin() -> None:
            if not entry.begun:
                entry.begun = True
                self._begun += 1

        token = _ENTRY.set(entry)
        try:
            yield begin
        except BaseException as error:
            entry.outcome, entry.reason = "cut", type(error).__name__
            raise
        finally:
            _ENTRY.reset(token)
            if self._entries.pop(update.update_id, None) is entry:
                self._begun -= entry.begun
            self._close(update, entry)

    def _close(self, update: Update, entry: Entry) -> None:
        kind, seconds = kind_of(update), self._clock() - entry.arrived
        self._gauges.update(kind, seconds)
        if entry.outcome == "refused":
            self._gauges.refusal(entry.reason)
        elif entry.outcome == "error":
            self._gauges.failure()
        if log.isEnabledFor(logging.INFO):
            press = f" press={_letter(update.callback_query.data)}" if update.callback_query else ""
            chat = update.effective_chat.type if update.effective_chat else "none"
            log.info(
                "update=%d kind=%s%s chat=%s ms=%.1f waiting=%d outcome=%s%s",
                update.update_id,
                kind,
                press,
                chat,
                seconds * 1000,
                self.waiting,
                entry.outcome,
                f" reason={entry.reason}" if entry.reason else "",
            )


def note_refusal(reason: str) -> None:
    """Note that what the update at hand asks for is refused, for a reason in our own words."""
    entry = _ENTRY.get()
    if entry and entry.outcome == "ok":
        entry.outcome, entry.reason = "refused", reason


def note_error(error: BaseException | None) -> None:
    """Note that the work on the update at hand has failed."""
    entry = _ENTRY.get()
    if entry:
        entry.outcome, entry.reason = "error", type(error).__name__


def kind_of(update: Update) -> str:
    """Return what an update is, one of the kinds that are counted."""
    if update.callback_query:
        return "press"
    if update.poll_answer:
        return "vote"
    if update.poll:
        return "poll"
    if update.my_chat_member:
        return "member"
    message = update.message
    if message is None:
        return "other"
    if message.text:
        return "command" if message.text.startswith("/") else "text"
    return "document" if message.document else "message"


def _letter(pressed: str | None) -> str:
    """Return the letter that a button begins with; whatever else a client may send is none."""
    first = (pressed or "")[:1]
    return first if first.isascii() and first.isalpha() else "none"
