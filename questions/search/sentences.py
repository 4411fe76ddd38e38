"""Where the sentences of a passage begin and end, by rules alone; knows no parse.

In doubt two sentences stay together: a quote that is a sentence too long still says what the text says.
"""

from __future__ import annotations

import re

END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n(?=\s*(?:[-*•‣–]|\d{1,3}[.)])\s)")
"""Where a sentence may end: at its mark, or before the next item of a list."""

OPENING = "\"'“‘„«([*_"
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st sr jr rev hon gen col maj capt cpt lt sgt cmdr adm gov sen rep pres "
    "no nos vs cf ca al approx est fig figs vol vols ed eds ch sec art pp p ff "
    "jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co corp dept univ ave blvd rd mt ft "
    "e.g i.e a.m p.m u.s u.k u.n".split()
)
WORD_BEFORE = re.compile(r"[\w.]*$")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the sentences of a text, white space at their ends left out.

    Returns:
        The first code point of each and one past its last, in order; nothing for a text without any.
    """
    spans = []
    start = 0
    for end in [match.end() for match in END.finditer(text) if _ends(text, match)] + [len(text)]:
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        last = start + len(piece.rstrip())
        if first < last:
            spans.append((first, last))
        start = end
    return tuple(spans)


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends at a mark: not after an abbreviation, an initial, or before a small letter."""
    if match[0] == "\n":
        return True
    follows = text[match.end() :].lstrip().lstrip(OPENING)[:1]
    if follows.islower():
        return False
    if match[0] != ".":
        return True
    word = text[max(0, match.start() - 24) : match.start()]
    before = (WORD_BEFORE.search(word) or match)[0]
    initial = len(before) == 1 and before.isalpha()
    return not initial and before.casefold() not in ABBREVIATIONS
