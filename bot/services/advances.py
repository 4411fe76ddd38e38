"""People who play alone go on after an answer: those who do at once share a transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.gathering import Gathering
from bot.services.onward import is_lost, tell_step
from bot.services.results import Answered, Onward
from bot.services.shelf import Shelf
from bot.services.starting import owned
from bot.services.telling import tell_positions
from questions.quiz import Mode, Refusal, Refused, Session, advance
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
            moved: dict[int, Session] = {}
            steps: list[StoredSession | Refused] = []
            for wish in wishes:
                try:
                    stored = owned(sessions.get(wish.session_id), wish.user_id)
                    if not is_lost(stored, wish.position):
                        moved[stored.id] = advance(stored.state, position=wish.position)
                        stored = sessions[stored.id] = replace(stored, state=moved[stored.id])
                    steps.append(stored)
                except Refused as refused:
                    steps.append(refused)
            await save_states(session, moved, now=now)
            asked = [
                (step, wish.position)
                for wish, step in zip(wishes, steps, strict=True)
                if isinstance(step, StoredSession)
            ]
            answered = iter(await tell_positions(session, self._shelf, asked))
            return [
                step if isinstance(step, Refused) else await self._tell(session, step, next(answered), now)
                for step in steps
            ]

    async def _tell(
        self, session: AsyncSession, stored: StoredSession, answered: Answered | None, now: datetime
    ) -> Onward | Refused:
        """Return a step with what was answered before it."""
        if answered is None:
            return Refused(Refusal.NOT_YET_ANSWERED)
        if stored.state.mode is Mode.EXAM and not stored.state.over:
            return Refused(Refusal.WITHHELD)
        return Onward(answered, await tell_step(session, self._shelf, stored, now))
