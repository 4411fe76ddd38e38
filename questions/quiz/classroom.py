"""A class's quiz as a state machine of frozen states; knows no clock, no chat and no database.

```mermaid
stateDiagram-v2
    [*] --> lobby
    lobby --> asking: begin
    asking --> closing: time is up, skip
    asking --> asking: extend
    closing --> shown: reveal
    shown --> asking: time is up, onward, resume; questions left
    shown --> finished: time is up, onward, resume; none left
    lobby --> stopped: cancel, stop
    asking --> stopped: stop
    closing --> stopped: stop
    shown --> stopped: stop
```

A moment is a number of seconds since 1970. A phase begins to run out when its message stands in the chat
(`posted`), however long that took. A pause holds the quiz where the answer is shown: a question that is open
runs on to its end, since Telegram's countdown cannot be held.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from questions.quiz.planning import Asked
from questions.quiz.scoring import Scoring
from questions.quiz.session import Refusal, Refused

SHORTEST, LONGEST = 10, 300
"""Seconds that a question may be given."""

EXTENSION = 10
"""Seconds that the host adds at a time."""

MOST_EXTENSIONS = 30

READING = 10
"""Seconds for which an answer and its passage are shown."""


ON_THEIR_WAY = 4
"""Seconds for which votes that Telegram has counted are waited for."""


class ClassPhase(StrEnum):
    """Where a class's session stands."""

    LOBBY = "lobby"
    ASKING = "asking"
    CLOSING = "closing"
    SHOWN = "shown"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Rules:
    """How a class plays.

    Attributes:
        seconds: For each question, 10 to 300; None leaves it open until the host goes on.
        scoring: What counts.
        teams: How many teams there are; 0 for none.
    """

    seconds: int | None = 30
    scoring: Scoring = Scoring.RIGHT
    teams: int = 0

    def __post_init__(self) -> None:
        """Refuse what no host can choose; raises ValueError."""
        if self.seconds is not None and not SHORTEST <= self.seconds <= LONGEST:
            raise ValueError(f"a question is given {SHORTEST} to {LONGEST} seconds, not {self.seconds}")
        if self.scoring is Scoring.SPEED and self.seconds is None:
            raise ValueError("speed counts only against a deadline")

    def allowed(self, extensions: int = 0) -> float | None:
        """Return the seconds that a question is given in all; None where it has no deadline."""
        return None if self.seconds is None else self.seconds + EXTENSION * extensions


@dataclass(frozen=True, slots=True)
class ClassSession:
    """A class's quiz at one moment.

    Attributes:
        plan: The questions in order, at least one.
        rules: How it is played.
        phase: Where it stands.
        position: The index of the current question, from 0.
        due: When time takes the next step; None while nothing runs out.
        paused: Whether the next question waits for the host.
        extensions: How often the current question was given more time.
    """

    plan: tuple[Asked, ...]
    rules: Rules
    phase: ClassPhase = ClassPhase.LOBBY
    position: int = 0
    due: float | None = None
    paused: bool = False
    extensions: int = 0

    @property
    def over(self) -> bool:
        """Whether nothing more can happen."""
        return self.phase in (ClassPhase.FINISHED, ClassPhase.STOPPED)

    @property
    def current(self) -> Asked:
        """The question that is open or was asked last."""
        return self.plan[self.position]

    @property
    def last(self) -> bool:
        """Whether no question comes after the current one."""
        return self.position + 1 == len(self.plan)


def begin(session: ClassSession) -> ClassSession:
    """Ask the first question.

    Raises:
        Refused: The quiz has begun or is over.
    """
    _refuse_over(session)
    if session.phase is not ClassPhase.LOBBY:
        raise Refused(Refusal.MOVED_ON)
    return replace(session, phase=ClassPhase.ASKING)


def posted(session: ClassSession, *, now: float) -> ClassSession:
    """Let time run: the question or the answer stands in the chat since `now`."""
    if session.due is not None:
        return session
    allowed = session.rules.allowed(session.extensions)
    if session.phase is ClassPhase.ASKING and allowed is not None:
        return replace(session, due=now + allowed)
    if session.phase is ClassPhase.SHOWN and session.rules.seconds is not None and not session.paused:
        return replace(session, due=now + READING)
    return session


def pass_time(session: ClassSession, *, now: float) -> ClassSession:
    """Take the step that time takes, if one is due."""
    if session.due is None or session.due > now:
        return session
    if session.phase is ClassPhase.ASKING:
        return _close(session)
    if session.phase is ClassPhase.SHOWN and not session.paused:
        return _onward(session)
    return session


def closed(session: ClassSession, *, now: float) -> ClassSession:
    """Wait for the votes that are still on their way, but not for long: the poll is closed since `now`."""
    if session.phase is ClassPhase.CLOSING and session.due is None:
        return replace(session, due=now + ON_THEIR_WAY)
    return session


def close_early(session: ClassSession) -> ClassSession:
    """Take note that Telegram has closed the poll before the time came that we knew of."""
    return _close(session) if session.phase is ClassPhase.ASKING else session


def reveal(session: ClassSession) -> ClassSession:
    """Show the answer: every vote on the closed question is in.

    Raises:
        Refused: No question is being closed.
    """
    _refuse_over(session)
    if session.phase is not ClassPhase.CLOSING:
        raise Refused(Refusal.MOVED_ON)
    return replace(session, phase=ClassPhase.SHOWN, due=None)


def skip(session: ClassSession, *, position: int) -> ClassSession:
    """Close the open question now.

    Raises:
        Refused: The question is not open, or the quiz is over.
    """
    _refuse_elsewhere(session, position)
    if session.phase is not ClassPhase.ASKING:
        raise Refused(Refusal.MOVED_ON)
    return _close(session)


def onward(session: ClassSession, *, position: int) -> ClassSession:
    """Go on from the answer that is shown to the next question or to the end.

    Raises:
        Refused: No answer is shown there, or the quiz is over.
    """
    _refuse_elsewhere(session, position)
    if session.phase is not ClassPhase.SHOWN:
        raise Refused(Refusal.MOVED_ON)
    return _onward(replace(session, paused=False))


def extend(session: ClassSession, *, position: int, extensions: int) -> ClassSession:
    """Give the open question ten seconds more.

    Args:
        session: The quiz as it stands.
        position: The question.
        extensions: How often it had got more time when the host asked, so that one tap adds ten seconds once.

    Raises:
        Refused: The question is not open, has no deadline or got more time already or often enough.
    """
    _refuse_elsewhere(session, position)
    if session.phase is not ClassPhase.ASKING or session.due is None or extensions != session.extensions:
        raise Refused(Refusal.MOVED_ON)
    if session.extensions == MOST_EXTENSIONS:
        raise Refused(Refusal.ENOUGH)
    return replace(session, due=session.due + EXTENSION, extensions=session.extensions + 1)


def pause(session: ClassSession, *, position: int) -> ClassSession:
    """Hold the quiz before its next question.

    Raises:
        Refused: The quiz stands elsewhere or is over.
    """
    _refuse_elsewhere(session, position)
    held = session.phase is ClassPhase.SHOWN
    return replace(session, paused=True, due=None if held else session.due)


def resume(session: ClassSession, *, position: int) -> ClassSession:
    """Go on after a pause: at once where the answer is shown.

    Raises:
        Refused: The quiz is not paused, stands elsewhere or is over.
    """
    _refuse_elsewhere(session, position)
    if not session.paused:
        raise Refused(Refusal.MOVED_ON)
    going = replace(session, paused=False)
    return _onward(going) if session.phase is ClassPhase.SHOWN else going


def cancel(session: ClassSession) -> ClassSession:
    """Give a quiz up that has not begun.

    Raises:
        Refused: The quiz has begun or is over.
    """
    _refuse_over(session)
    if session.phase is not ClassPhase.LOBBY:
        raise Refused(Refusal.MOVED_ON)
    return replace(session, phase=ClassPhase.STOPPED, due=None)


def stop_class(session: ClassSession, *, position: int | None = None) -> ClassSession:
    """End a quiz before its last question.

    Args:
        session: The quiz as it stands.
        position: The question at which the host meant to stop; None stops it wherever it stands.

    Raises:
        Refused: The quiz stands elsewhere or is over.
    """
    _refuse_over(session)
    if position is not None:
        _refuse_elsewhere(session, position)
    return replace(session, phase=ClassPhase.STOPPED, due=None)


def _close(session: ClassSession) -> ClassSession:
    return replace(session, phase=ClassPhase.CLOSING, due=None)


def _onward(session: ClassSession) -> ClassSession:
    if session.last:
        return replace(session, phase=ClassPhase.FINISHED, due=None)
    return replace(session, phase=ClassPhase.ASKING, position=session.position + 1, due=None, extensions=0)


def _refuse_over(session: ClassSession) -> None:
    if session.over:
        raise Refused(Refusal.OVER)


def _refuse_elsewhere(session: ClassSession, position: int) -> None:
    _refuse_over(session)
    if position != session.position or session.phase is ClassPhase.LOBBY:
        raise Refused(Refusal.MOVED_ON)
