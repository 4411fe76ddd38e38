"""`quizbot play`: a quiz in the terminal, by the same rules as in the chat; keeps nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random, SystemRandom
from string import ascii_uppercase

from rich.console import Console
from rich.markup import escape

from bot.banks import load_checked
from questions.model import Bank, Citation
from questions.quiz import Session, advance, answer, answer_by_text, plan


def play(
    path: Path,
    *,
    length: int,
    random: Random | None = None,
    console: Console | None = None,
    ask: Callable[[str], str] = input,
) -> int:
    """Ask questions in the terminal until they are all answered or the person stops.

    Args:
        path: The bank's file.
        length: The most questions to ask.
        random: The source of chance.
        console: Where to write.
        ask: Reads a line after a prompt.

    Returns:
        0.
    """
    bank = load_checked(path)
    console = console or Console(highlight=False)
    session = Session(plan(bank.approved, length, random or SystemRandom()))
    right = answered = 0
    while not session.over:
        asked = session.current
        question = bank.question(asked.question_id)
        place = f"[dim]{session.position + 1} of {len(session.plan)}[/dim]"
        console.print(f"\n{place}  [bold]{escape(question.stem)}[/bold]")
        letters = ascii_uppercase[: len(asked.choices)]
        for letter, choice in zip(letters, asked.choices, strict=True):
            console.print(f"  [bold]{letter}[/bold]  {escape(choice)}")
        how = f"{letters[0]} to {letters[-1]}, " if letters else ""
        try:
            reply = ask(f"Your answer ({how}q to stop): ").strip()
        except EOFError:
            reply = "q"
        if reply.lower() == "q":
            break
        at = session.position
        if asked.typed:
            session, outcome = answer_by_text(session, question, position=at, text=reply)
            choice = reply
        elif len(reply) == 1 and reply.upper() in letters:
            index = letters.index(reply.upper())
            session, outcome = answer(session, question, position=at, choice=index)
            choice = asked.choices[index]
        else:
            console.print(f"Please type one letter from {letters[0]} to {letters[-1]}.")
            continue
        answered += 1
        right += outcome.right
        console.print(
            "[green]Right.[/green]" if outcome.right else f"[red]No:[/red] it is {escape(question.key)}."
        )
        _quote(console, bank, outcome.proof)
        if outcome.belongs:
            console.print(f"{escape(choice)} belongs here:")
            _quote(console, bank, outcome.belongs)
        session = advance(session, position=session.position)
    console.print(f"\n[bold]{right} of {answered} right.[/bold]")
    return 0


def _quote(console: Console, bank: Bank, citation: Citation) -> None:
    document = bank.documents[citation.document]
    passage = document.passage_at(citation.start)
    place = document.title
    if passage:
        sheet = "slide" if document.slides else "page"
        page = f", {sheet} {passage.page}" if passage.page is not None else ""
        place = f"{document.title}{page}, paragraph {passage.number}"
    console.print(f"  [italic]“{escape(citation.quote)}”[/italic] [dim]— {escape(place)}[/dim]")
