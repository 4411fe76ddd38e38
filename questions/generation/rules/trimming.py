"""What a statement goes without: connectives, brackets, asides, additions; knows the parse, no pronoun."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from questions.generation.rules.sentences import FINITE, Sentence

LEAD_IN = re.compile(
    r"(?:In brief|In short|In sum|In conclusion|To begin with|Sure enough|"
    r"Accordingly|Additionally|Also|And|As a result|As discussed earlier|As mentioned above|But"
    r"|By contrast|Consequently|Conversely|Correspondingly|Crucially|Equally|Finally|First|Firstly"
    r"|For example|For instance|Fortunately|Fourth|Fourthly|Further|Furthermore|Hence|However"
    r"|Importantly|In addition|In contrast|In fact|In other words|In particular|Indeed|Interestingly"
    r"|Lastly|Likewise|Meanwhile|Moreover|Needless to say|Nevertheless|Nonetheless|Notably|Of course"
    r"|On the other hand|Overall|Put simply|Relatedly|Second|Secondly|Similarly|So|Specifically|Still"
    r"|Surprisingly|That is|Then again|Therefore|Third|Thirdly|Thus|To be sure|Ultimately"
    r"|Unfortunately|Unsurprisingly|Yet"
    r")(?:,| )"
)
"""What ties a sentence to the one before it and is no part of what it says."""

NEEDS_COMMA = frozenset({"first", "second", "third", "fourth", "so", "still", "also", "yet"})

INNER = re.compile(
    r", (?:however|therefore|for example|for instance|of course|thus|in fact|indeed|moreover|too|then"
    r"|nevertheless|in turn|consequently|on the other hand|though)(?=[,.])"
)

ASIDE = re.compile(r"(?<=\S)(?:—| [–-] )[^—–]+?(?:—| [–-] )(?=\S)")
"""What stands between two dashes."""

LOOSE = frozenset(
    """
    also therefore thus hence too likewise consequently furthermore then later
    """.split()
)
"""Adverbs that tie a sentence to others wherever they stand."""

LONG = 20
"""Words from which a statement goes without its trailing additions."""

ADDITIONS = frozenset({"advcl", "acl:relcl", "advcl:relcl", "parataxis"})
CONDITIONS = frozenset("unless if until except but not provided without only when".split())
"""Words whose loss would change what is said."""


def left_out(sentence: Sentence, whole: Span, subject: Token) -> list[int]:
    """Return the tokens of connectives and brackets."""
    span, text = sentence.span, sentence.text
    out: list[int] = []
    lead = LEAD_IN.match(whole.text[0].upper() + whole.text[1:])
    if lead and (lead.group().endswith(",") or lead.group().strip().lower() not in NEEDS_COMMA):
        out += _tokens(whole, 0, lead.end())
    for found in INNER.finditer(text):
        tokens = _tokens(span, *found.span())
        if not tokens:
            continue
        if subject.left_edge.i > tokens[-1]:
            out += tokens
        elif tokens:
            closing = [tokens[-1] + 1] if span.doc[tokens[-1] + 1].text == "," else []
            out += tokens + closing
    for found in ASIDE.finditer(text):
        out += _tokens(span, *found.span())
    for found in re.finditer(r"\([^()]*\)", text):
        tokens = _tokens(span, *found.span())
        if not tokens:
            continue
        out += tokens
        after = span.doc[tokens[-1] + 1 : tokens[-1] + 3]
        if len(after) == 2 and after[0].text == "," and (after[1].tag_ in FINITE or after[1].dep_ == "cop"):
            out.append(after[0].i)
    out += [token.i for token in span if token.lower_ in LOOSE and _drops_out(token)]
    return out


def _drops_out(token: Token) -> bool:
    """Whether an adverb can go without a trace: nothing belongs to it, and it is no answer to an "if"."""
    if token.lower_ in ("also", "therefore", "thus", "hence") and token.dep_ == "advmod":
        return True
    if token.dep_ != "advmod" or token.head.pos_ not in ("VERB", "AUX") or list(token.children):
        return False
    before = token.doc[token.i - 1].lower_ if token.i else ""
    return before not in (
        "and",
        "or",
        "than",
        "until",
        "since",
        "years",
        "year",
    ) and token.nbor().lower_ not in ("than", "and", "in", "on")


def _tokens(span: Span, start: int, end: int) -> list[int]:
    base = span.start_char
    return [token.i for token in span if base + start <= token.idx < base + end]


def shorter(doc: Doc, root: Token, last: int) -> int:
    """Return where a statement may end: before what only adds to it after a comma."""
    end = last
    for comma in range(last - 1, root.i + 4, -1):
        if doc[comma].text != ",":
            continue
        added = doc[comma + 1 : end]
        heads = [token for token in added if token.head.i <= comma or token.head.i >= end]
        if not added or len(heads) > 2 or any(token.lower_ in CONDITIONS for token in added):
            continue
        head = next((one for one in heads if one.dep_ != "punct"), None)
        listed = any(token.dep_ in ("cc", "conj") and token.head.i <= comma for token in added)
        whole = all(token.head.i < comma for token in doc[root.i : comma])
        plain = "," not in doc[root.i : comma].text
        if head and head.dep_ in ADDITIONS and not listed and whole and plain:
            end = comma
    return end


def is_free(dash: Token) -> bool:
    """Whether a dash stands between words and not inside one."""
    return dash.text == "—" or (
        bool(dash.whitespace_) and dash.i > 0 and bool(dash.doc[dash.i - 1].whitespace_)
    )
