"""Banks of questions as YAML files that a teacher can read and mend; knows nothing of generation."""

from questions.bank.file import (
    Written,
    bank_to_yaml,
    dump_bank,
    load_bank,
    parse_bank,
    read_written,
)
from questions.bank.joining import Joined, join, without
from questions.bank.kept import bank_hash, bank_to_json, read_kept
from questions.bank.layout import BookEntry, DocumentEntry
from questions.bank.merging import Merged, continues, merge
from questions.bank.upkeep import Lines, LoadedBank, find_again, reanchor

__all__ = [
    "BookEntry",
    "DocumentEntry",
    "Joined",
    "Lines",
    "LoadedBank",
    "Merged",
    "Written",
    "bank_hash",
    "bank_to_json",
    "bank_to_yaml",
    "continues",
    "dump_bank",
    "find_again",
    "join",
    "load_bank",
    "merge",
    "parse_bank",
    "read_kept",
    "read_written",
    "reanchor",
    "without",
]
