"""How hard a question will be before anyone has tried it; knows the item alone, no engine and no attempt.

The estimate is that of the knowledge-or-guessing model of classical test theory: who knows the answer gives
it, who does not guesses among what is left (Lord & Novick 1968, *Statistical Theories of Mental Test Scores*,
chapter 14). With *u* the share that does not know and *g* the chance of a guess,

    difficulty = u · (1 − g)

- **The chance of a guess** is 1 over the number of choices that tempt, the key counted whole and each
  distractor by how far it tempts: what nobody would choose leaves fewer to guess among (Haladyna & Downing
  1993, "How many options is enough for a multiple-choice test item?", *Educational and Psychological
  Measurement* 53). Of True and False half of the guesses are right; without choices none is.
- **A distractor tempts** the more, the nearer it is to the key: items with similar distractors are harder
  (Ascalon, Meyers, Davis & Smits 2007, "Distractor similarity and item-stem structure: Effects on item
  difficulty", *Applied Measurement in Education* 20; Alsubait, Parsia & Sattler 2013, "A similarity-based
  theory of controlling MCQ difficulty", ICEEE). For dates nearness is by the years between, for numbers by
  the share that they differ by, for words by the letter pairs that they share (Dice 1945, *Ecology* 26). One
  that stands in the document, and is cited, tempts more than a made one: a reader remembers having read it.
- **The share that does not know** grows with the length of the stem, as reading is a load of its own that
  item writers are told to keep small (Haladyna, Downing & Rodriguez 2002, *Applied Measurement in Education*
  15), and where the proof needs a second passage: how an item lies over its text explains a third of the
  difficulty of reading items (Freedle & Kostin 1993, ETS RR-93-13).

The literature gives the direction of each term, not its size: the weights below are our judgement, since
there were no attempts to fit them to, and the observed difficulty replaces the estimate as attempts come in
(`questions.quiz.statistics`).
"""

from __future__ import annotations

import re
from itertools import pairwise

from questions.language.amounts import amount_of
from questions.language.mentions import DATES, MentionType, type_of
from questions.language.wording import WORD, plain
from questions.model import Candidate, Choice, Kind

UNKNOWN, UNKNOWN_LONG, UNKNOWN_ALSO = 0.5, 0.15, 0.1
"""The share that does not know: of a short stem, more with a long one, more with a second passage."""

LONG_STEM = 40
"""Words from which a stem is read no slower for being longer still."""

TEMPTS, TEMPTS_NEAR, TEMPTS_CITED = 0.4, 0.4, 0.2
"""How far a distractor tempts by being of the key's form, by its nearness, by standing in the document."""

HALF_NEAR, HALF_NEAR_LONG_AGO = 10, 100
"""Years between two dates that are half as near as the same year: of our era's written years, and before."""


def estimated(candidate: Candidate) -> float:
    """Return how hard a candidate is expected to be.

    Args:
        candidate: The candidate, whether it passes verification or not.

    Returns:
        The share expected to miss it, from 0, easy, to 1, hard, in hundredths.
    """
    length = min(len(candidate.stem.split()) / LONG_STEM, 1)
    unknown = UNKNOWN + UNKNOWN_LONG * length + UNKNOWN_ALSO * bool(candidate.also)
    return round(unknown * (1 - _guessed(candidate)), 2)


def nearness(one: str, other: str) -> float:
    """Return how near two choices are, from 0 to 1: by years, by amount or by the letters that they share."""
    one, other = (re.sub("^the ", "", text) for text in (one, other))
    kinds = type_of(one), type_of(other)
    if kinds[0] is None or kinds[1] is None:
        return _shared_form(plain(one), plain(other))
    if kinds[0] in DATES and kinds[1] in DATES:
        long_ago = {MentionType.ERA_YEAR, MentionType.CENTURY} & set(kinds)
        half = HALF_NEAR_LONG_AGO if long_ago else HALF_NEAR
        return half / (half + abs(_year(one, kinds[0]) - _year(other, kinds[1])))
    amounts = amount_of(one), amount_of(other)
    largest = max(amounts)
    return float(min(amounts) / largest) if largest else 1.0


def _guessed(candidate: Candidate) -> float:
    """Return the chance that a guess is right."""
    if not candidate.distractors:
        return 0.0
    if candidate.kind is Kind.TRUE_FALSE:
        return 0.5
    return 1 / (1 + sum(_temptation(candidate.key, choice) for choice in candidate.distractors))


def _temptation(key: str, distractor: Choice) -> float:
    cited = distractor.citation is not None
    return TEMPTS + TEMPTS_NEAR * nearness(key, distractor.text) + TEMPTS_CITED * cited


def _year(text: str, kind: MentionType) -> int:
    """Return the year of a date, the last one of a century, before our era below zero."""
    found = re.search(r"\d+" if kind in (MentionType.ERA_YEAR, MentionType.CENTURY) else r"\d{4}", text)
    number = int(found.group()) if found else 0
    years = number * 100 if kind is MentionType.CENTURY else number
    return -years if re.search(r"BCE?$", text.strip()) else years


def _shared_form(one: str, other: str) -> float:
    """Return the share of letter pairs that two texts have in common."""
    if one == other:
        return 1.0
    pairs = [{pair for word in WORD.findall(text) for pair in pairwise(f" {word} ")} for text in (one, other)]
    return 2 * len(pairs[0] & pairs[1]) / max(len(pairs[0]) + len(pairs[1]), 1)
