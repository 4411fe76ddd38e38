"""`quizbot import`: questions of another system become a bank, each with a proof; knows no format."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bot.commands.export import tell
from questions.bank import dump_bank
from questions.errors import BankUnwritable, DocumentMissing, FormatUnreadable, NothingToImport
from questions.formats import MOST_BYTES, Shelf, ShelfDocument, contents, proved
from questions.model import Bank, Document, Status
from questions.reading import read_document, tell_apart


def import_(file: Path, *, out: Path, documents: Sequence[Path] = (), of: str | None = None) -> int:
    """Make a bank of the questions in a file.

    Args:
        file: The file of another system, or one that we exported.
        out: The bank to write; it must not be there yet.
        documents: Where proofs may stand; by default the documents that an exported file names.
        of: The file's format, where its ending does not tell.

    Returns:
        0.

    Raises:
        FormatError: The file cannot be read, or none of its questions has a proof.
        DocumentError: A document cannot be read.
        BankUnwritable: [Q014] The bank is there already, or cannot be written.
    """
    if out.exists():
        raise BankUnwritable(f"The bank {out} is there already", advice="Choose another --out")
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise FormatUnreadable(
            f"{file} cannot be opened ({error.strerror})", advice="Check the name and the permissions"
        ) from error
    held = contents(data, str(file), of=of)
    read = list(_documents(documents, file, held.shelf, out))
    imported = proved(held, read)
    tell(file, imported.left_out)
    if not imported.questions:
        raise _nothing(file, found=len(held.held), documents=len(read))
    bank = Bank(
        title=held.shelf.title if held.shelf else file.stem,
        language=held.shelf.language if held.shelf else "en",
        documents={one.id: one for one in read},
        questions=imported.questions,
    )
    dump_bank(bank, out)
    drafts = sum(one.status is Status.DRAFT for one in bank.questions)
    print(f"{out}: {_upshot(len(bank.questions), drafts)}")
    return 0


def _upshot(count: int, drafts: int) -> str:
    questions = "1 question" if count == 1 else f"{count} questions"
    if not drafts:
        return questions
    waiting = (
        "1 is a draft until you approve it" if drafts == 1 else f"{drafts} are drafts until you approve them"
    )
    return f"{questions}, of which {waiting}"


def _nothing(file: Path, *, found: int, documents: int) -> NothingToImport:
    if found and not documents:
        return NothingToImport(
            f"{file} names no document that would prove its {found} questions",
            advice="Give the text that they are about after --document",
        )
    return NothingToImport(
        f"None of the questions in {file} is supported and proved by a passage",
        advice="Give the text that they are about after --document",
    )


def _documents(given: Sequence[Path], file: Path, shelf: Shelf | None, out: Path) -> Iterator[Document]:
    """Read the documents, their paths written relative to the bank.

    A single document that is given stands for the single one that the file names, whatever it is called.
    """
    if given:
        read = [(path, read_document(path)) for path in given]
        if shelf and len(read) == len(shelf.documents) == 1:
            named = shelf.documents[0]
            read = [(read[0][0], replace(read[0][1], id=named.id, title=named.title))]
    else:
        read = [(file.parent / one.path, _named(file, one)) for one in (shelf.documents if shelf else ())]
    for (path, _), document in zip(read, tell_apart(one for _, one in read), strict=True):
        relative = os.path.relpath(path.resolve(), out.parent.resolve())
        yield replace(document, path=Path(relative).as_posix())


def _named(file: Path, entry: ShelfDocument) -> Document:
    """Read a document that a file names, by its ending alone: the file may come from anyone."""
    try:
        return replace(read_document(file.parent / entry.path, title=entry.title), id=entry.id)
    except DocumentMissing as error:
        raise DocumentMissing(
            f"{file} cites {entry.title!r}, and {file.parent / entry.path} cannot be opened",
            advice="Give that text after --document",
        ) from error
