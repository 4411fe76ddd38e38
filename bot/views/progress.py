"""How far a person has come, as a picture and in words that say the same; knows no database and no chat.

The picture brings its own light ground, so that it reads the same in a dark chat and in a light one.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from bot.services import Progress, Section
from bot.views.callbacks import Open
from bot.views.message import Message, button, lines, shortened
from bot.views.study import day_lines
from bot.views.words import Html, Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GROUND, INK, DONE, COMING, KNOWN = "#fbfaf6", "#22303a", "#2f6f9f", "#b7791f", "#2e7d4f"
"""Each colour on the ground has a contrast of 3 to 1 and more, the ink 12 to 1."""

WIDTH, DOTS = 4.0, 240
"""Inches, and dots an inch: on a phone the picture is about as wide as that, so its words can be read."""

SHOWN = 6
"""Sections in the picture: the weakest ones, which are where to go on."""

TOLD = 2
"""Sections told in words, of the strong ones and of the weak ones."""

LABEL = 40
"""Characters of a section's name that there is room for."""

WEAK = 0.8


def progress_view(words: Words, progress: Progress) -> Message:
    """Return in words what the picture shows."""
    rows = (
        (button(words("button-review"), Open("review")), button(words("button-settings"), Open("settings"))),
    )
    if not progress.met:
        return Message(lines(words("progress-none"), "", *day_lines(words, progress.day)), rows)
    parts: list[Html] = [words("progress-head", met=progress.met, total=progress.total)]
    if progress.retention is not None:
        percent, wished = round(100 * progress.retention), round(100 * progress.wished)
        parts.append(words("progress-retention", percent=percent, wished=wished))
    parts += [Html(""), *day_lines(words, progress.day)]
    done = sum(progress.reviews.values())
    most = max(progress.reviews.values())
    parts += [
        words("progress-reviews", count=done, days=len(progress.reviews), most=most),
        words("progress-coming", count=sum(progress.coming.values()), days=len(progress.coming)),
    ]
    strong = [one for one in progress.sections if one.recall >= WEAK][:TOLD]
    weak = [one for one in reversed(progress.sections) if one.recall < WEAK][:TOLD]
    for kind, sections in (("strong", strong), ("weak", weak)):
        parts += [
            words(f"progress-{kind}", name=name_of(one), percent=round(100 * one.recall)) for one in sections
        ]
    return Message(lines(*parts), rows)


def name_of(section: Section) -> str:
    """Return what a section is called, in as many characters as there is room for."""
    return shortened(section.heading or section.document, LABEL)


def progress_picture(words: Words, progress: Progress) -> bytes:
    """Return a PNG: reviews of the last weeks, what comes in the next ones, the sections known worst."""
    from matplotlib.figure import Figure

    weakest = list(reversed(progress.sections))[:SHOWN]
    sizes = [1.2, 1.0, 0.3 + 0.4 * len(weakest)]
    figure = Figure(figsize=(WIDTH, sum(sizes) + 1.2), dpi=DOTS, layout="constrained", facecolor=GROUND)
    done, coming, known = figure.subplots(3, 1, height_ratios=sizes)
    _days(done, progress.reviews, DONE, words.plain("progress-picture-reviews"), high=progress.day.goal)
    _days(coming, progress.coming, COMING, words.plain("progress-picture-coming"))
    done.axhline(progress.day.goal, color=INK, linewidth=0.8, linestyle=(0, (4, 3)))
    _sections(known, weakest, words.plain("progress-picture-sections"))
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    return picture.getvalue()


def _days(axes: Axes, counts: Mapping[date, int], colour: str, title: str, *, high: int = 1) -> None:
    from matplotlib.ticker import MaxNLocator

    days = list(counts)
    bars = axes.bar(range(len(days)), list(counts.values()), color=colour, width=0.8)
    axes.bar_label(
        bars, labels=[str(count) if count else "" for count in counts.values()], fontsize=7, color=INK
    )
    marked = range(0, len(days), 7)
    axes.set_xticks(list(marked), [f"{days[index].day}.{days[index].month}." for index in marked])
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.set_ylim(0, max(*counts.values(), high) * 1.2)
    _plain(axes, title)


def _sections(axes: Axes, sections: Sequence[Section], title: str) -> None:
    bars = axes.barh(range(len(sections)), [100 * one.recall for one in sections], color=KNOWN, height=0.34)
    axes.bar_label(
        bars, labels=[f"{100 * one.recall:.0f} %" for one in sections], fontsize=8, color=INK, padding=2
    )
    for place, one in enumerate(sections):
        name = f"{name_of(one)} ({one.met}/{one.total})"
        # A heading's dollars are no formula.
        axes.text(0, place - 0.26, name, fontsize=8, color=INK, parse_math=False)
    axes.set_ylim(len(sections) - 0.6, -0.75)
    axes.set_yticks([])
    axes.set_xlim(0, 115)
    axes.set_xticks([0, 50, 100], ["0", "50", "100 %"])
    _plain(axes, title)


def _plain(axes: Axes, title: str) -> None:
    axes.set_facecolor(GROUND)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(colors=INK, labelsize=8, length=0)
    axes.set_title(title, loc="left", fontsize=10, color=INK)
