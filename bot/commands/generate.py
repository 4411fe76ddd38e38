"""`quizbot generate`: documents become a bank, with progress on stderr and a table at the end."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from questions.bank import dump_bank, load_bank, merge
from questions.generation import Made, make_bank
from questions.model import Document
from questions.reading import read_document


def generate(files: Sequence[Path], *, out: Path, title: str | None = None, limit: int | None = None) -> int:
    """Make a bank, or make it again with people's edits kept.

    Args:
        files: The documents.
        out: The bank to write.
        title: What the bank, and a single document, is called.
        limit: The most questions to keep.

    Returns:
        0.

    Raises:
        QuizError: A document, the bank that is there already or the pipeline cannot be used. Nothing is
            written then.
    """
    console = Console(stderr=True)
    with _progress(console) as progress:
        task = progress.add_task("Reading", total=None)
        old = load_bank(out).bank if out.exists() else None
        documents = list(_documents(files, out, title))
        progress.update(task, description="Loading the language pipeline")
        from questions.generation.rules import RulesGenerator
        from questions.language.pipeline import load_pipeline

        generator = RulesGenerator(load_pipeline())
        progress.update(task, description="Looking for questions")
        made = make_bank(documents, generator, title=title, limit=limit)
        bank = merge(old, made.bank) if old else made.bank
        progress.update(task, description="Writing")
        dump_bank(bank, out)
    console.print(f"{out}: {len(bank.approved)} questions to ask", soft_wrap=True)
    console.print(_summary(made))
    return 0


def _documents(files: Sequence[Path], out: Path, title: str | None) -> Iterator[Document]:
    """Read the documents, their paths written relative to the bank, their ids told apart."""
    ids: Counter[str] = Counter()
    for file in files:
        document = read_document(file, title=title if len(files) == 1 else None)
        ids[document.id] += 1
        number = ids[document.id]
        identifier = document.id if number == 1 else f"{document.id}-{number}"
        path = os.path.relpath(file.resolve(), out.parent.resolve())
        yield replace(document, id=identifier, path=Path(path).as_posix())


def _progress(console: Console) -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True)


def _summary(made: Made) -> Table:
    kinds = Counter(question.kind.value for question in made.bank.questions)
    reasons = Counter(fault.code for rejected in made.rejected for fault in rejected.faults)
    table = Table()
    table.add_column("what")
    table.add_column("count", justify="right")
    for kind, count in sorted(kinds.items()):
        table.add_row(kind, str(count))
    for code, count in sorted(reasons.items()):
        table.add_row(f"rejected by {code}", str(count))
    return table
