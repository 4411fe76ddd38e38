"""The pages around a quiz, and what is set when the bot starts."""

from __future__ import annotations

from bot.menus import ADMIN_COMMANDS, COMMANDS
from tests.bot.conftest import Run, Running
from tests.bot.student import Student, labels
from tests.material import bank


async def test_the_command_menu_and_the_description_are_set_at_the_start(running: Running) -> None:
    ana = running.person("Ana")
    assert [command["command"] for command in ana.commands()] == list(COMMANDS)
    assert "passage that proves it" in ana.describes("description")
    assert "passage that proves it" in ana.describes("short_description")


async def test_who_runs_the_bot_has_more_in_the_menu_and_may_open_the_chat_later(run: Run) -> None:
    def menu(student: Student) -> list[str]:
        return [command["command"] for command in student.person.commands()]

    admins = frozenset({1001, 1002})
    async with run(admin_ids=admins) as running:
        ana, ben, eve = (Student(running.person(name)) for name in ("Ana", "Ben", "Eve"))
        for student in (ana, eve):
            await student.says("/start")
            await student.sees("Hello")
        await ana.says("/teachers")
        await ana.sees("Nobody teaches here yet.")
        assert menu(ana) == [*COMMANDS, "reports", "teachers"] == list(ADMIN_COMMANDS)
        assert menu(ben) == menu(eve) == list(COMMANDS)
        await ben.says("/help")
        await ben.sees("How it works")
    async with run(admin_ids=admins):
        assert menu(ben) == list(ADMIN_COMMANDS)


async def test_help_and_privacy_tell_what_they_are_for(running: Running) -> None:
    ana = Student(running.person("Ana"))
    await ana.says("/help")
    await ana.sees("How it works", "/quiz", "/stop", "/score", "/leaderboard")
    await ana.says("/privacy")
    await ana.sees("What I keep about you", "number and name", "leaderboard")


async def test_the_buttons_of_the_greeting_open_their_pages(running: Running) -> None:
    ana = Student(running.person("Ana"))
    for button, seen in (("My progress", "not answered a question yet"), ("How it works", "/quiz asks you")):
        await ana.says("/start")
        await ana.sees("Hello")
        await ana.taps(button)
        await ana.sees(seen)


async def test_words_that_are_no_command_get_a_helping_hand(running: Running) -> None:
    ana = Student(running.person("Ana"))
    for text in ("What is this?", "/nonsense"):
        await ana.says(text)
        await ana.sees("I did not understand that.", "/quiz")


async def test_the_score_is_told_by_bank_and_together(run: Run) -> None:
    other = bank().__class__("Another bank", "en", bank().documents, bank().questions[:1])
    async with run(banks={"harbour": bank(), "other": other}) as running:
        ana = Student(running.person("Ana"))
        for title, length in (("The Harbour Light", "All 3"), ("Another bank", "All 1")):
            await ana.says("/quiz")
            offer = await ana.sees("What would you like to be asked about?")
            assert labels(offer) == ["Another bank", "The Harbour Light"]
            await ana.taps(title)
            await ana.sees("How many questions?", title)
            await ana.taps(length)
            await ana.sees("Question 1 of", title)
            await ana.answers(right=title == "Another bank")
            await ana.says("/stop")
            await ana.sees("Stopped.")
        await ana.says("/score")
        score = await ana.sees("Your score")
        assert score["text"].splitlines()[2:] == [
            "The Harbour Light: 0 of 1 right (0 %)",
            "Another bank: 1 of 1 right (100 %)",
            "",
            "Together: 1 of 2 right (50 %)",
        ]


async def test_the_leaderboard_ranks_people_and_shows_each_their_own_place(running: Running) -> None:
    ana, ben, eve = (Student(running.person(name)) for name in ("Ana", "Ben & Co", "Eve"))
    await ana.says("/leaderboard")
    await ana.sees("Nobody has answered a question yet.")
    for student, right in ((ana, True), (ben, True), (eve, False)):
        await student.starts()
        await student.answers(right=right)
    await eve.says("/leaderboard")
    board = await eve.sees("Who knows most")
    assert board["text"].splitlines()[2:] == [
        "1. Ana: 1 of 1",
        "1. Ben & Co: 1 of 1",
        "3. Eve: 0 of 1 ← you",
    ]


async def test_nothing_to_ask_is_said_plainly(run: Run) -> None:
    empty = bank().__class__("Empty", "en", bank().documents, ())
    async with run(banks={"empty": empty}) as running:
        ana = Student(running.person("Ana"))
        await ana.says("/quiz")
        await ana.sees("There is nothing to ask from yet.")
