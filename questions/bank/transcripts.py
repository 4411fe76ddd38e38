"""Transcripts: the texts of files that are not text, kept beside the bank; knows no question.

A transcript is made once and read ever after, so that offsets stay true and a teacher can read what is cited.
Its last line says of which file it was made. While that file stays as it is, so does its transcript, with all
that a person mended in it; when the file has another text, its transcript is made anew.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from questions.bank.file import write_whole
from questions.errors import BankUnwritable
from questions.reading.decoding import read_text
from questions.reading.extraction import ENDINGS, extract, file_bytes

MARK = re.compile(r"\n<!-- extracted from sha256:([0-9a-f]{64}) -->\s*\Z")


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of a file.

    Attributes:
        path: Where it is kept, such as `banks/chapter.pdf.md`.
        text: The text, with its mark.
        kept: Whether it stands there already.
    """

    path: Path
    text: str
    kept: bool

    def keep(self) -> None:
        """Write the transcript unless it stands there already.

        Raises:
            BankUnwritable: [Q014] The file cannot be written.
        """
        if not self.kept:
            write_whole(self.text, self.path, what="text")


def transcribe(file: Path, folder: Path, *, taken: Collection[Path] = ()) -> Transcript:
    """Return the transcript of a file; writes nothing.

    Args:
        file: The file.
        folder: Where transcripts are kept.
        taken: The paths of other files' transcripts: a number is set behind the name that one of them has.

    Raises:
        DocumentError: The file cannot be read.
        BankUnwritable: [Q014] A file of this name is there that is no transcript.
    """
    data = file_bytes(file)
    mark = f"\n<!-- extracted from sha256:{hashlib.sha256(data).hexdigest()} -->\n"
    extracted = None
    ending = file.suffix.lower()
    if ending not in ENDINGS:
        extracted = extract(data, str(file))
        ending = extracted.ending
    path = _free(file, folder, ENDINGS.get(ending, ending), taken)
    old = _old(path, file)
    if old is not None and old.endswith(mark):
        return Transcript(path, old, kept=True)
    text = (extracted or extract(data, str(file))).text
    if old is not None and MARK.sub("", old) == text:
        return Transcript(path, old, kept=True)
    return Transcript(path, text + mark, kept=False)


def _free(file: Path, folder: Path, ending: str, taken: Collection[Path]) -> Path:
    numbers = chain([""], (f"-{number}" for number in count(2)))
    return next(
        path for number in numbers if (path := folder / f"{file.stem}{number}{ending}.md") not in taken
    )


def _old(path: Path, file: Path) -> str | None:
    """Return the text that stands at the path, or None; refuses to write over what is none of ours."""
    if not path.exists():
        return None
    old = read_text(path)
    if not MARK.search(old):
        raise BankUnwritable(
            f"{path} is in the way of the text of {file}", advice="Rename it or choose another --out"
        )
    return old
