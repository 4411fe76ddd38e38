"""What a button says when it is pressed, in Telegram's 64 bytes; knows no message.

A press is one letter, small or capital, and its fields, `a:12:3:1`. A field is a whole number or a word
without a colon.
"""

from __future__ import annotations

from collections.abc import Mapping
from inspect import get_annotations
from typing import ClassVar, dataclass_transform

LONGEST = 64
"""Bytes that Telegram allows (https://core.telegram.org/bots/api#inlinekeyboardbutton)."""

LARGEST = 2**63 - 1
"""The largest number that a database keeps."""

BANK_KEY = 16
"""Characters of a bank's hash that a button carries: 64 bits tell any two banks apart."""


@dataclass_transform(frozen_default=True)
class Press:
    """What any button says: a frozen value whose fields are annotated, as a data class has them.

    It is none: Python 3.11 makes fifty data classes in the time in which it opens and reads the database.

    Attributes:
        letter: Which button it is.
        kinds: Its fields, and what they are.
    """

    letter: ClassVar[str]
    kinds: ClassVar[Mapping[str, type[int | str]]]

    def __init_subclass__(cls) -> None:
        cls.kinds = get_annotations(cls, eval_str=True)
        cls.__match_args__ = tuple(cls.kinds)  # type: ignore[attr-defined, misc]

    def __init__(self, *values: int | str, **named: int | str) -> None:
        given = {**dict(zip(self.kinds, values, strict=False)), **named}
        if len(values) + len(named) != len(self.kinds) or given.keys() != self.kinds.keys():
            raise TypeError(f"{type(self).__name__} takes {', '.join(self.kinds)}")
        vars(self).update(given)

    @property
    def values(self) -> tuple[int | str, ...]:
        """Its fields' values, in their order."""
        return tuple(vars(self)[name] for name in self.kinds)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name} of a press stays as it is")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash((self.letter, self.values))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self.values))})"


class Open(Press):
    """Open a page: `quiz`, `review`, `progress`, `settings`, `zone`, `score` or `help`."""

    letter = "o"
    page: str


class ChooseBank(Press):
    """A person chooses the bank of a new quiz."""

    letter = "b"
    user_id: int
    bank: str


class ChooseLength(Press):
    """A person chooses how many questions, and the quiz starts."""

    letter = "l"
    user_id: int
    bank: str
    length: int


class Choose(Press):
    """The answer to the question at a position of a session."""

    letter = "a"
    session_id: int
    position: int
    choice: int


class Context(Press):
    """Show the paragraph around the proof (1), or only the proof (0)."""

    letter = "c"
    session_id: int
    position: int
    shown: int


class Next(Press):
    """Go on from the question at a position."""

    letter = "n"
    session_id: int
    position: int


class AskToStop(Press):
    """Ask whether a session shall end: its button stands close to the letters."""

    letter = "q"
    session_id: int


class Stop(Press):
    """End a session."""

    letter = "s"
    session_id: int


class Resume(Press):
    """Show where a session goes on."""

    letter = "g"
    session_id: int


class Retry(Press):
    """Ask the missed questions of a session again."""

    letter = "r"
    session_id: int


class SetUp(Press):
    """What a class's quiz is set to, and the page to show.

    The page is `m` (all of it), `b` (banks), `n` (numbers of questions), `t` (times) or `x` (give it up).
    """

    letter = "u"
    bank: str
    length: int
    seconds: int
    scoring: str
    in_order: int
    teams: int
    page: str


class StartClass(Press):
    """Start a class's quiz as it is set; `lobby` is 1 where people say first that they are in."""

    letter = "v"
    bank: str
    length: int
    seconds: int
    scoring: str
    in_order: int
    teams: int
    lobby: int


class Join(Press):
    """Somebody is in; `team` counts from 1, 0 for none."""

    letter = "j"
    session_id: int
    team: int


class Steer(Press):
    """The host's step at a question that has got more time so often.

    The step is `begin`, `cancel`, `skip`, `next`, `more`, `pause`, `resume`, `ask` (whether to stop),
    `keep` or `stop`.
    """

    letter = "k"
    session_id: int
    position: int
    extensions: int
    step: str


class Replay(Press):
    """Play an earlier class's quiz again: its missed questions (1), or other ones of its bank (0)."""

    letter = "y"
    session_id: int
    missed: int


class Practise(Press):
    """Ask somebody in private what they missed in a class."""

    letter = "p"
    session_id: int


class Assign(Press):
    """Make homework of a class's questions: due in so many days, with so many tries.

    0 days only asks how many; 0 tries besides goes back.
    """

    letter = "w"
    session_id: int
    days: int
    tries: int


class DoHomework(Press):
    """Begin a try at the homework that has this code."""

    letter = "d"
    code: str


class HomeworkResults(Press):
    """Send the host what was done of the homework that has this code."""

    letter = "z"
    code: str


class ClassResults(Press):
    """Send the host the results of a class."""

    letter = "x"
    session_id: int


class Adapt(Press):
    """A person chooses a quiz that goes by what is known: `weak`, `missed` or `exam`."""

    letter = "A"
    user_id: int
    bank: str
    kind: str


class Hint(Press):
    """Show the passage with the answer hidden."""

    letter = "H"
    session_id: int
    position: int


class ShowChoices(Press):
    """Show the choices of a question that was to be typed."""

    letter = "W"
    session_id: int
    position: int


class PassOver(Press):
    """Leave a question unanswered."""

    letter = "O"
    session_id: int
    position: int


class Rate(Press):
    """How well a question was remembered, 1 to 4; 0 only asks."""

    letter = "R"
    session_id: int
    position: int
    rating: int


class Report(Press):
    """A question should be looked at, and why; `ask` only asks, `keep` goes back."""

    letter = "F"
    session_id: int
    position: int
    reason: str


class Claim(Press):
    """A typed answer was right after all."""

    letter = "C"
    session_id: int
    position: int


class Decide(Press):
    """A teacher says whether a claimed answer is right (1) or not (0)."""

    letter = "D"
    claim_id: int
    accepted: int


class Settle(Press):
    """A teacher has looked at a question that was reported."""

    letter = "L"
    report_id: int


class CancelMaking(Press):
    """Give up the bank that is being made of somebody's file."""

    letter = "K"
    user_id: int


class TakeText(Press):
    """Make a bank of what was offered as a job: here (1), with the language model (2), or not (0)."""

    letter = "m"
    job_id: int
    taken: int


class OpenBook(Press):
    """Show a book of one's shelf."""

    letter = "T"
    book_id: int


class ExportBook(Press):
    """Send a book as the file of another system; `ask` asks which."""

    letter = "X"
    book_id: int
    to: str


class Questions(Press):
    """Show a maker what became of a book's questions: `show`; `file` sends them to be mended by hand.

    `approve` lets all drafts be asked that may be, `best` only so many of all, 0 for all.
    """

    letter = "G"
    book_id: int
    step: str
    count: int


class LookThrough(Press):
    """A maker looks at a question of a book, among those of a sort, or says whether it is asked.

    The question goes by its short name, `-` is the first of the sort. The sort is `a` (all), `l` (to look
    at), `d` (drafts) or `r` (left out). The step is `show`, `keep`, `out` (asks why), a reason to leave it
    out, or `seen` (what was reported was looked at).
    """

    letter = "V"
    book_id: int
    question: str
    sort: str
    step: str


class Change(Press):
    """A maker changes a question of a book, looked at among those of a sort.

    What is changed is `menu` (asks), `stem`, `key`, `turn` (a claim), a wrong choice (`choice` asks, `other`
    takes another, `write`, `away`), or `kind` (asks), `choose`, `type`. A wrong choice goes by its short
    name, `-` is none.
    """

    letter = "N"
    book_id: int
    question: str
    sort: str
    what: str
    choice: str


class MoveQuestion(Press):
    """Put a question of a book, looked at among those of a sort, into another; 0 asks into which."""

    letter = "U"
    book_id: int
    question: str
    sort: str
    other_id: int


class PutAway(Press):
    """Take a book off one's shelf."""

    letter = "P"
    book_id: int


class Manage(Press):
    """What a person does with a whole book.

    The step is `more` (all of these), `rename`, `seen` (who can have it), `private`, `link`, `public`,
    `editors`, `invite` (a teacher, where the book is 0), `merge` (with which), `archive`,
    `restore`, `delete` (asks), `erase` or `take`.
    """

    letter = "Y"
    book_id: int
    step: str


class MergeBooks(Press):
    """Put the questions of another book into one: asked once (0), and said again (1)."""

    letter = "I"
    book_id: int
    other_id: int
    sure: int


class ShowShelf(Press):
    """Show a page, from 0, of the books that are one's `own`, `archived`, or `public`."""

    letter = "Q"
    shelf: str
    page: int


class Dismiss(Press):
    """Let somebody be an editor of a book no more, or a teacher where the book is 0."""

    letter = "i"
    book_id: int
    user_id: int


class Browse(Press):
    """Show an answer of a session that is over, with ways to the one before and after."""

    letter = "B"
    session_id: int
    position: int


class Summary(Press):
    """Show how a session ended, after its answers were browsed."""

    letter = "M"
    session_id: int


class Wish(Press):
    """How somebody wants to study: `retention` (per cent), `new`, `goal`, `remind` (minutes after midnight).

    The value is one more than what is wished for, 0 only asks. `never` takes reminders off, `settings` goes
    back.
    """

    letter = "S"
    what: str
    value: int


class SetZone(Press):
    """Somebody's time zone: minutes east of Greenwich plus 1440 first, then the zone's name.

    An offset of 0 asks for the clock, or puts it off for `later`; a zone of `-` asks for the place.
    """

    letter = "Z"
    offset: int
    zone: str


class Erase(Press):
    """Erase all that is known of a person: asked once (1), asked twice (2), or not (0)."""

    letter = "E"
    user_id: int
    step: int


class Read(Press):
    """Open a document, named by the start of its hash, where a span of it stands.

    A paragraph's number turns the message to that one; 0 opens the span's own in a new message.
    """

    letter = "t"
    sha256: str
    start: int
    end: int
    number: int


class QuizOn(Press):
    """Ask what a paragraph of a document proves; 0 is the whole document."""

    letter = "e"
    sha256: str
    number: int


PRESSES: dict[str, type[Press]] = {press.letter: press for press in Press.__subclasses__()}


def encode(press: Press) -> str:
    """Return the callback data of a press.

    Raises:
        ValueError: It does not fit into 64 bytes, or a word holds a colon.
    """
    data = ":".join((press.letter, *map(str, press.values)))
    if len(data.encode()) > LONGEST or data.count(":") != len(press.kinds):
        raise ValueError(f"{data!r} cannot be a button's data")
    return data


def decode(data: str) -> Press:
    """Return the press that callback data says.

    Raises:
        ValueError: It is nothing that a button of ours says.
    """
    letter, *texts = data.split(":")
    press = PRESSES.get(letter)
    if press is None:
        raise ValueError(f"no button of ours says {data!r}")
    if len(press.kinds) != len(texts):
        raise ValueError(f"no button of ours says {data!r}")
    return press(*(_field(kind, text) for kind, text in zip(press.kinds.values(), texts, strict=True)))


def _field(kind: type[int] | type[str], text: str) -> int | str:
    value = kind(text)
    if isinstance(value, int) and not 0 <= value <= LARGEST:
        raise ValueError(f"{text} is no number of ours")
    return value
