"""Makes a bank of one file in a process of its own, within bounds; knows no chat and no database.

`python -m bot.worker FILE FOLDER TITLE` writes `bank.yaml` into the folder and tells how far it is in lines
of JSON on stdout. A file can be anything that a stranger sends: what it costs is bounded here, where the
system has bounds, and what it breaks ends with this process. It yields to the bot, which has people to
answer, and ends with it: stdin is a pipe that says nothing and closes when the bot dies, however that comes.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bot.workshop import BANK
from questions.bank import dump_bank
from questions.bank.transcripts import transcribe
from questions.errors import NotEnglish, QuizError
from questions.generation import Refused, Stretch, make_bank
from questions.language.english import looks_english
from questions.model import Document
from questions.reading import document_from_text, read_document
from questions.reading.extraction import extractable

MEMORY = 3 * 2**30
"""Bytes of address space: the language pipeline takes about one."""

SECONDS = 600
"""Of a processor: a book of 200,000 words takes about three minutes."""

WRITTEN = 100 * 2**20
"""Bytes of a file that is written."""

NICE = 10
"""How far this process lets others go first: 0 is not at all, 19 the most."""

FIRST_TO_GO = "1000"
"""Where the system has too little memory, it ends this process and not the bot (Linux, proc(5))."""


def main(file: Path, folder: Path, title: str) -> None:
    """Make a bank of a file.

    Args:
        file: The file; its name tells what it is.
        folder: Where the bank is written.
        title: What to call a document that has no heading.
    """
    _bound()
    try:
        document = _document(file, folder)
        if document.title.casefold() == document.id.replace("-", " "):
            document = replace(document, title=title)
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
    except QuizError as error:
        say(error=str(error))


def _bound() -> None:
    """Bound what this process may take; Windows has no such bounds."""
    if sys.platform == "win32":
        return
    import resource

    os.nice(NICE)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO)

    for limit, bound in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
    ):
        with suppress(ValueError, OSError):
            _, highest = resource.getrlimit(limit)
            least = bound if highest == resource.RLIM_INFINITY else min(bound, highest)
            resource.setrlimit(limit, (least, least))


def _document(file: Path, folder: Path) -> Document:
    """Read a file; the text of one that is no text is kept in the folder.

    Raises:
        DocumentError: The file cannot be read.
        NotEnglish: [Q021] Questions are made from English alone.
    """
    if extractable(file):
        transcript = transcribe(file, folder)
        transcript.keep()
        document = document_from_text(transcript.text, path=transcript.path.name)
    else:
        document = read_document(file)
    if not looks_english(document.text):
        raise NotEnglish(
            f"{file.name} does not read like English, and questions are made from English alone",
            advice="Send a document in English",
        )
    return document


def say(**facts: object) -> None:
    """Tell a line."""
    print(json.dumps(facts), flush=True)


def end_with_the_bot() -> None:
    """End when stdin does."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=end_with_the_bot, daemon=True).start()
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
