"""What views are given, made of their own types with hostile texts in every place that holds one."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from importlib import import_module
from inspect import getmembers, isfunction
from pkgutil import iter_modules
from typing import Any, Union, get_args, get_origin, get_type_hints

import bot.views
from bot.services import Answered, Claimed, Gradebook, Posed, Recollection, Setup
from bot.views.callbacks import Open, Press
from bot.views.message import Message
from bot.views.words import Html, Words, english
from questions.model import Bank, Choice, Citation, Document, Kind, Passage, Question
from questions.quiz import Asked, Outcome, Rating, Rules, Scoring, grade
from questions.spending import Spending
from storage.classes import Player
from storage.sessions import Attempt

BAD = '<b>pwn</i>&<a href="tg://user?id=1">'
"""A text that would be markup, of a person, a group, a book or a document."""

MARK = "pwn"

VARIANTS = 12
"""Each value of an enumeration, each type of a union comes up in one of so many."""

View = Callable[..., Any]

WORDS: Mapping[str, Sequence[str]] = {
    "bot": ("local_bot",),
    "trouble": ("removed", "deleted", "upgraded", "polls", "refused"),
    "engine": ("rules", "llm"),
    "zone": ("Europe/Berlin",),
    "zones": ("Europe/Berlin", "Africa/Lagos"),
    "code": ("0" * 20,),
    "bank_hash": ("f" * 64,),
    "page_view.page": ("help",),
    "setup_view.page": ("m", "b", "n", "t"),
    "shelf": ("own", "archived", "public"),
    "wish_view.what": ("retention", "new", "goal", "remind"),
    "write_words.what": ("stem", "key", "write"),
    "lost": ("lost", "ask-usage"),
    "to": ("gift", "csv"),
    "BankOnOffer.key": ("f" * 64,),
    "Setup.bank": ("f" * 16,),
    "Reported.reason": ("wrong", "unclear", "double", "other"),
    "reasons": ("wrong", "unclear", "double", "other"),
    "reports": ("wrong", "unclear", "double", "other"),
    "tag": ("b", "u"),
    "id": ("3f9a1c20",),
}
"""Texts that no person writes, by the name of their place; everything else is hostile."""

NUMBERS = {"position": 0}
"""Numbers that must fit what they count."""


def document() -> Document:
    """A document whose every part is hostile."""
    text = f"{BAD} built it in 1871. {BAD}\n\n{BAD} more."
    end = text.index("\n\n")
    passages = (Passage(0, end, 1, BAD, 1), Passage(end + 2, len(text), 2, BAD, 2))
    return Document("d", BAD, f"{BAD}.txt", text, passages)


def cited() -> Citation:
    """A quote of it, with what would be markup in the middle of it."""
    text = document().text
    end = text.index(" 1871.") + 6
    return Citation("d", 0, end, text[:end])


def bank() -> Bank:
    """A bank of one question."""
    choices = tuple(Choice(f"{BAD} {number}", cited()) for number in (1, 2, 3))
    asked = Question(
        id="q1",
        kind=Kind.CHOICE,
        stem=f"{BAD}?",
        key=f"{BAD} 0",
        distractors=choices,
        citation=cited(),
        also=(cited(),),
        note=BAD,
    )
    return Bank(BAD, "en", {"d": document()}, (asked,))


def posed(variant: int) -> Posed:
    """Its question as it is asked."""
    (asked,) = bank().questions
    return Posed(1, 0, 1, bank(), asked, tuple(one.text for one in asked.choices), typed=variant % 2 == 1)


def book(variant: int) -> Gradebook:
    """What people with hostile names answered in a group with a hostile title."""
    (asked,) = bank().questions
    right = variant % 2 == 0
    tries = {
        (0, user): Attempt(user, 0, "q1", asked.key if right else f"{BAD} 1", float(right), float(right), 2.0)
        for user in (1, 2)
    }
    rules = Rules(30, list(Scoring)[variant % 3], teams=2 * (variant % 2))
    people = {user: Player(user, f"{BAD} {user}", 0 if rules.teams else None) for user in (1, 2)}
    return Gradebook(1, BAD, bank(), (Asked("q1", posed(0).choices),), rules, 1, people, tries)


def _outcome(variant: int) -> Outcome:
    (asked,) = bank().questions
    return grade(asked, asked.key if variant % 2 else f"{BAD} 1")


MADE: Mapping[Any, Callable[[int], Any]] = {
    Bank: lambda _: bank(),
    Question: lambda _: bank().questions[0],
    Document: lambda _: document(),
    Citation: lambda _: cited(),
    Passage: lambda _: document().passages[0],
    Posed: posed,
    Gradebook: book,
    Outcome: _outcome,
    Spending: lambda _: Spending(requests=1),
    Recollection: lambda _: Recollection(Rating.GOOD, dict.fromkeys(Rating, timedelta(days=1)), newest=True),
    Claimed: lambda _: Claimed(made(Answered, "", 0), 1),
    Press: lambda _: Open("help"),
    Message: lambda _: Message(Html("said")),
    Html: lambda _: Html("said"),
    int: lambda _: 1,
    float: lambda _: 0.5,
    bytes: lambda _: b"",
    datetime: lambda _: datetime(2026, 1, 2, 12, tzinfo=UTC),
    date: lambda _: date(2026, 1, 2),
    timedelta: lambda _: timedelta(hours=1),
    Rules: lambda variant: Rules(30, list(Scoring)[variant % 3], teams=2 * (variant % 2)),
    Setup: lambda variant: Setup("f" * 16, 1, scoring=list(Scoring)[variant % 3]),
}
"""What is made otherwise than by its type's fields: what must hold together."""


def views() -> Iterator[tuple[str, View]]:
    """Give every public function of the views that puts words together."""
    for module in iter_modules(bot.views.__path__):
        home = import_module(f"bot.views.{module.name}")
        for name, function in getmembers(home, isfunction):
            if function.__module__ == home.__name__ and not name.startswith("_"):
                hints = get_type_hints(function)
                if Words in hints.values() and hints["return"] is not bytes:
                    yield f"{module.name}.{name}", function


def variants(view: View) -> range:
    """The variants of what a view is given; pictures and sheets take their time."""
    return range(2 if "file" in view.__name__ else VARIANTS)


def shown(view: View, variant: int) -> Any:
    """Return what a view makes of hostile values."""
    given: dict[str, Any] = {}
    for name, kind in get_type_hints(view).items():
        if name not in ("return", "said"):
            given[name] = (
                english("local_bot") if kind is Words else made(kind, f"{view.__name__}.{name}", variant)
            )
    return view(**given)


def made(kind: Any, place: str, variant: int) -> Any:
    """Return a value of a type.

    Args:
        kind: The type.
        place: What holds it and its name there, `Book.title`.
        variant: Which one of several.
    """
    for number in (NUMBERS.get(place), NUMBERS.get(place.rpartition(".")[2])):
        if number is not None:
            return number
    if kind is Any:
        return BAD
    if kind in MADE:
        return MADE[kind](variant)
    if kind is bool:
        return variant % 2 == 1
    if kind is str:
        words = WORDS.get(place, WORDS.get(place.rpartition(".")[2], (BAD,)))
        return words[variant % len(words)]
    if isinstance(kind, type) and issubclass(kind, Enum):
        members = list(kind)
        return members[variant % len(members)]
    args = get_args(kind)
    if get_origin(kind) in (Union, types.UnionType):
        return made(args[variant % len(args)], place, variant)
    if kind is type(None):
        return None
    if get_origin(kind) is tuple and Ellipsis not in args:
        return tuple(made(one, place, variant) for one in args)
    if get_origin(kind) in (tuple, Sequence, list, frozenset, set):
        return (made(args[0], place, variant),)
    if get_origin(kind) in (Mapping, dict):
        return {made(args[0], place, variant): made(args[1], f"{place}.value", variant)}
    hints = get_type_hints(kind)
    fields = [one for one in dataclasses.fields(kind) if one.init]
    return kind(**{one.name: made(hints[one.name], f"{kind.__name__}.{one.name}", variant) for one in fields})
