"""Sentences made to stand alone: connectives dropped, pronouns named; knows the parse, no question.

A statement says what its sentence says in the sentence's own words, so that someone who has not read the
text knows what it is about. A sentence that leans on its neighbours in a way that cannot be mended is
dropped, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from questions.generation.proposal import Dropped
from questions.generation.rules.antecedents import THIRD, Antecedents
from questions.generation.rules.sentences import FINITE, Sentence, squeezed
from questions.model import Citation

ACCORDING = "According to the text, "
FEWEST_WORDS, MOST_WORDS = 7, 42
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
MODALS = frozenset("may might could should would".split())
LEAD_IN = re.compile(
    r"(?:However|But|And|Yet|So|Thus|Therefore|Hence|Moreover|Furthermore|In addition|Additionally|For example"
    r"|For instance|In fact|Indeed|First|Second|Third|Fourth|Firstly|Secondly|Thirdly|Fourthly|Lastly|Finally"
    r"|Of course|Overall|As a result|Consequently|Accordingly|Nevertheless|Nonetheless|Also|Importantly"
    r"|Crucially|Interestingly|Notably|Surprisingly|Unsurprisingly|In particular|Specifically|Unfortunately"
    r"|Fortunately|In other words|That is|As discussed earlier|As mentioned above|Still|Similarly|Likewise"
    r"|Needless to say|To be sure|Then again|Put simply|On the other hand|By contrast|In contrast|Conversely)"
    r"(?:,| (?=[a-z]))"
)
"""What ties a sentence to the one before it and is no part of what it says."""

NEEDS_COMMA = frozenset({"first", "second", "third", "fourth", "so", "still", "also", "yet"})
INNER = re.compile(
    r", (?:however|therefore|for example|for instance|of course|thus|in fact|indeed|moreover|too|then"
    r"|nevertheless|in turn|consequently|on the other hand)(?=[,.])"
)
LOOSE = frozenset({"also", "therefore", "thus", "hence", "too", "likewise", "consequently", "furthermore"})
"""Adverbs that tie a sentence to others wherever they stand."""

PERSONS = frozenset(
    "i we you me us my our your mine ours yours myself ourselves yourself i'm let's oneself one's".split()
)
POINTING = frozenset(
    """
    here above below former latter another similar same such aforementioned respectively respective
    later afterwards afterward subsequently again previous previously following next instead else then
    ago yesterday tomorrow tonight meanwhile otherwise likewise similarly thereby therein thereafter whereby
    earlier
    """.split()
)
"""Words that mean something only beside another sentence or on the day of the text."""

OWN_TIME = frozenset("currently now presently today nowadays".split())
UNASKED = re.compile(r"[()\[\]{}“”\"«»@*_|/]|https?:|\.\.\.|…|,\s*,|[!?;:]")
UNIQUE = frozenset(
    """
    earth future internet moon past present sea sky sun universe world public government population economy
    environment law media police military brain body heart past people government president weather climate
    ocean atmosphere west east north south truth poor rich elderly
    """.split()
)
"""Things of which a reader knows one."""


@dataclass(frozen=True)
class Statement:
    """What a sentence says, able to stand alone.

    Attributes:
        sentence: The sentence.
        first: The first token that is kept.
        last: The token after the last one that is kept, before the full stop.
        edits: What stands in the place of a token, empty where it is left out.
        subject: The subject of its main clause.
        root: The head of its main clause.
        also: What else must be quoted to know what is meant.
        own_time: Whether it was true on the day of the text.
        marks: What may speak for or against asking it, for the ranking.
    """

    sentence: Sentence
    first: int
    last: int
    edits: Mapping[int, str]
    subject: Token
    root: Token
    also: tuple[Citation, ...] = ()
    own_time: bool = False
    marks: Mapping[str, float] = field(default_factory=dict)

    @property
    def doc(self) -> Doc:
        """The parse that all token numbers refer to."""
        return self.root.doc

    def kept(self) -> list[Token]:
        """Return the tokens that stand in the statement as they are."""
        return [self.doc[i] for i in range(self.first, self.last) if i not in self.edits]

    def text(self, changes: Mapping[int, str] | None = None) -> str:
        """Return the statement as a sentence, with further changes to its tokens."""
        changed = {**self.edits, **(changes or {})}
        pieces = []
        for token in self.doc[self.first : self.last]:
            piece = changed.get(token.i, token.text)
            pieces.append(piece + token.whitespace_ if piece else "")
        words = squeezed("".join(pieces)).strip(" ,;")
        if self.own_time:
            first = self.doc[self.first]
            named = first.i in changed or first.pos_ == "PROPN" or first.text.isupper() or first.ent_type_
            words = words if named else words[0].lower() + words[1:]
            return f"{ACCORDING}{words}."
        return f"{words[0].upper()}{words[1:]}."


def statements_of(
    sentence: Sentence, before: Sequence[Sentence], antecedents: Antecedents
) -> Iterator[Statement | Dropped]:
    """Make a sentence stand alone, each of its coordinated clauses for itself.

    Args:
        sentence: The sentence.
        before: The sentences of its paragraph before it, in order.
        antecedents: What pronouns of the text mean.
    """
    text = sentence.text
    if not text.endswith(".") or not (text[0].isupper() or text[0].isdigit()):
        yield Dropped("not a whole sentence", text)
        return
    for root, first, last in _parts(sentence):
        yield _statement(sentence, before, antecedents, root, first, last)


def _parts(sentence: Sentence) -> Iterator[tuple[Token, int, int]]:
    """Yield the head, the first token and the token after the last of each coordinated clause."""
    span = sentence.span
    root, end = span.root, span.end - 1
    heads = [root, *(child for child in root.children if child.dep_ in ("conj", "parataxis") and _is_clause(child))]
    starts = [span.start, *(_start(head) for head in heads[1:])]
    if any(later <= earlier for earlier, later in pairwise(starts)) or any(
        start <= head.i for head, start in zip(heads, starts[1:], strict=False)
    ):
        heads, starts = [root], [span.start]
    for head, start, stop in zip(heads, starts, [*starts[1:], end], strict=True):
        first, last = start, stop
        while last > head.i + 1 and (span.doc[last - 1].is_punct or span.doc[last - 1].dep_ == "cc"):
            last -= 1
        while first < head.i and (span.doc[first].dep_ in ("cc", "punct")):
            first += 1
        yield head, first, last


def _is_clause(head: Token) -> bool:
    return head.pos_ in ("VERB", "AUX") and _finite(head) and any(child.dep_ in SUBJECTS and child.i < head.i for child in head.children)


def _start(head: Token) -> int:
    return int(head.left_edge.i)


def _statement(
    sentence: Sentence,
    before: Sequence[Sentence],
    antecedents: Antecedents,
    root: Token,
    first: int,
    last: int,
) -> Statement | Dropped:
    doc, text = root.doc, sentence.text
    whole = doc[first:last]
    subject = next(
        (child for child in root.children if child.dep_ in SUBJECTS and (child.i < root.i or _there(root))), None
    )
    if subject is None or not _finite(root):
        return Dropped("no subject with a finite verb", whole.text)
    edits = dict.fromkeys(_left_out(sentence, subject), "")
    kept = [token for token in whole if token.i not in edits]
    bare = "".join(token.text_with_ws for token in kept)
    if UNASKED.search(bare):
        return Dropped("holds quotation, colon or other marks", whole.text)
    words = sum(token.is_alpha or token.like_num for token in kept)
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        return Dropped("too short or too long", whole.text)
    if reason := _leaning(kept):
        return Dropped(reason, whole.text)
    resolved = antecedents.resolve(sentence, before, kept, subject)
    if isinstance(resolved, str):
        return Dropped(resolved, whole.text)
    edits.update(resolved.edits)
    unnamed = [token for token in kept if _unnamed(token)]
    if any(token == subject or subject.is_ancestor(token) for token in unnamed) and not resolved.edits:
        return Dropped("its subject is not named", whole.text)
    if len(unnamed) > 1:
        return Dropped("things that it does not name", whole.text)
    if _there(root) and not any(token.pos_ == "PROPN" for token in kept):
        return Dropped("things that it does not place", whole.text)
    own_time = any(token.lower_ in OWN_TIME for token in kept)
    edits.update({token.i: "" for token in kept if token.lower_ in OWN_TIME})
    first = next(token.i for token in kept if edits.get(token.i, "kept") and not token.is_punct)
    marks = {
        "words": words / 20,
        "unnamed": len(unnamed),
        "resolved": float(bool(resolved.edits)),
        "resolved thing": float(resolved.thing),
        "named": float(any(token.pos_ == "PROPN" for token in kept)),
        "named subject": float(subject.pos_ == "PROPN" or bool(resolved.edits)),
        "modal": float(any(token.lower_ in MODALS for token in kept)),
        "clauses": float(sum(token.tag_ in FINITE for token in kept)),
        "opening": float(subject.left_edge.i - first > 1),
        "brackets": float("(" in text),
        "copula": float(any(child.dep_ == "cop" for child in root.children)),
        "past": float(any(token.tag_ == "VBD" for token in (root, *root.children))),
        "first of paragraph": float(not before),
        "pronouns": float(sum(token.lower_ in THIRD and token.i not in edits for token in kept)),
        "part": float(root != sentence.span.root),
        "there": float(_there(root)),
    }
    return Statement(sentence, first, last, edits, subject, root, resolved.also, own_time, marks)


def _there(root: Token) -> bool:
    return any(child.dep_ == "expl" and child.i < root.i for child in root.children)


def _finite(root: Token) -> bool:
    return root.tag_ in FINITE or any(
        child.dep_ in ("aux", "aux:pass", "cop") and child.tag_ in FINITE for child in root.children
    )


def _left_out(sentence: Sentence, subject: Token) -> list[int]:
    """Return the tokens of connectives and brackets."""
    span, text = sentence.span, sentence.text
    out: list[int] = []
    lead = LEAD_IN.match(text)
    if lead and (lead.group().endswith(",") or lead.group().strip().lower() not in NEEDS_COMMA):
        out += _tokens(span, 0, lead.end())
    for found in INNER.finditer(text):
        tokens = _tokens(span, *found.span())
        if subject.left_edge.i > tokens[-1]:
            out += tokens
        else:
            closing = [tokens[-1] + 1] if span.doc[tokens[-1] + 1].text == "," else []
            out += tokens + closing
    for found in re.finditer(r"\([^()]*\)", text):
        out += _tokens(span, *found.span())
    out += [token.i for token in span if token.lower_ in LOOSE and token.dep_ == "advmod"]
    return out


def _tokens(span: Span, start: int, end: int) -> list[int]:
    base = span.start_char
    return [token.i for token in span if base + start <= token.idx < base + end]


def _leaning(kept: Sequence[Token]) -> str:
    """Return why a sentence cannot stand alone, or nothing."""
    for token in kept:
        word = token.lower_
        if word in PERSONS and token.text != "US":
            return "speaks to its reader or of its writer"
        if word in POINTING and not _settled(token):
            return f"leans on another sentence by “{word}”"
        if word in ("this", "that", "these", "those") and (token.dep_ == "det" or token.tag_ == "DT"):
            followed = token.i + 1 < len(token.doc) and token.nbor().lower_ in ("who", "of", "that", "which", "with", "in")
            if not (word in ("those", "that") and token.dep_ != "det" and followed):
                return f"leans on another sentence by “{word}”"
        if word == "there" and token.dep_ == "advmod":
            return "leans on another sentence by “there”"
        if word in ("one", "ones", "others", "both", "neither", "either", "each", "some", "many", "most", "all", "few", "several") and (
            token.dep_ in ("nsubj", "nsubj:pass", "obj", "obl") and not any(child.i > token.i for child in token.children)
        ):
            return f"leans on another sentence by “{word}”"
    return ""


def _settled(token: Token) -> bool:
    """Whether a pointing word has what it points to beside it."""
    word, doc = token.lower_, token.doc
    after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    before = doc[token.i - 1].lower_ if token.i else ""
    if word in ("such", "same", "similar", "earlier", "later"):
        return after in ("as", "to", "than", "that") or (word in ("earlier", "later") and before in ("in",) ) or (word in ("later", "earlier") and token.dep_ == "amod")
    if word in ("above", "below"):
        return token.dep_ == "case"
    if word == "following":
        return token.dep_ in ("case", "mark") or token.tag_ == "VBG"
    if word == "then":
        return token.dep_ == "amod" or any(one.lower_ == "if" for one in doc[token.sent.start : token.i])
    if word == "former":
        return token.dep_ == "amod" and token.head.pos_ in ("PROPN", "NOUN") and token.head.i - token.i <= 3
    return word == "next" and after == "to"


def _unnamed(token: Token) -> bool:
    """Whether a definite noun stands there and nothing beside it says which one is meant."""
    if token.tag_ not in ("NN", "NNS") or token.lower_ in UNIQUE or token.dep_ == "compound":
        return False
    if not any(child.dep_ == "det" and child.lower_ == "the" for child in token.children):
        return False
    telling = [
        child
        for child in token.children
        if child.dep_ not in ("det", "case", "punct", "cc", "conj", "cop", "nsubj", "aux", "advmod", "mark")
    ]
    if any(child.tag_ in ("JJS", "CD", "NNP", "NNPS") or child.pos_ in ("PROPN",) or child.dep_ in ("nmod", "acl", "acl:relcl", "nmod:poss", "appos", "compound") or child.lower_ in ("first", "second", "third", "last", "only", "main") for child in telling):
        return False
    return len(telling) < 1 or token.dep_ in ("nsubj", "nsubj:pass")
