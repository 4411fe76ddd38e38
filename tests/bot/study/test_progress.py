"""How far a person has come: a picture, and words that say the same."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

from PIL import Image

from bot.services import Progress, Section, StudyDay
from bot.views.progress import GROUND, INK, progress_picture, progress_view
from bot.views.words import english
from storage.cards import reviews_since
from tests.bot.conftest import Run
from tests.bot.student import Student, labels
from tests.bot.study.conftest import Calendar
from tests.material import bank

CAPTION = 1024
"""Characters of a picture's words (https://core.telegram.org/bots/api#sendphoto)."""


def progress(sections: int = 3) -> Progress:
    today = date(2026, 3, 2)
    return Progress(
        day=StudyDay(reviews=12, goal=20, streak=9, waiting=4, next_in=None),
        reviews={today - timedelta(days=27 - count): (count * 7) % 23 for count in range(28)},
        coming={today + timedelta(days=count): (count * 5) % 11 for count in range(14)},
        retention=0.91,
        wished=0.9,
        sections=tuple(
            Section(f"Document {number} " + "with a long title " * 8, "H" * 300, 3, 5, 0.99 - number / 20)
            for number in range(sections)
        ),
        met=40,
        total=60,
    )


async def test_whoever_has_done_nothing_is_told_so_in_words(ana: Student) -> None:
    await ana.says("/progress")
    told = await ana.sees("You have not answered a question yet.")
    assert "photo" not in told


async def test_progress_is_a_picture_whose_words_say_the_same(ana: Student, calendar: Calendar) -> None:
    await ana.starts("All 3")
    await ana.answers(right=True)
    await ana.taps("Next")
    await ana.sees("Question 2 of 3")
    await ana.answers(right=False)
    await ana.says("/stop")
    await ana.sees("Stopped")
    calendar.passes(days=1)
    await ana.says("/progress")
    seen = await ana.person.wait(lambda messages: "photo" in messages[-1])
    caption = seen[-1]["caption"]
    assert "You have met 2 of 3 questions." in caption
    assert "In the last 28 days: 2 answers, 2 on the busiest." in caption
    assert "In the next 14 days: 2 come again." in caption
    assert "Today: 0 of 20 answers." in caption
    assert labels(seen[-1]) == ["Review", "Settings"]


async def test_the_share_remembered_counts_what_had_been_learnt_before(run: Run, calendar: Calendar) -> None:
    one = replace(bank(), questions=bank().questions[:1])
    async with run(banks={"one": one}, clock=calendar) as running:
        ana = Student(running.person("Ana"))
        for right, days in ((True, 3), (True, 20), (False, 0.01), (True, 1), (True, 0)):
            await ana.starts("All 1")
            await ana.answers(right=right)
            await ana.taps("See my result")
            await ana.sees("right.")
            calendar.passes(days=days)
        async with running.database.read() as session:
            found = await reviews_since(session, ana.person.id)
        assert [one.learnt for one in found] == [False, True, True, False, True]
        await ana.says("/progress")
        seen = await ana.person.wait(lambda messages: "photo" in messages[-1])
        assert "Remembered lately: 67 % of what you had learnt" in seen[-1]["caption"]


def test_the_words_fit_under_the_picture_whatever_they_name() -> None:
    view = progress_view(english(), progress(40))
    assert len(view.html) <= CAPTION
    assert "91 % of what you had learnt (you want 90 %)" in view.html.replace("<b>", "").replace("</b>", "")
    assert "🔥 9 days in a row." in view.html


def test_a_headings_dollars_are_no_formula() -> None:
    dear = replace(progress(1), sections=(Section("Prices", "Prices $50% off $9^", 1, 1, 0.5),))
    assert progress_picture(english(), dear)


def test_the_picture_reads_on_any_ground() -> None:
    for sections in (1, 6, 40):
        picture = Image.open(io.BytesIO(progress_picture(english(), progress(sections)))).convert("RGB")
        assert picture.getpixel((0, 0)) == _rgb(GROUND)
        assert 0.4 < picture.width / picture.height < 2.5
        assert _contrast(INK, GROUND) > 7


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [value / 255 for value in _rgb(colour)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
