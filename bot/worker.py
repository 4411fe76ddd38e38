"""Reads one file in a process of its own, and makes a bank of it by rules; knows no secret and no network.

`python -m bot.worker FILE FOLDER TITLE` writes `bank.yaml` into the folder and tells how far it is in lines
of JSON on stdout. With `text` behind that it makes no bank: it leaves the text for `bot.asker`, in whatever
language. A file can be anything that a stranger sends, and nobody else opens it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.bounds import bound, end_with_the_bot, say
from bot.handover import BANK, hand_over
from questions.bank import dump_bank
from questions.bank.transcripts import transcribe
from questions.errors import NotEnglish, QuizError
from questions.generation import Refused, Stretch, make_bank
from questions.language.english import looks_english
from questions.model import Document
from questions.reading import document_from_text, read_document
from questions.reading.extraction import extractable


def main(file: Path, folder: Path, title: str, *, only_read: bool = False) -> None:
    """Make a bank of a file, or leave its text.

    Args:
        file: The file; its name tells what it is.
        folder: Where the bank is written, or the text.
        title: What to call a document that has no heading.
        only_read: Whether the text is all that is wanted.
    """
    bound()
    try:
        document = _document(file, folder)
        if document.title.casefold() == document.id.replace("-", " "):
            document = replace(document, title=title)
        if only_read:
            hand_over(document, folder)
            say(made=0)
        else:
            _make(document, file, folder)
    except QuizError as error:
        say(error=str(error), code=error.code)


def _make(document: Document, file: Path, folder: Path) -> None:
    """Make the bank.

    Raises:
        NotEnglish: [Q021] Questions are made from English alone.
        NothingToAsk: [Q020] No question was found.
    """
    if not looks_english(document.text):
        raise NotEnglish(
            f"{file.name} does not read like English, and questions are made from English alone",
            advice="Send a document in English",
        )
    say(words=document.words, read=0, found=0)
    from questions.generation.rules import RulesGenerator

    read = found = 0

    def watch(stretch: Stretch, refused: Sequence[Refused]) -> None:
        nonlocal read, found
        read += stretch.words
        found += len(stretch.proposals) - len(refused)
        say(words=document.words, read=read, found=max(found, 0))

    made = make_bank([document], RulesGenerator(None, jobs=1), watch=watch)
    dump_bank(made.bank, folder / BANK)
    say(made=len(made.bank.questions))


def _document(file: Path, folder: Path) -> Document:
    """Read a file; the text of one that is no text is kept in the folder.

    Raises:
        DocumentError: The file cannot be read.
    """
    if not extractable(file):
        return read_document(file)
    transcript = transcribe(file, folder)
    transcript.keep()
    return document_from_text(transcript.text, path=transcript.path.name)


if __name__ == "__main__":
    end_with_the_bot()
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], only_read=sys.argv[4:] == ["text"])
