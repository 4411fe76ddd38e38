"""Questions for a phrase of the clause: what, to whom, by whom, which two, and of reduced clauses, when.

Knows clauses and names, no distractor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from questions.generation.rules.clauses import Clause, base_form
from questions.generation.rules.sentences import Sentence, squeezed
from questions.generation.rules.stems import DATING, LONGEST_STEM, WHEN
from questions.language.mentions import DATES, MONTHS, Mention, find_mentions

LONGEST_KEY = 9
"""Tokens of a phrase that can be a key."""

FEWEST_TOLD = 2
"""Words after the object that tell which of many is meant."""

GIVING = frozenset(
    """
    present give submit hand offer send sell deliver grant award donate dedicate assign
    """.split()
)
LIGHT = frozenset(
    """
    have make take give do get start begin change use lead hold keep put set bring see become follow
    reach
    """.split()
)
"""Verbs whose object alone is seldom what a sentence tells."""

NO_PHRASE = frozenset("this these that those such no it any part place more most all".split())
SETTLING = frozenset(
    """
    bear die bury locate base study settle grow raise train teach found
    """.split()
)
"""Verbs that need no more than a place to be asked."""

MEETING = frozenset(
    """
    marry meet defeat succeed appoint replace befriend divorce kill murder invite hire wed
    """.split()
)
PARTIES = re.compile(r"^(?:[A-Z][\w’-]+ ?){1,4} and (?:[A-Z][\w’-]+ ?){1,4}$")


@dataclass(frozen=True)
class Asked:
    """A question for a phrase.

    Attributes:
        pattern: Which pattern made it.
        text: The stem.
        key: The phrase as an answer.
        phrase: Where it stands.
    """

    pattern: str
    text: str
    key: str
    phrase: Span


def object_questions(clause: Clause) -> Iterator[Asked]:
    """Ask what, where a clause has one object of its own and a named subject."""
    objects = [child for child in clause.root.children if child.dep_ == "obj" and child.i > clause.root.i]
    parts = clause.inverted()
    if len(objects) != 1 or parts is None or not clause.named:
        return
    noun = objects[0]
    if clause.verb is None or clause.verb in LIGHT:
        return
    phrase = _whole(noun)
    if phrase is None or phrase.start != clause.root.i + 1 or noun.pos_ not in ("NOUN", "PROPN"):
        return
    helper, subject, group = parts
    rest = clause.doc[phrase.end : clause.end]
    if any(token.dep_ in ("conj", "cc", "acl:relcl", "appos") and token.head == noun for token in rest):
        return
    for end in clause.shorter_ends():
        tail = clause.doc[phrase.end : max(end, phrase.end)].text
        if len(tail.split()) < FEWEST_TOLD or not _pinned(tail):
            continue
        text = squeezed(f"What {helper} {subject} {group} {tail}".rstrip(" ,;"))
        if len(text) <= LONGEST_STEM:
            if len(phrase) > 2 and any(token.pos_ == "PROPN" for token in phrase):
                yield Asked("wh: what", f"{text}?", str(phrase.text), phrase)
            return


def _pinned(tail: str) -> bool:
    """Whether a purpose or a date tells which of all objects is meant."""
    return bool(re.match(r"to [a-z]+ ", tail)) or any(one.type in DATES for one in find_mentions(tail))


def place_questions(clause: Clause) -> Iterator[Asked]:
    """Ask where, where one place is named after "in" or "at" and more is told than that."""
    parts = clause.inverted()
    if parts is None or not clause.named:
        return
    places = [child for child in clause.root.children if _is_place(child, clause)]
    if len(places) != 1:
        return
    place = places[0]
    phrase = clause.doc[place.left_edge.i : _name_end(place)]
    before, after = clause.doc[clause.root.i + 1 : phrase.start], clause.doc[phrase.end : clause.end]
    if after.text[:1] == "," or any(
        token.lower_ in ("in", "at")
        and token.dep_ == "case"
        and token.nbor().tag_ != "CD"
        and token.nbor().text not in MONTHS
        for token in (*before, *after)
    ):
        return
    told = any(
        token.dep_ in ("obj", "xcomp") or token.pos_ in ("PROPN", "NUM") for token in (*before, *after)
    )
    if not told and clause.verb not in SETTLING:
        return
    if any(token.dep_.startswith(("acl", "advcl")) or token.pos_ == "PRON" for token in (*before, *after)):
        return
    helper, subject, group = parts
    text = squeezed(f"Where {helper} {subject} {group} {before.text} {after.text}".rstrip(" ,;"))
    if len(text) <= LONGEST_STEM:
        yield Asked("wh: where", f"{text}?", clause.doc[phrase.start + 1 : phrase.end].text, phrase)


def _is_place(token: Token, clause: Clause) -> bool:
    case = next((child for child in token.children if child.dep_ == "case"), None)
    return (
        token.dep_ == "obl"
        and token.i > clause.root.i
        and token.pos_ == "PROPN"
        and token.ent_type_ in ("PLACE", "ORG")
        and case is not None
        and case.lower_ in ("in", "at")
        and case.i == token.left_edge.i
    )


def _name_end(noun: Token) -> int:
    """Return the token after a name, with what is joined to it by a comma: "Cambridge, Massachusetts"."""
    end = noun.i + 1
    doc = noun.doc
    while end < len(doc) and (
        doc[end].pos_ == "PROPN"
        or (doc[end].text in (",", "of") and end + 1 < len(doc) and doc[end + 1].pos_ == "PROPN")
    ):
        end += 1
    return end


def whom_questions(clause: Clause) -> Iterator[Asked]:
    """Ask whom someone met, married or the like, where the object is a person by full name."""
    parts = clause.inverted()
    if parts is None or not clause.named or clause.verb not in MEETING:
        return
    for child in clause.root.children:
        if child.dep_ != "obj" or child.ent_type_ != "PERSON" or child.i < clause.root.i:
            continue
        name = clause.doc[child.left_edge.i : _name_end(child)]
        if len(name) < 2 or any(token.pos_ != "PROPN" for token in name) or name.start != clause.root.i + 1:
            continue
        helper, subject, group = parts
        after = clause.doc[name.end : clause.end]
        if any(token.dep_ in ("conj", "appos", "acl:relcl") or token.pos_ == "PRON" for token in after):
            continue
        text = squeezed(f"Whom {helper} {subject} {group} {after.text}".rstrip(" ,;"))
        yield Asked("wh: whom", f"{text}?", name.text, name)


def recipient_questions(clause: Clause) -> Iterator[Asked]:
    """Ask to whom something was given."""
    parts = clause.inverted()
    passive = any(token.dep_ == "aux:pass" for token in clause.auxiliaries)
    if parts is None or passive or clause.verb not in GIVING or not clause.named:
        return
    for child in clause.root.children:
        if child.dep_ != "obl" or child.i < clause.root.i or child.pos_ != "PROPN":
            continue
        phrase = clause.doc[child.left_edge.i : child.right_edge.i + 1]
        if phrase[0].lower_ != "to":
            continue
        stop = next(
            (one.i for one in phrase if one.i > child.i and (one.dep_ == "case" or one.is_punct)), phrase.end
        )
        helper, subject, group = parts
        middle = clause.doc[clause.root.i + 1 : phrase.start].text
        text = squeezed(f"To whom {helper} {subject} {group} {middle}")
        if len(text) <= LONGEST_STEM:
            yield Asked("wh: to whom", f"{text}?", clause.doc[phrase.start + 1 : stop].text, phrase)


def pair_questions(clause: Clause) -> Iterator[Asked]:
    """Ask which two, where two names are the subject."""
    if not PARTIES.match(clause.subject.text) or clause.subject.root.pos_ != "PROPN":
        return
    tail = clause.doc[clause.root.i + 1 : clause.end].text
    who = "people" if clause.subject.root.ent_type_ == "PERSON" else "parties"
    text = squeezed(f"Which two {who} {clause.predicate()} {tail}".rstrip(" ,;"))
    if len(text) <= LONGEST_STEM:
        yield Asked("wh: which two", f"{text}?", clause.subject.text, clause.subject)


def reduced_questions(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[tuple[Asked, Mention]]:
    """Ask when, of "an air campaign launched by the Alliance in March 1999 to halt …"."""
    doc, base = sentence.span.doc, sentence.span.start_char
    for verb in sentence.span:
        if verb.tag_ not in ("VBN", "VBD") or not verb.dep_.startswith("acl") or verb.head.i > verb.i:
            continue
        agent = next(
            (
                one
                for one in verb.children
                if one.dep_ in ("obl:agent", "obl") and one.i > verb.i and doc[one.left_edge.i].lower_ == "by"
            ),
            None,
        )
        base_verb = base_form(verb)
        if agent is None or agent.pos_ != "PROPN" or base_verb is None:
            continue
        thing = _whole(verb.head, until=verb.i)
        for mention in mentions:
            span = doc.char_span(base + mention.start, base + mention.end)
            if (
                thing is None
                or span is None
                or mention.type not in DATES
                or span.root.head not in (verb, agent)
            ):
                continue
            before = doc[span.start - 1]
            if before.lower_ not in DATING or span.start < verb.i:
                continue
            who = doc[agent.left_edge.i + 1 : agent.right_edge.i + 1].text
            tail = doc[span.end : verb.right_edge.i + 1]
            cut = next((one.left_edge.i for one in tail if one.dep_.startswith("acl:relcl")), tail.end)
            rest = doc[span.end : cut].text
            text = squeezed(
                f"{WHEN[mention.type]} did {who} {base_verb} {_definite(thing)} {rest}".rstrip(" ,;")
            )
            if len(text) <= LONGEST_STEM:
                yield Asked("wh: event", f"{text}?", mention.text, span), mention


def _whole(noun: Token, *, until: int | None = None) -> Span | None:
    """Return a noun's phrase without clauses, or None where it leans on something."""
    start = noun.left_edge.i
    while start < noun.i and noun.doc[start].dep_ == "case":
        start += 1
    end = noun.i + 1
    for child in noun.rights:
        stop = child.right_edge.i + 1
        inner = next(
            (one.left_edge.i for one in child.rights if one.dep_ in ("nmod", "acl", "acl:relcl")), stop
        )
        stop = stop if stop - start <= LONGEST_KEY else inner
        if child.dep_ not in ("nmod", "flat", "compound", "nummod") or child.left_edge.i != end:
            break
        if stop - start > LONGEST_KEY or (until is not None and stop > until):
            break
        end = stop
    phrase = noun.doc[start:end]
    if any(_leans(one) for one in phrase[1:]) or phrase[0].lower_ in NO_PHRASE:
        return None
    return phrase


def _leans(token: Token) -> bool:
    if token.text == "-":
        return False
    return token.pos_ in ("PRON", "VERB", "AUX", "PUNCT") or token.lower_ in NO_PHRASE


def _definite(phrase: Span) -> str:
    return re.sub(r"^[Aa]n? (?:[\w-]+-day )?", "the ", str(phrase.text))
