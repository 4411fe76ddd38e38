"""What belongs to a person: a copy of it, and its erasure; knows nothing of Telegram."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from bot.services.shelf import Shelf
from questions.quiz import Mode, Refusal, Refused
from storage.banks import lock_banks
from storage.engine import Database
from storage.personal import erase, hosts_now, rows_of

STAND_INS = (2**60, 2**61)
"""Numbers of people who have left: Telegram's have at most 52 bits
(https://core.telegram.org/bots/api#user)."""

NAMELESS = "—"


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer of a person, in words."""

    at: datetime
    bank: str
    stem: str
    answer: str
    key: str
    fraction: float
    seconds: float | None


@dataclass(frozen=True, slots=True)
class PersonalData:
    """All that is kept of a person: every row by table, and the answers in words."""

    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    answers: tuple[GivenAnswer, ...]


class PersonalService:
    """Gives people what is theirs.

    Args:
        database: Where it is kept.
        shelf: The banks.
        clock: Gives the time, with its zone.
        random: The source of chance.
    """

    def __init__(
        self, database: Database, shelf: Shelf, *, clock: Callable[[], datetime], random: Random
    ) -> None:
        self._database = database
        self._shelf = shelf
        self._clock = clock
        self._random = random

    async def export(self, user_id: int) -> PersonalData:
        """Return all that is kept of a person, but what would tell the answers of an exam that is open."""
        async with self._database.read() as session:
            rows = dict(await rows_of(session, user_id))
        exams = {
            row["id"] for row in rows["sessions"] if row["mode"] == Mode.EXAM and row["ended_at"] is None
        }
        rows["attempts"] = [row for row in rows["attempts"] if row["session_id"] not in exams]
        answers = []
        for row in rows["attempts"]:
            bank = await self._shelf.bank(row["bank_hash"])
            question = bank.question(row["question_id"])
            answers.append(
                GivenAnswer(
                    at=row["answered_at"],
                    bank=bank.title,
                    stem=question.stem,
                    answer=row["choice"],
                    key=question.key,
                    fraction=row["fraction"],
                    seconds=row["seconds"],
                )
            )
        return PersonalData(rows, tuple(answers))

    async def erase(self, user_id: int) -> None:
        """Erase all that is kept of a person; answers in classes stay, under nobody's name.

        Raises:
            Refused: The person runs a class that is not over.
        """
        async with self._database.write() as session:
            await lock_banks(session)
            if await hosts_now(session, user_id):
                raise Refused(Refusal.NOT_HOST)
            stand_in = self._random.randrange(*STAND_INS)
            await erase(session, user_id, stand_in=stand_in, name=NAMELESS, now=self._clock())
        await self._database.forget()
