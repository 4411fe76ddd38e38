"""What concerns somebody's study, as messages: ratings, the day, wishes, reminders; knows no database."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from bot.services import GOALS, NEW_A_DAY, Answered, Learner, Recollection, Reminder, StudyDay
from bot.views.callbacks import Open, Rate, SetZone, Wish
from bot.views.message import Button, Message, Rows, button, lines
from bot.views.words import Html, Words
from questions.quiz import RETENTIONS, Rating

WISHES = ("retention", "new", "goal", "remind")

HOURS = tuple(range(6, 24))
"""The hours at which a reminder can come."""

ACROSS = 4
"""Buttons in a row."""

EAST = 1440
"""What is added to an offset from Greenwich in minutes, so that a button can carry it."""

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MONTH, YEAR = 30 * DAY, 365 * DAY


def rating_rows(
    words: Words, answered: Answered, recollection: Recollection, *, asks: bool
) -> list[tuple[Button, ...]]:
    """Return the buttons that say when a question comes again, or (`asks`) how well it was remembered."""
    at = (answered.posed.session_id, answered.posed.position)
    if not recollection.newest:
        return [()]
    if not asks:
        span = spell(words, recollection.outlook[recollection.rating])
        return [(button(words("button-comes-again", span=span), Rate(*at, 0)),)]
    return [
        tuple(
            button(
                words(
                    "button-rating-own" if rating is recollection.rating else "button-rating",
                    name=words(f"rating-{rating.value}"),
                    span=spell(words, recollection.outlook[rating]),
                ),
                Rate(*at, rating.value),
            )
            for rating in pair
        )
        for pair in ((Rating.AGAIN, Rating.HARD), (Rating.GOOD, Rating.EASY))
    ]


def spell(words: Words, span: timedelta) -> Html:
    """Return a length of time, roughly: minutes, hours, days, months or years."""
    for unit, length, least in (
        ("years", YEAR, 1.5),
        ("months", MONTH, 2),
        ("days", DAY, 1),
        ("hours", HOUR, 1),
    ):
        if span >= least * length:
            return words(f"span-{unit}", count=round(span / length))
    return words("span-minutes", count=max(round(span / MINUTE), 1))


def day_lines(words: Words, day: StudyDay) -> list[Html]:
    """Return how far a day of study is, and when it goes on."""
    done = words("day-goal-met" if day.reviews >= day.goal else "day-goal", done=day.reviews, goal=day.goal)
    parts = [done]
    if day.streak > 1:
        parts.append(words("day-streak", days=day.streak))
    if day.waiting:
        parts.append(words("day-waiting", count=day.waiting))
    elif day.next_in is not None:
        parts.append(words("day-next", span=spell(words, day.next_in)))
    return parts


def nothing_view(words: Words, day: StudyDay) -> Message:
    """Return the word that nothing is due."""
    rows = ((button(words("button-quiz"), Open("quiz")), button(words("button-progress"), Open("progress"))),)
    return Message(lines(words("review-nothing"), "", *day_lines(words, day)), rows)


def adapted_nothing_view(words: Words) -> Message:
    """Return the word that nothing was missed or met yet."""
    return Message(words("adapt-nothing"), ((button(words("button-quiz"), Open("quiz")),),))


def settings_view(words: Words, learner: Learner, now: datetime) -> Message:
    """Return how somebody studies, with ways to change it.

    Args:
        words: The language.
        learner: How.
        now: The time where the person lives.
    """
    clock = (
        words("settings-zone", zone=learner.zone, time=f"{now:%H:%M}")
        if learner.zone
        else words("settings-no-zone")
    )
    rows = (
        (
            button(words("button-retention", percent=round(learner.retention * 100)), Wish("retention", 0)),
            button(words("button-new", count=learner.new_a_day), Wish("new", 0)),
        ),
        (
            button(words("button-goal", count=learner.goal), Wish("goal", 0)),
            button(_reminder(words, learner), Wish("remind", 0)),
        ),
        (button(words("button-zone"), SetZone(0, "-")), button(words("button-review"), Open("review"))),
    )
    return Message(lines(words("settings"), "", clock), rows)


def wish_view(words: Words, what: str, learner: Learner) -> Message:
    """Return what can be wished for: `retention`, `new`, `goal` or `remind`, with what is so now marked."""
    if what == "retention":
        now, values = round(learner.retention * 100), [round(one * 100) for one in RETENTIONS]
        offers = [(words("percent", count=one), one) for one in values]
    elif what in ("new", "goal"):
        now, counts = (learner.new_a_day, NEW_A_DAY) if what == "new" else (learner.goal, GOALS)
        offers = [(Html(str(one)), one) for one in counts]
    elif what == "remind":
        now = -1 if learner.remind_at is None else learner.remind_at
        offers = [(Html(f"{hour}:00"), hour * 60) for hour in HOURS]
    else:
        raise ValueError(f"nobody can wish for {what!r}")
    buttons = [
        button(words("button-own", label=label) if value == now else label, Wish(what, value + 1))
        for label, value in offers
    ]
    rows = list(_across(buttons))
    if what == "remind":
        rows.append((button(words("button-never"), Wish("never", 1)),))
    rows.append((button(words("button-back"), Wish("settings", 1)),))
    return Message(words(f"wish-{what}"), tuple(rows))


def offsets_view(words: Words, now: datetime, offsets: tuple[int, ...]) -> Message:
    """Return the question what time it is where somebody lives.

    Args:
        words: The language.
        now: The time in UTC.
        offsets: Minutes east of Greenwich, at which people live.
    """
    clocks = {offset: now + timedelta(minutes=offset) for offset in offsets}
    twice = Counter(f"{clock:%H:%M}" for clock in clocks.values())
    buttons = []
    for offset, clock in clocks.items():
        time = f"{clock:%H:%M}"
        # On the two sides of the date line clocks show the same time on two days.
        label = time if twice[time] == 1 else f"{clock:%d.%m.} {time}"
        buttons.append(button(Html(label), SetZone(offset + EAST, "-")))
    later = (button(words("button-later"), SetZone(0, "later")),)
    return Message(words("zone-ask"), (*_across(buttons), later))


def zones_view(words: Words, offset: int, zones: tuple[str, ...]) -> Message:
    """Return the question which of some time zones somebody lives in, which differ in summer or winter."""
    buttons = [
        button(Html(zone.rpartition("/")[2].replace("_", " ")), SetZone(offset + EAST, zone))
        for zone in zones
    ]
    back = (button(words("button-back"), SetZone(0, "-")),)
    return Message(words("zone-which"), (*_across(buttons, across=2), back))


def zone_set_view(words: Words, zone: str, now: datetime) -> Message:
    """Return the word that a time zone is known now."""
    rows = (
        (button(words("button-review"), Open("review")), button(words("button-settings"), Open("settings"))),
    )
    return Message(words("zone-set", zone=zone, time=f"{now:%H:%M}"), rows)


def reminder_view(words: Words, reminder: Reminder) -> Message:
    """Return the word that questions are due."""
    parts = [words("reminder", count=reminder.waiting)]
    if reminder.streak > 1:
        parts.append(words("reminder-streak", days=reminder.streak))
    rows = (
        (
            button(words("button-review"), Open("review")),
            button(words("button-no-reminders"), Wish("never", 1)),
        ),
    )
    return Message(lines(*parts), rows)


def _reminder(words: Words, learner: Learner) -> Html:
    if learner.remind_at is None:
        return words("button-reminder-off")
    hour, minute = divmod(learner.remind_at, 60)
    return words("button-reminder", time=f"{hour}:{minute:02}")


def _across(buttons: list[Button], *, across: int = ACROSS) -> Rows:
    return tuple(tuple(buttons[start : start + across]) for start in range(0, len(buttons), across))
