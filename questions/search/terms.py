"""What counts as a word of a text, and which words are the same one; knows no passage.

A term is a word without case and accents, brought to its stem: "Priština’s" is found by "pristina", "keeps"
by "kept". Words that stand in every text are none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

WORD = re.compile(r"\w\w+")

IRREGULAR = {
    form: base
    for line in (
        "arise arose arisen|awake awoke awoken|bear bore born borne|beat beaten|become became|"
        "begin began begun|bend bent|bind bound|bite bit bitten|bleed bled|blow blew blown|"
        "break broke broken|breed bred|bring brought|build built|burn burnt|buy bought|"
        "catch caught|choose chose chosen|come came|deal dealt|dig dug|draw drew drawn|"
        "drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|"
        "fight fought|flee fled|fly flew flown|forbid forbade forbidden|forget forgot forgotten|"
        "freeze froze frozen|give gave given|go went gone|grow grew grown|hang hung|hear heard|"
        "hide hid hidden|hold held|keep kept|know knew known|lay laid|lead led|learn learnt|"
        "leave left|lend lent|lose lost|make made|mean meant|meet met|pay paid|ride rode ridden|"
        "rise rose risen|run ran|say said|see saw seen|seek sought|sell sold|send sent|"
        "shake shook shaken|shine shone|shoot shot|shrink shrank shrunk|sing sang sung|"
        "sink sank sunk|sit sat|sleep slept|slide slid|speak spoke spoken|spend spent|"
        "spring sprang sprung|stand stood|steal stole stolen|stick stuck|strike struck stricken|"
        "swear swore sworn|sweep swept|swim swam swum|swing swung|take took taken|teach taught|"
        "tear tore torn|tell told|think thought|throw threw thrown|understand understood|"
        "wake woke woken|wear wore worn|weave wove woven|win won|withdraw withdrew withdrawn|"
        "write wrote written|woman women|man men|child children|foot feet|tooth teeth|mouse mice|"
        "die death dead|bear birth|found founder foundation"
    ).split("|")
    for base, *forms in [line.split()]
    for form in forms
}
"""Forms that a stemmer cannot bring together. "Found" stays with "founded", which is asked of more often."""

NO_STOP_WORDS = frozenset({"won", "ma", "few"})
"""Taken for halves of "won’t" and "mayn’t" by the list that we use."""


def terms_of(texts: Sequence[str]) -> list[list[str]]:
    """Return the terms of each text, in order."""
    # They bring numpy along, which a bot that nobody has asked anything need not load.
    import bm25s
    from bm25s.stopwords import STOPWORDS_EN_PLUS
    from Stemmer import Stemmer

    stemmer = Stemmer("english")  # one a call: it must not be shared between threads

    def stems(words: list[str]) -> list[str]:
        bases: list[str] = stemmer.stemWords([IRREGULAR.get(word, word) for word in words])
        return bases

    stop_words = sorted(set(STOPWORDS_EN_PLUS) - NO_STOP_WORDS)
    found: list[list[str]] = bm25s.tokenize(
        [folded(text) for text in texts],
        lower=False,
        stopwords=stop_words,
        stemmer=stems,
        return_ids=False,
        show_progress=False,
    )
    return found


def marks(text: str, terms: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Return where a text has words that are among some terms: first and one past the last of each."""
    words = list(WORD.finditer(text))
    if not words:
        return ()
    found = terms_of([word[0] for word in words])
    return tuple(word.span() for word, own in zip(words, found, strict=True) if terms.intersection(own))


def folded(text: str) -> str:
    """Return a text without case and accents."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in parted if not unicodedata.combining(character))
