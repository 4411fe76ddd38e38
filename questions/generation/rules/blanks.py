"""Statements with a blank where a date, a figure, a name or one word of a set stands; knows no ranking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from spacy.tokens import Token

from questions.generation.rules.distractors import NEEDED, Distractors, shown_name
from questions.generation.rules.drafts import Draft
from questions.generation.rules.name_types import NameType
from questions.generation.rules.names import Name
from questions.generation.rules.standing import is_aside
from questions.generation.rules.statements import Statement
from questions.generation.rules.truth import set_words
from questions.language.gazetteer import place_of, places_like
from questions.language.mentions import DATES, Mention, MentionType
from questions.model import BLANK, Choice, Kind

OPEN_ENDED = re.compile(r"\b(?:by|before|after|until|till)(?: the| early| late| mid)* $", re.IGNORECASE)
"""What makes more than one date right: what was so by 1920 was so by 1930."""

FURNITURE = re.compile(r"^$|\b(?:Figure|Fig\.|Table|Box|Page|p\.|pp\.|next|last|past|previous)\s*$")
JOINED = "(?:and|or|to)(?: the| in| from| early| late| mid)*"
BESIDE_BEFORE = re.compile(rf"(?:\d[\d,s]*|\b[A-Z][a-z]+ \d{{4}}) {JOINED} $|–$")
BESIDE_AFTER = re.compile(rf"^ {JOINED} (?:[A-Z][a-z]+ )?\d|^–")
PART_OF_NAME = re.compile(r" [A-Z]")
REFERENCES = frozenset("Resolution Article Section Chapter Directive Protocol Act No.".split())
MOST_MENTIONED = 5
"""A name that stands in the text so often is what it is about, and no secret."""

WITH_ARTICLE = frozenset(
    "United States,United States of America,USA,US,UK,United Kingdom,Netherlands,The Netherlands,Philippines,Dominican Republic"
    ",Czech Republic,Bahamas,Maldives,Gambia,United Arab Emirates,Central African Republic,District of Columbia"
    .split(",")
)
"""Countries that stand after "the": the article would tell them from others."""

ARTICLES = frozenset({"a", "an"})


def figure_blanks(
    statement: Statement, mentions: Sequence[Mention], distractors: Distractors
) -> Iterator[Draft]:
    """Put a blank where a date, duration or number stands."""
    for mention in mentions:
        tokens = worth_asking(statement, mention, mentions)
        if not tokens:
            continue
        stem = statement.text(blanked(tokens))
        pattern = "cloze: date" if mention.type in DATES else "cloze: figure"
        wrong = distractors.for_mention(mention, stem)
        yield Draft(pattern, Kind.CLOZE, stem, mention.text, wrong, mention.text)


def worth_asking(statement: Statement, mention: Mention, mentions: Sequence[Mention]) -> list[Token]:
    """Return the tokens of a date or figure that can be asked for or changed, none where it cannot."""
    text = statement.sentence.text
    before, after = text[: mention.start], text[mention.end :]
    if FURNITURE.search(before) or BESIDE_BEFORE.search(before) or BESIDE_AFTER.match(after):
        return []
    if text.count(mention.text) != 1:
        return []
    if is_aside(statement.sentence, mention) or "if" in {token.lower_ for token in statement.kept()}:
        return []
    if any(word in after[:12] for word in ("census", "edition")):
        return []
    if mention.type in DATES:
        if OPEN_ENDED.search(before) or PART_OF_NAME.match(after):
            return []
        if sum(one.type in DATES for one in mentions) > 1:
            return []
    if mention.type is MentionType.COUNT:
        large = mention.text[0].isdigit() or len(mention.text) > len("three")
        named = before.rstrip().rpartition(" ")[2] in REFERENCES
        if not (large and after.lstrip()[:1].isalpha()) and not named:
            return []
    base = statement.sentence.span.start_char
    span = statement.doc.char_span(base + mention.start, base + mention.end)
    if span is None or span.start < statement.first or span.end > statement.last:
        return []
    tokens = list(span)
    return tokens if all(token.i not in statement.edits for token in tokens) else []


def blanked(tokens: Sequence[Token]) -> dict[int, str]:
    """Return the edits that put one blank in the place of tokens."""
    return {tokens[0].i: "", **dict.fromkeys((token.i for token in tokens), ""), tokens[-1].i: BLANK}


def set_blanks(statement: Statement, distractors: Distractors) -> Iterator[Draft]:
    """Put a blank where a word stands that others exclude: a direction, a crop, a nationality."""
    for token, others in set_words(statement):
        if statement.sentence.text.lower().count(token.lower_) != 1:
            continue
        stem = statement.text({token.i: BLANK})
        fitting = [one for one in others if _article_fits(token, one)]
        random = Random(f"{stem}\n{token.text}")  # noqa: S311
        chosen = random.sample(fitting, NEEDED) if len(fitting) >= NEEDED else fitting
        wrong = tuple(distractors.cited(one, statement.sentence) for one in chosen)
        yield Draft("cloze: set", Kind.CLOZE, stem, token.text, wrong, token.text)


def _article_fits(token: Token, other: str) -> bool:
    """Whether the article before a blank tells nothing: "an" is before a vowel alone."""
    before = token.doc[token.i - 1].lower_ if token.i else ""
    return before not in ARTICLES or (other[0].lower() in "aeiou") is (before == "an")


def name_blanks(
    statement: Statement, names: Sequence[tuple[Name, int, int]], distractors: Distractors
) -> Iterator[Draft]:
    """Put a blank where a person, an organisation or a place is named.

    Args:
        statement: The statement.
        names: The names of its sentence, each with its first token and the token after its last.
        distractors: The wrong choices.
    """
    for name, start, end in names:
        tokens = list(statement.doc[start:end])
        if not name_worth_asking(statement, name, tokens):
            continue
        stem = statement.text(blanked(tokens))
        shown = statement.doc[start:end].text
        if name.type is NameType.PLACE:
            wrong = place_choices(shown, stem, distractors, statement)
        else:
            wrong = distractors.for_name(name, stem, (name.type,))
            articled = tokens[0].i > 0 and statement.doc[tokens[0].i - 1].lower_ == "the"
            if articled:
                wrong = tuple(Choice(one.text.removeprefix("the "), one.citation) for one in wrong)
            shown = shown if articled else shown_name(name) if len(shown.split()) > 1 else shown
        yield Draft(f"cloze: {name.type.value}", Kind.CLOZE, stem, shown, wrong, shown)


def name_worth_asking(statement: Statement, name: Name, tokens: Sequence[Token]) -> bool:
    """Whether a name is no part of a longer one, of a list or of what the whole text is about."""
    doc = statement.doc
    if len(name.mentions) >= MOST_MENTIONED:
        return False
    if tokens[0].i < statement.first or tokens[-1].i >= statement.last:
        return False
    if any(token.i in statement.edits for token in tokens):
        return False
    before, after = doc[tokens[0].i - 1], doc[tokens[-1].i + 1]
    if before.tag_ in ("NNP", "NNPS") or after.tag_ in ("NNP", "NNPS") or "-" in (before.text, after.text):
        return False
    root = statement.doc[tokens[0].i : tokens[-1].i + 1].root
    listed = root.dep_ in ("conj", "appos") or any(one.dep_ in ("conj", "cc", "appos") for one in root.children)
    if listed or root.dep_ == "compound":
        return False
    return statement.sentence.text.count(tokens[-1].text) == 1


def place_choices(name: str, stem: str, distractors: Distractors, statement: Statement) -> tuple[Choice, ...]:
    """Return three other places like a known one, those that the text itself names first.

    None where another known place beside it would tell which one it is.
    """
    beside = [token.text for token in statement.kept() if token.pos_ == "PROPN" and token.text not in name]
    if any(place_of(one) for one in beside) or name in WITH_ARTICLE:
        return ()
    alike = [
        one
        for one in places_like(name, distractors.stands)[:60]
        if one not in statement.sentence.text and one not in stem and one not in WITH_ARTICLE
    ]
    inside = [one for one in alike if distractors.stands(one)]
    rest = [one for one in alike[:12] if one not in inside]
    Random(f"{stem}\n{name}").shuffle(rest)  # noqa: S311
    return tuple(distractors.cited(one, statement.sentence) for one in [*inside, *rest][:NEEDED])
