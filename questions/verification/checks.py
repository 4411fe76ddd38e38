"""Each check of a question by rule, with its code; knows one question and its documents, no engine.

What looks for words of English is asked of English documents alone; all else is asked in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from questions.language.mentions import type_of
from questions.language.wording import WORD, content_words, plain, unspaced
from questions.model import BLANK, Candidate, Kind
from questions.verification.cues import (
    no_article_cue,
    no_crossing_cue,
    no_length_cue,
    no_order_cue,
    no_precision_cue,
)
from questions.verification.tongues import Check, Documents, is_english, of_english

MOST_STEM, MOST_CHOICE = 300, 100
"""Characters of a quiz poll's question and options (https://core.telegram.org/bots/api#sendpoll)."""

FEWEST_DISTRACTORS, MOST_CHOICES = 3, 10

DANGLING = re.compile(
    r"\b(?:we|our|you|your|this|these|those|here|today|now|currently|recently|so far|yesterday|tomorrow"
    r"|tonight|ago|above|below|(?:former|latter)(?= (?:is|was|are|were|has|had|and|of)\b|[,.?]|$))\b",
    re.IGNORECASE,
)
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+")
"""A word with a capital inside a sentence."""

CLAIM = re.compile(r"^True or false\? (?:According to the text, )?", re.IGNORECASE)
PRONOUN = re.compile(r"\b(?:he|she|they|it|him|them|his|hers|her|theirs)\b|^(?:its|their)\b", re.IGNORECASE)
NAMED_BEFORE = re.compile(
    r"(?<!^)\b[A-Z]\w"
    r"|^(?!(?:An?|About|According|After|All|Around|As|At|Before|By|During|Each|Every|For|From|How|In|Many|More"
    r"|Most|Nearly|On|Over|Since|Some|The|There|Under|Until|What|When|Where|Which|While|Whose|Why|With)\b)[A-Z]\w"
)
NAMED_AFTER = re.compile(r"^[^,]*, [A-Z]\w")
"""What a pronoun can refer to inside a stem: the person asked for, or a name."""
ACCORDING = re.compile(r"^according to the text,", re.IGNORECASE)
OWN_TIME = re.compile(r"\b(?:today|now|currently|recently|so far|ago|here)\b", re.IGNORECASE)
FURNITURE = re.compile(r"\[\d+\]|https?://|www\.|\S@\S|\*\*|`|\]\(|^\s*[#|>]|[\[\]{}<>]")


STRAY = re.compile(r"\s\s|\s[,.]|[^\S\u00a0\u202f][;:?]|[,;:]\?|\s['’]s\b")
"""A space or a comma that was left where something was taken out; French has one that does not break."""

ASKS = re.compile(r"[?？؟\u037e]$|[\u0370-\u03ff][^;]*;$|か。$")
"""How a question ends: in Latin, Cyrillic and most other scripts, Chinese, Arabic, Greek, Japanese."""

OPENINGS = "“_\"'‘„«‹¿「『"
"""What may stand before the first letter."""

FEWEST_LETTERS = 4
"""A shorter word of another language than English may be one without meaning."""

OPEN_END = re.compile(
    r"\b(?:a|an|and|as|at|but|by|for|from|in|of|on|or|that|the|to|what|which|who|with)[?.]$"
)


def _stands_in(text: str, quotes: str) -> bool:
    """Whether the words of a text stand in what is quoted; as it is where no space parts them."""
    return content_words(text) <= content_words(quotes) or (unspaced(text) and plain(text) in plain(quotes))


def _verbatim(asked: Candidate, documents: Documents) -> Iterator[str]:
    for citation in asked.citations:
        document = documents.get(citation.document)
        if document is None:
            yield f"the document {citation.document!r} is not in the bank"
        elif not 0 <= citation.start < citation.end <= len(document.text):
            yield f"the span {citation.start}–{citation.end} is not in {citation.document}"
        elif document.text[citation.start : citation.end] != citation.quote:
            yield f"the quote is not what stands at {citation.start}–{citation.end} of {citation.document}"


def _key_proved(asked: Candidate, _: Documents) -> Iterator[str]:
    if asked.kind is Kind.TRUE_FALSE:
        return
    quotes = " ".join(citation.quote for citation in (asked.citation, *asked.also))
    if not _stands_in(asked.key, quotes):
        yield f"the key {asked.key!r} does not stand in what is quoted"


def _belonging_proved(asked: Candidate, _: Documents) -> Iterator[str]:
    if asked.kind is Kind.TRUE_FALSE:
        return
    for choice in asked.distractors:
        if choice.citation and not _stands_in(choice.text, choice.citation.quote):
            yield f"the distractor {choice.text!r} does not stand in its quote"


def _names_proved(asked: Candidate, documents: Documents) -> Iterator[str]:
    """Whether each name in the stem stands in a quoted passage or in the document's title."""
    document = documents.get(asked.citation.document)
    told = " ".join((*(one.quote for one in asked.citations), document.title if document else ""))
    known = {_bare(word) for word in WORD.findall(told)} | {
        part for word in WORD.findall(told) for part in _bare(word).split("-")
    }
    for name in NAME.findall(CLAIM.sub("", asked.stem)):
        if _bare(name) not in known and not set(_bare(name).split("-")) <= known:
            yield f"{name!r} in the stem stands in no quoted passage"


def _bare(word: str) -> str:
    """Return a word for comparing, without a possessive."""
    return re.sub(r"'s?$", "", plain(word))


def _enough(asked: Candidate, _: Documents) -> Iterator[str]:
    count = len(asked.distractors)
    if asked.kind is Kind.TRUE_FALSE:
        if {asked.key, *(choice.text for choice in asked.distractors)} != {"True", "False"}:
            yield "the choices are not True and False"
    elif asked.kind is Kind.CHOICE or count:
        if count < FEWEST_DISTRACTORS:
            yield f"there are {count} distractors, fewer than {FEWEST_DISTRACTORS}"
        if count + 1 > MOST_CHOICES:
            yield f"there are {count + 1} choices, more than {MOST_CHOICES}"


def _distinct(asked: Candidate, _: Documents) -> Iterator[str]:
    seen: set[str] = set()
    for text in _texts(asked):
        if plain(text) in seen:
            yield f"{text!r} is offered twice"
        seen.add(plain(text))


def _apart(asked: Candidate, _: Documents) -> Iterator[str]:
    key = plain(asked.key)
    for choice in asked.distractors:
        other = plain(choice.text)
        if type_of(asked.key) is type_of(choice.text) is None and other != key:
            part, whole = sorted((set(key.split()), set(other.split())), key=len)
            if part <= whole or (unspaced(key) and (key in other or other in key)):
                yield f"the distractor {choice.text!r} and the key {asked.key!r} are part and whole"


def _no_leak(asked: Candidate, documents: Documents) -> Iterator[str]:
    if asked.kind is Kind.TRUE_FALSE:
        return
    shared = content_words(asked.key) & content_words(asked.stem)
    if not is_english(asked, documents):
        shared = {word for word in shared if len(word) >= FEWEST_LETTERS or not word.isalpha()}
    if unspaced(asked.key) and plain(asked.key) in plain(asked.stem):
        shared.add(asked.key)
    if shared:
        yield f"the stem holds words of the key: {', '.join(sorted(shared))}"


def _not_ruled_out(asked: Candidate, _: Documents) -> Iterator[str]:
    stem = f" {' '.join(WORD.findall(plain(asked.stem)))} "
    for choice in asked.distractors:
        if asked.kind is not Kind.TRUE_FALSE and f" {' '.join(WORD.findall(plain(choice.text)))} " in stem:
            yield f"the stem itself names the distractor {choice.text!r}"


def _stands_alone(asked: Candidate, _: Documents) -> Iterator[str]:
    stem = ACCORDING.sub("", asked.stem)
    if stem != asked.stem:
        stem = OWN_TIME.sub("", stem)
    for found in (DANGLING.search(stem), PRONOUN.search(stem)):
        if found and not (found.re is PRONOUN and _named(stem, found)):
            yield f"{found.group()!r} in the stem refers to nothing that it names"


def _named(stem: str, pronoun: re.Match[str]) -> bool:
    """Whether a stem names someone before a pronoun, or, for "his", after the opening phrase it stands in."""
    possessive = pronoun.group().lower() in ("his", "her")
    after = possessive and NAMED_AFTER.search(stem[pronoun.end() :])
    return bool(after or NAMED_BEFORE.search(stem[: pronoun.start()]))


def _one_form(asked: Candidate, _: Documents) -> Iterator[str]:
    kind = type_of(asked.key)
    for choice in asked.distractors:
        if type_of(choice.text) is not kind and not (asked.key.isdigit() and choice.text.isdigit()):
            yield f"{choice.text!r} is not of the key's type, {kind or 'a name or phrase'}"
        elif kind and bool(re.search(r"\d", choice.text)) is not bool(re.search(r"\d", asked.key)):
            yield f"{choice.text!r} writes its number in another form than the key"


def _well_formed(asked: Candidate, _: Documents) -> Iterator[str]:
    if asked.kind is Kind.CLOZE:
        if asked.stem.count(BLANK) != 1:
            yield "a cloze stem has one blank"
    elif asked.kind is not Kind.TRUE_FALSE and not ASKS.search(asked.stem):
        yield "the stem is no question"
    if OPEN_END.search(asked.stem):
        yield "the stem breaks off"
    for text in (asked.stem, *_texts(asked)):
        if text != text.strip() or STRAY.search(text):
            yield f"a stray space or comma in {text!r}"
        if text.count("(") != text.count(")") or not _quotes_match(text) or text.count('"') % 2:
            yield f"a bracket or quotation mark stands alone in {text!r}"
    if asked.stem and not _may_begin(asked.stem[0]):
        yield "the stem does not begin with a capital letter"


def _quotes_match(text: str) -> bool:
    """Whether each opening quotation mark has its closing one: “English”, „deutsche“ or „polskie”."""
    low, sixes, nines = (text.count(mark) for mark in "„“”")
    return low == sixes + nines if low else sixes == nines


def _may_begin(sign: str) -> bool:
    """Whether a stem may begin so: with a capital, a letter of a script without any, a figure or a mark."""
    return (sign.isalpha() and not sign.islower()) or sign.isdigit() or sign in OPENINGS


def _no_furniture(asked: Candidate, _: Documents) -> Iterator[str]:
    for text in (asked.stem, *_texts(asked)):
        if found := FURNITURE.search(text):
            yield f"page furniture {found.group()!r} in {text!r}"


def _fits(asked: Candidate, _: Documents) -> Iterator[str]:
    if len(asked.stem) > MOST_STEM:
        yield f"the stem has {len(asked.stem)} characters, more than {MOST_STEM}"
    for text in _texts(asked):
        if len(text) > MOST_CHOICE:
            yield f"the choice {text!r} has more than {MOST_CHOICE} characters"


CHECKS: Sequence[tuple[str, Check]] = (
    ("V01", _verbatim),
    ("V02", _key_proved),
    ("V03", _belonging_proved),
    ("V04", _enough),
    ("V05", _distinct),
    ("V06", _apart),
    ("V07", _no_leak),
    ("V08", _not_ruled_out),
    ("V09", of_english(_stands_alone)),
    ("V10", _one_form),
    ("V11", no_length_cue),
    ("V12", _well_formed),
    ("V13", _no_furniture),
    ("V14", _fits),
    ("V15", of_english(no_order_cue)),
    ("V16", no_precision_cue),
    ("V17", of_english(no_article_cue)),
    ("V18", of_english(_names_proved)),
    ("V19", no_crossing_cue),
)


def _texts(asked: Candidate) -> tuple[str, ...]:
    return tuple(choice.text for choice in asked.choices)
