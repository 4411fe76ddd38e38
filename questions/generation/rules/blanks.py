"""Statements with a blank where a date or a figure stands, and what is worth asking for; knows no ranking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from spacy.tokens import Token

from questions.generation.rules.distractors import Distractors
from questions.generation.rules.drafts import Draft
from questions.generation.rules.names import Name
from questions.generation.rules.standing import is_aside
from questions.generation.rules.statements import Statement
from questions.language.mentions import DATES, MONTHS, Mention, MentionType
from questions.model import BLANK, Kind

OPEN_ENDED = re.compile(r"\b(?:by|before|after|until|till)(?: the| early| late| mid)* $", re.IGNORECASE)
"""What makes more than one date right: what was so by 1920 was so by 1930."""

FURNITURE = re.compile(r"^$|\b(?:Figure|Fig\.|Table|Box|Page|p\.|pp\.|next|last|past|previous)\s*$")
JOINED = "(?:and|or|to)(?: the| in| from| early| late| mid)*"
BESIDE_BEFORE = re.compile(rf"(?:\d[\d,s]*|\b[A-Z][a-z]+ \d{{4}}) {JOINED} $|–$")
BESIDE_AFTER = re.compile(rf"^ {JOINED} (?:[A-Z][a-z]+ )?\d|^–")
AT_LEAST = re.compile(r"\b(?:over|than|least|most|nearly|almost|up to|some|under|below|above|only) $", re.IGNORECASE)
"""Words after which other figures are right as well."""

_MONTHS = "|".join(MONTHS)
BESIDE_MONTH = re.compile(rf"\b(?:{_MONTHS}) $")
MONTH_AFTER = re.compile(rf"^ (?:of )?(?:{_MONTHS})\b")
PART_OF_NAME = re.compile(r" [A-Z]")
REFERENCES = frozenset("Resolution Article Section Chapter Directive Protocol Act No.".split())
MOST_MENTIONED = 5
"""A name that stands in the text so often is what it is about, and no secret."""



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
    if AT_LEAST.search(before) or BESIDE_MONTH.search(before) or MONTH_AFTER.match(after) or before.endswith("#"):
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
