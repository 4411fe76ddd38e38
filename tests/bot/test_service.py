"""The use cases under haste: ten taps at once are one answer, ten starts at once are one quiz."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from random import Random

import pytest

from bot.services import Answered, Posed, QuizService, Running
from questions.quiz import Refusal, Refused
from storage.engine import Database
from tests.bot.conftest import NOON
from tests.material import bank


@pytest.fixture
async def quiz(database_url: str) -> AsyncIterator[QuizService]:
    database = Database(database_url)
    await database.open()
    service = QuizService(database, {"harbour": bank()}, clock=lambda: NOON, random=Random(1))
    await service.open()
    yield service
    await database.close()


async def start(quiz: QuizService, key: str = "tap", *, user_id: int = 7) -> Posed | Running:
    (offer,) = quiz.banks()
    return await quiz.start(
        user_id=user_id, name="Ana", chat_id=user_id, bank=offer.key, length=3, start_key=key
    )


async def test_ten_taps_at_once_are_one_answer(quiz: QuizService) -> None:
    posed = await start(quiz)
    assert isinstance(posed, Posed)
    outcomes = await asyncio.gather(
        *(
            quiz.answer(user_id=7, session_id=posed.session_id, position=0, choice=tap % 4)
            for tap in range(10)
        ),
        return_exceptions=True,
    )
    kept = [outcome for outcome in outcomes if isinstance(outcome, Answered)]
    refused = [outcome.refusal for outcome in outcomes if isinstance(outcome, Refused)]
    assert len(kept) == 1
    assert refused == [Refusal.ANSWERED_BEFORE] * 9
    (score,) = await quiz.scores(7)
    assert (score.answered, score.right) == (1, kept[0].outcome.right)


async def test_ten_starts_at_once_are_one_quiz(quiz: QuizService) -> None:
    started = await asyncio.gather(*(start(quiz, f"tap {tap}") for tap in range(10)))
    assert sum(isinstance(one, Posed) for one in started) == 1
    sessions = {one.session_id if isinstance(one, Posed) else one.posed.session_id for one in started}
    assert len(sessions) == 1


async def test_people_play_side_by_side(quiz: QuizService) -> None:
    posed = await asyncio.gather(*(start(quiz, f"tap {user}", user_id=user) for user in range(1, 31)))
    for one in posed:
        assert isinstance(one, Posed)
    answers = await asyncio.gather(
        *(
            quiz.answer(user_id=user, session_id=one.session_id, position=0, choice=0)
            for user, one in enumerate(posed, 1)
            if isinstance(one, Posed)
        )
    )
    assert len(answers) == 30
    assert len(await quiz.leaderboard(30)) in (10, 11)
