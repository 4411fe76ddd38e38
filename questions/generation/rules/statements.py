"""Sentences made to stand alone: connectives dropped, pronouns named; knows the parse, no question.

A statement says what its sentence says in the sentence's own words, so that someone who has not read the
text knows what it is about. A sentence that leans on its neighbours in a way that cannot be mended is
dropped, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from questions.generation.proposal import Dropped
from questions.generation.rules.antecedents import THIRD, Antecedents
from questions.generation.rules.clauses import verb_and_subjects
from questions.generation.rules.leaning import OWN_TIME, counted_again, defines, is_unnamed, leaning
from questions.generation.rules.parts import SUBJECTS, Part, finite, parts_of
from questions.generation.rules.sentences import FINITE, Sentence, squeezed
from questions.generation.rules.trimming import LONG, is_free, left_out, shorter
from questions.generation.rules.worth import not_worth
from questions.model import Citation

ACCORDING = "According to the text, "
FEWEST_WORDS, MOST_WORDS = 5, 42

FURNITURE = re.compile(
    r"\d+(?:\.\d+)? [A-Z]|(?:Figure|Fig\.|Table|Box|Map|Chapter|Section|Photo|Image|Source|See)\b"
    r"|.*\bcredit\b"
)

MODALS = frozenset("may might could should would".split())

ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
UNASKED = re.compile(
    r"[()\[\]{}«»@*_|/]|https?:|\.\.\.|…|,\s*,|[!?;:]|\w\.\d|\b(?:No|St|Mr|Dr|Vol|vol|pp|Jr)$|[“\"](?:[^”\"]*\s){4}|^[^“\"]*”|^(?:[^“”\"]|“[^”]*”|\"[^\"]*\")*[“\"][^”\"]*$"
)
"""What is no plain prose, or a quotation of five words or more, or half of one."""


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
            pieces.append(piece + token.whitespace_ if piece else token.whitespace_)
        words = squeezed("".join(pieces)).strip(" ,;")
        if self.own_time:
            first = self.doc[self.first]
            named = (
                first.i in changed
                or not first.text[1:].islower()
                or first.pos_ == "PROPN"
                or first.text.isupper()
                or first.ent_type_
            )
            words = words if named else words[0].lower() + words[1:]
            return f"{ACCORDING}{words}." if "ccording to" not in words else f"{words[0].upper()}{words[1:]}."
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
    for part in parts_of(sentence):
        yield _statement(sentence, before, antecedents, part)


def _statement(
    sentence: Sentence,
    before: Sequence[Sentence],
    antecedents: Antecedents,
    part: Part,
) -> Statement | Dropped:
    root, first, last = part.root, part.first, part.last
    doc, text = root.doc, sentence.text
    whole = doc[first:last]
    subject = _subject(sentence, root)
    if subject is None or not finite(root):
        return Dropped("no subject with a finite verb", whole.text)
    relative = bool(part.edits.get(subject.i))
    edits = {**dict.fromkeys(left_out(sentence, whole, subject), ""), **part.edits}
    kept = [token for token in whole if token.i not in edits]
    if FURNITURE.match(whole.text):
        return Dropped("page furniture", whole.text)
    if not relative and any(
        token.tag_ in ("WDT", "WP", "WP$", "WRB") for token in doc[subject.left_edge.i : subject.i + 1]
    ):
        return Dropped("a clause without a subject of its own", whole.text)
    dash = next((token.i for token in kept if token.text in ("—", "–", "-") and is_free(token)), None)
    if dash is not None:
        if dash < root.i or doc[dash - 1].like_num:
            return Dropped("holds quotation, colon or other marks", whole.text)
        last = dash
        kept = [token for token in kept if token.i < last]
        if kept[-1].pos_ not in ("NOUN", "PROPN", "NUM", "ADJ"):
            return Dropped("holds quotation, colon or other marks", whole.text)
    words = sum(token.is_alpha or token.like_num for token in kept)
    if words > LONG:
        last = shorter(doc, root, last)
        kept = [token for token in kept if token.i < last]
        words = sum(token.is_alpha or token.like_num for token in kept)
    while kept and kept[-1].is_punct and kept[-1].text in ",-–—":
        kept.pop()
    if UNASKED.search("".join(token.text_with_ws for token in kept).strip()):
        return Dropped("holds quotation, colon or other marks", whole.text)
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        return Dropped("too short or too long", whole.text)
    if kept[0].dep_ == "case" and subject.is_ancestor(kept[0]):
        return Dropped("a clause that is no sentence", whole.text)
    if any(child.dep_ == "mark" and child.i < subject.i for child in root.children):
        return Dropped("a clause that is no sentence", whole.text)
    if subject.tag_ == "CD" or (subject.tag_ in ("NNS", "NN") and counted_again(subject)):
        return Dropped("its subject is not named", whole.text)
    if any(child.dep_ == "case" for child in subject.children) or _is_parted(subject, root):
        return Dropped("a clause that is no sentence", whole.text)
    if _is_there(root):
        return Dropped("things that it does not place", whole.text)
    if reason := leaning(kept):
        return Dropped(reason, whole.text)
    resolved = antecedents.resolve(sentence, before, kept, subject)
    if isinstance(resolved, str):
        return Dropped(resolved, whole.text)
    edits.update(resolved.edits)
    definition = defines(root)
    unnamed = [
        token
        for token in kept
        if is_unnamed(token)
        and token.i not in edits
        and not (token == subject and definition)
        and not antecedents.is_term(token, root)
    ]
    if unnamed:
        lost = "its subject is not named" if subject in unnamed else "things that it does not name"
        return Dropped(lost, whole.text)
    named = bool(resolved.edits) or relative or any(token.pos_ == "PROPN" for token in kept)
    if reason := not_worth(kept, subject, root, named=named):
        return Dropped(reason, whole.text)
    present = [token for token in kept if token.lower_ in OWN_TIME and doc[token.i - 2].lower_ != "what"]
    own_time = bool(present) or _going_on(root)
    edits.update({token.i: "" for token in present})
    first = next(token.i for token in doc[first:last] if edits.get(token.i, "kept") and not token.is_punct)
    if antecedents.reporting and root.tag_ in ("VBZ", "VBP", "VBG") and not definition:
        return Dropped("bound to the day of the text", whole.text)
    if own_time and doc[first].tag_ in ("VBN", "VBG"):
        return Dropped("leans on another sentence by its opening", whole.text)
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
        "relative": float(relative),
        "there": float(_is_there(root)),
    }
    return Statement(sentence, first, last, edits, subject, root, resolved.also, own_time, marks)


def _subject(sentence: Sentence, root: Token) -> Token | None:
    """Return the subject of a clause; the sentence's head where the parse takes the verb for its clause."""
    believed, subjects = verb_and_subjects(sentence.span.root)
    children = subjects if root == believed and root != sentence.span.root else list(root.children)
    fitting = (one for one in children if one.dep_ in SUBJECTS or one == sentence.span.root)
    return next((one for one in fitting if one.i < root.i or _is_there(root)), None)


def _going_on(root: Token) -> bool:
    """Whether something was going on, or a figure true, on the day of the text."""
    present = any(child.dep_ in ("aux", "cop") and child.lower_ in ("is", "are") for child in root.children)
    figure = any(child.tag_ == "CD" for child in root.subtree)
    ranked = any(child.tag_ in ("JJS", "RBS") or child.lower_ in ORDINALS for child in root.subtree)
    lasting = any(child.dep_ == "aux" and child.lower_ in ("has", "have") for child in root.children)
    remains = root.lemma_ == "remain" and root.tag_ in ("VBZ", "VBP")
    return remains or lasting or (present and (root.tag_ == "VBG" or figure or ranked))


def _is_parted(subject: Token, root: Token) -> bool:
    """Whether one comma stands between a subject and its verb: an addition that does not close."""
    verbs = [root.i, *(child.i for child in root.children if child.dep_ in ("aux", "aux:pass", "cop"))]
    verb = min((place for place in verbs if place > subject.i), default=root.i)
    between = root.doc[subject.i + 1 : verb]
    return sum(token.text == "," for token in between) == 1 and "(" not in between.text


def _is_there(root: Token) -> bool:
    return any(child.dep_ == "expl" and child.i < root.i for child in root.children)
