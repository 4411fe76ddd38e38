"""People who play alone go on after an answer: those who do at once share a transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.gathering import Gathering
from bot.services.onward import come_to, undelivered
from bot.services.results import Ended, Onward, Posed
from bot.services.shelf import Shelf
from bot.services.starting import owned
from bot.services.telling import tell_positions
from questions.quiz import Mode, Refusal, Refused, advance
from storage.engine import Database
from storage.sessions import StoredSession, save_states, stored_sessions


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody wishes to go on from the question at a position of a session."""

    user_id: int
    session_id: int
    position: int


class Advances:
    """Goes on to the next question or to the end.

    Args:
        database: Where it is kept.
        shelf: The banks.
        clock: Gives the time, with its zone.
    """

    def __init__(self, database: Database, shelf: Shelf, *, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._shelf = shelf
        self._clock = clock
        self.take: Gathering[Wish, Onward] = Gathering(self._take_all)

    async def _take_all(self, wishes: Sequence[Wish]) -> list[Onward | Exception]:
        async with self._database.write() as session:
            now = self._clock()
            sessions = await stored_sessions(session, {wish.session_id for wish in wishes})
            before = dict(sessions)
            steps: list[Posed | Ended | StoredSession | Exception] = []
            for wish in wishes:
                try:
                    step = await self._step(session, wish, sessions.get(wish.session_id), now)
                except Exception as error:
                    steps.append(error)
                    continue
                steps.append(step)
                if isinstance(step, StoredSession):
                    sessions[step.id] = step
            changed = {one.id: one.state for one in sessions.values() if one is not before[one.id]}
            await save_states(session, changed, now=now)
            return await self._tell_all(session, wishes, steps, sessions, now)

    async def _step(
        self, session: AsyncSession, wish: Wish, stored: StoredSession | None, now: datetime
    ) -> Posed | Ended | StoredSession:
        """Return the session after the step, or once more what was decided and never reached the chat.

        Raises:
            Refused: The step is not this person's to take, or not now.
        """
        stored = owned(stored, wish.user_id)
        lost = await undelivered(session, self._shelf, stored, wish.position, now)
        return lost or replace(stored, state=advance(stored.state, position=wish.position))

    async def _tell_all(
        self,
        session: AsyncSession,
        wishes: Sequence[Wish],
        steps: Sequence[Posed | Ended | StoredSession | Exception],
        sessions: dict[int, StoredSession],
        now: datetime,
    ) -> list[Onward | Exception]:
        """Return what steps come to, with what was answered before them."""
        taken = [wish for wish, step in zip(wishes, steps, strict=True) if not isinstance(step, Exception)]
        asked = [(sessions[wish.session_id], wish.position) for wish in taken]
        answered = dict(zip(taken, await tell_positions(session, self._shelf, asked), strict=True))
        told: list[Onward | Exception] = []
        for wish, step in zip(wishes, steps, strict=True):
            if isinstance(step, Exception):
                told.append(step)
                continue
            reached = (
                await come_to(session, self._shelf, step, now) if isinstance(step, StoredSession) else step
            )
            before, state = answered[wish], sessions[wish.session_id].state
            if before is None:
                told.append(Refused(Refusal.NOT_YET_ANSWERED))
            elif state.mode is Mode.EXAM and not state.over:
                told.append(Refused(Refusal.WITHHELD))
            else:
                told.append(Onward(before, reached))
        return told
