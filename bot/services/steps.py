"""What a class's session owes its chat, and how votes become attempts; begins no transaction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.shelf import Shelf
from bot.services.telling import tell_book
from questions.quiz import grade, mark_of
from storage.classes import StoredClass
from storage.people import add_to_scores, remember_users
from storage.polls import polls_of, votes_to_settle
from storage.posts import PostKind, owe
from storage.sessions import Attempt, record_attempts


async def ask(session: AsyncSession, stored: StoredClass, *, after_id: int | None = None) -> None:
    """Owe the chat the current question: once, and once more for each time that it was given more time.

    Args:
        session: A transaction that may write.
        stored: The class.
        after_id: A message that stands in the chat before it, where one is known.
    """
    state = stored.state
    if state.extensions == 0:
        await owe(
            session,
            stored.id,
            PostKind.PREAMBLE,
            stored.chat_id,
            position=state.position,
            after_id=after_id,
        )
    await owe(
        session,
        stored.id,
        PostKind.QUESTION,
        stored.chat_id,
        position=state.position,
        turn=state.extensions,
        after_id=after_id,
    )


async def finish(session: AsyncSession, shelf: Shelf, stored: StoredClass, now: datetime) -> None:
    """Settle what is left of a session that is over, and owe everybody its end.

    The group gets the podium, or the host a word where the group is lost; the host gets the results, and
    each person what they missed.
    """
    await settle(session, shelf, stored, now)
    book = await tell_book(session, shelf, stored)
    if stored.trouble:
        await owe(session, stored.id, PostKind.NOTICE, stored.host_id)
    else:
        await owe(session, stored.id, PostKind.END, stored.chat_id)
    if book.answered == 0:
        return
    for kind in (PostKind.TABLE, PostKind.SHEET, PostKind.CHART):
        await owe(session, stored.id, kind, stored.host_id)
    answered = sorted({user_id for _, user_id in book.attempts})
    for user_id in answered:
        if book.missed(user_id):
            await owe(session, stored.id, PostKind.MISSED, user_id)


async def settle(session: AsyncSession, shelf: Shelf, stored: StoredClass, now: datetime) -> None:
    """Make an attempt of each kept vote of which none was made, and add it to its person's totals.

    The time that a vote took counts from the first poll of its question.
    """
    votes = await votes_to_settle(session, stored.id)
    if not votes:
        return
    slug, bank = await shelf.entry(stored.bank_hash)
    polls = {
        position: await polls_of(session, stored.id, position=position)
        for position in {position for position, _ in votes}
    }
    rules = stored.state.rules
    attempts, outcomes = [], {}
    for position, vote in votes:
        asked = stored.state.plan[position]
        if vote.option >= len(asked.choices):
            continue
        choice = asked.choices[vote.option]
        outcome = grade(bank.question(asked.question_id), choice)
        allowed = rules.allowed(len(polls[position]) - 1)
        taken = max((vote.voted_at - polls[position][0].posted_at).total_seconds(), 0.0)
        taken = taken if allowed is None else min(taken, allowed)
        mark = mark_of(rules.scoring, outcome.fraction, taken=taken, allowed=allowed)
        attempts.append(
            Attempt(vote.user_id, position, asked.question_id, choice, outcome.fraction, mark, taken)
        )
        outcomes[position, vote.user_id] = outcome
    await remember_users(session, {vote.user_id: vote.name for _, vote in votes}, now=now)
    recorded = await record_attempts(session, stored.id, stored.bank_hash, attempts, now=now)
    await add_to_scores(
        session, slug, bank.title, [(user_id, outcomes[position, user_id]) for position, user_id in recorded]
    )
