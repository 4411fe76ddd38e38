"""A bank's YAML: parsed with the line of each fault, written whole or not at all; knows no generator."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from questions.bank.layout import BankFile, BookEntry, DocumentEntry, bank_data, question_from
from questions.bank.upkeep import Lines, LoadedBank, reanchor
from questions.errors import BankMissing, BankShape, BankSyntax, BankUnwritable
from questions.model import Bank
from questions.reading import document_from_text
from questions.reading.decoding import read_text


def load_bank(path: Path, *, texts: Mapping[str, str] | None = None) -> LoadedBank:
    """Load a bank and its documents from files.

    Where a document has changed since, its citations are found again by their quotes.

    Args:
        path: The bank's YAML file; the documents' paths in it are relative to its folder.
        texts: Texts that stand in no file yet, by the paths that the bank has for them.

    Raises:
        BankMissing: [Q010] The file cannot be opened.
        BankSyntax: [Q011] It is not YAML.
        BankShape: [Q012] It is not a bank.
        DocumentError: A document cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BankMissing(
            f"The bank {path} cannot be read ({getattr(error, 'strerror', 'not UTF-8')})",
            advice="Check the name and the permissions",
        ) from error

    def read(entry: DocumentEntry) -> str:
        known = texts.get(entry.path) if texts else None
        return read_text(path.parent / entry.path) if known is None else known

    return parse_bank(text, name=str(path), read=read)


def parse_bank(text: str, *, name: str, read: Callable[[DocumentEntry], str]) -> LoadedBank:
    """Make a bank of YAML.

    Args:
        text: The YAML.
        name: What to call it in errors.
        read: Gives the text of a document by its entry.

    Raises:
        BankSyntax: [Q011] It is not YAML.
        BankShape: [Q012] It is not a bank.
    """
    return read_written(text, name=name).bank(read)


def read_written(text: str, *, name: str) -> Written:
    """Read the YAML of a bank, without the documents that it cites.

    Args:
        text: The YAML.
        name: What to call it in errors.

    Raises:
        BankSyntax: [Q011] It is not YAML.
        BankShape: [Q012] It is not a bank.
    """
    return Written(name, *_parse_file(text, name))


@dataclass(frozen=True, slots=True)
class Written:
    """A bank as it is written, before its documents are read.

    Attributes:
        name: What it is called in errors.
        file: What stands there.
        lines: The line of each field of each question, by its id.
    """

    name: str
    file: BankFile
    lines: Lines

    def bank(self, read: Callable[[DocumentEntry], str]) -> LoadedBank:
        """Make a bank of it; the argument and the errors are those of `parse_bank`."""
        return replace(_made(self, read), lines=self.lines)


def _made(written: Written, read: Callable[[DocumentEntry], str]) -> LoadedBank:
    file = written.file
    documents = {
        entry.id: document_from_text(read(entry), path=entry.path, title=entry.title, identifier=entry.id)
        for entry in file.documents
    }
    bank = Bank(file.title, file.language, documents, tuple(question_from(entry) for entry in file.questions))
    _refuse_unknown_documents(bank, written)
    changed = {entry.id for entry in file.documents if documents[entry.id].sha256 != entry.sha256}
    return reanchor(bank, changed) if changed else LoadedBank(bank)


def bank_to_yaml(bank: Bank, *, book: BookEntry | None = None) -> str:
    """Return the bank as the YAML that stands in its file.

    Args:
        bank: The bank.
        book: The book that it is sent from, None where it is no book's.
    """
    data = bank_data(bank, book=book)
    return yaml.dump(data, Dumper=_BankDumper, sort_keys=False, allow_unicode=True, width=100)


def dump_bank(bank: Bank, path: Path) -> None:
    """Write the bank to its file, whole or not at all.

    Raises:
        BankUnwritable: [Q014] The file cannot be written.
    """
    write_whole(bank_to_yaml(bank), path, what="bank")


def write_whole(text: str, path: Path, *, what: str) -> None:
    """Write a text to a file, whole or not at all.

    Args:
        text: What the file shall hold, its line ends as they are.
        path: The file.
        what: What to call it in the error.

    Raises:
        BankUnwritable: [Q014] The file cannot be written.
    """
    try:
        replace_file(text.encode(), path)
    except OSError as error:
        raise BankUnwritable(
            f"The {what} {path} cannot be written ({error.strerror})", advice="Choose another --out"
        ) from error


def replace_file(data: bytes, path: Path) -> None:
    """Write a file, whole or not at all; raises OSError where it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        file.write(data)
    try:
        Path(file.name).chmod(0o644)
        Path(file.name).replace(path)
    finally:
        Path(file.name).unlink(missing_ok=True)


class _BankDumper(yaml.SafeDumper):
    """Dumps without anchors, since a teacher mends the file by hand."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """Quote a text with line ends that YAML folds, which PyYAML writes as they are otherwise."""
    style = '"' if set(text) & set("\r\x85\u2028\u2029") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_BankDumper.add_representer(str, _text)


def _refuse_unknown_documents(bank: Bank, written: Written) -> None:
    for question in bank.questions:
        for citation in question.citations:
            if citation.document not in bank.documents:
                line = written.lines[question.id]["citation"]
                raise BankShape(
                    f"{written.name} line {line}: question {question.id} cites the unknown document "
                    f"{citation.document!r}",
                    advice=f"Name one of {', '.join(bank.documents)}",
                )


LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's, which every wheel of PyYAML has, reads a bank ten times as fast as the one in Python."""

DEEPEST = 20
"""Collections within each other; a bank has six. Whoever composes deeper ones runs out of stack."""


def _refuse_hostile(text: str) -> None:
    """Refuse aliases, by which a small file could stand for a huge one, and depths; raises YAMLError."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise _refused("an alias has no place in a bank", event)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise _refused("a bank is not nested so deep", event)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _refused(problem: str, event: yaml.Event) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)  # type: ignore[arg-type]


MOST_TOLD = 10
"""The most faults of shape that are told at once."""


def _parse_file(text: str, name: str) -> tuple[BankFile, Lines]:
    loader = None
    try:
        _refuse_hostile(text)
        loader = LOADER(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "not YAML"
        raise BankSyntax(f"{name}{line}: {problem}", advice="Mend the YAML there") from error
    finally:
        if loader is not None:
            loader.dispose()
    try:
        file = BankFile.model_validate(data)
    except ValidationError as error:
        found = error.errors()
        if not found[0]["loc"] or node is None:
            raise BankShape(
                f"{name} is not a question bank", advice="Name a .yaml file that 'quizbot generate' made"
            ) from error
        told = [
            f"line {_line(node, one['loc'])}: {'.'.join(map(str, one['loc']))}: {one['msg'].lower()}"
            for one in found[:MOST_TOLD]
        ]
        raise BankShape(f"{name} {'; '.join(told)}", advice="Mend the entry there") from error
    return file, _lines(node, file) if node else {}


def _lines(node: yaml.Node, file: BankFile) -> Lines:
    """Return the line of each field of each question, by its id: of the last where two have the same."""
    fields = ("id", "kind", "stem", "key", "distractors", "citation")
    return {
        question.id: {name: _line(node, ("questions", place, name)) for name in fields}
        for place, question in enumerate(file.questions)
    }


def _line(node: yaml.Node, path: Sequence[str | int]) -> int:
    """Return the line, from 1, of the deepest node on the path that stands in the file."""
    for step in path:
        if isinstance(node, yaml.MappingNode):
            inner = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            inner = node.value[step]
        else:
            inner = None
        if inner is None:
            break
        node = inner
    return int(node.start_mark.line) + 1
