"""What a class's session owes its chat, and how votes become attempts; begins no transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.shelf import Shelf
from bot.services.telling import tell_book
from questions.quiz import grade, mark_of
from storage.classes import StoredClass, add_player, players_of
from storage.people import Gain, add_to_scores, remember_users
from storage.polls import polls_of, votes_to_settle
from storage.posts import PostKind, PostState, owe, posts_of
from storage.sessions import Attempt, attempts_of, record_attempts


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

    The group gets the podium if anything was asked, or the host a word where the group is lost; the host gets
    the results, and each person what they missed.
    """
    await settle(session, shelf, stored, now)
    book = await tell_book(session, shelf, stored)
    if stored.trouble:
        await owe(session, stored.id, PostKind.NOTICE, stored.host_id)
    elif await posts_of(session, stored.id, PostState.SENT, kind=PostKind.QUESTION):
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
    slug, bank = await shelf.entry(stored.bank_hash, session=session)
    polls = {
        position: await polls_of(session, stored.id, position=position)
        for position in {position for position, _ in votes}
    }
    rules = stored.state.rules
    attempts, gains = [], {}
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
        gains[position, vote.user_id] = Gain(vote.user_id, slug, bank.title, outcome)
    await remember_users(session, {vote.user_id: vote.name for _, vote in votes}, now=now)
    await _find_teams(session, stored, sorted({vote.user_id for _, vote in votes}))
    given = [(stored.id, stored.bank_hash, attempt) for attempt in attempts]
    recorded = await record_attempts(session, given, now=now)
    await add_to_scores(session, [gains[position, user_id] for _, position, user_id in recorded])


async def _find_teams(session: AsyncSession, stored: StoredClass, voters: Sequence[int]) -> None:
    """Put who votes without having picked a team into the smallest one."""
    if not stored.state.rules.teams:
        return
    sizes = Counter(dict.fromkeys(range(stored.state.rules.teams), 0))
    players = await players_of(session, stored.id)
    sizes.update(player.team for player in players if player.team is not None)
    picked = {player.id for player in players if player.team is not None}
    for voter in voters:
        if voter not in picked:
            team = min(sizes, key=lambda one: (sizes[one], one))
            sizes[team] += 1
            await add_player(session, stored.id, voter, team=team)


async def is_deserted(session: AsyncSession, stored: StoredClass) -> bool:
    """Whether nobody has answered the current question or the one before it."""
    position = stored.state.position
    if position == 0:
        return False
    answered = {attempt.position for attempt in await attempts_of(session, stored.id)}
    return not answered & {position, position - 1}
