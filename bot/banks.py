"""The banks that the bot asks from: every one of a folder, none with a fault; knows no chat."""

from __future__ import annotations

import logging
from pathlib import Path

from questions.bank import load_bank
from questions.errors import BankFaults, NoBanks
from questions.model import Bank
from questions.verification import bank_faults

log = logging.getLogger(__name__)


def load_banks(folder: Path) -> dict[str, Bank]:
    """Load every bank of a folder by its file name without the ending.

    Raises:
        NoBanks: [Q053] There is no bank in the folder.
        BankFaults: [Q013] A bank has a question that must not be asked.
        BankError: A bank cannot be loaded.
    """
    banks = {path.stem: load_checked(path) for path in sorted(folder.glob("*.yaml"))}
    if not banks:
        raise NoBanks(
            f"There is no *.yaml file in {folder}",
            advice="Make one with 'quizbot generate FILE --out BANK.yaml', or set BANKS_DIR elsewhere",
        )
    return banks


def load_checked(path: Path) -> Bank:
    """Load a bank that can be asked from as it is.

    Raises:
        BankFaults: [Q013] A question of the bank must not be asked.
        BankError: The bank cannot be loaded.
    """
    loaded = load_bank(path)
    for question_id in loaded.lost:
        log.warning("%s: the quote of question %s is lost, so it is not asked", path, question_id)
    for question_id, fault in bank_faults(loaded.bank):
        raise BankFaults(
            f"{path}: question {question_id}: {fault}",
            advice=f"See all faults with 'quizbot check {path}' and mend them, or set the status to draft",
        )
    return loaded.bank
