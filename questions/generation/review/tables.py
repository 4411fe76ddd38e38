"""The figures as tables, beside those of an earlier sheet; knows no verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isnan

from rich.markup import escape
from rich.table import Table

from questions.generation.review.figures import PATTERNS, WEAK, Figures, Share

NONE = Share(0, 0)


def tables(now: Figures, before: Figures | None = None) -> Iterator[Table]:
    """Yield a table for each group of figures.

    Args:
        now: The figures.
        before: Those of an earlier sheet on the same documents, shown beside with the difference in
            percentage points.
    """
    for title, shares in now.accepted.items():
        earlier = before.accepted[title] if before else None
        yield _shares(title, "accepted", shares, earlier, marks=title == PATTERNS)
    yield _shares("by gate", "failed", now.failed, before.failed if before else None)
    others = Table("", "now", *(["before", "difference"] if before else []), title="and")
    asked = ["questions on the sheet", str(now.asked)]
    density = ["questions a thousand words", f"{now.density:.1f}"]
    if before:
        asked += [str(before.asked), f"{now.asked - before.asked:+}"]
        density += [f"{before.density:.1f}", f"{now.density - before.density:+.1f}"]
    others.add_row(*asked)
    others.add_row(*density)
    for who, (value, count) in now.agreement.items():
        told = "undefined" if isnan(value) else f"{value:.2f}"
        others.add_row(escape(f"Cohen's kappa, {who}"), f"{told} ({count} questions)")
    yield others


def _shares(
    title: str,
    counted: str,
    now: Mapping[str, Share],
    before: Mapping[str, Share] | None,
    *,
    marks: bool = False,
) -> Table:
    table = Table("", title=title)
    for column in (counted, "of", "share", *(("before", "difference") if before is not None else ())):
        table.add_column(column, justify="right")
    if marks:
        table.add_column("mark")
    for name in {**now, **(before or {})}:
        share = now.get(name, NONE)
        row = [escape(name), str(share.count), str(share.of), _percent(share)]
        if before is not None:
            earlier = before.get(name, NONE)
            difference = 100 * (share.value - earlier.value)
            row += [_percent(earlier), "–" if isnan(difference) else f"{difference:+.1f}"]
        if marks:
            row.append(f"below {WEAK:.0%}" if share.value < WEAK else "")
        table.add_row(*row)
    return table


def _percent(share: Share) -> str:
    return f"{share.value:.1%}" if share.of else "–"
