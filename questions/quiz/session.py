"""One run of a quiz as a state machine of frozen states; knows no clock, no chat and no database.

```mermaid
stateDiagram-v2
    [*] --> asking
    asking --> answered: answer
    asking --> asking: pass_over; answer in an exam; questions left
    asking --> finished: pass_over; answer in an exam; none left
    answered --> asking: advance, questions left
    answered --> finished: advance, none left
    asking --> stopped: stop
    answered --> stopped: stop
    finished --> [*]
    stopped --> [*]
```
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from questions.model import Question
from questions.quiz.grading import Outcome, grade, grade_text
from questions.quiz.planning import Asked


class Phase(StrEnum):
    """Where a session stands."""

    ASKING = "asking"
    ANSWERED = "answered"
    FINISHED = "finished"
    STOPPED = "stopped"


class Mode(StrEnum):
    """What a session is for.

    A quiz tells after each answer whether it was right, an exam only at its end. A review asks what a person
    would forget otherwise.
    """

    QUIZ = "quiz"
    EXAM = "exam"
    REVIEW = "review"


class Refusal(StrEnum):
    """Why a step is not taken."""

    UNKNOWN = "unknown"
    FOREIGN = "foreign"
    ANSWERED_BEFORE = "answered-before"
    NOT_YET_ANSWERED = "not-yet-answered"
    MOVED_ON = "moved-on"
    OVER = "over"
    ENOUGH = "enough"
    NOT_HOST = "not-host"
    TOO_LATE = "too-late"
    WITHHELD = "withheld"
    CLAIM_REFUSED = "claim-refused"
    NO_TRY_LEFT = "no-try-left"
    NOT_ALLOWED = "not-allowed"
    ALREADY = "already"
    NO_TITLE = "no-title"
    CHANGED = "changed"


class Refused(Exception):
    """A step that the rules do not allow now; the session stays as it is."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Session:
    """A run of a quiz at one moment.

    Attributes:
        plan: The questions in order, at least one.
        position: The index of the current question, from 0.
        phase: Where the session stands.
        mode: What it is for.
    """

    plan: tuple[Asked, ...]
    position: int = 0
    phase: Phase = Phase.ASKING
    mode: Mode = Mode.QUIZ

    @property
    def over(self) -> bool:
        """Whether nothing more can happen."""
        return self.phase in (Phase.FINISHED, Phase.STOPPED)

    @property
    def current(self) -> Asked:
        """The question that is open or was answered last."""
        return self.plan[self.position]


def answer(session: Session, question: Question, *, position: int, choice: int) -> tuple[Session, Outcome]:
    """Answer the question at a position by a choice.

    Args:
        session: The session as it stands.
        question: The question at that position.
        position: The index that the answer is meant for.
        choice: The index of the choice among those shown.

    Returns:
        The session afterwards, and what the answer came to.

    Raises:
        Refused: The question was answered before, or is not the current one, or has no such choice, or the
            session is over.
    """
    _refuse_unasked(session, position)
    choices = session.current.choices
    if session.current.typed or not 0 <= choice < len(choices):
        raise Refused(Refusal.UNKNOWN)
    return _answered(session), grade(question, choices[choice])


def answer_by_text(
    session: Session, question: Question, *, position: int, text: str, accepted: Collection[str] = ()
) -> tuple[Session, Outcome]:
    """Answer the question at a position in one's own words.

    Args:
        session: The session as it stands.
        question: The question at that position.
        position: The index that the answer is meant for.
        text: What was typed.
        accepted: Other answers to it that a teacher has confirmed.

    Returns:
        The session afterwards, and what the answer came to.

    Raises:
        Refused: The question was answered before, or is not the current one, or has choices to tap, or the
            session is over.
    """
    _refuse_unasked(session, position)
    if not session.current.typed:
        raise Refused(Refusal.UNKNOWN)
    return _answered(session), grade_text(question, text, accepted=accepted)


def take_hint(session: Session, *, position: int) -> Session:
    """Take a hint at the open question; taking it again changes nothing.

    Raises:
        Refused: The question is not open, the session is over or it is an exam.
    """
    _refuse_unasked(session, position)
    if session.mode is Mode.EXAM:
        raise Refused(Refusal.UNKNOWN)
    return _with_current(session, replace(session.current, helped=True))


def show_choices(session: Session, *, position: int) -> Session:
    """Have the choices shown of a question that was to be typed, which helps as a hint does.

    Raises:
        Refused: The question is not open or has no choices, the session is over or it is an exam.
    """
    helped = take_hint(session, position=position)
    if not helped.current.choices:
        raise Refused(Refusal.UNKNOWN)
    return _with_current(helped, replace(helped.current, typed=False))


def pass_over(session: Session, *, position: int) -> Session:
    """Leave the open question at a position unanswered and go on to the next, or to the end.

    Raises:
        Refused: The question is not open, or the session is over.
    """
    _refuse_unasked(session, position)
    return _onward(session)


def advance(session: Session, *, position: int) -> Session:
    """Go on from the answered question at a position to the next, or to the end.

    Raises:
        Refused: The question is not answered yet, or is not the current one, or the session is over.
    """
    if session.over:
        raise Refused(Refusal.OVER)
    if position != session.position:
        raise Refused(Refusal.MOVED_ON)
    if session.phase is not Phase.ANSWERED:
        raise Refused(Refusal.NOT_YET_ANSWERED)
    return _onward(session)


def stop(session: Session) -> Session:
    """End a session before its last question.

    Raises:
        Refused: The session is over.
    """
    if session.over:
        raise Refused(Refusal.OVER)
    return replace(session, phase=Phase.STOPPED)


def _refuse_unasked(session: Session, position: int) -> None:
    if session.over:
        raise Refused(Refusal.OVER)
    if position != session.position:
        raise Refused(Refusal.MOVED_ON)
    if session.phase is Phase.ANSWERED:
        raise Refused(Refusal.ANSWERED_BEFORE)


def _answered(session: Session) -> Session:
    return _onward(session) if session.mode is Mode.EXAM else replace(session, phase=Phase.ANSWERED)


def _onward(session: Session) -> Session:
    if session.position + 1 == len(session.plan):
        return replace(session, phase=Phase.FINISHED)
    return replace(session, position=session.position + 1, phase=Phase.ASKING)


def _with_current(session: Session, current: Asked) -> Session:
    plan = (*session.plan[: session.position], current, *session.plan[session.position + 1 :])
    return replace(session, plan=plan)
