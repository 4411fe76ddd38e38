"""A bank as a deck for Anki, whose cards a second export updates; knows no file and reads nothing.

Anki finds a note again by its guid and takes what was changed later, so that guid, deck and note type are
hashes of what does not change: the bank's title, the question's id and our own name.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from html import escape
from string import ascii_uppercase
from typing import Any

from questions.formats.exchange import Exported
from questions.formats.holding import proof, quoted, seated, written
from questions.model import Bank, Kind, Question

FIELDS = ("Question", "Choices", "Answer", "Proof", "Belongs")
NOTE_TYPE = "Passage Quiz"
FRONT = '<div class="stem">{{Question}}</div>{{Choices}}'
BACK = '{{FrontSide}}<hr id="answer"><div class="key">{{Answer}}</div>{{Proof}}{{Belongs}}'
LOOKS = """.card { font-family: sans-serif; font-size: 20px; text-align: left; }
.stem, .key { font-weight: bold; }
.belongs { font-size: 16px; color: gray; }
blockquote { margin: 0.6em 0; padding-left: 0.6em; border-left: 3px solid gray; }"""


def write(bank: Bank, now: float) -> Exported:
    """Write a bank's approved questions as an Anki package.

    Args:
        bank: The bank.
        now: The time of its notes, in seconds since 1970; Anki takes what is newer than its own.
    """
    # Nothing but an export to Anki needs it.
    from genanki import Deck, Model, Note, Package

    model = Model(
        _number(NOTE_TYPE),
        NOTE_TYPE,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card 1", "qfmt": FRONT, "afmt": BACK}],
        css=LOOKS,
    )
    deck = Deck(_number(f"{NOTE_TYPE}\x1f{bank.title}"), bank.title)
    notes, left_out = written(
        bank,
        lambda question: Note(
            model=model,
            fields=_fields(bank, question),
            guid=_hash(f"{bank.title}\x1f{question.id}").hex()[:20],
            tags=["passage-quiz", question.kind.value],
        ),
    )
    for note in notes:
        deck.add_note(note)
    return Exported(_packed(Package(deck), now), len(notes), left_out)


def _fields(bank: Bank, question: Question) -> list[str]:
    choices = seated(question) if question.distractors and question.kind is not Kind.TRUE_FALSE else ()
    lettered = "".join(
        f"<div>{letter}. {_html(one.text)}</div>" for letter, one in zip(_letters(), choices, strict=False)
    )
    place = next((place for place, one in enumerate(choices) if one.text == question.key), None)
    letter = "" if place is None else f"{next(itertools.islice(_letters(), place, None))}. "
    quotes = "".join(f"<blockquote>{_html(line)}</blockquote>" for line in proof(bank, question).split("\n"))
    belongs = "".join(
        f'<div class="belongs">{_html(one.text)}: {_html(quoted(bank, one.citation))}</div>'
        for one in question.distractors
        if one.citation
    )
    return [_html(question.stem), lettered, f"{letter}{_html(question.key)}", quotes, belongs]


def _letters() -> Iterator[str]:
    return itertools.chain(ascii_uppercase, (str(number) for number in itertools.count(27)))


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _packed(package: Any, now: float) -> bytes:
    """Return the package's file; genanki's own way leaves a file behind in the temporary folder."""
    connection = sqlite3.connect(":memory:")
    try:
        package.write_to_db(connection.cursor(), now, itertools.count(int(now * 1000)))
        connection.commit()
        collection = connection.serialize()
    finally:
        connection.close()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in (("collection.anki2", collection), ("media", json.dumps({}).encode())):
            # Without a date of its own a member gets the time of day, and no two exports would be the same.
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _number(text: str) -> int:
    """Return a number that stays the same for a text, between 2^30 and 2^31 as genanki's pages ask for."""
    return (1 << 30) + int.from_bytes(_hash(text)[:4], "big") % (1 << 30)
