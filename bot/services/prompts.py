"""What people are asked to write, so that their next text answers it; knows nothing of Telegram."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.services.gathering import Gathering
from storage.engine import Database
from storage.people import remember_user
from storage.prompts import drop_prompts, prompt_of, prompted, set_prompt

PATIENCE = timedelta(hours=1)
"""How long a text is waited for: what somebody writes later is hardly meant for it."""


class PromptService:
    """Remembers for each person the last thing that they were asked to write.

    Args:
        database: Where it is remembered.
        clock: Gives the time, with its zone.
    """

    def __init__(self, database: Database, *, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._dropping: Gathering[int, None] = Gathering(self._drop_all)

    async def ask(self, user_id: int, name: str, about: str) -> None:
        """Take note that the next text of a person answers this, and nothing that was asked before.

        Args:
            user_id: Who is asked.
            name: What the person is called.
            about: What the button said that asked for it.
        """
        async with self._database.write() as session:
            await remember_user(session, user_id, name, now=self._clock())
            await set_prompt(session, user_id, about, now=self._clock())

    async def take(self, user_id: int) -> str | None:
        """Return what a person's text answers, and ask for it no more; None where nothing waits for a text.

        Nothing waits any more an hour after it was asked for.
        """
        async with self._database.read() as session:
            prompt = await prompt_of(session, user_id)
        if prompt is None:
            return None
        await self.drop(user_id)
        return prompt.about if self._clock() - prompt.asked_at <= PATIENCE else None

    async def drop(self, user_id: int) -> None:
        """Ask a person for nothing any more."""
        await self._dropping(user_id)

    async def _drop_all(self, user_ids: Sequence[int]) -> list[None]:
        async with self._database.read() as session:
            asked = await prompted(session, user_ids)
        if asked:
            async with self._database.write() as session:
                await drop_prompts(session, asked)
        return [None] * len(user_ids)
