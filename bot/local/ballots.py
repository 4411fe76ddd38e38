"""Who chose what in which poll, with the counts running along; knows no rule of voting."""

from collections import defaultdict

from bot.local.store import Store

__all__ = ["Ballots"]


class Ballots:
    """One row a vote, so that the thousandth costs the same as the first."""

    def __init__(self, store: Store) -> None:
        self._rows = store.table("ballot")
        self._chosen: defaultdict[str, dict[int, list[int]]] = defaultdict(dict)
        self._counts: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
        for key, options in self._rows.items():
            poll_id, _, user = key.partition("/")
            self._count(poll_id, int(user), options)

    def of(self, poll_id: str, user: int) -> list[int]:
        """The options that someone chose; none, where she has not voted."""
        return list(self._chosen[poll_id].get(user, []))

    def count(self, poll_id: str, option: int) -> int:
        """How many chose the option."""
        return self._counts[poll_id][option]

    def voters(self, poll_id: str) -> int:
        """How many have voted."""
        return len(self._chosen[poll_id])

    def cast(self, poll_id: str, user: int, options: list[int]) -> None:
        """Put a vote in the place of an earlier one; no options take it back."""
        for option in self._chosen[poll_id].pop(user, []):
            self._counts[poll_id][option] -= 1
        if options:
            self._rows.put(f"{poll_id}/{user}", options)
            self._count(poll_id, user, options)
        else:
            self._rows.remove(f"{poll_id}/{user}")

    def _count(self, poll_id: str, user: int, options: list[int]) -> None:
        self._chosen[poll_id][user] = options
        for option in options:
            self._counts[poll_id][option] += 1
