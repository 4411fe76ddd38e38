"""How a host sets up a class's quiz, and who is in before it begins; knows no question and no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.services import BankOnOffer, Setup
from bot.services.work import ClassStanding, Lobby
from bot.views.callbacks import BANK_KEY, Join, SetUp, StartClass, Steer
from bot.views.message import Button, Message, Rows, button, lines, shortened
from bot.views.words import Html, Words
from questions.quiz import ClassPhase, Scoring

LENGTHS = (5, 10, 15, 20, 30)
TIMES = (10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 0)
TEAMS = (0, 2, 3, 4)
DEFAULT_LENGTH = 10
ASKED = ("b", "n", "t")
"""The pages on which one thing is chosen."""

SHOWN_PLAYERS = 20
"""How many people of a team a lobby names: four teams of them fit into a message."""

NAME = 40
"""Characters of a person's name that a list shows."""


def first_setup(bank: BankOnOffer) -> Setup:
    """Return what a class's quiz is set to before the host changes anything."""
    return Setup(bank.key[:BANK_KEY], min(bank.length, DEFAULT_LENGTH))


def setup_of(press: SetUp | StartClass) -> Setup:
    """Return the set-up that a button carries; raises ValueError for what no button says."""
    return Setup(
        bank=press.bank,
        length=press.length,
        seconds=press.seconds,
        scoring=Scoring(press.scoring),
        in_order=bool(press.in_order),
        teams=press.teams,
        lobby=bool(press.lobby) if isinstance(press, StartClass) else False,
    )


def setup_view(words: Words, setup: Setup, banks: Sequence[BankOnOffer], page: str = "m") -> Message:
    """Return the set-up with its buttons.

    Args:
        words: The language.
        setup: What is chosen so far.
        banks: The banks on offer.
        page: What is being chosen: `m` nothing, `b` the bank, `n` the number of questions, `t` the time.

    Raises:
        ValueError: The bank is not on offer any more.
    """
    bank = next((bank for bank in banks if bank.key.startswith(setup.bank)), None)
    if bank is None:
        raise ValueError(f"no bank on offer begins with {setup.bank!r}")
    setup = replace(setup, length=min(setup.length, bank.length))
    text = lines(
        words("setup-head"),
        "",
        words("setup-bank", title=bank.title),
        words("setup-play", count=setup.length, seconds=setup.seconds),
        words(f"setup-scoring-{setup.scoring}", teams=setup.teams),
    )
    if page in ASKED:
        text = lines(text, "", words(f"setup-ask-{page}"))
    match page:
        case "b":
            choices: Rows = tuple(
                (_go(Html(one.title), replace(setup, bank=one.key[:BANK_KEY], length=_most(one))),)
                for one in banks
            )
        case "n":
            lengths = [length for length in LENGTHS if length < bank.length]
            choices = _rows(
                [_go(Html(str(length)), replace(setup, length=length)) for length in lengths]
                + [_go(words("button-all", count=bank.length), replace(setup, length=bank.length))]
            )
        case "t":
            choices = _rows([_go(_time(words, time), _timed(setup, time)) for time in TIMES])
        case _:
            return Message(text, _main_rows(words, setup, len(banks) > 1))
    return Message(text, (*choices, (_go(words("button-back"), setup),)))


def lobby_view(words: Words, lobby: Lobby) -> Message:
    """Return who is in so far, with a button to come in."""
    session_id, teams = lobby.session_id, lobby.rules.teams
    text = [words("lobby-head", title=lobby.title, count=lobby.total), ""]
    if not lobby.players:
        text.append(words("lobby-nobody-teams" if teams else "lobby-nobody"))
    elif teams:
        for team in range(teams):
            own = [player.name for player in lobby.players if player.team == team]
            text.append(words("lobby-team", team=words(f"team-{team}"), count=len(own), names=_names(own)))
    else:
        names = [player.name for player in lobby.players]
        text.append(words("lobby-players", count=len(names), names=_names(names)))
    if teams:
        picks = [button(words(f"team-{team}"), Join(session_id, team + 1)) for team in range(teams)]
        joins = _rows(picks, 2)
    else:
        joins = ((button(words("button-in"), Join(session_id, 0)),),)
    host = (
        button(words("button-begin"), Steer(session_id, 0, 0, "begin")),
        button(words("button-cancel"), Steer(session_id, 0, 0, "cancel")),
    )
    return Message(lines(*text), (*joins, host))


def class_runs_view(words: Words, standing: ClassStanding) -> Message:
    """Return the word that a quiz runs here, and how far it is."""
    if standing.phase is ClassPhase.LOBBY:
        return Message(words("class-gathers", title=standing.title))
    return Message(
        words("class-runs", title=standing.title, number=standing.position + 1, total=standing.total)
    )


def _main_rows(words: Words, setup: Setup, several_banks: bool) -> Rows:
    scorings = list(Scoring) if setup.seconds else [Scoring.RIGHT, Scoring.OFF]
    scoring = scorings[(scorings.index(setup.scoring) + 1) % len(scorings)]
    teams = TEAMS[(TEAMS.index(setup.teams) + 1) % len(TEAMS)]
    order = "order-bank" if setup.in_order else "order-mixed"
    start: list[Button] = [button(words("button-start-class"), _start(setup, lobby=0))]
    if not setup.teams:
        start.append(button(words("button-lobby"), _start(setup, lobby=1)))
    rows: list[tuple[Button, ...]] = [tuple(start)]
    if several_banks:
        rows.append((_go(words("button-bank"), setup, "b"),))
    rows += [
        (
            _go(words("button-length", count=setup.length), setup, "n"),
            _go(words("button-time", time=_time(words, setup.seconds)), setup, "t"),
        ),
        (
            _go(words(f"button-scoring-{setup.scoring}"), replace(setup, scoring=scoring)),
            _go(words("button-teams", teams=setup.teams), replace(setup, teams=teams)),
        ),
        (
            _go(words(f"button-{order}"), replace(setup, in_order=not setup.in_order)),
            _go(words("button-cancel"), setup, "x"),
        ),
    ]
    return tuple(rows)


def _go(label: Html, setup: Setup, page: str = "m") -> Button:
    fields = (setup.bank, setup.length, setup.seconds, setup.scoring.value, int(setup.in_order), setup.teams)
    return button(label, SetUp(*fields, page))


def _start(setup: Setup, *, lobby: int) -> StartClass:
    fields = (setup.bank, setup.length, setup.seconds, setup.scoring.value, int(setup.in_order), setup.teams)
    return StartClass(*fields, lobby)


def _timed(setup: Setup, seconds: int) -> Setup:
    """Set the time; without any, speed cannot count."""
    scoring = Scoring.RIGHT if not seconds and setup.scoring is Scoring.SPEED else setup.scoring
    return replace(setup, seconds=seconds, scoring=scoring)


def _time(words: Words, seconds: int) -> Html:
    if seconds == 0:
        return words("time-none")
    if seconds >= 60 and seconds % 60 == 0:
        return words("time-minutes", minutes=seconds // 60)
    return words("time-seconds", seconds=seconds)


def _most(bank: BankOnOffer) -> int:
    return min(bank.length, DEFAULT_LENGTH)


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(shortened(name, NAME) for name in names[:SHOWN_PLAYERS])
    return f"{shown} …" if len(names) > SHOWN_PLAYERS else shown


def _rows(buttons: Sequence[Button], width: int = 3) -> Rows:
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))
