"""`quizbot generate`: documents become a bank, with progress on stderr and a table at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from bot.commands.account import Account, upshot
from bot.commands.progress import Reading
from questions.bank import Merged, dump_bank, load_bank, merge
from questions.bank.transcripts import Transcript, transcribe
from questions.errors import NotEnglish
from questions.generation import Generator, Refused, Stretch, make_bank
from questions.language.english import looks_english
from questions.model import Document
from questions.reading import document_from_text, read_document, tell_apart
from questions.reading.extraction import extractable

if TYPE_CHECKING:
    from questions.generation.llm.engine import LlmGenerator


def generate(
    files: Sequence[Path],
    *,
    out: Path,
    title: str | None = None,
    limit: int | None = None,
    jobs: int = 1,
    explain: bool = False,
    pipeline: str | None = None,
    generator: Generator | None = None,
    cluster: str | None = None,
    llm: LlmGenerator | None = None,
    console: Console | None = None,
) -> int:
    """Make a bank, or make it again with people's edits kept.

    A document that is not English is named and left out, unless a language model reads it. The text of a
    file that is not text is written beside the bank.

    Args:
        files: The documents.
        out: The bank to write.
        title: What the bank, and a single document, is called.
        limit: The most questions to keep.
        jobs: How many processes read at once.
        explain: Whether to tell what was let go, and why.
        pipeline: The spaCy pipeline that the rules read with; by default ours.
        generator: The engine; by default the rules in this process.
        cluster: The address of the Dask cluster on which the rules read; by default none.
        llm: The engine on a language model in their place; what it spends is told, whatever comes of it.
        console: Where to write; by default stderr.

    Returns:
        0.

    Raises:
        QuizError: A document, the bank that is there already or the pipeline cannot be used, or no
            document is English. Nothing is written then.
    """
    console = console or Console(stderr=True)
    account = Account()
    with _reckoned(llm, out, console), Reading(console) as reading:
        reading.at("Opening the documents")
        transcripts: dict[Path, Transcript] = {}
        read = list(tell_apart(_documents(files, out, title, transcripts)))
        texts = {path.name: transcript.text for path, transcript in transcripts.items()}
        old = load_bank(out, texts=texts).bank if out.exists() else None
        documents = read if llm else _english(files, read, console)
        engine = llm or generator
        if engine is None:
            reading.at("Loading the language pipeline")
            engine = _rules(pipeline, jobs, cluster)

        def watch(stretch: Stretch, refused: Sequence[Refused]) -> None:
            account.watch(stretch, refused)
            reading.read(stretch.words)

        reading.at("Looking for questions", words=sum(document.words for document in documents))
        made = make_bank(documents, engine, title=title, limit=limit, watch=watch)
        reading.at("Writing")
        merged = merge(old, made.bank) if old else Merged(made.bank)
        for transcript in transcripts.values():
            if any(document.path == transcript.path.name for document in merged.bank.documents.values()):
                transcript.keep()
        dump_bank(merged.bank, out)
    for line in upshot(merged):
        console.print(Text(f"{out}: {line}"), soft_wrap=True)
    console.print(account.summary(made))
    if explain:
        console.print(account.explanation(made))
    return 0


@contextmanager
def _reckoned(llm: LlmGenerator | None, out: Path, console: Console) -> Iterator[None]:
    """Tell what a language model has cost, whatever came of it."""
    try:
        yield
    finally:
        if llm and (llm.spending.requests or llm.spending.cached):
            for line in llm.spending.lines():
                console.print(Text(f"{out}: {line}"), soft_wrap=True)


def _english(files: Sequence[Path], documents: Sequence[Document], console: Console) -> list[Document]:
    """Return the documents that are English, and name the others.

    Raises:
        NotEnglish: [Q021] There is none.
    """
    english: list[Document] = []
    foreign: list[str] = []
    for file, document in zip(files, documents, strict=True):
        if looks_english(document.text):
            english.append(document)
        else:
            foreign.append(str(file))
    if not english:
        raise _not_english(foreign, "Give a document in English")
    for name in foreign:
        console.print(Text(str(_not_english([name], "It is left out"))), soft_wrap=True)
    return english


def _not_english(names: Sequence[str], advice: str) -> NotEnglish:
    do = "does" if len(names) == 1 else "do"
    what = f"{', '.join(names)} {do} not read like English, and questions are made from English alone"
    return NotEnglish(what, advice=advice)


def _rules(pipeline: str | None, jobs: int, cluster: str | None) -> Generator:
    if cluster:
        from questions.generation.cluster import ClusterGenerator

        return ClusterGenerator(cluster, pipeline)
    from questions.generation.rules import RulesGenerator

    return RulesGenerator(pipeline, jobs=jobs)


def _documents(
    files: Sequence[Path], out: Path, title: str | None, transcripts: dict[Path, Transcript]
) -> Iterator[Document]:
    """Read the documents, their paths written relative to the bank; transcripts are put where they belong."""
    title = title if len(files) == 1 else None
    for file in files:
        if extractable(file):
            transcript = transcribe(file, out.parent, taken=transcripts)
            transcripts[transcript.path] = transcript
            yield document_from_text(transcript.text, path=transcript.path.name, title=title)
            continue
        document = read_document(file, title=title)
        path = os.path.relpath(file.resolve(), out.parent.resolve())
        yield replace(document, path=Path(path).as_posix())
