"""What a class's session needs next, and taking note of what was done; knows nothing of Telegram.

Every message is a row before it is sent, and every deadline is a row: whoever asks `next` after a crash is
told to go on where it was. Votes are kept as they come and become attempts when their question is closed, so
that a vote that comes before its poll is known here, or long after, counts all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.gradebook import Gradebook
from bot.services.shelf import Shelf
from bot.services.steps import ask, finish, is_deserted, settle
from bot.services.telling import pose_class, tell_book, tell_standing
from bot.services.work import (
    ChatLost,
    ClassEnd,
    ClassQuestion,
    ClassResult,
    ClosePoll,
    Content,
    Deliver,
    Done,
    Gather,
    Lobby,
    Missed,
    Remove,
    Rest,
    Work,
)
from questions.quiz import (
    ClassPhase,
    ClassSession,
    close_early,
    closed,
    pass_time,
    pause,
    posted,
    reveal,
)
from storage.classes import StoredClass, open_classes, players_of, save_class, stored_class
from storage.engine import Database
from storage.polls import (
    StoredPoll,
    Vote,
    add_poll,
    count_votes,
    keep_tallies,
    keep_votes,
    polls_of,
    sessions_of_polls,
)
from storage.posts import (
    Post,
    PostKind,
    PostState,
    drop_question,
    known_messages,
    newest_post,
    owe,
    posts_of,
    sessions_in_debt,
    set_post,
)

OWED = (PostState.DUE, PostState.SENDING)


class Director:
    """Tells what is to be done for a class, step by step.

    Args:
        database: Where it is remembered.
        shelf: The banks.
        clock: Gives the time, with its zone.

    Attributes:
        heard: Is told how many votes have been kept.
    """

    def __init__(self, database: Database, shelf: Shelf, *, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._shelf = shelf
        self._clock = clock
        self.heard: Callable[[int], None] | None = None
        self._last: tuple[tuple[int, ClassPhase], Gradebook] | None = None

    def now(self) -> datetime:
        """Return the time by which everything here goes."""
        return self._clock()

    async def unfinished(self) -> frozenset[int]:
        """Return the sessions that are not over or still owe a message."""
        async with self._database.read() as session:
            return frozenset((*await open_classes(session), *await sessions_in_debt(session)))

    async def keep(self, votes: Sequence[Vote], tallies: Mapping[str, int]) -> frozenset[int]:
        """Keep votes, and how many votes closed polls had; both are durable when this returns.

        Returns:
            The sessions that have something to do now: their poll was closed, or a vote came after that.
        """
        async with self._database.write() as session:
            kept = await keep_votes(session, votes)
            await keep_tallies(session, tallies)
            voted = {vote.poll_id for vote in votes}
            waited_for = await sessions_of_polls(session, voted, besides=ClassPhase.ASKING)
            touched = waited_for | await sessions_of_polls(session, set(tallies))
        if kept and self.heard is not None:
            self.heard(kept)
        return touched

    async def next(self, session_id: int) -> Work:
        """Take every step that is due, and return what is to be done now."""
        async with self._database.write() as session:
            stored = await stored_class(session, session_id, for_update=True)
            if stored is None:
                return Done()
            stored = await self._steps(session, stored)
            return await self._work(session, stored)

    async def content(self, post: Post) -> Content:
        """Return what a message of a session says now."""
        async with self._database.read() as session:
            stored = await stored_class(session, post.session_id)
            if stored is None:
                raise LookupError(post.session_id)
            return await self._content(session, stored, post)

    async def known(self, chat_id: int) -> frozenset[int]:
        """Return the messages of classes that a chat is known to hold."""
        async with self._database.read() as session:
            return await known_messages(session, chat_id)

    async def sending(self, post: Post, after_id: int) -> bool:
        """Take note that a message is about to be sent.

        Args:
            post: The message.
            after_id: The newest message that is known to stand there.

        Returns:
            Whether it is to be sent: False where it was given up meanwhile.
        """
        async with self._database.write() as session:
            newest = max(after_id, post.after_id or 0, await newest_post(session, post.chat_id))
            return await set_post(session, post.id, PostState.SENDING, was=OWED, after_id=newest)

    async def unsent(self, post: Post) -> None:
        """Take note that a message certainly does not stand there, and is owed still."""
        async with self._database.write() as session:
            await set_post(session, post.id, PostState.DUE, was=(PostState.SENDING,))

    async def sent(
        self, post: Post, message_id: int, *, poll_id: str | None = None, since: datetime | None = None
    ) -> None:
        """Take note that a message stands in its chat, and let time run from then.

        Args:
            post: The message.
            message_id: Its number.
            poll_id: The poll that it is, if it is one.
            since: Since when it stands there; by default since now.
        """
        now = min(since or self._clock(), self._clock())
        async with self._database.write() as session:
            stored = await stored_class(session, post.session_id, for_update=True)
            await set_post(session, post.id, PostState.SENT, message_id=message_id)
            if poll_id:
                await add_poll(
                    session, poll_id, session_id=post.session_id, position=post.position, posted_at=now
                )
            if stored and _shows(stored.state, post):
                await self._save(session, stored, posted(stored.state, now=now.timestamp()))

    async def dropped(self, post: Post, *, refused: bool = False) -> None:
        """Take note that a message will not be sent, or stands there no more."""
        async with self._database.write() as session:
            await set_post(session, post.id, PostState.REFUSED if refused else PostState.GONE)

    async def poll_closed(self, session_id: int, poll_id: str, votes: int | None) -> None:
        """Take note that a poll takes no votes any more.

        Args:
            session_id: Its session.
            poll_id: The poll.
            votes: How many it got in all; None where Telegram did not say.
        """
        async with self._database.write() as session:
            stored = await stored_class(session, session_id, for_update=True)
            if votes is None and (stored is None or stored.state.over):
                votes = await count_votes(session, poll_id)
            if votes is not None:
                await keep_tallies(session, {poll_id: votes})
            if stored:
                now = self._clock().timestamp()
                await self._save(session, stored, closed(stored.state, now=now))

    async def _steps(self, session: AsyncSession, stored: StoredClass) -> StoredClass:
        now = self._clock()
        state = pass_time(stored.state, now=now.timestamp())
        poll = await self._poll(session, replace(stored, state=state))
        if poll and poll.votes is not None:
            state = closed(close_early(state), now=now.timestamp())
        stored = await self._save(session, stored, state)
        if state.phase is ClassPhase.CLOSING and await self._all_in(session, stored, poll, now):
            await settle(session, self._shelf, stored, now)
            await owe(session, stored.id, PostKind.RESULT, stored.chat_id, position=state.position)
            told = reveal(state)
            if await is_deserted(session, stored):
                told = pause(told, position=told.position)
            stored = await self._save(session, stored, told)
        elif state.over:
            await settle(session, self._shelf, stored, now)
        return stored

    async def _save(self, session: AsyncSession, stored: StoredClass, state: ClassSession) -> StoredClass:
        if state == stored.state:
            return stored
        now = self._clock()
        await save_class(session, stored.id, state, now=now)
        changed = replace(stored, state=state)
        if state.phase is ClassPhase.ASKING and state.position != stored.state.position:
            await ask(session, changed)
        elif state.over and not stored.state.over:
            await finish(session, self._shelf, changed, now)
        return changed

    async def _all_in(
        self, session: AsyncSession, stored: StoredClass, poll: StoredPoll | None, now: datetime
    ) -> bool:
        """Whether every vote that Telegram has counted is kept, or was waited for long enough.

        A question that is closed before it was ever asked, or asked again with more time, waits for none.
        """
        due, position = stored.state.due, stored.state.position
        if due is not None and due <= now.timestamp():
            return True
        if poll is None:
            await drop_question(session, stored.id, position)
            owed = await posts_of(session, stored.id, *OWED, kind=PostKind.QUESTION)
            return all(post.position != position for post in owed)
        return poll.votes is not None and await count_votes(session, poll.id) >= poll.votes

    async def _poll(self, session: AsyncSession, stored: StoredClass) -> StoredPoll | None:
        """Return the poll in which the current question is open, or was last.

        None where it is not in the chat yet: a question that got more time is asked by another poll.
        """
        polls = await polls_of(session, stored.id, position=stored.state.position)
        return polls[-1] if len(polls) > stored.state.extensions else None

    async def _work(self, session: AsyncSession, stored: StoredClass) -> Work:
        state = stored.state
        questions = await posts_of(session, stored.id, PostState.SENT, kind=PostKind.QUESTION)
        own = [post for post in questions if post.position == state.position]
        for post in own:
            if post.turn < state.extensions:
                return Remove(post)
        poll = await self._poll(session, stored)
        open_still = state.phase is ClassPhase.CLOSING or state.phase is ClassPhase.STOPPED
        if open_still and own and poll and poll.votes is None and state.due is None and not stored.trouble:
            return ClosePoll(own[-1], poll.id)
        for post in await posts_of(session, stored.id, *OWED):
            before = await self._controls(session, stored.id, post)
            return Deliver(post, stored.thread_id, before)
        if state.phase is ClassPhase.LOBBY:
            for post in await posts_of(session, stored.id, PostState.SENT, kind=PostKind.LOBBY):
                return Gather(post, await self._lobby(session, stored))
        if state.over:
            return Done()
        return Rest(None if state.due is None else state.due - self._clock().timestamp())

    async def _controls(self, session: AsyncSession, session_id: int, post: Post) -> int | None:
        """Return the message whose buttons a new message makes stale, or None."""
        kinds = (PostKind.LOBBY, PostKind.QUESTION, PostKind.RESULT)
        if post.kind not in (*kinds, PostKind.END):
            return None
        sent = [one for one in await posts_of(session, session_id, PostState.SENT) if one.kind in kinds]
        return sent[-1].message_id if sent else None

    async def _content(self, session: AsyncSession, stored: StoredClass, post: Post) -> Content:
        state = stored.state
        match post.kind:
            case PostKind.LOBBY:
                return await self._lobby(session, stored)
            case PostKind.PREAMBLE | PostKind.QUESTION:
                left = state.rules.allowed(state.extensions)
                if state.due is not None:
                    left = state.due - self._clock().timestamp()
                bank = await self._shelf.bank(stored.bank_hash, session=session)
                posed = pose_class(stored, bank, post.position)
                standing = await tell_standing(session, self._shelf, stored)
                return ClassQuestion(posed, replace(standing, phase=ClassPhase.ASKING), left)
        book = await self._book(session, stored)
        match post.kind:
            case PostKind.RESULT:
                standing = await tell_standing(session, self._shelf, stored)
                return ClassResult(book.upto(post.position), post.position, standing)
            case PostKind.END:
                return ClassEnd(book, stopped=state.phase is ClassPhase.STOPPED)
            case PostKind.MISSED:
                return Missed(book, post.chat_id)
            case PostKind.NOTICE:
                return ChatLost(book, stored.trouble or "")
            case _:
                return book

    async def _book(self, session: AsyncSession, stored: StoredClass) -> Gradebook:
        """Return what everybody has answered; once for all that is told of the last class that ended."""
        if stored.state.over and self._last and self._last[0] == (stored.id, stored.state.phase):
            return self._last[1]
        book = await tell_book(session, self._shelf, stored)
        if stored.state.over:
            self._last = ((stored.id, stored.state.phase), book)
        return book

    async def _lobby(self, session: AsyncSession, stored: StoredClass) -> Lobby:
        bank = await self._shelf.bank(stored.bank_hash, session=session)
        players = await players_of(session, stored.id)
        return Lobby(stored.id, bank.title, len(stored.state.plan), stored.state.rules, players)


def _shows(state: ClassSession, post: Post) -> bool:
    """Whether a message is the one that the current phase waits for."""
    kind = {ClassPhase.ASKING: PostKind.QUESTION, ClassPhase.SHOWN: PostKind.RESULT}.get(state.phase)
    return post.kind is kind and post.position == state.position
