"""Sentences made to stand alone: connectives dropped, pronouns named; knows the parse, no question.

A statement says what its sentence says in the sentence's own words, so that someone who has not read the
text knows what it is about. A sentence that leans on its neighbours in a way that cannot be mended is
dropped, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from questions.generation.proposal import Dropped
from questions.generation.rules.antecedents import THIRD, Antecedents
from questions.generation.rules.clauses import verb_and_subjects
from questions.generation.rules.parts import SUBJECTS, Part, finite, parts_of
from questions.generation.rules.sentences import FINITE, Sentence, squeezed
from questions.language.wording import content_words
from questions.model import Citation

ACCORDING = "According to the text, "
FEWEST_WORDS, MOST_WORDS = 5, 42
LONG = 20
"""Words from which a statement goes without its trailing additions."""

ADDITIONS = frozenset({"advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis", "obl", "nmod", "appos"})
CONDITIONS = frozenset("unless if until except but not provided without only when".split())
"""Words whose loss would change what is said."""

FURNITURE = re.compile(r"\d+(?:\.\d+)? [A-Z]|(?:Figure|Fig\.|Table|Box|Map|Chapter|Section|Photo|Image|Source|See)\b|.*\bcredit\b")
MODALS = frozenset("may might could should would".split())
LEAD_IN = re.compile(
    r"(?:However|But|And|Yet|So|Thus|Therefore|Hence|Moreover|Furthermore|In addition|Additionally|For example"
    r"|For instance|In fact|Indeed|First|Second|Third|Fourth|Firstly|Secondly|Thirdly|Fourthly|Lastly|Finally"
    r"|Of course|Overall|As a result|Consequently|Accordingly|Nevertheless|Nonetheless|Also|Importantly"
    r"|Crucially|Interestingly|Notably|Surprisingly|Unsurprisingly|In particular|Specifically|Unfortunately"
    r"|Fortunately|In other words|That is|As discussed earlier|As mentioned above|Still|Similarly|Likewise"
    r"|Needless to say|Relatedly|Further|Ultimately|Similarly|Additionally|Equally|Correspondingly|Meanwhile|To be sure|Then again|Put simply|On the other hand|By contrast|In contrast|Conversely)"
    r"(?:,| (?=[a-z]))"
)
"""What ties a sentence to the one before it and is no part of what it says."""

NEEDS_COMMA = frozenset({"first", "second", "third", "fourth", "so", "still", "also", "yet"})
INNER = re.compile(
    r", (?:however|therefore|for example|for instance|of course|thus|in fact|indeed|moreover|too|then"
    r"|nevertheless|in turn|consequently|on the other hand)(?=[,.])"
)
ASIDE = re.compile(r"(?<=\S)(?:—| [–-] )[^—–]+?(?:—| [–-] )(?=\S)")
"""What stands between two dashes."""

LOOSE = frozenset("also therefore thus hence too likewise consequently furthermore then later".split())
"""Adverbs that tie a sentence to others wherever they stand."""

PERSONS = frozenset(
    "i we you me us my our your mine ours yours myself ourselves yourself i'm let's oneself one's".split()
)
POINTING = frozenset(
    """
    here above below former latter another similar same such aforementioned respectively respective
    later afterwards afterward subsequently again previous previously following next instead else then
    ago yesterday tomorrow tonight meanwhile otherwise likewise similarly thereby therein thereafter whereby
    earlier soon again entire recent recently
    """.split()
)
"""Words that mean something only beside another sentence or on the day of the text."""

TIME_BOUND = re.compile(
    r"\b(?:in the past (?:few )?\w+|(?:last|this|next|past) (?:year|month|week|night|season|summer|spring|fall|winter)s?|so far|yet"
    r"|the end of the (?:year|month|week)|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?! \d)|in last \w+|their place)\b"
)
MATCH = re.compile(r"\b(?:minute|half-time|halftime|second half|first half|goals?|penalty|inning|quarterback|yards)\b")
"""Words of a report on a match, whose events are many and alike."""

OWN_TIME = frozenset("currently now presently today nowadays still".split())
UNASKED = re.compile(r"[()\[\]{}«»@*_|/]|https?:|\.\.\.|…|,\s*,|[!?;:]|\w\.\d|\b(?:No|St|Mr|Dr|Vol|vol|pp|Jr)$|[“\"](?:[^”\"]*\s){4}|^[^“\"]*”|^(?:[^“”\"]|“[^”]*”|\"[^\"]*\")*[“\"][^”\"]*$")
"""What is no plain prose, or a quotation of five words or more, or half of one."""

STUDIES = frozenset("study research work finding result paper analysis experiment investigation data".split())
REPORTING = frozenset("say tell report add note state announce warn admit comment claim insist explain reply".split())
ANSWERING = frozenset("refuse agree accept decline retaliate respond reply react reemerge reappear".split())
"""What is done on an occasion, and means nothing without it."""

FURNITURE_NOUNS = frozenset(
    "website site poster figure table chapter section article page photo photograph image map link paper".split()
)
VAGUE = frozenset(
    "significant important interesting impressive beautiful great good nice amazing popular famous excellent"
    " lovely unique special polite preferable easy difficult nice different similar remarkable notable essential useful helpful clear".split()
)
BROCHURE = frozenset(
    "great nice beautiful excellent wonderful amazing magnificent rich fantastic perfect ideal must charm charming quaint stunning gorgeous breathtaking lovely delicious must-see cosy cozy picturesque".split()
)
COLLECTIVE = frozenset("number majority variety range group team police people couple lot staff family pair".split())
UNIQUE = frozenset(
    """citizens state states constitution
    
    earth future internet moon past present sea sky sun universe world public government economy
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
            pieces.append(piece + token.whitespace_ if piece else token.whitespace_)
        words = squeezed("".join(pieces)).strip(" ,;")
        if self.own_time:
            first = self.doc[self.first]
            named = first.i in changed or not first.text[1:].islower() or first.pos_ == "PROPN" or first.text.isupper() or first.ent_type_
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
    children = list(root.children) if root != verb_and_subjects(sentence.span.root)[0] or root == sentence.span.root else verb_and_subjects(sentence.span.root)[1]
    subject = next(
        (
            child
            for child in children
            if (child.dep_ in SUBJECTS or child == sentence.span.root) and (child.i < root.i or _there(root))
        ),
        None,
    )
    if subject is None or not finite(root):
        return Dropped("no subject with a finite verb", whole.text)
    relative = bool(part.edits.get(subject.i))
    edits = {**dict.fromkeys(_left_out(sentence, whole, subject), ""), **part.edits}
    kept = [token for token in whole if token.i not in edits]
    if FURNITURE.match(whole.text):
        return Dropped("page furniture", whole.text)
    if not relative and any(token.tag_ in ("WDT", "WP", "WP$", "WRB") for token in doc[subject.left_edge.i : subject.i + 1]):
        return Dropped("a clause without a subject of its own", whole.text)
    dash = next((token.i for token in kept if token.text in ("—", "–", "-") and _free(token)), None)
    if dash is not None:
        if dash < root.i or doc[dash - 1].like_num:
            return Dropped("holds quotation, colon or other marks", whole.text)
        last = dash
        kept = [token for token in kept if token.i < last]
    words = sum(token.is_alpha or token.like_num for token in kept)
    if words > LONG:
        last = _shorter(doc, root, last)
        kept = [token for token in kept if token.i < last]
        words = sum(token.is_alpha or token.like_num for token in kept)
    while kept and kept[-1].is_punct and kept[-1].text in ",-–—":
        kept.pop()
    if UNASKED.search("".join(token.text_with_ws for token in kept).strip()):
        return Dropped("holds quotation, colon or other marks", whole.text)
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        return Dropped("too short or too long", whole.text)
    if any(child.dep_ == "mark" and child.i < subject.i for child in root.children):
        return Dropped("a clause that is no sentence", whole.text)
    if subject.tag_ == "CD" or (subject.tag_ in ("NNS", "NN") and _counted_again(subject)):
        return Dropped("its subject is not named", whole.text)
    if any(child.dep_ == "case" for child in subject.children) or _parted(subject, root):
        return Dropped("a clause that is no sentence", whole.text)
    if _there(root):
        return Dropped("things that it does not place", whole.text)
    if reason := _leaning(kept):
        return Dropped(reason, whole.text)
    resolved = antecedents.resolve(sentence, before, kept, subject)
    if isinstance(resolved, str):
        return Dropped(resolved, whole.text)
    edits.update(resolved.edits)
    defines = _defines(subject, root)
    unnamed = [
        token
        for token in kept
        if _unnamed(token)
        and token.i not in edits
        and not (token == subject and defines)
        and not antecedents.is_term(token, root)
    ]
    if unnamed:
        lost = "its subject is not named" if subject in unnamed else "things that it does not name"
        return Dropped(lost, whole.text)
    named = bool(resolved.edits) or relative or any(token.pos_ == "PROPN" for token in kept)
    if reason := _not_worth(kept, subject, root, named=named):
        return Dropped(reason, whole.text)
    present = [token for token in kept if token.lower_ in OWN_TIME and doc[token.i - 1].lower_ not in ("is", "are")]
    own_time = bool(present) or _going_on(root)
    edits.update({token.i: "" for token in present})
    first = next(token.i for token in doc[first:last] if edits.get(token.i, "kept") and not token.is_punct)
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
        "there": float(_there(root)),
    }
    return Statement(sentence, first, last, edits, subject, root, resolved.also, own_time, marks)


def _not_worth(kept: Sequence[Token], subject: Token, root: Token, *, named: bool) -> str:
    """Return why nobody would ask for what a statement says, or nothing."""
    helpers = {child.lower_ for child in root.children if child.dep_ in ("aux", "aux:pass") and child.i < root.i}
    past = root.tag_ == "VBD" or any(one.tag_ == "VBD" for one in root.children if one.dep_ in ("aux", "aux:pass", "cop"))
    if past and not named:
        return "an event without a name"
    if {"had", "would"} & helpers:
        return "told from a time that it does not name"
    to_come = {"is", "are", "was", "were"} & helpers and any(one.dep_ == "mark" and one.lower_ == "to" for one in root.children)
    if to_come or (root.tag_ in ("VB", "VBP") and {"is", "are", "was", "were"} & helpers):
        return "what is still to come"
    compared = any(token.tag_ in ("JJR", "RBR") and token.lower_ not in ("later", "earlier") for token in kept)
    if compared and not any(token.lower_ in ("than", "the") and token.i < len(token.doc) for token in kept if token.lower_ == "than"):
        return "compares with what it does not name"
    if subject.lemma_.lower() in STUDIES and not any(one.pos_ == "PROPN" for one in subject.subtree):
        return "speaks of the text itself"
    if "will" in helpers and not any(token.lower_ == "if" for token in kept):
        return "what is still to come"
    if {"do", "does", "did"} & helpers and not any(token.lower_ in ("not", "n't", "n’t") for token in kept):
        return "insists on what was said before"
    if subject.lemma_.lower() in FURNITURE_NOUNS:
        return "page furniture"
    if root.pos_ == "ADJ" and root.lower_ in VAGUE and not any(one.dep_ in ("obl", "advcl", "ccomp", "xcomp", "csubj") for one in root.children):
        return "praise or vague"
    if any(token.lower_ in BROCHURE for token in kept):
        return "praise or vague"
    lemma = root.lemma_.lower()
    if lemma in REPORTING and any(one.dep_ in ("ccomp", "parataxis") for one in root.children):
        return "what somebody says"
    if lemma in ANSWERING and not any(one.dep_ in ("obj", "xcomp", "ccomp", "obl", "advcl") and one.i > root.i and one.tag_ != "VBD" for one in root.children):
        return "an event without its occasion"
    if {"could", "might"} & helpers:
        return "what may be"
    if kept[0].lower_ == "as" or (kept[0].lower_ == "in" and kept[1].lower_ in ("some", "many", "certain", "other")):
        return "vague by its opening"
    if _repeats(kept, subject):
        return "says its subject again"
    quantified = any(child.lower_ in ("each", "several", "some", "another", "other", "one", "every", "various", "any") for child in subject.children)
    vague = any(child.lower_ in ("some", "several", "certain", "various") for child in subject.children)
    if vague and not any(one.dep_ in ("nmod", "acl", "acl:relcl") for one in subject.children):
        return "vague by its subject"
    each = any(child.lower_ in ("each", "another", "other") for child in subject.children)
    if each or (quantified and past and subject.pos_ != "PROPN"):
        return "an event without a name"
    if _disagrees(subject, root):
        return "subject and verb that disagree"
    return ""


def _going_on(root: Token) -> bool:
    """Whether something was going on, or a figure true, on the day of the text."""
    present = any(child.dep_ in ("aux", "cop") and child.lower_ in ("is", "are") for child in root.children)
    figure = any(child.tag_ == "CD" for child in root.subtree)
    return present and (root.tag_ == "VBG" or figure)


def _parted(subject: Token, root: Token) -> bool:
    """Whether one comma stands between a subject and its verb: an addition that does not close."""
    verbs = [root.i, *(child.i for child in root.children if child.dep_ in ("aux", "aux:pass", "cop"))]
    verb = min((place for place in verbs if place > subject.i), default=root.i)
    between = root.doc[subject.i + 1 : verb]
    return sum(token.text == "," for token in between) == 1 and "(" not in between.text


def _counted_again(subject: Token) -> bool:
    """Whether "the three towers" counts what was named before."""
    children = [child for child in subject.children if child.i < subject.i]
    the = any(child.lower_ == "the" for child in children)
    told = any(child.dep_ in ("nmod", "acl", "acl:relcl", "nmod:poss") for child in subject.children)
    return the and any(child.tag_ == "CD" for child in children) and not told


def _defines(subject: Token, root: Token) -> bool:
    """Whether a statement says what its subject is: "the median is a number that …"."""
    copula = any(child.dep_ == "cop" and child.tag_ in ("VBZ", "VBP") for child in root.children)
    article = any(child.dep_ == "det" and child.lower_ in ("a", "an") for child in root.children)
    told = any(child.dep_ in ("acl:relcl", "acl", "nmod") and child.i > root.i for child in root.children)
    return copula and article and told and root.pos_ == "NOUN"


def _repeats(kept: Sequence[Token], subject: Token) -> bool:
    """Whether the words of a subject come again in what is said of it: "Tulsa Transit … the Tulsa area"."""
    inside = {one.i for one in subject.subtree}
    words = [content_words(one.text) for one in kept if one.i in inside and one.pos_ in ("NOUN", "PROPN", "ADJ")]
    told = content_words(" ".join(one.text for one in kept if one.i not in inside))
    return bool(set().union(*words) & told) if words else False


def _disagrees(subject: Token, root: Token) -> bool:
    """Whether a singular noun has a plural verb or a plural noun a singular one: text that reads ill."""
    verbs = [root, *(child for child in root.children if child.dep_ in ("aux", "aux:pass", "cop") and child.i < root.i)]
    words = {token.lower_ for token in verbs}
    joined = any(child.dep_ in ("conj", "nummod") for child in subject.children)
    if subject.tag_ == "NNS" and words & {"was", "is", "has", "does"}:
        return True
    return subject.tag_ == "NN" and not joined and bool(words & {"were", "are", "have", "do"}) and subject.lower_ not in COLLECTIVE


def _shorter(doc: Doc, root: Token, last: int) -> int:
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
        if head and head.dep_ in ADDITIONS and not listed and whole:
            end = comma
    return end


def _free(dash: Token) -> bool:
    """Whether a dash stands between words and not inside one."""
    return dash.text == "—" or (bool(dash.whitespace_) and dash.i > 0 and bool(dash.doc[dash.i - 1].whitespace_))


def _there(root: Token) -> bool:
    return any(child.dep_ == "expl" and child.i < root.i for child in root.children)


def _left_out(sentence: Sentence, whole: Span, subject: Token) -> list[int]:
    """Return the tokens of connectives and brackets."""
    span, text = sentence.span, sentence.text
    out: list[int] = []
    lead = LEAD_IN.match(whole.text[0].upper() + whole.text[1:])
    if lead and (lead.group().endswith(",") or lead.group().strip().lower() not in NEEDS_COMMA):
        out += _tokens(whole, 0, lead.end())
    for found in INNER.finditer(text):
        tokens = _tokens(span, *found.span())
        if subject.left_edge.i > tokens[-1]:
            out += tokens
        elif tokens:
            closing = [tokens[-1] + 1] if span.doc[tokens[-1] + 1].text == "," else []
            out += tokens + closing
    for found in ASIDE.finditer(text):
        out += _tokens(span, *found.span())
    for found in re.finditer(r"\([^()]*\)", text):
        tokens = _tokens(span, *found.span())
        out += tokens
        after = span.doc[tokens[-1] + 1 : tokens[-1] + 3]
        if after[0].text == "," and len(after) == 2 and (after[1].tag_ in FINITE or after[1].dep_ == "cop"):
            out.append(after[0].i)
    out += [token.i for token in span if token.lower_ in LOOSE and _drops_out(token)]
    return out


def _drops_out(token: Token) -> bool:
    """Whether an adverb can go without a trace: nothing belongs to it, and it is no answer to an "if"."""
    if token.lower_ == "also" and token.dep_ == "advmod":
        return True
    if token.dep_ != "advmod" or token.head.pos_ not in ("VERB", "AUX") or list(token.children):
        return False
    before = token.doc[token.i - 1].lower_ if token.i else ""
    return before not in ("and", "or", "than", "until", "since", "years", "year") and token.nbor().lower_ not in ("than", "and", "in", "on")


def _tokens(span: Span, start: int, end: int) -> list[int]:
    base = span.start_char
    return [token.i for token in span if base + start <= token.idx < base + end]


def _leaning(kept: Sequence[Token]) -> str:
    """Return why a sentence cannot stand alone, or nothing."""
    if any(token.tag_ in ("WDT", "WP") for token in kept[:4]) and kept[0].lower_ not in ("what", "who"):
        return "a clause without a subject of its own"
    if kept[0].tag_ in ("VBN", "JJ") and len(kept) > 1 and kept[1].text == ",":
        return "leans on another sentence by its opening"
    if TIME_BOUND.search(" ".join(token.lower_ for token in kept)):
        return "bound to the day of the text"
    if MATCH.search(" ".join(token.lower_ for token in kept)):
        return "one of many like events"
    for token in kept:
        word = token.lower_
        if word in PERSONS and token.text != "US":
            return "speaks to its reader or of its writer"
        if word in POINTING and not _settled(token):
            return f"leans on another sentence by “{word}”"
        if word == "this" and token.head.lower_ == "time" and token.head.dep_ == "obj":
            continue
        if word in ("this", "that", "these", "those") and (token.dep_ == "det" or token.tag_ == "DT"):
            followed = token.i + 1 < len(token.doc) and token.nbor().lower_ in ("who", "of", "that", "which", "with", "in")
            if not (word in ("those", "that") and token.dep_ != "det" and followed):
                return f"leans on another sentence by “{word}”"
        if word == "there" and token.dep_ != "expl":
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
        if token == token.sent[0]:
            return True
        return before != "the" and (token.dep_ in ("case", "mark") or token.tag_ == "VBG")
    if word == "otherwise":
        return any(one.lower_ == "unless" for one in token.sent)
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
    return not any(
        child.tag_ in ("JJS", "RBS", "CD", "NNP", "NNPS")
        or child.dep_ in ("nmod", "acl", "acl:relcl", "nmod:poss", "appos")
        or child.lower_ in ("first", "second", "third", "last", "only", "main")
        for child in token.children
        if child.dep_ != "det"
    )
