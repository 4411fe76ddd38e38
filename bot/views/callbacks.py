"""What a button says when it is pressed, in Telegram's 64 bytes; knows no message.

A press is one letter, small or capital, and its fields, `a:12:3:1`. A field is a whole number or a word
without a colon.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import ClassVar, get_type_hints

LONGEST = 64
"""Bytes that Telegram allows (https://core.telegram.org/bots/api#inlinekeyboardbutton)."""

LARGEST = 2**63 - 1
"""The largest number that a database keeps."""

BANK_KEY = 16
"""Characters of a bank's hash that a button carries: 64 bits tell any two banks apart."""


@dataclass(frozen=True, slots=True)
class Press:
    """What any button says."""

    letter: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Open(Press):
    """Open a page: `quiz`, `review`, `progress`, `settings`, `zone`, `score` or `help`."""

    letter = "o"
    page: str


@dataclass(frozen=True, slots=True)
class ChooseBank(Press):
    """A person chooses the bank of a new quiz."""

    letter = "b"
    user_id: int
    bank: str


@dataclass(frozen=True, slots=True)
class ChooseLength(Press):
    """A person chooses how many questions, and the quiz starts."""

    letter = "l"
    user_id: int
    bank: str
    length: int


@dataclass(frozen=True, slots=True)
class Choose(Press):
    """The answer to the question at a position of a session."""

    letter = "a"
    session_id: int
    position: int
    choice: int


@dataclass(frozen=True, slots=True)
class Context(Press):
    """Show the paragraph around the proof (1), or only the proof (0)."""

    letter = "c"
    session_id: int
    position: int
    shown: int


@dataclass(frozen=True, slots=True)
class Next(Press):
    """Go on from the question at a position."""

    letter = "n"
    session_id: int
    position: int


@dataclass(frozen=True, slots=True)
class AskToStop(Press):
    """Ask whether a session shall end: its button stands close to the letters."""

    letter = "q"
    session_id: int


@dataclass(frozen=True, slots=True)
class Stop(Press):
    """End a session."""

    letter = "s"
    session_id: int


@dataclass(frozen=True, slots=True)
class Resume(Press):
    """Show where a session goes on."""

    letter = "g"
    session_id: int


@dataclass(frozen=True, slots=True)
class Retry(Press):
    """Ask the missed questions of a session again."""

    letter = "r"
    session_id: int


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Join(Press):
    """Somebody is in; `team` counts from 1, 0 for none."""

    letter = "j"
    session_id: int
    team: int


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Replay(Press):
    """Play an earlier class's quiz again: its missed questions (1), or other ones of its bank (0)."""

    letter = "y"
    session_id: int
    missed: int


@dataclass(frozen=True, slots=True)
class Practise(Press):
    """Ask somebody in private what they missed in a class."""

    letter = "p"
    session_id: int


@dataclass(frozen=True, slots=True)
class Assign(Press):
    """Make homework of a class's questions: due in so many days, with so many tries.

    0 days only asks how many; 0 tries besides goes back.
    """

    letter = "w"
    session_id: int
    days: int
    tries: int


@dataclass(frozen=True, slots=True)
class DoHomework(Press):
    """Begin a try at the homework that has this code."""

    letter = "d"
    code: str


@dataclass(frozen=True, slots=True)
class HomeworkResults(Press):
    """Send the host what was done of the homework that has this code."""

    letter = "z"
    code: str


@dataclass(frozen=True, slots=True)
class ClassResults(Press):
    """Send the host the results of a class."""

    letter = "x"
    session_id: int


@dataclass(frozen=True, slots=True)
class Adapt(Press):
    """A person chooses a quiz that goes by what is known: `weak`, `missed` or `exam`."""

    letter = "A"
    user_id: int
    bank: str
    kind: str


@dataclass(frozen=True, slots=True)
class Hint(Press):
    """Show the passage with the answer hidden."""

    letter = "H"
    session_id: int
    position: int


@dataclass(frozen=True, slots=True)
class ShowChoices(Press):
    """Show the choices of a question that was to be typed."""

    letter = "W"
    session_id: int
    position: int


@dataclass(frozen=True, slots=True)
class PassOver(Press):
    """Leave a question unanswered."""

    letter = "O"
    session_id: int
    position: int


@dataclass(frozen=True, slots=True)
class Rate(Press):
    """How well a question was remembered, 1 to 4; 0 only asks."""

    letter = "R"
    session_id: int
    position: int
    rating: int


@dataclass(frozen=True, slots=True)
class Report(Press):
    """A question should be looked at, and why; `ask` only asks, `keep` goes back."""

    letter = "F"
    session_id: int
    position: int
    reason: str


@dataclass(frozen=True, slots=True)
class Claim(Press):
    """A typed answer was right after all."""

    letter = "C"
    session_id: int
    position: int


@dataclass(frozen=True, slots=True)
class Decide(Press):
    """A teacher says whether a claimed answer is right (1) or not (0)."""

    letter = "D"
    claim_id: int
    accepted: int


@dataclass(frozen=True, slots=True)
class Settle(Press):
    """A teacher has looked at a question that was reported."""

    letter = "L"
    report_id: int


@dataclass(frozen=True, slots=True)
class CancelMaking(Press):
    """Give up the bank that is being made of somebody's file."""

    letter = "K"
    user_id: int


@dataclass(frozen=True, slots=True)
class TakeText(Press):
    """Make a bank of what was offered as a job: here (1), with the language model (2), or not (0)."""

    letter = "m"
    job_id: int
    taken: int


@dataclass(frozen=True, slots=True)
class OpenBook(Press):
    """Show a book of one's shelf."""

    letter = "T"
    book_id: int


@dataclass(frozen=True, slots=True)
class ExportBook(Press):
    """Send a book as the file of another system; `ask` asks which."""

    letter = "X"
    book_id: int
    to: str


@dataclass(frozen=True, slots=True)
class Questions(Press):
    """Show a maker what became of a book's questions: `show`; `file` sends them to be mended by hand.

    `approve` lets all drafts be asked that may be, `best` only so many of all, 0 for all.
    """

    letter = "G"
    book_id: int
    step: str
    count: int


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class MoveQuestion(Press):
    """Put a question of a book, looked at among those of a sort, into another; 0 asks into which."""

    letter = "U"
    book_id: int
    question: str
    sort: str
    other_id: int


@dataclass(frozen=True, slots=True)
class PutAway(Press):
    """Take a book off one's shelf."""

    letter = "P"
    book_id: int


@dataclass(frozen=True, slots=True)
class Manage(Press):
    """What a person does with a whole book.

    The step is `more` (all of these), `rename`, `seen` (who can have it), `private`, `link`, `public`,
    `editors`, `invite` (a teacher, where the book is 0), `merge` (with which), `archive`,
    `restore`, `delete` (asks), `erase` or `take`.
    """

    letter = "Y"
    book_id: int
    step: str


@dataclass(frozen=True, slots=True)
class MergeBooks(Press):
    """Put the questions of another book into one: asked once (0), and said again (1)."""

    letter = "I"
    book_id: int
    other_id: int
    sure: int


@dataclass(frozen=True, slots=True)
class ShowShelf(Press):
    """Show a page, from 0, of the books that are one's `own`, `archived`, or `public`."""

    letter = "Q"
    shelf: str
    page: int


@dataclass(frozen=True, slots=True)
class Dismiss(Press):
    """Let somebody be an editor of a book no more, or a teacher where the book is 0."""

    letter = "i"
    book_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class Browse(Press):
    """Show an answer of a session that is over, with ways to the one before and after."""

    letter = "B"
    session_id: int
    position: int


@dataclass(frozen=True, slots=True)
class Summary(Press):
    """Show how a session ended, after its answers were browsed."""

    letter = "M"
    session_id: int


@dataclass(frozen=True, slots=True)
class Wish(Press):
    """How somebody wants to study: `retention` (per cent), `new`, `goal`, `remind` (minutes after midnight).

    The value is one more than what is wished for, 0 only asks. `never` takes reminders off, `settings` goes
    back.
    """

    letter = "S"
    what: str
    value: int


@dataclass(frozen=True, slots=True)
class SetZone(Press):
    """Somebody's time zone: minutes east of Greenwich plus 1440 first, then the zone's name.

    An offset of 0 asks for the clock, or puts it off for `later`; a zone of `-` asks for the place.
    """

    letter = "Z"
    offset: int
    zone: str


@dataclass(frozen=True, slots=True)
class Erase(Press):
    """Erase all that is known of a person: asked once (1), asked twice (2), or not (0)."""

    letter = "E"
    user_id: int
    step: int


@dataclass(frozen=True, slots=True)
class Read(Press):
    """Open a document, named by the start of its hash, where a span of it stands.

    A paragraph's number turns the message to that one; 0 opens the span's own in a new message.
    """

    letter = "t"
    sha256: str
    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
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
    kinds = kinds_of(press.letter)
    data = ":".join((press.letter, *(str(getattr(press, name)) for name in kinds)))
    if len(data.encode()) > LONGEST or data.count(":") != len(kinds):
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
    kinds = kinds_of(letter)
    if len(kinds) != len(texts):
        raise ValueError(f"no button of ours says {data!r}")
    return press(*(_field(kind, text) for kind, text in zip(kinds.values(), texts, strict=True)))


@cache
def kinds_of(letter: str) -> Mapping[str, type[int] | type[str]]:
    """Return what the fields of a press are, by their names, in order."""
    press = PRESSES[letter]
    types = get_type_hints(press)
    return {field.name: types[field.name] for field in fields(press)}


def _field(kind: type[int] | type[str], text: str) -> int | str:
    value = kind(text)
    if isinstance(value, int) and not 0 <= value <= LARGEST:
        raise ValueError(f"{text} is no number of ours")
    return value
