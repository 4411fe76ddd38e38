"""How the questions of a bank have fared; knows no transaction's beginning or end."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.shelf import Shelf
from questions.model import content_id
from questions.quiz import QuestionStatistics, statistics_of
from storage.observations import observations_of


async def tell_statistics(session: AsyncSession, shelf: Shelf, key: str) -> Mapping[str, QuestionStatistics]:
    """Return the statistics of each question of a bank by its id.

    Attempts at earlier versions of the bank count where they were at the same question: one that was mended
    since begins anew.

    Args:
        session: A transaction.
        shelf: The banks.
        key: The bank's hash.
    """
    slug, bank = await shelf.entry(key, session=session)
    asked = {question.id: content_id(question) for question in bank.questions}
    observations = await observations_of(session, slug=slug, bank_hash=key)
    same: dict[str, set[str]] = {}
    for version in {version for version, _ in observations}:
        questions = (await shelf.bank(version, session=session)).questions
        same[version] = {one.id for one in questions if asked.get(one.id) == content_id(one)}
    estimates = {question.id: question.difficulty for question in bank.questions}
    counted = (one for version, one in observations if one.question_id in same[version])
    return statistics_of(estimates, counted)
