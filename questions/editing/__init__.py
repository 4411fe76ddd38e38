"""What a person does to the questions of a bank, each change checked; knows no file, no chat, no engine.

A change gives a new bank, or says in words why it cannot be made: a question that is asked never has a fault.
"""

from questions.editing.approving import Approved, approve, change, unfit_for
from questions.editing.best import LEFT_BY_RANK, only_best
from questions.editing.changes import (
    Form,
    exchanged,
    form_of,
    to_choose,
    to_write,
    turned,
    with_choice,
    with_key,
    with_stem,
    without_choice,
)
from questions.editing.refusing import Unfit

__all__ = [
    "LEFT_BY_RANK",
    "Approved",
    "Form",
    "Unfit",
    "approve",
    "change",
    "exchanged",
    "form_of",
    "only_best",
    "to_choose",
    "to_write",
    "turned",
    "unfit_for",
    "with_choice",
    "with_key",
    "with_stem",
    "without_choice",
]
