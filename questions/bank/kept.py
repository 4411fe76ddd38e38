"""A bank as a database keeps it: the file's layout as JSON, which is read and written fast; knows no file."""

from __future__ import annotations

import hashlib
import json

from pydantic import ValidationError

from questions.bank.file import Written, read_written
from questions.bank.layout import BankFile, BookEntry, bank_data
from questions.errors import BankShape
from questions.model import Bank


def bank_to_json(bank: Bank, *, book: BookEntry | None = None) -> str:
    """Return a bank as it is kept.

    Args:
        bank: The bank.
        book: What the file that it came in said of its book, None where it came in none.
    """
    data = bank_data(bank, book=book)
    return json.dumps(data | {"format": str(data["format"])}, ensure_ascii=False)


def read_kept(text: str, *, name: str) -> Written:
    """Read a bank that was kept, without its documents: JSON, or YAML as earlier versions had it.

    Args:
        text: What was kept.
        name: What to call it in errors.

    Raises:
        BankShape: [Q012] It is not a bank.
        BankSyntax: [Q011] It is neither JSON nor YAML.
    """
    if not text.startswith("{"):
        return read_written(text, name=name)
    try:
        return Written(name, BankFile.model_validate_json(text), {})
    except ValidationError as error:
        raise BankShape(f"{name} is not a question bank", advice="Bring a backup back") from error


def bank_hash(bank: Bank) -> str:
    """Return the hash of a bank's content, 64 hexadecimal digits."""
    return hashlib.sha256(bank_to_json(bank).encode()).hexdigest()
