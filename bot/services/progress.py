"""How far a person has come; begins no transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.results import StudyDay
from bot.services.shelf import Shelf
from bot.services.studying import studied_by, tell_day
from questions.model import Bank, Citation
from questions.quiz import Rating, Studied, day_begins, recall, study_day
from storage.cards import reviews_since
from storage.learners import learner_of, zone_of

PAST, COMING = 28, 14
"""Days that are told of: of what was done, and of what is due."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document as somebody knows it.

    Attributes:
        document: The document's title.
        heading: The heading over the part; None where the document has none there.
        met: How many of its questions the person has met.
        total: How many questions there are on it.
        recall: The mean probability, 0 to 1, that those are remembered now; what was missed last is not.
    """

    document: str
    heading: str | None
    met: int
    total: int
    recall: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a person has come.

    Attributes:
        day: The day of study so far.
        reviews: How many reviews there were on each of the last 28 days, the last one today.
        coming: How many questions are due on each of the next 14 days, the first one today.
        retention: The share that was remembered of what had been learnt, in the last 28 days; None where
            nothing learnt was asked.
        wished: The share that the person wants to remember.
        sections: Each part of a document of which something was met, the best remembered first.
        met: How many questions the person has met.
        total: How many there are.
    """

    day: StudyDay
    reviews: Mapping[date, int]
    coming: Mapping[date, int]
    retention: float | None
    wished: float
    sections: tuple[Section, ...]
    met: int
    total: int


async def tell_progress(session: AsyncSession, shelf: Shelf, user_id: int, now: datetime) -> Progress:
    """Return how far a person has come."""
    learner = await learner_of(session, user_id)
    zone = zone_of(learner)
    today = study_day(now, zone)
    past = [today - timedelta(days=count) for count in reversed(range(PAST))]
    ahead = [today + timedelta(days=count) for count in range(COMING)]
    reviews = await reviews_since(session, user_id, day_begins(past[0], zone))
    done = Counter(study_day(one.at, zone) for one in reviews)
    asked = [one.review.rating for one in reviews if one.learnt]
    studied = await studied_by(session, shelf, user_id)
    coming = Counter(max(study_day(one.memory.due, zone), today) for one in studied if one.memory)
    banks = {key: bank for key, _, bank in await shelf.on_offer(user_id, session=session)}
    parts: dict[tuple[str, str | None], list[float | None]] = {}
    for one in studied:
        part = _part(banks[one.bank], one.question.citation)
        parts.setdefault(part, []).append(_known(one, now))
    sections = []
    for (document, heading), recalls in parts.items():
        met = [one for one in recalls if one is not None]
        if met:
            sections.append(Section(document, heading, len(met), len(recalls), fmean(met)))
    return Progress(
        day=await tell_day(session, shelf, user_id, now, studied=studied),
        reviews={day: done[day] for day in past},
        coming={day: coming[day] for day in ahead},
        retention=fmean(one > Rating.AGAIN for one in asked) if asked else None,
        wished=learner.retention,
        sections=tuple(sorted(sections, key=lambda section: -section.recall)),
        met=sum(one.memory is not None for one in studied),
        total=len(studied),
    )


def _known(studied: Studied, now: datetime) -> float | None:
    """Return how likely a question is remembered, 0 to 1: not at all if it was missed; None if unmet."""
    if studied.memory is None:
        return None
    return 0.0 if studied.missed else recall(studied.memory, now=now)


def _part(bank: Bank, citation: Citation) -> tuple[str, str | None]:
    document = bank.documents[citation.document]
    passage = document.passage_at(citation.start)
    heading = passage.heading if passage else None
    return document.title, None if heading == document.title else heading
