"""What a class's session needs done in a chat, as the services tell the conductor: frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.gradebook import Gradebook
from bot.services.results import Posed
from questions.quiz import ClassPhase, Rules
from storage.classes import Player
from storage.posts import Post, PostKind, PostState

__all__ = [
    "ChatLost",
    "ClassEnd",
    "ClassQuestion",
    "ClassResult",
    "ClassStanding",
    "ClosePoll",
    "Content",
    "Deliver",
    "Done",
    "Gather",
    "Lobby",
    "Missed",
    "Post",
    "PostKind",
    "PostState",
    "Remove",
    "Rest",
    "Work",
]


@dataclass(frozen=True, slots=True)
class ClassStanding:
    """Where a class stands, for whoever asks.

    Attributes:
        session_id: The run.
        host_id: Who runs it.
        chat_id: The group.
        title: What the bank is called.
        phase: Where it stands.
        position: The index of the current question.
        total: How many questions it has.
        extensions: How often the current question was given more time.
        rules: How it is played.
        paused: Whether the next question waits for the host.
        message_id: The message that shows where it stands; None where none does yet.
    """

    session_id: int
    host_id: int
    chat_id: int
    title: str
    phase: ClassPhase
    position: int
    total: int
    extensions: int
    rules: Rules
    paused: bool
    message_id: int | None

    @property
    def last(self) -> bool:
        """Whether no question comes after the current one."""
        return self.position + 1 == self.total


@dataclass(frozen=True, slots=True)
class Lobby:
    """A class that gathers: who is in so far."""

    session_id: int
    title: str
    total: int
    rules: Rules
    players: tuple[Player, ...]


@dataclass(frozen=True, slots=True)
class ClassQuestion:
    """A question as a class is asked it; `seconds` is how long it stays open from now, None for no limit."""

    posed: Posed
    standing: ClassStanding
    seconds: float | None


@dataclass(frozen=True, slots=True)
class ClassResult:
    """What became of the question at a position: the gradebook as it was then, and where the class stands."""

    book: Gradebook
    position: int
    standing: ClassStanding


@dataclass(frozen=True, slots=True)
class ClassEnd:
    """How a class's quiz ended."""

    book: Gradebook
    stopped: bool


@dataclass(frozen=True, slots=True)
class Missed:
    """What one person of a class missed."""

    book: Gradebook
    user_id: int


@dataclass(frozen=True, slots=True)
class ChatLost:
    """A word to the host: the group can no longer be written to, and why."""

    book: Gradebook
    trouble: str


Content = Lobby | ClassQuestion | ClassResult | ClassEnd | Gradebook | Missed | ChatLost


@dataclass(frozen=True, slots=True)
class Deliver:
    """Bring a message to its chat.

    Attributes:
        post: The message.
        thread_id: The topic of the chat; 0 for none.
        stale: The message whose buttons go away when this one stands there; None where there is none.
    """

    post: Post
    thread_id: int
    stale: int | None


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a message away: a poll that was replaced by one with more time."""

    post: Post


@dataclass(frozen=True, slots=True)
class ClosePoll:
    """Close a poll, whose message this is."""

    post: Post
    poll_id: str


@dataclass(frozen=True, slots=True)
class Gather:
    """Keep a lobby's message up to date while people come in."""

    post: Post
    content: Lobby


@dataclass(frozen=True, slots=True)
class Rest:
    """Nothing to do for so many seconds, or (None) until something happens."""

    seconds: float | None


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing more to do, ever."""


Work = Deliver | Remove | ClosePoll | Gather | Rest | Done
