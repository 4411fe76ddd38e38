"""The bot's pages around a quiz: welcome, choosing, scores, help; knows no database."""

from __future__ import annotations

from collections.abc import Sequence

from bot.services import BankOnOffer, Posed, Score, Standing
from bot.views.callbacks import BANK_KEY, Adapt, ChooseBank, ChooseLength, Open, Resume, Stop
from bot.views.message import Message, button, lines, link, shortened
from bot.views.words import Html, Words

LABEL = 60
"""Characters of a button."""

ADAPTIVE = ("weak", "missed", "exam")
"""Quizzes that go by what a person knows, or tell nothing before their end."""

LENGTHS = (5, 10, 20)
"""Lengths of a quiz on offer, where the bank has more questions than that."""


def welcome_view(words: Words, name: str, bot: str) -> Message:
    """Return the greeting.

    Args:
        words: The language.
        name: Who is greeted.
        bot: The bot's @name without the sign, for the link that takes it into a group.
    """
    pages = ("quiz", "review", "progress", "help")
    alone, review, progress, how = (button(words(f"button-{page}"), Open(page)) for page in pages)
    group = link(words("button-group"), f"https://t.me/{bot}?startgroup=quiz")
    return Message(words("welcome", name=name), ((alone, review), (group,), (progress, how)))


def page_view(words: Words, page: str) -> Message:
    """Return a page of plain text: `help`, `privacy`, `lost`, `no-banks` or `nothing-to-stop`."""
    return Message(words(page))


def bank_choice_view(words: Words, user_id: int, banks: Sequence[BankOnOffer]) -> Message:
    """Return the question which bank to play, for one person."""
    rows = tuple(
        (button(Html(shortened(bank.title, LABEL)), ChooseBank(user_id, bank.key[:BANK_KEY])),)
        for bank in banks
    )
    return Message(words("choose-bank"), rows)


def length_choice_view(words: Words, user_id: int, bank: BankOnOffer) -> Message:
    """Return the question how long a quiz shall be, for one person."""
    key = bank.key[:BANK_KEY]
    lengths = [
        button(Html(str(length)), ChooseLength(user_id, key, length))
        for length in LENGTHS
        if length < bank.length
    ]
    everything = button(words("button-all", count=bank.length), ChooseLength(user_id, key, bank.length))
    weak, missed, exam = (
        button(words(f"button-adapt-{kind}"), Adapt(user_id, key, kind)) for kind in ADAPTIVE
    )
    return Message(
        words("choose-length", title=bank.title), ((*lengths, everything), (weak, missed), (exam,))
    )


def running_view(words: Words, posed: Posed) -> Message:
    """Return the word that a quiz is open, with ways on."""
    text = words("running", number=posed.position + 1, total=posed.total, title=posed.bank.title)
    on = button(words("button-continue"), Resume(posed.session_id))
    off = button(words("button-replace"), Stop(posed.session_id))
    return Message(text, ((on, off),))


def score_view(words: Words, scores: Sequence[Score]) -> Message:
    """Return a person's totals by bank and together."""
    again = ((button(words("button-quiz"), Open("quiz")),),)
    if not scores:
        return Message(words("score-none"), again)
    entries = [
        words("score-line", title=score.title, **_totals(score.right, score.answered)) for score in scores
    ]
    right, answered = sum(score.right for score in scores), sum(score.answered for score in scores)
    together = ["", words("score-total", **_totals(right, answered))] if len(scores) > 1 else []
    return Message(lines(words("score-head"), "", *entries, *together), again)


def leaderboard_view(words: Words, user_id: int, standings: Sequence[Standing]) -> Message:
    """Return the best of all people, the person who asks set off."""
    if not standings:
        return Message(words("leaderboard-none"))
    entries = [
        words(
            "leaderboard-own" if standing.user_id == user_id else "leaderboard-line",
            rank=standing.rank,
            name=standing.score.title,
            right=standing.score.right,
            answered=standing.score.answered,
        )
        for standing in standings
    ]
    return Message(lines(words("leaderboard-head"), "", *entries))


def _totals(right: int, answered: int) -> dict[str, int]:
    return {"right": right, "answered": answered, "percent": round(100 * right / answered)}
