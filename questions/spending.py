"""What a run costs in tokens and money, and when it has to stop; knows no model and no question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

SIGNS_A_TOKEN = 3
"""Characters for which one token is reckoned where nobody has counted: English has four, others fewer."""


class Spent(Exception):
    """The next request would go over the budget: no failure, the run keeps what it has."""


@dataclass(slots=True)
class Spending:
    """What was spent.

    Attributes:
        budget: The most tokens that this run may use, those read and those written; None for no bound.
        requests: Requests that were answered, the ones with a useless answer among them.
        tokens_in: Tokens that the model read.
        tokens_out: Tokens that it wrote.
        cost: What they cost in US dollars, as far as prices are known.
        priced: Whether the price of every request was known.
        cached: Passages and questions whose result was there already.
        stopped: Whether it ended before the last passage: by the budget, or by whoever waits for it.
    """

    budget: int | None = None
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: Decimal = Decimal(0)
    priced: bool = True
    cached: int = 0
    stopped: bool = False

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Spending:
        """Return what was told as plain facts."""
        return cls(**{**facts, "cost": Decimal(facts["cost"])})

    def facts(self) -> dict[str, Any]:
        """Return it as JSON takes it."""
        return {**asdict(self), "cost": str(self.cost)}

    def check(self, signs: int) -> None:
        """Let a request pass, or not.

        Args:
            signs: Its length in characters.

        Raises:
            Spent: It would go over the budget by what it reads alone.
        """
        ahead = self.tokens_in + self.tokens_out + signs // SIGNS_A_TOKEN
        if self.budget is not None and ahead > self.budget:
            self.stopped = True
        if self.stopped:
            raise Spent

    def add(self, requests: int, tokens_in: int, tokens_out: int, cost: Decimal | None) -> None:
        """Count requests that were answered.

        Args:
            requests: How many.
            tokens_in: What the model read for them.
            tokens_out: What it wrote.
            cost: What it cost in US dollars, None where nobody knows.
        """
        self.requests += requests
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out
        if cost is None:
            self.priced = self.priced and not requests
        else:
            self.cost += cost

    def lines(self) -> Iterator[str]:
        """Yield what was spent, in a line each."""
        requests = "1 request" if self.requests == 1 else f"{self.requests} requests"
        told = f"{requests}, {self.tokens_in} tokens read, {self.tokens_out} written"
        if self.requests and self.priced:
            told += f", about ${self.cost:.4f}"
        elif self.requests:
            told += ", price unknown"
        yield f"{told}; {self.cached} results of before used again"
        if self.stopped:
            yield (
                f"the budget of {self.budget} tokens ended it before the last passage; what was paid for is "
                "kept: run it again, with a higher LLM_BUDGET or the same, to go on"
            )
