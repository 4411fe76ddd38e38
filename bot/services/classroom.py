"""What a host and a class can do, one transaction each; knows rules and storage, nothing of Telegram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.gradebook import Gradebook
from bot.services.results import BankOnOffer
from bot.services.shelf import Shelf
from bot.services.steps import ask, finish
from bot.services.telling import tell_book, tell_standing
from bot.services.work import ClassEnd, ClassStanding, Missed
from questions.model import Question
from questions.quiz import (
    ClassPhase,
    ClassSession,
    Refusal,
    Refused,
    Rules,
    Scoring,
    begin,
    cancel,
    extend,
    onward,
    pause,
    plan,
    resume,
    skip,
    stop_class,
)
from storage.classes import (
    StoredClass,
    add_player,
    create_class,
    open_classes,
    save_class,
    set_trouble,
    stored_class,
)
from storage.engine import Database
from storage.people import remember_user
from storage.posts import PostKind, drop_posts, owe
from storage.sessions import kind_started_by

WEAK = 0.7
"""A question that a smaller share got right is asked again when the missed ones are."""

MOST_TEAMS = 4


@dataclass(frozen=True, slots=True)
class Setup:
    """What a host chooses.

    Attributes:
        bank: The first characters of the bank's hash.
        length: How many questions at the most.
        seconds: For each question; 0 leaves it open until the host goes on.
        scoring: What counts.
        in_order: Whether the questions come as the bank has them.
        teams: How many teams there are; 0 for none.
        lobby: Whether people say that they are in before the first question.
    """

    bank: str
    length: int
    seconds: int = 30
    scoring: Scoring = Scoring.RIGHT
    in_order: bool = False
    teams: int = 0
    lobby: bool = False

    @property
    def rules(self) -> Rules:
        """How the class plays; raises ValueError for what no button offers."""
        if not 0 <= self.teams <= MOST_TEAMS or self.teams == 1 or self.length < 1:
            raise ValueError(f"no button offers {self}")
        return Rules(self.seconds or None, self.scoring, self.teams)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a class plays.

    Attributes:
        chat_id: The group.
        thread_id: Its topic; 0 for none.
        title: What the group is called.
        message_id: A message that stands there.
    """

    chat_id: int
    thread_id: int
    title: str
    message_id: int


class ClassService:
    """Classes that play live.

    Args:
        database: Where it is remembered.
        shelf: The banks.
        clock: Gives the time, with its zone.
        random: The source of chance.
        fits: Whether a question can be asked by a poll.
    """

    def __init__(
        self,
        database: Database,
        shelf: Shelf,
        *,
        clock: Callable[[], datetime],
        random: Random,
        fits: Callable[[Question], bool],
    ) -> None:
        self._database = database
        self._shelf = shelf
        self._clock = clock
        self._random = random
        self._fits = fits

    async def banks(self, host_id: int) -> tuple[BankOnOffer, ...]:
        """The banks that a host's class can be asked from, by title, with how many questions it can."""
        return await self._shelf.offers(host_id, in_class=True)

    async def start(
        self, setup: Setup, place: Place, *, host_id: int, name: str, start_key: str
    ) -> ClassStanding:
        """Start a class's quiz, or return the one that runs there.

        Raises:
            Refused: There is no such bank or setting now, or the key has started a quiz that is over.
        """
        try:
            rules = setup.rules
        except ValueError:
            raise Refused(Refusal.UNKNOWN) from None
        key = await self._shelf.offered(setup.bank, host_id)
        questions = [one for one in (await self._shelf.bank(key)).approved if self._fits(one)]
        planned = plan(questions, setup.length, self._random, in_order=setup.in_order)
        if not planned:
            raise Refused(Refusal.UNKNOWN)
        state = ClassSession(planned, rules)
        gathering = setup.lobby or setup.teams > 0
        return await self._start(state, key, place, host_id, name, start_key, gathering=gathering)

    async def replay(
        self, session_id: int, *, missed: bool, message_id: int, host_id: int, name: str, start_key: str
    ) -> ClassStanding:
        """Start an earlier quiz once more: with other questions of its bank, or with the missed ones.

        Raises:
            Refused: There is no such quiz, none was missed, or the key has started a quiz that is over.
        """
        async with self._database.read() as session:
            before = await _stored(session, session_id)
            book = await tell_book(session, self._shelf, before)
        positions = book.weak(WEAK) if missed else range(len(book.plan))
        bank = book.bank
        own = [bank.question(book.plan[position].question_id) for position in positions]
        if not own:
            raise Refused(Refusal.UNKNOWN)
        pool = own if missed else [one for one in bank.approved if self._fits(one)]
        planned = plan(pool, len(own), self._random)
        place = Place(before.chat_id, before.thread_id, before.title, message_id)
        state = ClassSession(planned, before.state.rules)
        gathering = before.state.rules.teams > 0
        return await self._start(
            state, before.bank_hash, place, host_id, name, start_key, gathering=gathering
        )

    async def running(self, chat_id: int, thread_id: int) -> ClassStanding | None:
        """Return where the open quiz of a chat's topic stands, or None."""
        async with self._database.read() as session:
            for session_id in await open_classes(session, chat_id=chat_id, thread_id=thread_id):
                return await tell_standing(session, self._shelf, await _stored(session, session_id))
        return None

    async def standing(self, session_id: int) -> ClassStanding:
        """Return where a quiz stands.

        Raises:
            Refused: There is no such quiz.
        """
        async with self._database.read() as session:
            return await tell_standing(session, self._shelf, await _stored(session, session_id))

    async def missed(self, session_id: int, user_id: int) -> Missed | None:
        """Return what somebody missed in a quiz; None where there is none that this person played in."""
        async with self._database.read() as session:
            stored = await stored_class(session, session_id)
            if stored is None:
                return None
            book = await tell_book(session, self._shelf, stored)
        return Missed(book, user_id) if user_id in book.people and stored.state.over else None

    async def end(self, session_id: int) -> ClassEnd:
        """Return how a quiz ended.

        Raises:
            Refused: There is no such quiz.
        """
        async with self._database.read() as session:
            stored = await _stored(session, session_id)
            book = await tell_book(session, self._shelf, stored)
        return ClassEnd(book, stopped=stored.state.phase is ClassPhase.STOPPED)

    async def results(self, session_id: int, user_id: int) -> Gradebook:
        """Return the results of a quiz to its host.

        Raises:
            Refused: There is no such quiz, or somebody else ran it.
        """
        async with self._database.read() as session:
            stored = await _stored(session, session_id)
            if stored.host_id != user_id:
                raise Refused(Refusal.NOT_HOST)
            return await tell_book(session, self._shelf, stored)

    async def join(self, session_id: int, *, user_id: int, name: str, team: int | None) -> None:
        """Count somebody in, or into another team.

        Raises:
            Refused: There is no such quiz or team, or the quiz is over.
        """
        async with self._database.write() as session:
            stored = await _stored(session, session_id)
            if stored.state.over:
                raise Refused(Refusal.OVER)
            if team is not None and not 0 <= team < stored.state.rules.teams:
                raise Refused(Refusal.UNKNOWN)
            await remember_user(session, user_id, name, now=self._clock())
            await add_player(session, session_id, user_id, team=team)

    async def begin(self, session_id: int) -> ClassStanding:
        """Ask the first question of a quiz that gathers.

        Raises:
            Refused: There is no such quiz, or it has begun.
        """
        return await self._step(session_id, begin)

    async def skip(self, session_id: int, position: int) -> ClassStanding:
        """Close the open question; raises Refused where it is not open."""
        return await self._step(session_id, lambda state: skip(state, position=position))

    async def onward(self, session_id: int, position: int) -> ClassStanding:
        """Go on from the answer that is shown; raises Refused where none is."""
        return await self._step(session_id, lambda state: onward(state, position=position))

    async def extend(self, session_id: int, position: int, extensions: int) -> ClassStanding:
        """Give the open question more time; raises Refused where it has no time or got it already."""
        return await self._step(
            session_id, lambda state: extend(state, position=position, extensions=extensions)
        )

    async def pause(self, session_id: int, position: int) -> ClassStanding:
        """Hold the quiz before its next question; raises Refused where it stands elsewhere."""
        return await self._step(session_id, lambda state: pause(state, position=position))

    async def resume(self, session_id: int, position: int) -> ClassStanding:
        """Go on after a pause; raises Refused where there is none."""
        return await self._step(session_id, lambda state: resume(state, position=position))

    async def cancel(self, session_id: int) -> ClassStanding:
        """Give up a quiz that gathers; raises Refused where it has begun or is over."""
        return await self._step(session_id, cancel)

    async def stop(self, session_id: int, position: int | None = None) -> ClassStanding:
        """End a quiz, wherever it stands or at a question; raises Refused where it is elsewhere or over."""
        return await self._step(session_id, lambda state: stop_class(state, position=position))

    async def lose_chat(self, chat_id: int, trouble: str, *, only: int | None = None) -> tuple[int, ...]:
        """End every open quiz of a chat that cannot be written to any more, with a word to the host.

        Args:
            chat_id: The group.
            trouble: What happened: `removed`, `deleted`, `upgraded`, `polls` or `refused`.
            only: The only run to be ended; None for all.

        Returns:
            The runs that were ended.
        """
        async with self._database.write() as session:
            ended = tuple(
                session_id
                for session_id in await open_classes(session, chat_id=chat_id)
                if only in (None, session_id)
            )
            for session_id in ended:
                stored = await _stored(session, session_id, for_update=True)
                if stored.state.over:
                    continue
                state = stop_class(stored.state)
                await save_class(session, session_id, state, now=self._clock())
                await set_trouble(session, session_id, trouble)
                await drop_posts(session, session_id)
                await finish(
                    session, self._shelf, replace(stored, state=state, trouble=trouble), self._clock()
                )
        return ended

    async def _start(
        self,
        state: ClassSession,
        key: str,
        place: Place,
        host_id: int,
        name: str,
        start_key: str,
        *,
        gathering: bool,
    ) -> ClassStanding:
        async with self._database.write() as session:
            for running in await open_classes(session, chat_id=place.chat_id, thread_id=place.thread_id):
                return await tell_standing(session, self._shelf, await _stored(session, running))
            if await kind_started_by(session, start_key):
                raise Refused(Refusal.MOVED_ON)
            await remember_user(session, host_id, name, now=self._clock())
            session_id = await create_class(
                session,
                host_id=host_id,
                chat_id=place.chat_id,
                thread_id=place.thread_id,
                title=place.title,
                bank_hash=key,
                start_key=start_key,
                state=state,
                now=self._clock(),
            )
            if gathering:
                await owe(session, session_id, PostKind.LOBBY, place.chat_id, after_id=place.message_id)
            else:
                stored = replace(await _stored(session, session_id), state=begin(state))
                await save_class(session, session_id, stored.state, now=self._clock())
                await ask(session, stored, after_id=place.message_id)
            return await tell_standing(session, self._shelf, await _stored(session, session_id))

    async def _step(self, session_id: int, step: Callable[[ClassSession], ClassSession]) -> ClassStanding:
        async with self._database.write() as session:
            stored = await _stored(session, session_id, for_update=True)
            await self._save(session, stored, step(stored.state))
            return await tell_standing(session, self._shelf, await _stored(session, session_id))

    async def _save(self, session: AsyncSession, stored: StoredClass, state: ClassSession) -> None:
        """Store a new state, and what it owes the chat."""
        now = self._clock()
        await save_class(session, stored.id, state, now=now)
        changed = replace(stored, state=state)
        if state.over:
            await drop_posts(session, stored.id)
            await finish(session, self._shelf, changed, now)
        elif state.phase is ClassPhase.ASKING:
            await ask(session, changed)


async def _stored(session: AsyncSession, session_id: int, *, for_update: bool = False) -> StoredClass:
    stored = await stored_class(session, session_id, for_update=for_update)
    if stored is None:
        raise Refused(Refusal.UNKNOWN)
    return stored
