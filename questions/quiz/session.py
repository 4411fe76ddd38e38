"""One run of a quiz as a state machine of frozen states; knows no clock, no chat and no database.

```mermaid
stateDiagram-v2
    [*] --> asking
    asking --> answered: answer
    answered --> asking: advance, questions left
    answered --> finished: advance, none left
    asking --> stopped: stop
    answered --> stopped: stop
    finished --> [*]
    stopped --> [*]
```
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from questions.model import Question
from questions.quiz.grading import Outcome, grade
from questions.quiz.planning import Asked


class Phase(StrEnum):
    """Where a session stands."""

    ASKING = "asking"
    ANSWERED = "answered"
    FINISHED = "finished"
    STOPPED = "stopped"


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
    NO_TRY_LEFT = "no-try-left"


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
    """

    plan: tuple[Asked, ...]
    position: int = 0
    phase: Phase = Phase.ASKING

    @property
    def over(self) -> bool:
        """Whether nothing more can happen."""
        return self.phase in (Phase.FINISHED, Phase.STOPPED)

    @property
    def current(self) -> Asked:
        """The question that is open or was answered last."""
        return self.plan[self.position]


def answer(session: Session, question: Question, *, position: int, choice: int) -> tuple[Session, Outcome]:
    """Answer the question at a position.

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
    if session.over:
        raise Refused(Refusal.OVER)
    if position != session.position:
        raise Refused(Refusal.MOVED_ON)
    if session.phase is Phase.ANSWERED:
        raise Refused(Refusal.ANSWERED_BEFORE)
    choices = session.current.choices
    if not 0 <= choice < len(choices):
        raise Refused(Refusal.UNKNOWN)
    return replace(session, phase=Phase.ANSWERED), grade(question, choices[choice])


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
    if position + 1 == len(session.plan):
        return replace(session, phase=Phase.FINISHED)
    return replace(session, position=position + 1, phase=Phase.ASKING)


def stop(session: Session) -> Session:
    """End a session before its last question.

    Raises:
        Refused: The session is over.
    """
    if session.over:
        raise Refused(Refusal.OVER)
    return replace(session, phase=Phase.STOPPED)
