"""How many slips of the finger lie between two words; knows letters, no language."""

from __future__ import annotations


def edits(one: str, other: str, most: int) -> int:
    """Return the letters left out, put in, changed or swapped with a neighbour between two words.

    The optimal string alignment distance (Damerau 1964) within a band, so that time grows with the length
    times `most`.

    Args:
        one: A word.
        other: Another.
        most: The most edits that are of interest.

    Returns:
        The number of edits, or `most` + 1 where there are more.
    """
    far = most + 1
    if abs(len(one) - len(other)) > most:
        return far
    before: dict[int, int] = {}
    row = {column: column for column in range(min(most, len(other)) + 1)}
    for line, letter in enumerate(one, 1):
        fresh: dict[int, int] = {0: line} if line <= most else {}
        for column in range(max(1, line - most), min(len(other), line + most) + 1):
            changed = row.get(column - 1, far) + (letter != other[column - 1])
            cost = min(changed, row.get(column, far) + 1, fresh.get(column - 1, far) + 1)
            if line > 1 and column > 1 and (letter, one[line - 2]) == (other[column - 2], other[column - 1]):
                cost = min(cost, before.get(column - 2, far) + 1)
            fresh[column] = min(cost, far)
        before, row = row, fresh
    return row.get(len(other), far)
