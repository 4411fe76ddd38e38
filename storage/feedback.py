"""What people say of questions: that one should be looked at, that an answer was right; knows no rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import ClaimRow, ReportRow
from storage.upsert import insert_into


class ClaimState(StrEnum):
    """What a teacher has said of a claim."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class QuestionRef:
    """A question: its bank's short name and hash, and its own id."""

    slug: str
    bank_hash: str
    question_id: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody's word that an answer was right, and what a teacher has said of it."""

    id: int
    question: QuestionRef
    answer: str
    state: ClaimState


@dataclass(frozen=True, slots=True)
class Report:
    """A question that people want looked at: the first one's number, and how many give each reason."""

    id: int
    question: QuestionRef
    reasons: Counter[str]


async def add_report(
    session: AsyncSession, user_id: int, question: QuestionRef, reason: str, *, now: datetime
) -> bool:
    """Store that somebody wants a question looked at; returns whether the person had not said so before."""
    statement = insert_into(session, ReportRow).values(
        user_id=user_id,
        slug=question.slug,
        bank_hash=question.bank_hash,
        question_id=question.question_id,
        reason=reason,
        reported_at=now,
    )
    stored = await session.execute(statement.on_conflict_do_nothing().returning(ReportRow.id))
    return stored.scalar_one_or_none() is not None


async def add_claim(
    session: AsyncSession, user_id: int, question: QuestionRef, answer: str, *, now: datetime
) -> Claim | None:
    """Store that an answer was right by somebody's word; None where that was said of it before."""
    statement = insert_into(session, ClaimRow).values(
        user_id=user_id,
        slug=question.slug,
        bank_hash=question.bank_hash,
        question_id=question.question_id,
        answer=answer,
        state=ClaimState.OPEN,
        claimed_at=now,
    )
    stored = await session.execute(statement.on_conflict_do_nothing().returning(ClaimRow.id))
    claim_id = stored.scalar_one_or_none()
    return None if claim_id is None else Claim(claim_id, question, answer, ClaimState.OPEN)


async def claim_of(session: AsyncSession, claim_id: int) -> Claim | None:
    """Return a claim, or None."""
    row = await session.get(ClaimRow, claim_id, populate_existing=True)
    return None if row is None else _claim(row)


async def open_claims(session: AsyncSession) -> tuple[Claim, ...]:
    """Return the claims that no teacher has decided, the oldest first."""
    query = select(ClaimRow).where(ClaimRow.state == ClaimState.OPEN).order_by(ClaimRow.id)
    return tuple(
        Claim(
            row.id, QuestionRef(row.slug, row.bank_hash, row.question_id), row.answer, ClaimState(row.state)
        )
        for row in (await session.execute(query)).scalars()
    )


async def reported_questions(session: AsyncSession) -> tuple[Report, ...]:
    """Return each question that somebody wants looked at, the one that most people name first."""
    found: dict[tuple[str, str], list[ReportRow]] = {}
    for row in (await session.execute(select(ReportRow).order_by(ReportRow.id))).scalars():
        found.setdefault((row.slug, row.question_id), []).append(row)
    reports = [
        Report(
            rows[0].id,
            QuestionRef(slug, rows[-1].bank_hash, question_id),
            Counter(row.reason for row in rows),
        )
        for (slug, question_id), rows in found.items()
    ]
    return tuple(sorted(reports, key=lambda report: -report.reasons.total()))


async def question_of_report(session: AsyncSession, report_id: int) -> QuestionRef | None:
    """Return the question that a report is about, or None where there is no such report."""
    row = await session.get(ReportRow, report_id, populate_existing=True)
    return QuestionRef(row.slug, row.bank_hash, row.question_id) if row else None


async def reasons_by_question(session: AsyncSession, slug: str) -> dict[str, Counter[str]]:
    """Return which questions of a bank people want looked at, by id, and how many give each reason."""
    query = select(ReportRow).where(ReportRow.slug == slug).order_by(ReportRow.id)
    found: dict[str, Counter[str]] = {}
    for row in (await session.execute(query)).scalars():
        found.setdefault(row.question_id, Counter())[row.reason] += 1
    return found


async def settle_question(session: AsyncSession, slug: str, question_id: str) -> None:
    """Drop what people said of a question."""
    await session.execute(
        delete(ReportRow).where(ReportRow.slug == slug, ReportRow.question_id == question_id)
    )


async def was_refused(session: AsyncSession, question: QuestionRef, answer: str) -> bool:
    """Whether a teacher has refused an answer to a question."""
    query = select(ClaimRow.state).where(
        ClaimRow.slug == question.slug,
        ClaimRow.question_id == question.question_id,
        ClaimRow.answer == answer,
    )
    return (await session.execute(query)).scalar_one_or_none() == ClaimState.REFUSED


async def decide_claim(session: AsyncSession, claim_id: int, state: ClaimState) -> None:
    """Store what a teacher says of a claim."""
    await session.execute(update(ClaimRow).where(ClaimRow.id == claim_id).values(state=state))


async def accepted_answers(session: AsyncSession, slug: str, question_id: str) -> tuple[tuple[str, str], ...]:
    """Return the answers to a question that a teacher has confirmed, each with the bank's hash then."""
    query = select(ClaimRow.bank_hash, ClaimRow.answer).where(
        ClaimRow.slug == slug, ClaimRow.question_id == question_id, ClaimRow.state == ClaimState.ACCEPTED
    )
    return tuple((row.bank_hash, row.answer) for row in await session.execute(query))


def _claim(row: ClaimRow) -> Claim:
    question = QuestionRef(row.slug, row.bank_hash, row.question_id)
    return Claim(row.id, question, row.answer, ClaimState(row.state))
