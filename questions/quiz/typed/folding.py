"""One form for texts that differ in case, accents, spaces, quotes and dashes alone; knows no language."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 4096
"""Code points of an answer that are read: a Telegram message has no more."""

VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
SUPERSCRIPTS = {"²": "2", "³": "3"}
LETTERS = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "ẞ": "SS", "ı": "i",
    }
)  # fmt: skip
"""Letters that Unicode does not take apart."""

DIGRAPHS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ø": "oe",
        "å": "aa",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "Ø": "Oe",
        "Å": "Aa",
    }
)
"""How German and Danish write these without their marks."""

SIGNS = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'", "′": "'", "ʼ": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"', "−": "-", "⁄": "/",
    }
)  # fmt: skip
KEPT_SYMBOLS = frozenset("°")
ENDS = " \"'()[]{}!?…,;:"


def tidied(text: str) -> str:
    """Return a text with plain quotes, dashes, digits and spaces, its case and accents kept.

    Invisible signs, emoji and marks of direction are left out: they neither hide an answer nor make one.
    """
    text = text[:LONGEST].translate(SIGNS)
    found: list[str] = []
    for sign in text:
        previous = found[-1][-1:] if found and found[-1] else " "
        if sign in VULGAR:
            found.append(f" {VULGAR[sign]} ")
        elif sign in SUPERSCRIPTS:
            found.append(SUPERSCRIPTS[sign] if previous.isalpha() else f"^{SUPERSCRIPTS[sign]}")
        else:
            found.append(_tidied_sign(sign))
    flat = "".join(found)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", flat)).strip()


def _tidied_sign(sign: str) -> str:
    if sign.isascii():
        return sign if sign.isprintable() else " "
    category = unicodedata.category(sign)
    if category in ("Nd", "No"):
        digit = unicodedata.digit(sign, None)
        if category == "No" and digit is not None:
            return f"^{digit}"
        return sign if digit is None else str(digit)
    if category == "Pd":
        return "-"
    if category[0] == "Z" or category == "Cc":
        return " "
    if category in ("Cf", "Cs", "Co", "Cn", "So", "Sk") and sign not in KEPT_SYMBOLS:
        return _compatible(sign) if category == "So" else ""
    if "\ufe00" <= sign <= "\ufe0f" or "\u20d0" <= sign <= "\u20ff":
        return ""
    return unicodedata.normalize("NFKC", sign) if not sign.isalpha() or sign >= "\u2100" else sign


def _compatible(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain.isascii() else ""


def unaccented(text: str) -> str:
    """Return a text without the accents of its Latin, Greek and Cyrillic letters."""
    apart = unicodedata.normalize("NFD", text.translate(LETTERS))
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if not "\u0300" <= sign <= "\u036f"))


def folded(text: str) -> str:
    """Return the form in which two texts are the same but for case, accents and typography."""
    plain = re.sub(r"\s+", " ", unaccented(unaccented(tidied(text)).casefold()))
    plain = plain.replace(" - ", "-")
    return plain.rstrip(ENDS + ".").lstrip(ENDS)


def spelled_out(text: str) -> str:
    """Return a tidied text with its umlauts written as two letters."""
    return unicodedata.normalize("NFC", text).translate(DIGRAPHS)
