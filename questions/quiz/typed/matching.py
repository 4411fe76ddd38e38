"""Grades an answer against a key that is one or more dates or amounts; knows no names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from questions.quiz.typed.amounts import Amount, same_amount, shown
from questions.quiz.typed.calendar import Relation, relation, written
from questions.quiz.typed.distance import edits
from questions.quiz.typed.keys import ValueKey
from questions.quiz.typed.measures import ANY_THING, DIMENSIONS, SPELLINGS
from questions.quiz.typed.phrases import singular
from questions.quiz.typed.terms import negations
from questions.quiz.typed.tokens import Token, tokens_of
from questions.quiz.typed.values import Value, link, values_in
from questions.quiz.typed.verdict import Match
from questions.quiz.typed.wording import HEDGES, VALUE_FRAME

JOINING = frozenset({"and", ","})


def match_values(key: ValueKey, text: str) -> tuple[Match, str]:
    """Return how an answer stands to a key of dates or amounts, and what was understood."""
    tokens = tokens_of(text)
    readings = [_match(key, tokens, values_in(tokens, ranged=ranged)) for ranged in (False, True)]
    right = [one for one in readings if one[0] in (Match.SAME_DATE, Match.SAME_NUMBER, Match.SLIP)]
    return (right or readings)[0]


def _match(key: ValueKey, tokens: Sequence[Token], values: Sequence[Value]) -> tuple[Match, str]:
    found = [value for value in values if (value.dates if key.dated else value.amount)]
    if key.dated and key.values[0].amount and not found:
        found = [value for value in values if value.amount]
    words = [token.text for token in tokens]
    denied = negations(" ".join(words)) != negations(" ".join(token.text for token in key.tokens))
    if denied or _hedged(words) & HEDGES:
        return Match.OTHER, ""
    wrong = Match.WRONG_DATE if key.dated else Match.WRONG_NUMBER
    if len(values) == len(key.values) == 1 and (era := _era_left_out(key.values[0], values[0])):
        return era, _said(values[0])
    if not found:
        return (wrong if values else Match.OTHER), _said(values[0]) if len(values) == 1 else ""
    said = " – ".join(filter(None, map(_said, found))) if len(found) <= 2 else ""
    if key.dated and _figure_beside(found, values):
        return wrong, said
    if len(found) != len(key.values):
        return _miscounted(key, found), said
    if len(found) == 2 and not _joined_alike(key, tokens, found):
        return Match.OTHER, said
    if key.noun:
        found = [_unmeasured(value) for value in found]
    pairs = [_pair(mine, theirs) for mine, theirs in zip(key.values, found, strict=True)]
    if wrong_pair := next((one for one in pairs if one in (Match.WRONG_DATE, Match.WRONG_NUMBER)), None):
        return wrong_pair, said
    if Match.COARSE in pairs:
        return Match.COARSE, said
    if not key.dated and not _counts_alike(key, tokens, found[-1]):
        return Match.WRONG_NUMBER, said
    return (Match.SLIP if any(value.slip for value in found) else pairs[0]), said


def _era_left_out(key: Value, text: Value) -> Match | None:
    """Return what "79" is to "AD 79", the same, and "44" to "44 BC", less exact; None for other answers."""
    if key.amount or not text.amount or not text.amount.bare or text.dates:
        return None
    for date in key.dates:
        if date.years and date.month is None and date.years[0] == date.years[1]:
            typed = {value for value, _ in text.amount.readings}
            if typed == {abs(date.years[0])}:
                return Match.SAME_DATE if date.years[0] > 0 else Match.COARSE
    return None


def _hedged(words: Sequence[str]) -> set[str]:
    """Return the words of an answer without an "or so" or "or more", which offer nothing else."""
    return {
        word
        for word, after in zip(words, [*words[1:], ""], strict=True)
        if word != "or" or after not in ("so", "more", "over")
    }


def _figure_beside(found: Sequence[Value], values: Sequence[Value]) -> bool:
    """Whether a number stands right at a date that could not take it in: "32 March 1871"."""
    edges = {value.start for value in found} | {value.end for value in found}
    return any(
        value.start in edges or value.end in edges
        for value in values
        if not value.dates and value not in found
    )


def _miscounted(key: ValueKey, found: Sequence[Value]) -> Match:
    """Part of a range is right as far as it goes; more than the key has is a choice of answers."""
    if len(found) > len(key.values):
        return Match.OTHER
    among = all(
        any(_pair(mine, one) in (Match.SAME_DATE, Match.SAME_NUMBER) for mine in key.values) for one in found
    )
    return Match.COARSE if among else Match.WRONG_DATE if key.dated else Match.WRONG_NUMBER


def _joined_alike(key: ValueKey, tokens: Sequence[Token], found: Sequence[Value]) -> bool:
    mine, theirs = link(key.tokens, *key.values[:2]), link(tokens, *found[:2])
    between = any(token.text == "between" for token in (*tokens, *key.tokens))
    ranges = {mine, theirs} - JOINING
    return not ranges or "" in ranges or not ({mine, theirs} & JOINING) or between


def _unmeasured(value: Value) -> Value:
    """Read "12.5m" as millions where things are counted."""
    if value.amount is None:
        return value
    readings = frozenset(reading for reading in value.amount.readings if not reading[1])
    return replace(value, amount=replace(value.amount, readings=readings))


def _pair(key: Value, text: Value) -> Match:
    if key.dates and text.dates:
        found = {relation(mine, theirs) for mine in key.dates for theirs in text.dates}
        if key.bound != text.bound and text.bound:
            return Match.WRONG_DATE
        if Relation.SAME in found:
            return Match.COARSE if key.bound and not text.bound else Match.SAME_DATE
        return Match.COARSE if Relation.COARSER in found else Match.WRONG_DATE
    if key.amount and text.amount:
        return Match.SAME_NUMBER if same_amount(key.amount, text.amount) else Match.WRONG_NUMBER
    return Match.WRONG_DATE if key.dates else Match.WRONG_NUMBER


def _counts_alike(key: ValueKey, tokens: Sequence[Token], found: Value) -> bool:
    """Whether what an answer counts is what the key counts, as far as both say it."""
    amount, mine = found.amount, key.values[-1].amount
    if amount is None or mine is None:
        return True
    after = [token.text for token in tokens[found.end :] if token.kind == "word"]
    noun = singular(after[0]) if after and after[0] not in VALUE_FRAME | DIMENSIONS | ANY_THING else ""
    if key.noun:
        periods = {*map(singular, after)} & {"day", "week", "month", "year", "hour"}
        if periods and not periods <= {*key.noun} and {*key.noun} & {"day", "week", "month", "year", "hour"}:
            return False
        return not noun or any(_near(noun, word) for word in key.noun)
    if mine.bare or mine.ordinal:
        return True
    if not amount.bare:
        return True
    return not (noun or (after and after[0] in ANY_THING)) or _names_unit(noun, mine)


def _names_unit(noun: str, amount: Amount) -> bool:
    """Whether an unknown noun is the key's unit misspelt."""
    units = {unit for _, unit in amount.readings}
    spelt = [words[0] for words, names in SPELLINGS.items() if len(words) == 1 and units & {*names}]
    return any(_near(noun, singular(word)) for word in spelt)


def _near(word: str, other: str) -> bool:
    return word == other or (min(len(word), len(other)) >= 4 and edits(word, other, 1) == 1)


def _said(value: Value) -> str:
    if value.dates:
        said = {written(date) for date in value.dates}
        return said.pop() if len(said) == 1 else ""
    return shown(value.amount) if value.amount else ""
