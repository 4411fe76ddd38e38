"""Statements with a blank where a date or a figure stands, and what is worth asking for; knows no ranking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from questions.generation.rules.distractors import Distractors
from questions.generation.rules.drafts import Draft
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
AT_LEAST = re.compile(
    r"\b(?:over|than|least|most|nearly|almost|up to|some|under|below|above|only) $", re.IGNORECASE
)
"""Words after which other figures are right as well."""

ODD = re.compile(r" (?:census|edition|banknotes?|notes?|coins?|(?:days?|times?|hours?) (?:a|per) )")
"""What comes in a few figures only."""

YEARLIKE = re.compile(r"1[5-9]\d\d|20[0-4]\d")
_MONTHS = "|".join(MONTHS)
BESIDE_MONTH = re.compile(rf"\b(?:{_MONTHS}) $")
MONTH_AFTER = re.compile(rf"^ (?:of )?(?:{_MONTHS})\b")
PART_OF_NAME = re.compile(r" [A-Z]")
DATING = re.compile(r"\b(?:in|by|since|after|before|until|around|from) $", re.IGNORECASE)
"""Words after which a bare number may be a year of long ago."""

LARGE = 3
"""Digits from which a count is worth asking for."""

LASTING = re.compile(
    r"\b(?:for|after|about|a|lasted|spent|spend|during|nearly|approximately) $", re.IGNORECASE
)
KIN = frozenset(
    """
    brother sister mother father son daughter wife husband uncle aunt cousin child parent
    """.split()
)
REFERENCES = frozenset("Resolution Article Section Chapter Directive Protocol Act No.".split())


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
    if (
        ODD.match(after)
        or before.endswith("top ")
        or (YEARLIKE.fullmatch(mention.text) and mention.type is MentionType.COUNT)
    ):
        return []
    if mention.type in DATES:
        if OPEN_ENDED.search(before) or PART_OF_NAME.match(after):
            return []
        if sum(one.type in DATES for one in mentions) > 1:
            return []
    if (
        AT_LEAST.search(before)
        or BESIDE_MONTH.search(before)
        or MONTH_AFTER.match(after)
        or before.endswith("#")
        or after.startswith("-")
    ):
        return []
    if mention.type in DATES and _of_another(statement):
        return []
    if mention.type is MentionType.COUNT:
        named = before.rstrip().rpartition(" ")[2] in REFERENCES
        aged = before.endswith("age of ")
        large = len(re.sub(r"\D", "", mention.text)) >= LARGE or " " in mention.text
        if not (named or aged or (large and after.lstrip()[:1].isalpha())):
            return []
    if mention.type is MentionType.DURATION and (after.startswith(" old") or not LASTING.search(before)):
        return []
    base = statement.sentence.span.start_char
    span = statement.doc.char_span(base + mention.start, base + mention.end)
    if span is None or span.start < statement.first or span.end > statement.last:
        return []
    tokens = list(span)
    if mention.type is MentionType.COUNT and DATING.search(before) and tokens[-1].dep_ != "nummod":
        return []
    return tokens if all(token.i not in statement.edits for token in tokens) else []


def blanked(tokens: Sequence[Token]) -> dict[int, str]:
    """Return the edits that put one blank in the place of tokens."""
    return {tokens[0].i: "", **dict.fromkeys((token.i for token in tokens), ""), tokens[-1].i: BLANK}


def _of_another(statement: Statement) -> bool:
    """Whether a statement is of someone's brother or daughter: whose dates are a side matter."""
    owners = [one for one in statement.subject.children if one.dep_ == "nmod:poss"]
    return bool(owners) and statement.subject.lemma_.lower() in KIN
