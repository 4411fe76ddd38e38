"""`quizbot check`: every fault of a bank, named; knows no engine."""

from __future__ import annotations

import sys
from pathlib import Path

from questions.bank import load_bank
from questions.verification import bank_faults


def check(path: Path) -> int:
    """Verify a bank and print what is wrong with it.

    Args:
        path: The bank's file.

    Returns:
        0 where every approved question passes, 1 where one does not or a quote is lost.
    """
    loaded = load_bank(path)
    found = [f"question {question_id}: {fault}" for question_id, fault in bank_faults(loaded.bank)]
    found += [
        f"question {question_id}: its quote is no longer in the document" for question_id in loaded.lost
    ]
    for line in found:
        print(f"{path}: {line}")
    for question_id in loaded.moved:
        print(f"{path}: question {question_id}: found again elsewhere in its document", file=sys.stderr)
    asked = len(loaded.bank.approved)
    print(f"{path}: {asked} approved of {len(loaded.bank.questions)} questions, {len(found)} faults")
    return 1 if found else 0
