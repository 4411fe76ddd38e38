"""A class's questions, their answers and the podium, as messages; knows no database.

The first line of each message is its own in its session: by it a message is known again that may or may not
have reached the chat.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.services import Gradebook
from bot.services.work import ChatLost, ClassEnd, ClassResult, ClassStanding, Missed
from bot.views.callbacks import Assign, ClassResults, Practise, Replay, Steer
from bot.views.citation import cited, missed_lines, stands_nowhere
from bot.views.message import LONGEST, Message, Rows, button, lines, link, shortened, visible_length
from bot.views.setup import NAME
from bot.views.words import Html, Words
from questions.model import Kind
from questions.quiz import ClassPhase, Place, Scoring

EVERY = 5
"""After so many questions the standings are told."""

STANDINGS, PODIUM, TIED = 5, 3, 6
"""How many ranks are shown, and how many people of one rank are named."""

STEM = 400


def controls(standing: ClassStanding, words: Words, *, stopping: bool = False) -> Rows:
    """Return the host's buttons under what is open, or under the answer that is shown.

    Args:
        standing: Where the class stands.
        words: The language.
        stopping: Whether the host is asked, in their place, if the quiz shall end.
    """

    def step(name: str) -> Steer:
        return Steer(standing.session_id, standing.position, standing.extensions, name)

    stop = button(words("button-stop"), step("ask"))
    hold = (
        button(words("button-resume"), step("resume"))
        if standing.paused
        else button(words("button-pause"), step("pause"))
    )
    timed = standing.rules.seconds is not None
    if stopping:
        keep = button(words("button-keep-going"), step("keep"))
        end = "cancel" if standing.phase is ClassPhase.LOBBY else "stop"
        return ((keep, button(words("button-stop-now"), step(end))),)
    if standing.phase is ClassPhase.SHOWN:
        onward = button(words("button-podium" if standing.last else "button-next"), step("next"))
        return ((onward,), (hold, stop)) if timed and not standing.paused else ((onward, stop),)
    skip = button(words("button-skip" if timed else "button-reveal"), step("skip"))
    if not timed:
        return ((skip, stop),)
    return ((button(words("button-more"), step("more")), skip), (hold, stop))


def result_view(words: Words, result: ClassResult) -> Message:
    """Return what became of a question: how many were right, the passage, and now and then who leads.

    What does not fit into a message any more is left out, the passages of lesser weight first.
    """
    book, position = result.book, result.position
    posed = book.posed(position)
    question, answers = posed.question, book.at(position)
    parts: list[str] = [
        words("result-head", number=position + 1, total=posed.total, title=posed.bank.title),
        words("stem", stem=shortened(question.stem, STEM)),
        "",
        words("result-key", key=shortened(question.key, STEM)),
        words("result-right", right=book.right(position), answered=len(answers)),
    ]
    fastest = book.fastest(position)
    if fastest and book.rules.scoring is not Scoring.OFF:
        names = _people(book, [attempt.user_id for attempt in fastest])
        parts.append(words("result-fastest", names=names, seconds=f"{fastest[0].seconds:.1f}"))
    parts += ["", *cited(words("proof"), words, posed.bank, question.citation, question.key)]
    if book.rules.seconds is None or result.standing.paused:
        last = ["", words("result-waits")]
    else:
        last = [] if posed.last else ["", words("result-goes-on")]
    also = [["", *cited(words("proof-also"), words, posed.bank, citation)] for citation in question.also]
    lead = standings_lines(words, book) if (position + 1) % EVERY == 0 and not posed.last else []
    further: list[Sequence[str]] = [lead, _tempting(words, book, position), *also]
    for more in further:
        if visible_length(lines(*parts, *more, *last)) <= LONGEST:
            parts += more
    return Message(lines(*parts, *last), controls(result.standing, words))


def standings_lines(words: Words, book: Gradebook) -> list[Html]:
    """Return who leads, people and teams; nothing where nothing counts."""
    lead = [*_ranks(words, book, book.places, STANDINGS), *_teams(words, book)]
    return [Html(""), words("standings"), *lead] if lead else []


def end_view(words: Words, end: ClassEnd, bot: str) -> Message:
    """Return the podium and what is worth saying at the end.

    Args:
        words: The language.
        end: How it ended.
        bot: The bot's @name without the sign, for links into the private chat.
    """
    book = end.book
    session_id = book.session_id
    parts: list[str] = [words("end-stopped" if end.stopped else "end-head", title=book.bank.title)]
    if book.answered == 0:
        parts += ["", words("end-nobody")]
    else:
        podium = _ranks(words, book, book.places, PODIUM)
        parts += ["", *podium] if podium else []
        teams = _teams(words, book)
        parts += ["", *teams] if teams else []
        parts += ["", words("end-share", percent=round(100 * book.share_right), answered=book.answered)]
        longest, who = book.streak
        if longest > 1 and book.rules.scoring is not Scoring.OFF:
            parts.append(words("end-streak", names=_people(book, who), count=longest))
        parts += _hardest(words, book)
        parts += ["", words("end-results")]
    again = button(words("button-rematch"), Replay(session_id, 0))
    rows: Rows = ((again,),)
    if book.answered and not book.flawless:
        missed = button(words("button-replay-missed"), Replay(session_id, 1))
        mine = link(words("button-my-mistakes"), f"https://t.me/{bot}?start=missed_{session_id}")
        rows = ((mine,), (missed, again))
    results = button(words("button-class-results"), ClassResults(session_id))
    rows += ((results, button(words("button-homework"), Assign(session_id, 0, 1))),)
    return Message(lines(*parts), rows)


def class_missed_view(words: Words, missed: Missed) -> Message:
    """Return what one person missed in a class, with the passages."""
    book = missed.book
    positions = book.missed(missed.user_id)
    head = words(
        "class-missed-head",
        title=book.bank.title,
        chat=book.title,
        right=book.asked - len(positions),
        total=book.asked,
    )
    if not positions:
        return Message(lines(head, "", words("ended-all-right")))
    posed = [book.posed(position) for position in positions]
    practise = button(words("button-practise"), Practise(book.session_id))
    return Message(lines(head, *missed_lines(words, posed, room=LONGEST - 300)), ((practise,),))


def chat_lost_view(words: Words, lost: ChatLost) -> Message:
    """Return the word to the host that a group can no longer be written to."""
    return Message(
        lines(
            words("chat-lost", title=lost.book.bank.title, chat=lost.book.title),
            words(f"chat-lost-{lost.trouble}"),
            words("chat-lost-kept"),
        )
    )


def points(words: Words, book: Gradebook, mark: float) -> Html:
    """Return a grade as people read it."""
    if book.rules.scoring is Scoring.SPEED:
        return words("points", points=round(mark))
    return words("points-right", right=f"{mark:g}", asked=book.asked)


def _tempting(words: Words, book: Gradebook, position: int) -> list[Html]:
    """Return the wrong choice that most were drawn to, with the passage where it belongs."""
    posed = book.posed(position)
    chosen = book.chosen(position)
    wrong = [choice for choice in posed.question.distractors if chosen[choice.text]]
    if not wrong or posed.question.kind is Kind.TRUE_FALSE:
        return []
    choice = max(wrong, key=lambda one: (chosen[one.text], one.citation is not None))
    lead = words("result-tempting", choice=choice.text, count=chosen[choice.text])
    if choice.citation:
        return [Html(""), *cited(lead, words, posed.bank, choice.citation, choice.text)]
    if stands_nowhere(posed.bank, choice.text):
        return [Html(""), words("result-nowhere", choice=choice.text, count=chosen[choice.text])]
    return []


def _hardest(words: Words, book: Gradebook) -> list[Html]:
    position = book.hardest
    if position is None:
        return [Html(""), words("end-nobody-missed")] if book.flawless else []
    posed = book.posed(position)
    question = posed.question
    lead = words(
        "end-hardest",
        stem=shortened(question.stem, STEM),
        key=question.key,
        right=book.right(position),
        answered=len(book.at(position)),
    )
    return [Html(""), *cited(lead, words, posed.bank, question.citation, question.key)]


def _ranks(words: Words, book: Gradebook, places: Sequence[Place], most: int) -> list[Html]:
    """Return a line for each rank up to a number of them, people of one rank together."""
    found: dict[int, list[Place]] = {}
    for place in places:
        if place.mark > 0:
            found.setdefault(place.rank, []).append(place)
    return [
        words(
            "rank-line",
            rank=rank,
            names=_people(book, [place.who for place in tied]),
            points=points(words, book, tied[0].mark),
        )
        for rank, tied in list(found.items())[:most]
        if rank <= most
    ]


def _teams(words: Words, book: Gradebook) -> list[Html]:
    lead = [words("teams")] if book.team_places else []
    return lead + [
        words(
            "team-line",
            rank=place.rank,
            team=words(f"team-{place.who}"),
            mean=f"{place.mark:.0f}" if book.rules.scoring is Scoring.SPEED else f"{place.mark:.1f}",
        )
        for place in book.team_places
    ]


def _people(book: Gradebook, user_ids: Sequence[int]) -> str:
    names = [shortened(book.people[user_id].name, NAME) for user_id in user_ids[:TIED]]
    more = len(user_ids) - len(names)
    return ", ".join(names) + (f" +{more}" if more else "")
