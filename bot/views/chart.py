"""A class's answers by question as a picture, with its text twin; knows no database and no chat."""

from __future__ import annotations

import io

from bot.services import Gradebook
from bot.views.message import shortened
from bot.views.words import Words

RIGHT, WRONG, NONE = "#2e7d4f", "#c2553b", "#c9ced1"
"""Told apart by their lightness too, and by the legend's order."""

TITLE = 70
"""Characters that a title has room for."""

ROW, TALLEST = 0.42, 40.0
"""Inches for each question, and for all: Telegram takes a picture of 10,000 points around two sides."""


def chart_summary(words: Words, book: Gradebook) -> str:
    """Return in words what the picture shows."""
    told = (
        words.plain("chart-summary-line", number=n + 1, right=book.right(n), answered=len(book.at(n)))
        for n in range(book.asked)
    )
    return "; ".join(told)


def chart_of(words: Words, book: Gradebook) -> bytes:
    """Return a PNG: for each question how many were right, wrong, and gave no answer."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    numbers = [str(position + 1) for position in range(book.asked)]
    right = [book.right(position) for position in range(book.asked)]
    wrong = [len(book.at(position)) - right[position] for position in range(book.asked)]
    none = [len(book.people) - len(book.at(position)) for position in range(book.asked)]
    figure = Figure(figsize=(6.4, min(1.5 + ROW * book.asked, TALLEST)), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    left = [0] * book.asked
    for name, counts, colour, hatch in (
        ("right", right, RIGHT, ""),
        ("wrong", wrong, WRONG, "//"),
        ("none", none, NONE, ".."),
    ):
        bars = axes.barh(
            numbers,
            counts,
            left=left,
            color=colour,
            hatch=hatch,
            edgecolor="white",
            label=words.plain(f"chart-{name}"),
        )
        axes.bar_label(
            bars, labels=[str(count) if count else "" for count in counts], label_type="center", fontsize=9
        )
        left = [start + count for start, count in zip(left, counts, strict=True)]
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right", "left"]].set_visible(False)
    title = shortened(words.plain("chart-title", title=book.bank.title, chat=book.title), TITLE)
    axes.set_title(title, loc="left", fontsize=11).set_parse_math(False)
    axes.set_xlabel(words.plain("chart-people"))
    axes.set_ylabel(words.plain("chart-questions"))
    figure.legend(loc="outside lower center", ncols=3, frameon=False)
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    return picture.getvalue()
