"""The account of a generation: what was kept, what was let go and why; knows no engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Group
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from questions.bank import Merged
from questions.generation import Made, Refused, Stretch

EXAMPLES = 3
"""The most sentences shown for a reason."""

SENTENCES, CANDIDATES = "sentences not asked", "candidates refused"


class Account:
    """Counts what comes of each stretch."""

    def __init__(self) -> None:
        self._considered = 0
        self._counts: dict[str, Counter[str]] = {SENTENCES: Counter(), CANDIDATES: Counter()}
        self._examples: dict[tuple[str, str], list[str]] = {}

    def watch(self, stretch: Stretch, refused: Sequence[Refused]) -> None:
        """Take down what came of a stretch."""
        self._considered += len(stretch.proposals)
        for dropped in stretch.dropped:
            self._let_go(SENTENCES, dropped.reason, dropped.text)
        for one in refused:
            self._let_go(CANDIDATES, one.reason, one.proposal.candidate.stem)

    def _let_go(self, group: str, reason: str, text: str) -> None:
        self._counts[group][reason] += 1
        examples = self._examples.setdefault((group, reason), [])
        sentence = " ".join(text.split())
        if len(examples) < EXAMPLES and sentence not in examples:
            examples.append(sentence)

    def summary(self, made: Made) -> Table:
        """Return what was kept: questions by kind, and how many of the candidates."""
        kinds = Counter(kept.question.kind.value for kept in made.kept)
        table = _table("what")
        for kind, count in sorted(kinds.items()):
            table.add_row(kind, str(count))
        table.add_row("kept / considered", f"{len(made.kept)} / {self._considered}")
        return table

    def explanation(self, made: Made) -> Group:
        """Return what was let go by reason, then sentences for each reason, a line each."""
        beyond = self._considered - self._counts[CANDIDATES].total() - len(made.kept)
        table = _table("let go")
        examples = Table.grid()
        examples.add_column(no_wrap=True, overflow="ellipsis")
        for group, counts in self._counts.items():
            for reason, count in counts.most_common():
                table.add_row(escape(f"{group}: {reason}"), str(count))
                examples.add_row(Text(f"{group}: {reason}", style="bold"))
                for sentence in self._examples[group, reason]:
                    examples.add_row(Text(f"  {sentence}"))
        if beyond:
            table.add_row(f"{CANDIDATES}: over the limit", str(beyond))
        return Group(table, examples)


def upshot(merged: Merged) -> Iterator[str]:
    """Yield what came of a generation in a line each: what can be asked, what became of the bank before."""
    count = len(merged.bank.approved)
    typed = sum(not question.distractors for question in merged.bank.approved)
    asked = "1 question to ask" if count == 1 else f"{count} questions to ask"
    yield f"{asked}, {typed} of them for typed answers, which the chat does not take yet" if typed else asked
    if merged.lost:
        drafts = ", ".join(merged.lost)
        yield f"set to draft, since their quotes no longer stand in the document: {drafts}"
    if merged.gone:
        count = len(merged.gone)
        yield "1 question of before is gone" if count == 1 else f"{count} questions of before are gone"


def _table(what: str) -> Table:
    table = Table(what)
    table.add_column("count", justify="right")
    return table
