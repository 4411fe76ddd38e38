"""A message brought to its chat once; knows Telegram's errors and what messages look like, no rule of play.

Telegram has no way to send a message "if it is not there yet". Where an answer is lost, or the process dies
between sending and taking note of it, nobody knows whether the message stands in the chat. A bot cannot read
a chat, but it can try to edit: the numbers after the newest message that was known before are tried one by
one, and only when none of them is the message is it sent again. An edit of somebody else's message is
refused, one of no message too.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

import httpx
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.services import Director
from bot.services.work import Deliver, Post, PostState
from bot.sightings import Sightings, is_supergroup
from bot.views.posts import FileView, PollView, TextView, View

log = logging.getLogger(__name__)

GAP, GAP_SHARED = 8, 40
"""After so many numbers without a message the end of the chat is reached: in a supergroup, which numbers its
own, and where all chats of the bot share one count."""

MOST = 300
"""So many numbers are tried at the most."""

SETTLING = 1.0
"""Seconds for which a call whose answer was lost may still be at work."""

MOST_UPLOADS = 3
UPLOAD = 60.0
"""Seconds that a file may take on its way."""

PROBE = InlineKeyboardMarkup([[InlineKeyboardButton("…", callback_data="…")]])
"""Buttons that a message without any gets for a moment, so that it shows what it is."""

PRIORITY = 8
"""How often a class's message is tried: see `Patience`."""


class ChatLostError(Exception):
    """A chat cannot be written to any more.

    Args:
        trouble: `removed`, `deleted`, `upgraded`, `polls` or `refused`.
    """

    def __init__(self, trouble: str) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Delivery:
    """Brings messages to their chats.

    Attributes:
        bot: Who writes.
        director: Takes note of each step.
        sightings: The newest messages that were seen.
        uploads: How often each file was sent in vain.
    """

    bot: ExtBot[int]
    director: Director
    sightings: Sightings
    uploads: Counter[int] = field(default_factory=Counter)

    async def deliver(self, work: Deliver, view: View) -> None:
        """Bring a message to its chat, unless it stands there.

        Raises:
            ChatLostError: Telegram refuses for good.
            NetworkError: Nobody knows whether it stands there; deliver it again later.
            RetryAfter: Telegram asks for a longer pause than we had patience for.
        """
        post = work.post
        if post.state is PostState.SENDING:
            with _reaching():
                found = await self._find(post, view)
            if found:
                await self._note(post, found, since=found.date)
                return
        if not await self.director.sending(post, self.sightings.newest(post.chat_id)):
            return  # it was given up meanwhile
        try:
            message = await self._send(post.chat_id, work.thread_id, view)
        except (BadRequest, Forbidden, ChatMigrated) as error:
            await self.director.unsent(post)
            raise ChatLostError(_trouble(error)) from error
        except RetryAfter:
            await self.director.unsent(post)
            raise
        except NetworkError as error:
            if isinstance(error.__cause__, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
                await self.director.unsent(post)
            if isinstance(view, FileView) and self._in_vain(post):
                await self.director.dropped(post)
                return
            await asyncio.sleep(SETTLING)
            raise
        await self._note(post, message)

    async def hand_over(self, chat_id: int, files: Sequence[FileView]) -> None:
        """Send files, one after another.

        Raises:
            ChatLostError: The chat cannot be written to.
        """
        for file in files:
            try:
                await self._send(chat_id, 0, file)
            except (BadRequest, Forbidden, ChatMigrated) as error:
                raise ChatLostError(_trouble(error)) from error

    async def strip(
        self, chat_id: int, message_id: int, keyboard: InlineKeyboardMarkup | None = None
    ) -> None:
        """Give a message other buttons, or none; that it has them or is gone is no trouble.

        Raises:
            ChatLostError: The chat cannot be written to any more.
        """
        try:
            with _reaching():
                await self.bot.edit_message_reply_markup(chat_id, message_id, reply_markup=keyboard)
        except BadRequest as error:
            log.debug("Buttons of message %d stay as they are: %s", message_id, error)

    async def show(self, post: Post, view: TextView) -> None:
        """Bring a message that stands in its chat up to date; that it is gone is no trouble.

        Raises:
            ChatLostError: The chat cannot be written to any more.
        """
        try:
            with _reaching():
                await self.bot.edit_message_text(
                    view.message.html,
                    post.chat_id,
                    _number(post),
                    parse_mode="HTML",
                    reply_markup=view.keyboard,
                    link_preview_options=view.preview,
                )
        except BadRequest as error:
            log.debug("Message %s stays as it is: %s", post.message_id, error)

    async def close_poll(self, post: Post) -> int | None:
        """Close a poll.

        Returns:
            How many voted; None where it was closed before or is gone.

        Raises:
            ChatLostError: The chat cannot be written to any more.
        """
        try:
            with _reaching():
                poll = await self.bot.stop_poll(post.chat_id, _number(post))
        except BadRequest as error:
            log.info("The poll of message %s is closed already: %s", post.message_id, error)
            return None
        return poll.total_voter_count

    async def remove(self, post: Post) -> None:
        """Take a message away, or close its poll where it has to stay.

        Raises:
            ChatLostError: The chat cannot be written to any more.
        """
        try:
            with _reaching():
                await self.bot.delete_message(post.chat_id, _number(post))
        except BadRequest as error:
            if "not found" not in str(error).lower():
                await self.close_poll(post)

    def _in_vain(self, post: Post) -> bool:
        """Whether a file was sent often enough without an answer: it may have come each time."""
        self.uploads[post.id] += 1
        if self.uploads[post.id] < MOST_UPLOADS:
            return False
        log.warning("File %d of session %d is given up", post.id, post.session_id)
        del self.uploads[post.id]
        return True

    async def _note(self, post: Post, message: Message, *, since: datetime | None = None) -> None:
        poll_id = message.poll.id if message.poll else None
        await self.director.sent(post, message.message_id, poll_id=poll_id, since=since)

    async def _send(self, chat_id: int, thread_id: int, view: View) -> Message:
        thread = thread_id or None
        match view:
            case TextView():
                return await self.bot.send_message(
                    chat_id,
                    view.message.html,
                    parse_mode="HTML",
                    reply_markup=view.keyboard,
                    message_thread_id=thread,
                    link_preview_options=view.preview,
                    rate_limit_args=PRIORITY,
                )
            case PollView(poll=poll):
                return await self.bot.send_poll(
                    chat_id,
                    poll.question,
                    poll.options,
                    is_anonymous=False,
                    type="quiz",
                    correct_option_ids=[poll.correct],  # type: ignore[list-item]
                    explanation=poll.explanation or None,
                    open_period=view.open_period,
                    reply_markup=view.keyboard,
                    message_thread_id=thread,
                    rate_limit_args=PRIORITY,
                )
            case FileView(picture=True):
                return await self.bot.send_photo(
                    chat_id,
                    view.content,
                    caption=view.caption,
                    read_timeout=UPLOAD,
                    write_timeout=UPLOAD,
                )
            case FileView():
                return await self.bot.send_document(
                    chat_id,
                    view.content,
                    filename=view.filename,
                    caption=view.caption,
                    read_timeout=UPLOAD,
                    write_timeout=UPLOAD,
                )

    async def _find(self, post: Post, view: View) -> Message | None:
        """Look for a message that may have been sent; None where it was not."""
        if isinstance(view, FileView):
            return None  # a file that comes twice harms nobody
        gap = GAP if is_supergroup(post.chat_id) else GAP_SHARED
        known = await self.director.known(post.chat_id)
        missing = 0
        start = (post.after_id or 0) + 1
        for number in range(start, max(start, self.sightings.newest(post.chat_id)) + MOST):
            if number in known:
                continue
            found = await self._probe(post.chat_id, number, view)
            if isinstance(found, Message):
                log.info("Message %d of session %d had been sent after all", number, post.session_id)
                return found
            missing = missing + 1 if found is False else 0
            if missing >= gap and number > self.sightings.newest(post.chat_id):
                break
        return None

    async def _probe(self, chat_id: int, number: int, view: TextView | PollView) -> Message | bool:
        """Return the message of a number where it is the one sought, else whether there is any."""
        had_buttons = True
        try:
            message = await self.bot.edit_message_reply_markup(chat_id, number, reply_markup=None)
        except BadRequest as error:
            if "not modified" not in str(error).lower():
                return "not found" not in str(error).lower()
            had_buttons = False
            buttons = view.keyboard or PROBE
            message = await self.bot.edit_message_reply_markup(chat_id, number, reply_markup=buttons)
        if not isinstance(message, Message):
            return True
        if view.is_shown_by(message):
            await self.strip(chat_id, number, view.keyboard)
            return message
        if not had_buttons:
            await self.strip(chat_id, number)
        return True


@contextmanager
def _reaching() -> Iterator[None]:
    """Tell a chat that cannot be written to any more from other refusals."""
    try:
        yield
    except (Forbidden, ChatMigrated) as error:
        raise ChatLostError(_trouble(error)) from error


def _number(post: Post) -> int:
    if post.message_id is None:
        raise ValueError(f"post {post.id} was not sent")
    return post.message_id


def _trouble(error: TelegramError) -> str:
    """Return what happened to a chat, in one of our own words."""
    text = str(error).lower()
    if isinstance(error, ChatMigrated) or "upgraded to a supergroup" in text:
        return "upgraded"
    if "deleted" in text or "chat not found" in text:
        return "deleted"
    if "send polls" in text:
        return "polls"
    if isinstance(error, Forbidden):
        return "removed"
    log.error("Telegram refused a message of a class: %s", error, exc_info=error)
    return "refused"
