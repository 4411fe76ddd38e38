"""The words of English that make numbers; knows no grammar of them."""

from __future__ import annotations

from questions.language.mentions import SMALL, TENS

UNITS = {"zero": 0, "nil": 0, "one": 1} | {word: number for number, word in enumerate(SMALL, 2)}
TENFOLD = {word: number for number, word in zip(range(20, 100, 10), TENS, strict=True)} | {"fourty": 40}
SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "thousands": 10**3, "millions": 10**6, "billions": 10**9, "trillions": 10**12,
}  # fmt: skip
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mio": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
"""Scales that stand behind figures only."""

GROUPS = {"dozen": 12, "couple": 2, "pair": 2}
ORDINAL_UNITS = {
    word: number
    for number, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth""".split(),
        1,
    )
}
ORDINAL_TENS = {f"{word[:-1]}ieth": number for word, number in TENFOLD.items()}
ORDINAL_SCALES = {"hundredth": 100, "thousandth": 10**3, "millionth": 10**6}
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10,
}  # fmt: skip
"""The words that name a part of a whole, with the number of parts."""

ROMAN = {
    roman: number
    for number, roman in enumerate(
        """i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv
        xxv""".split(),
        1,
    )
}
"""Roman numerals up to the 25th of a name: beyond, few are in use and many are words."""

WORDS = frozenset(
    {*UNITS, *TENFOLD, *SCALES, *GROUPS, *ORDINAL_UNITS, *ORDINAL_TENS, *ORDINAL_SCALES, *PARTS, "hundred"}
)
"""Every word of a number: none is ever taken for a misspelling of another."""
