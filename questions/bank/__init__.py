"""Banks of questions as YAML files that a teacher can read and mend; knows nothing of generation."""

from questions.bank.file import bank_hash, bank_to_yaml, dump_bank, load_bank, parse_bank
from questions.bank.joining import Joined, join, without
from questions.bank.layout import DocumentEntry
from questions.bank.merging import Merged, merge
from questions.bank.upkeep import LoadedBank, find_again, reanchor

__all__ = [
    "DocumentEntry",
    "Joined",
    "LoadedBank",
    "Merged",
    "bank_hash",
    "bank_to_yaml",
    "dump_bank",
    "find_again",
    "join",
    "load_bank",
    "merge",
    "parse_bank",
    "reanchor",
    "without",
]
