"""The use cases: ten taps at once are one answer, ten starts at once one quiz; attempts become statistics."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace
from random import Random

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.services import (
    Adaptive,
    Answered,
    Ended,
    Place,
    Posed,
    Running,
    Services,
    Setup,
    SoloPlayer,
    open_services,
)
from bot.views.poll import fits
from questions.quiz import Refusal, Refused
from storage.engine import Database
from storage.people import Gain, add_to_scores
from tests.bot.conftest import NOON
from tests.material import bank, question


@pytest.fixture
async def services(database_url: str) -> AsyncIterator[Services]:
    database = Database(database_url)
    await database.open()
    opened = await open_services(
        database, {"harbour": bank()}, clock=lambda: NOON, random=Random(1), fits=fits
    )
    yield opened
    await database.close()


async def answer_all(services: Services, *, user_id: int, right: bool) -> None:
    """Play a quiz to its end."""
    step: Posed | Running | Ended = await start(services, user_id=user_id)
    while isinstance(step, Posed):
        choice = next(n for n, text in enumerate(step.choices) if (text == step.question.key) is right)
        await services.quiz.answer(
            user_id=user_id, session_id=step.session_id, position=step.position, choice=choice
        )
        onward = await services.quiz.advance(
            user_id=user_id, session_id=step.session_id, position=step.position
        )
        step = onward.step


async def start(services: Services, key: str = "tap", *, user_id: int = 7) -> Posed | Running:
    (offer,) = await services.starts.banks(7)
    player = SoloPlayer(user_id, "Ana", user_id)
    return await services.starts.start(player, bank=offer.key, length=3, start_key=key)


async def test_ten_taps_at_once_are_one_answer(services: Services) -> None:
    posed = await start(services)
    assert isinstance(posed, Posed)
    outcomes = await asyncio.gather(
        *(
            services.quiz.answer(user_id=7, session_id=posed.session_id, position=0, choice=tap % 4)
            for tap in range(10)
        ),
        return_exceptions=True,
    )
    kept = [outcome for outcome in outcomes if isinstance(outcome, Answered)]
    refused = [outcome.refusal for outcome in outcomes if isinstance(outcome, Refused)]
    assert len(kept) == 1
    assert refused == [Refusal.ANSWERED_BEFORE] * 9
    (score,) = await services.quiz.scores(7)
    assert (score.answered, score.right) == (1, kept[0].outcome.right)


async def test_ten_starts_at_once_are_one_quiz(services: Services) -> None:
    started = await asyncio.gather(*(start(services, f"tap {tap}") for tap in range(10)))
    assert sum(isinstance(one, Posed) for one in started) == 1
    sessions = {one.session_id if isinstance(one, Posed) else one.posed.session_id for one in started}
    assert len(sessions) == 1


async def test_what_has_started_a_class_starts_no_quiz_of_one_person_and_the_other_way_round(
    services: Services,
) -> None:
    (offer,) = await services.starts.banks(7)
    setup = Setup(offer.key, 3, seconds=0)

    async def start_class(key: str) -> None:
        place = Place(-1, 0, "Class", 5)
        await services.classes.start(setup, place, host_id=7, name="Ana", start_key=key)

    await start(services, "first")
    with pytest.raises(Refused, match="moved-on"):
        await start_class("first")
    await start_class("second")
    with pytest.raises(Refused, match="moved-on"):
        await start(services, "second", user_id=8)


async def test_people_play_side_by_side(services: Services) -> None:
    posed = await asyncio.gather(*(start(services, f"tap {user}", user_id=user) for user in range(1, 31)))
    for one in posed:
        assert isinstance(one, Posed)
    answers = await asyncio.gather(
        *(
            services.quiz.answer(user_id=user, session_id=one.session_id, position=0, choice=0)
            for user, one in enumerate(posed, 1)
            if isinstance(one, Posed)
        )
    )
    assert len(answers) == 30
    assert len(await services.quiz.leaderboard(30)) in (10, 11)


async def test_thirty_people_at_once_ask_the_database_no_more_than_one(database_url: str) -> None:
    database = Database(database_url)
    await database.open()
    banks = {"harbour": bank()}
    services = await open_services(database, banks, clock=lambda: NOON, random=Random(1), fits=fits)
    statements: list[str] = []
    event.listen(
        database.engine.sync_engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_: statements.append(statement.split(maxsplit=1)[0]),
    )

    async def asked_for(people: range) -> list[list[str]]:
        """Let people answer at once and go on at once; returns what the database was asked for each time."""
        posed = [await start(services, f"tap {user}", user_id=user) for user in people]
        places = [
            {"user_id": user, "session_id": one.session_id, "position": 0}
            for user, one in zip(people, posed, strict=True)
            if isinstance(one, Posed)
        ]
        asked = []
        for steps in (
            [services.quiz.answer(**place, choice=0) for place in places],
            [services.quiz.advance(**place) for place in places],
        ):
            statements.clear()
            await asyncio.gather(*steps)
            asked.append(list(statements))
        return asked

    alone = await asked_for(range(1, 2))
    together = await asked_for(range(2, 32))
    standings = await services.quiz.leaderboard(1)
    await database.close()
    assert all(len(statements) > 5 for statements in alone)
    assert together == alone
    assert len(standings) >= 10


async def test_an_answer_that_is_refused_takes_no_other_one_with_it(services: Services) -> None:
    ana = await start(services, "ana", user_id=1)
    ben = await start(services, "ben", user_id=2)
    assert isinstance(ana, Posed)
    assert isinstance(ben, Posed)
    at = {"position": 0, "choice": 0}
    told = await asyncio.gather(
        services.quiz.answer(user_id=2, session_id=ana.session_id, **at),
        services.quiz.answer(user_id=1, session_id=ana.session_id, **at),
        services.quiz.answer(user_id=2, session_id=10_000, **at),
        services.quiz.answer(user_id=2, session_id=ben.session_id, position=0, choice=9),
        services.quiz.answer(user_id=2, session_id=ben.session_id, **at),
        return_exceptions=True,
    )
    said = [one.refusal if isinstance(one, Refused) else type(one) for one in told]
    assert said == [Refusal.FOREIGN, Answered, Refusal.UNKNOWN, Refusal.UNKNOWN, Answered]
    assert [[score.answered for score in await services.quiz.scores(user)] for user in (1, 2)] == [[1], [1]]


async def at_the_end_of_an_exam(services: Services, user_id: int) -> Posed:
    """Bring somebody to the last question of an exam, all before it answered rightly."""
    (offer,) = await services.starts.banks(user_id)
    player = SoloPlayer(user_id, "Ana", user_id)
    step: Answered | Posed | Ended | Running | None = await services.starts.adapt(
        player, Adaptive.EXAM, bank=offer.key, start_key=f"exam {user_id}"
    )
    while isinstance(step, Posed) and not step.last:
        await services.quiz.shown(step, step.position)
        step = await answer_rightly(services, user_id, step)
    assert isinstance(step, Posed)
    await services.quiz.shown(step, step.position)
    return step


async def answer_rightly(services: Services, user_id: int, posed: Posed) -> Answered | Posed | Ended:
    choice = posed.choices.index(posed.question.key)
    return await services.quiz.answer(
        user_id=user_id, session_id=posed.session_id, position=posed.position, choice=choice
    )


async def test_the_last_answer_of_an_exam_given_twice_at_once_ends_it_the_same_way_twice(
    services: Services,
) -> None:
    last = await at_the_end_of_an_exam(services, 7)
    told = await asyncio.gather(*(answer_rightly(services, 7, last) for _ in range(2)))
    rights = [one.right if isinstance(one, Ended) else None for one in told]
    assert rights == [last.total] * 2
    (score,) = await services.quiz.scores(7)
    assert (score.answered, score.right) == (last.total, last.total)


async def test_exams_that_end_at_once_are_counted_at_once_so_that_rows_are_locked_in_one_order(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = (9, 3, 5)
    lasts = [await at_the_end_of_an_exam(services, user_id) for user_id in people]
    counted: list[list[int]] = []

    async def counts(session: AsyncSession, gains: Sequence[Gain]) -> None:
        counted.append([one.user_id for one in gains])
        await add_to_scores(session, gains)

    monkeypatch.setattr("bot.services.onward.add_to_scores", counts)
    ended = await asyncio.gather(*map(answer_rightly, [services] * 3, people, lasts))
    assert all(isinstance(one, Ended) for one in ended)
    assert len(counted) == 1
    assert set(counted[0]) == set(people)


async def test_of_two_messages_that_show_a_question_the_later_one_counts(services: Services) -> None:
    posed = await start(services)
    assert isinstance(posed, Posed)
    await asyncio.gather(services.quiz.shown(posed, 20), services.quiz.shown(posed, 10))
    assert await services.quiz.message_of(posed) == 10


@pytest.mark.sqlite
async def test_who_was_asked_to_write_nothing_waits_for_no_writer(
    services: Services, database_url: str
) -> None:
    await services.prompts.ask(1, "Ana", "x")
    database = Database(database_url)
    async with database.write() as session:
        await session.execute(text("update users set name = 'Ana'"))
        waiting = asyncio.create_task(services.prompts.drop(1))
        await services.prompts.drop(2)
        assert not waiting.done()
    await waiting
    await database.close()
    assert await services.prompts.take(1) is None


async def test_the_difficulty_is_the_estimate_until_people_have_tried(services: Services) -> None:
    (offer,) = await services.starts.banks(7)
    fared = await services.quiz.statistics(offer.key)
    assert {one.id: (0, one.difficulty) for one in bank().questions} == {
        question_id: (one.attempts, one.difficulty) for question_id, one in fared.items()
    }
    for user_id in range(1, 31):
        await answer_all(services, user_id=user_id, right=user_id <= 20)
    for one in (await services.quiz.statistics(offer.key)).values():
        assert one.attempts == 30
        assert one.difficulty == pytest.approx((10 * 0.5 + 10) / 40)
        assert one.discrimination == pytest.approx(1)


async def test_only_a_bank_on_offer_has_statistics(services: Services) -> None:
    with pytest.raises(Refused, match="unknown"):
        await services.quiz.statistics("nonsense")


async def test_a_mended_question_begins_anew_and_the_others_go_on(
    services: Services, database_url: str
) -> None:
    await answer_all(services, user_id=7, right=True)
    mended, *others = bank().questions
    stem = "In which month was the harbour light of Ostholm built by Marta Brandt?"
    questions = (replace(mended, stem=stem), *others, question(stem="When was the light of Ostholm built?"))
    database = Database(database_url)
    changed = {"harbour": replace(bank(), questions=questions)}
    later = await open_services(database, changed, clock=lambda: NOON, random=Random(1), fits=fits)
    (offer,) = await later.starts.banks(7)
    attempts = {key: one.attempts for key, one in (await later.quiz.statistics(offer.key)).items()}
    await database.close()
    assert attempts == {one.id: int(one in others) for one in questions}


async def test_a_use_case_takes_one_connection_where_it_asks_from_a_bank_of_before(
    services: Services, database_url: str
) -> None:
    await answer_all(services, user_id=7, right=False)
    posed = await start(services)
    assert isinstance(posed, Posed)
    at = {"user_id": 7, "session_id": posed.session_id, "position": 0}
    database = Database(database_url)
    taken: list[object] = []
    most = 0

    def takes(connection: object, *_: object) -> None:
        nonlocal most
        taken.append(connection)
        most = max(most, len(taken))

    event.listen(database.engine.sync_engine, "checkout", takes)
    event.listen(database.engine.sync_engine, "checkin", lambda connection, _: taken.remove(connection))
    changed = {"harbour": replace(bank(), questions=bank().questions[:2])}

    async def restarted() -> Services:
        return await open_services(database, changed, clock=lambda: NOON, random=Random(1), fits=fits)

    (offer,) = await (await restarted()).starts.banks(7)
    uses: tuple[Callable[[Services], Awaitable[object]], ...] = (
        lambda later: later.quiz.statistics(offer.key),
        lambda later: later.quiz.answer(**at, choice=0),
        lambda later: later.feedback.report(**at, reason="wrong"),
        lambda later: later.quiz.stop_here(user_id=7, chat_id=7),
    )
    for use in uses:
        await use(await restarted())
        assert (most, taken) == (1, [])
    await database.close()
