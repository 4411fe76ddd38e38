"""Stored sessions become what the views show; knows no transaction's beginning or end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.gradebook import Gradebook
from bot.services.memory import recollections
from bot.services.results import Answered, Ended, Posed, Recollection, StudyDay
from bot.services.shelf import Shelf
from bot.services.work import ClassStanding
from questions.model import Bank, Question
from questions.quiz import ClassPhase, Phase, Refusal, Refused, grade, grade_text, overruled
from storage.classes import Player, StoredClass, players_of
from storage.feedback import accepted_answers
from storage.homework import homework_due
from storage.people import names_of
from storage.posts import PostKind, PostState, posts_of
from storage.sessions import Attempt, StoredSession, attempts_in, attempts_of


async def pose(
    session: AsyncSession, shelf: Shelf, stored: StoredSession, position: int | None = None
) -> Posed:
    """Return the question at a position, by default where the session stands."""
    position = stored.state.position if position is None else position
    asked = stored.state.plan[position]
    bank = await shelf.bank(stored.bank_at(position), session=session)
    return Posed(
        session_id=stored.id,
        position=position,
        total=len(stored.state.plan),
        bank=bank,
        question=bank.question(asked.question_id),
        choices=asked.choices,
        typed=asked.typed,
        helped=asked.helped,
        mode=stored.state.mode,
    )


def pose_class(stored: StoredClass, bank: Bank, position: int) -> Posed:
    """Return the question at a position as a class is asked it."""
    asked = stored.state.plan[position]
    question = bank.question(asked.question_id)
    return Posed(stored.id, position, len(stored.state.plan), bank, question, asked.choices)


async def accepted_for(session: AsyncSession, shelf: Shelf, slug: str, question: Question) -> tuple[str, ...]:
    """Return the answers that a teacher has confirmed for a question, as long as it asks the same."""
    found = []
    for bank_hash, answer in await accepted_answers(session, slug, question.id):
        then = (await shelf.bank(bank_hash, session=session)).question(question.id)
        if (then.stem, then.key) == (question.stem, question.key):
            found.append(answer)
    return tuple(found)


async def tell_answer(
    session: AsyncSession,
    shelf: Shelf,
    stored: StoredSession,
    attempt: Attempt,
    *,
    remembered: Recollection | None,
    more: bool = False,
) -> Answered:
    """Return an answer of one person's session, as it was decided when it was given or later.

    Args:
        session: A transaction.
        shelf: The banks.
        stored: The session.
        attempt: The answer.
        remembered: How well it was remembered; None where it was no review.
        more: Whether a question after it was answered or passed over.
    """
    posed = await pose(session, shelf, stored, attempt.position)
    slug, _ = await shelf.entry(stored.bank_at(attempt.position), session=session)
    if posed.typed:
        accepted = await accepted_for(session, shelf, slug, posed.question)
        outcome = grade_text(posed.question, attempt.choice, accepted=accepted)
    else:
        outcome = grade(posed.question, attempt.choice)
    outcome = overruled(outcome, attempt.fraction)
    return Answered(
        posed,
        attempt.choice,
        outcome,
        waiting=stored.state.phase is Phase.ANSWERED and attempt.position == stored.state.position,
        recollection=remembered,
        claimable=posed.typed and not outcome.right and await homework_due(session, stored.id) is None,
        more=more,
    )


async def tell_position(
    session: AsyncSession, shelf: Shelf, stored: StoredSession, position: int
) -> Answered:
    """Return what somebody has answered at a position, or that it was passed over.

    Raises:
        Refused: It was neither.
    """
    (answered,) = await tell_positions(session, shelf, [(stored, position)])
    if answered is None:
        raise Refused(Refusal.NOT_YET_ANSWERED)
    return answered


async def tell_answers(session: AsyncSession, shelf: Shelf, stored: StoredSession) -> tuple[Answered, ...]:
    """Return what the session's person has answered or passed over, in order."""
    wanted = [(stored, position) for position in range(len(stored.state.plan))]
    return tuple(one for one in await tell_positions(session, shelf, wanted) if one is not None)


async def tell_positions(
    session: AsyncSession, shelf: Shelf, wanted: Sequence[tuple[StoredSession, int]]
) -> list[Answered | None]:
    """Return what was answered or passed over at positions of sessions; None where it was neither."""
    ids = {stored.id for stored, _ in wanted}
    attempts = {
        session_id: {one.position: one for one in given}
        for session_id, given in (await attempts_in(session, ids)).items()
    }
    places = {(stored.id, position) for stored, position in wanted if position in attempts[stored.id]}
    remembered = await recollections(session, places)
    told: list[Answered | None] = []
    for stored, position in wanted:
        done = _done(stored, attempts[stored.id])
        if not 0 <= position < done:
            told.append(None)
            continue
        attempt, more = attempts[stored.id].get(position), position + 1 < done
        if attempt is None:
            told.append(await _passed_over(session, shelf, stored, position, more=more))
            continue
        known = remembered.get((stored.id, position))
        told.append(await tell_answer(session, shelf, stored, attempt, remembered=known, more=more))
    return told


async def _passed_over(
    session: AsyncSession, shelf: Shelf, stored: StoredSession, position: int, *, more: bool
) -> Answered:
    posed = await pose(session, shelf, stored, position)
    nothing = overruled(grade(posed.question, posed.question.key), 0.0)
    return Answered(posed, None, nothing, waiting=False, more=more)


def _done(stored: StoredSession, attempts: Mapping[int, Attempt]) -> int:
    """Return how many questions were answered or passed over."""
    if stored.state.phase is Phase.FINISHED:
        return len(stored.state.plan)
    return max(stored.state.position, *(position + 1 for position in attempts), 0)


async def tell_end(
    session: AsyncSession, shelf: Shelf, stored: StoredSession, *, study: StudyDay | None = None
) -> Ended:
    """Return how a session ended."""
    return Ended(
        session_id=stored.id,
        bank=await shelf.bank(stored.bank_hash, session=session),
        total=len(stored.state.plan),
        answers=await tell_answers(session, shelf, stored),
        stopped=stored.state.phase is Phase.STOPPED,
        mode=stored.state.mode,
        study=study,
    )


async def tell_book(session: AsyncSession, shelf: Shelf, stored: StoredClass) -> Gradebook:
    """Return what everybody has answered in a class's session so far."""
    state = stored.state
    attempts = {(one.position, one.user_id): one for one in await attempts_of(session, stored.id)}
    players = {player.id: player for player in await players_of(session, stored.id)}
    names = await names_of(session, {user_id for _, user_id in attempts})
    people = {user_id: players.get(user_id, Player(user_id, name)) for user_id, name in names.items()}
    asked = state.position + (state.phase in (ClassPhase.SHOWN, ClassPhase.FINISHED))
    answered = max((position + 1 for position, _ in attempts), default=0)
    return Gradebook(
        session_id=stored.id,
        title=stored.title,
        bank=await shelf.bank(stored.bank_hash, session=session),
        plan=state.plan,
        rules=state.rules,
        asked=max(asked, answered),
        people=players | people,
        attempts=attempts,
    )


MESSAGES = {
    ClassPhase.LOBBY: PostKind.LOBBY,
    ClassPhase.ASKING: PostKind.QUESTION,
    ClassPhase.CLOSING: PostKind.QUESTION,
    ClassPhase.SHOWN: PostKind.RESULT,
    ClassPhase.FINISHED: PostKind.END,
    ClassPhase.STOPPED: PostKind.END,
}
"""The message that shows where a class stands."""


async def tell_standing(session: AsyncSession, shelf: Shelf, stored: StoredClass) -> ClassStanding:
    """Return where a class stands."""
    bank = await shelf.bank(stored.bank_hash, session=session)
    state = stored.state
    sent = await posts_of(session, stored.id, PostState.SENT, kind=MESSAGES[state.phase])
    return ClassStanding(
        session_id=stored.id,
        host_id=stored.host_id,
        chat_id=stored.chat_id,
        title=bank.title,
        phase=state.phase,
        position=state.position,
        total=len(state.plan),
        extensions=state.extensions,
        rules=state.rules,
        paused=state.paused,
        message_id=sent[-1].message_id if sent else None,
    )
