"""The words of a phrase as they are compared with another's; knows no order and no misspelling."""

from __future__ import annotations

from collections.abc import Sequence

from questions.quiz.typed.numbering import read_number
from questions.quiz.typed.numerals import ROMAN
from questions.quiz.typed.tokens import Token, tokens_of
from questions.quiz.typed.wording import ARTICLES

Words = tuple[str, ...]
IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "mice": "mouse", "teeth": "tooth", "geese": "goose",
    "wolves": "wolf", "leaves": "leaf", "knives": "knife", "lives": "life", "wives": "wife", "halves": "half",
}  # fmt: skip
SHORT_FORMS = {
    "st": "saint", "mt": "mount", "ft": "fort", "dept": "department", "govt": "government",
    "wwii": "world war 2", "wwi": "world war 1", "ww": "world war",
}  # fmt: skip


def words_of(text: str) -> Words:
    """Return the words of a text for comparing: folded, "&" as "and", numbers in digits, no article."""
    found: list[str] = []
    tokens = tokens_of(text)
    place = 0
    while place < len(tokens):
        number = _number(tokens, place)
        if number:
            found.append(number[0])
            place = number[1]
            continue
        found += _word(tokens[place], first=not found)
        place += 1
    *before, last = found or [""]
    return (*(word for word in before if word not in ARTICLES), last) if last else ()


def _number(tokens: Sequence[Token], place: int) -> tuple[str, int] | None:
    if tokens[place].text in ARTICLES or (tokens[place].text == "-" and place):
        return None
    number = read_number(tokens, place)
    if number is None or number.part or not number.values:
        return None
    return "/".join(str(value) for value in sorted(number.values)), number.end


def _word(token: Token, *, first: bool) -> list[str]:
    text = token.text
    if token.kind == "mark":
        return ["and"] if text == "&" else [text] if text in "+#%$£€¥°" else []
    if text in SHORT_FORMS:
        return SHORT_FORMS[text].split()
    if text in ROMAN and not first and text != "i":
        return [str(ROMAN[text])]
    if text.endswith("'s"):
        return [text[:-2] + "s"]
    return [text.replace("'", "")]


def singular(word: str) -> str:
    """Return a word without the ending of a plural, by spelling alone."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "zzes")) else word[:-1]


def subsequence(short: Sequence[str], long: Sequence[str]) -> int:
    """Return where a run of words begins in a longer one, or -1."""
    width = len(short)
    return next(
        (at for at in range(len(long) - width + 1) if tuple(long[at : at + width]) == tuple(short)), -1
    )
