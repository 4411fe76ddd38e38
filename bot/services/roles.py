"""Who may do what in this bot: learners, teachers by invitation, those who run it; knows no Telegram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from random import Random

from sqlalchemy.ext.asyncio import AsyncSession

from questions.quiz import Refusal, Refused
from storage.books import Book, add_editor, book_by_id, edits, shelve
from storage.engine import Database
from storage.people import remember_user
from storage.roles import (
    Member,
    add_invitation,
    add_teacher,
    drop_teacher,
    is_teacher,
    teachers,
    use_invitation,
)

INVITATION_HOLDS = timedelta(days=7)
"""From when a link is made until nobody can use it any more; what tells of the link says so, too."""


class Role(IntEnum):
    """What somebody is in this bot; each may do all that the ones before may.

    A learner studies, makes quizzes and hands them on. A teacher also runs classes in every group and shows
    quizzes to everybody. An admin also makes teachers, and looks after what people report.
    """

    LEARNER = 0
    TEACHER = 1
    ADMIN = 2


@dataclass(frozen=True, slots=True)
class Invited:
    """What somebody became by a link: an editor of a book, or a teacher where it names none."""

    book_id: int | None


class RoleService:
    """Tells and changes what people are.

    Args:
        database: Where it is remembered.
        admin_ids: Who runs the bot.
        clock: Gives the time, with its zone.
        random: The source of chance; codes that nobody shall guess come from it.
    """

    def __init__(
        self,
        database: Database,
        *,
        admin_ids: frozenset[int],
        clock: Callable[[], datetime],
        random: Random,
    ) -> None:
        self.admin_ids = admin_ids
        self._database = database
        self._clock = clock
        self._random = random

    async def role_of(self, user_id: int) -> Role:
        """Return what somebody is."""
        if user_id in self.admin_ids:
            return Role.ADMIN
        async with self._database.read() as session:
            return Role.TEACHER if await is_teacher(session, user_id) else Role.LEARNER

    async def require(self, user_id: int, role: Role) -> None:
        """Refuse who is less than a role; raises Refused."""
        if await self.role_of(user_id) < role:
            raise Refused(Refusal.NOT_ALLOWED)

    async def invite(self, user_id: int, name: str, *, book_id: int | None = None) -> str:
        """Return the code of a link that works once, within a week.

        Args:
            user_id: Who invites.
            name: What that person is called.
            book_id: The book that the first who opens the link may edit; without one a teacher is made.

        Raises:
            Refused: It is not theirs to give, or the book is gone.
        """
        if book_id is None:
            await self.require(user_id, Role.ADMIN)
        code = f"{self._random.getrandbits(80):020x}"
        async with self._database.write() as session:
            if book_id is not None:
                await own_book(session, user_id, book_id)
            await remember_user(session, user_id, name, now=self._clock())
            await add_invitation(session, code, made_by=user_id, book_id=book_id, now=self._clock())
        return code

    async def accept(self, user_id: int, name: str, code: str) -> Invited:
        """Make somebody what a link promises, once.

        Raises:
            Refused: There is no such link, it was used, it is too old, or its person is that already and it
                stays unused.
        """
        role = await self.role_of(user_id)
        async with self._database.write() as session:
            now = self._clock()
            used = await use_invitation(session, code, since=now - INVITATION_HOLDS, now=now)
            if used is None:
                raise Refused(Refusal.UNKNOWN)
            made_by, book_id = used
            await remember_user(session, user_id, name, now=self._clock())
            if book_id is None:
                if role is not Role.LEARNER:
                    raise Refused(Refusal.ALREADY)
                if made_by not in self.admin_ids:
                    raise Refused(Refusal.UNKNOWN)
                await add_teacher(session, user_id, now=self._clock())
            else:
                if made_by == user_id or await edits(session, user_id, book_id):
                    raise Refused(Refusal.ALREADY)
                await add_editor(session, user_id, book_id)
                await shelve(session, user_id, book_id)
        return Invited(book_id)

    async def teachers(self, user_id: int) -> tuple[Member, ...]:
        """Return the teachers to who runs the bot; raises Refused for others."""
        await self.require(user_id, Role.ADMIN)
        async with self._database.read() as session:
            return await teachers(session)

    async def dismiss(self, user_id: int, teacher_id: int) -> None:
        """Let who runs the bot make a teacher a learner again; raises Refused for others."""
        await self.require(user_id, Role.ADMIN)
        async with self._database.write() as session:
            await drop_teacher(session, teacher_id)


async def own_book(session: AsyncSession, user_id: int, book_id: int) -> Book:
    """Return a book to who made it; raises Refused where somebody else did, or it is gone."""
    book = await book_by_id(session, book_id)
    if book is None:
        raise Refused(Refusal.UNKNOWN)
    if book.owner_id != user_id:
        raise Refused(Refusal.FOREIGN)
    return book
