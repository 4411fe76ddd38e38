"""The main clause of a sentence, taken apart so that it can be asked; knows the parse, no question word.

A clause is taken only where parse and surface agree: one subject before one finite verb group, no negation.
Labels are those of Universal Dependencies.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lemminflect import getLemma
from spacy.tokens import Doc, Span, Token

from questions.generation.rules.sentences import FINITE, Sentence

HELPERS = {"VBD": "did", "VBZ": "does", "VBP": "do"}
LONG = 120
"""Characters from which a clause is better asked without what follows the asked phrase."""

PAST = frozenset({"VBD", "VBN"})
AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
ARGUMENTS = frozenset({"obj", "iobj", "xcomp", "ccomp", "obl:agent"})
CONDITIONS = frozenset(
    """
    unless if until although though because while whether except but not provided
    """.split()
)
"""Words whose loss would change what the clause says."""

OPEN_ENDED = frozenset({"ADP", "CCONJ", "DET", "PART", "PRON", "SCONJ"})
"""What no clause ends with."""

TRAILING = frozenset({"advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis"})


@dataclass(frozen=True)
class Clause:
    """A main clause in its surface order.

    Attributes:
        sentence: Where it stands.
        root: Its main verb.
        subject: Its subject.
        auxiliaries: What stands before the main verb of its verb group, in order.
        adverbs: What stands between the subject and the main verb besides auxiliaries.
        end: The token after the clause's last one.
        stand_in: The name that a pronoun as its subject means.
    """

    sentence: Sentence
    root: Token
    subject: Span
    auxiliaries: tuple[Token, ...]
    adverbs: tuple[Token, ...]
    end: int
    stand_in: str | None = None

    @property
    def named(self) -> bool:
        """Whether its subject is a name."""
        return self.stand_in is not None or self.subject.root.pos_ == "PROPN"

    @cached_property
    def verb(self) -> str | None:
        """The base form of its main verb, or None where it has none."""
        return base_form(self.root)

    @property
    def doc(self) -> Doc:
        """The parse that all token numbers refer to."""
        return self.root.doc

    @property
    def opening(self) -> Span:
        """What stands before the subject, a comma at its end left out."""
        start, end = self.sentence.span.start, self.subject.start
        while end > start and self.doc[end - 1].is_punct:
            end -= 1
        return self.doc[start:end]

    def inverted(self) -> tuple[str, str, str] | None:
        """Return the finite verb, the subject and the rest of the verb group as a question has them.

        "started" gives "did", subject, "start"; "has been leading" gives "has", subject, "been leading".
        """
        adverbs = [token.text for token in self.adverbs]
        subject = self.stand_in or lowered(self.subject)
        if self.auxiliaries:
            first, *others = self.auxiliaries
            group = " ".join((*adverbs, *(token.text for token in others), self.root.text))
            return first.text.lower(), subject, group
        if self.verb is None:
            return None
        return HELPERS[self.root.tag_], subject, " ".join((*adverbs, self.verb))

    def predicate(self) -> str:
        """Return the verb group as it stands."""
        return self.doc[self.subject.end : self.root.i + 1].text

    def ends(self, phrase: tuple[int, int]) -> tuple[int, ...]:
        """Return where the clause may end once a phrase is asked for, the best first.

        What follows the phrase is left out where only additions follow.
        """
        start, end = phrase
        after = self.doc[end : self.end]
        needed = any(token.head == self.root and token.dep_ in ARGUMENTS for token in after)
        cut = (_before_comma(self.doc, start),) if start > self.root.i + 1 and after and not needed else ()
        whole = self.doc[self.subject.start : self.end].text
        return (*cut, *self.shorter_ends()) if len(whole) > LONG else (*self.shorter_ends(), *cut)

    def shorter_ends(self) -> tuple[int, ...]:
        """Return where the clause may end, the full length first, then without its trailing additions."""
        ends = [self.end]
        for token in reversed(self.doc[self.root.i + 1 : self.end]):
            whole = _adjunct(token, self.root)
            left = whole.left_edge.i
            if token.dep_ not in TRAILING or any(one.lower_ in CONDITIONS for one in whole.subtree):
                continue
            if whole is token and token.dep_.startswith("acl") and _is_definite(token.head):
                continue
            if left > self.root.i + 1 and whole.right_edge.i + 1 >= ends[-1]:
                ends.append(left)
        return tuple(_before_comma(self.doc, end) for end in ends if self.doc[end - 1].pos_ not in OPEN_ENDED)


def base_form(verb: Token) -> str | None:
    """Return the base form of a verb, or None where it has none."""
    lemmas = getLemma(verb.text.lower(), upos="VERB")
    return str(lemmas[0]) if lemmas else None


def main_clause(sentence: Sentence) -> Clause | None:
    """Return the main clause of a sentence, or None where it cannot be taken apart safely."""
    root, subjects = verb_and_subjects(sentence.span.root)
    children = list(root.children)
    helpers = [child for child in children if child.dep_ in AUXILIARIES and child.i < root.i]
    if len(subjects) != 1 or any(child.dep_ == "expl" for child in children):
        return None
    if root.pos_ not in ("VERB", "AUX") or _is_negated(children):
        return None
    if not (helpers[0].tag_ in FINITE if helpers else root.tag_ in FINITE - {"MD"}):
        return None
    last = min(subjects[0].right_edge.i, root.i - 1) if subjects[0] == root.head else subjects[0].right_edge.i
    subject = sentence.span.doc[_subject_start(subjects[0]) : last + 1]
    between = sentence.span.doc[subject.end : root.i]
    adverbs = [token for token in between if token not in helpers]
    if subject.end > root.i or any(token.dep_ != "advmod" or token.head != root for token in adverbs):
        return None
    if "(" in subject.text:
        return None
    return Clause(sentence, root, subject, tuple(helpers), tuple(adverbs), _end(sentence, root))


def lowered(span: Span) -> str:
    """Return a span's text as it stands inside a sentence: its first word small unless it is a name."""
    first = span[0]
    if first.is_sent_start and first.pos_ != "PROPN" and first.ent_type_ == "" and not first.text.isupper():
        return span.text[0].lower() + span.text[1:]
    if first.is_sent_start and first.lower_ in ("the", "a", "an"):
        return span.text[0].lower() + span.text[1:]
    return str(span.text)


def _is_definite(noun: Token) -> bool:
    """Whether what follows a noun may be what tells which one is meant."""
    return any(child.dep_ == "det" and child.lower_ in ("the", "that", "those") for child in noun.children)


def _adjunct(token: Token, root: Token) -> Token:
    """Return the adjunct of the clause that a token is inside of, or else the token itself."""
    for ancestor in token.ancestors:
        if ancestor.head == root and ancestor.dep_ == "obl" and ancestor.i > root.i:
            return ancestor
    return token


def verb_and_subjects(root: Token) -> tuple[Token, list[Token]]:
    """Return the main verb with its subjects.

    Where the parse takes a noun for the root and the past tense after it for its clause ("Status talks for
    Kosovo started", "The Force, or KFOR, deployed"), the verb is believed: a sentence has a finite verb. So
    is a verb after a comma that the parse joins to a relative clause: "Ida Dahl, who came from Ribe, built".
    """
    if root.tag_ in ("NN", "NNS", "NNP", "NNPS") and not any(child.dep_ == "cop" for child in root.children):
        after = [
            verb
            for child in root.children
            if child.dep_ == "acl:relcl"
            for verb in child.children
            if verb.dep_ == "conj" and verb.tag_ in FINITE and verb.left_edge.text == ","
        ]
        if after:
            return after[0], [root]
        nouns = [root, *(child for child in root.children if child.dep_ == "conj")]
        verbs = [
            one
            for noun in nouns
            for one in noun.children
            if one.dep_ == "acl" and one.tag_ in PAST and one.i > root.i
        ]
        if verbs and not any(
            child.dep_ in SUBJECTS or child.dep_ in AUXILIARIES for child in verbs[0].children
        ):
            return verbs[0], [root]
    return root, [child for child in root.children if child.dep_ in SUBJECTS]


def _subject_start(noun: Token) -> int:
    """Return where a subject begins: after an opening adverbial that the parse has given to it."""
    starts = [noun.i]
    for child in noun.lefts:
        cased = any(grandchild.dep_ == "case" and grandchild.i < child.i for grandchild in child.children)
        possessive = child.dep_ == "nmod:poss"
        if possessive or not (cased or child.dep_ in ("obl", "advmod", "advcl", "punct")):
            starts.append(child.left_edge.i)
        else:
            starts = [noun.i]
    return min(starts)


def _is_negated(children: list[Token]) -> bool:
    return any(child.lower_ in ("not", "n't", "n’t", "never", "hardly", "no") for child in children)


def _end(sentence: Sentence, root: Token) -> int:
    """Return the token after the clause: before a coordinated clause, else before the full stop."""
    ends = [sentence.span.end]
    for child in root.children:
        if child.i > root.i and child.dep_ in ("conj", "parataxis"):
            ends.append(child.left_edge.i)
    end = min(ends)
    doc = sentence.span.doc
    while end > root.i + 1 and (doc[end - 1].is_punct or doc[end - 1].dep_ == "cc"):
        end -= 1
    return end


def _before_comma(doc: Doc, end: int) -> int:
    while end > 0 and doc[end - 1].text in (",", ";", ":", "–", "-"):
        end -= 1
    return end
