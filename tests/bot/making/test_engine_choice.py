"""Where a language model is set, a teacher chooses who makes the questions; nobody else sees a choice."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from bot.services import RoleService
from tests.bot.classes.classroom import Classroom
from tests.bot.conftest import Run
from tests.bot.making.bench import sees, told
from tests.bot.making.modelled import CHRONICLER, HERE, WITH_MODEL, Modelled, banks_of
from tests.bot.student import Student, labels
from tests.bot.test_books import data_of, link_in
from tests.material import TOWN
from tests.questions.generation.llm import scholar
from tests.questions.generation.llm.prose import unproved
from tests.questions.generation.llm.server import MODEL, ModelServer

GERMAN = """Die Stadt Ostholm

Die Stadt Ostholm wurde im Jahr 1642 von dem Kaufmann Henrik Dahl gegründet. König Frederik gab der Stadt \
Ostholm im Mai 1658 ihr Stadtrecht. Im Jahr 1703 trat Ostholm dem Bund der Küstenstädte bei.

Ida Lund gründete 1824 die erste Schule von Ostholm. Marta Brandt baute das Hafenlicht von Ostholm im März \
1871. Die Eisenbahn von Ostholm nach Bergstad wurde im August 1889 eröffnet.
"""


async def sends(student: Student, text: str = TOWN) -> None:
    await student.person.send_file("town.txt", text.encode())


async def test_a_learner_sees_no_choice(run: Run, tmp_path: Path) -> None:
    with ModelServer() as server:
        modelled = Modelled(tmp_path, server)
        async with run(**modelled.settings) as bot:
            bot.person("Ms Lind")
            ben = Student(bot.person("Ben"))
            await sends(ben)
            await sees(ben, "📚", "The Town of Ostholm")
            assert len([one for one in ben.person.messages() if one["from"]["is_bot"]]) == 1
            await ben.says(TOWN)
            offer = await sees(ben, "That is a text of")
            assert offer["text"] == f"That is a text of {len(TOWN.split())} words. Shall I make a quiz of it?"
            assert labels(offer) == ["Make a quiz of it", "No"]
    assert server.received == []
    assert modelled.begun("bot.asker") == []


async def test_where_no_model_is_set_a_teacher_sees_no_choice(run: Run) -> None:
    async with run(admin_ids=frozenset({CHRONICLER})) as bot:
        ana = Student(bot.person("Ana"))
        await sends(ana)
        await sees(ana, "📚")
        await ana.says(TOWN)
        assert labels(await sees(ana, "That is a text of")) == ["Make a quiz of it", "No"]


async def test_a_teacher_chooses_the_model_and_is_told_what_it_took(run: Run, tmp_path: Path) -> None:
    with ModelServer() as server:
        async with run(**Modelled(tmp_path, server).settings) as bot:
            ana = Student(bot.person("Ana"))
            await sends(ana)
            offer = await sees(ana, "How shall I make the quiz of town.txt?")
            assert (
                f"With {MODEL} any language will do, but the text is sent to that model’s service"
                in (offer["text"])
            )
            assert labels(offer) == [HERE, WITH_MODEL, "No"]
            assert server.received == [], "before it is chosen nothing leaves"
            await ana.taps(WITH_MODEL)
            ready = await sees(ana, "📚", "The Town of Ostholm")
            assert ready["message_id"] == offer["message_id"]
            (bank,) = await banks_of(bot, ana)
    assert "🪙 2 requests to the model:" in ready["text"]
    assert "price unknown." in ready["text"]
    assert {question.origin for question in bank.questions} == {f"llm/{MODEL}"}
    assert unproved(bank) == []
    assert server.readings() == ["writing", "answering"]


async def test_a_teacher_who_chooses_here_pays_nothing(run: Run, tmp_path: Path) -> None:
    with ModelServer() as server:
        async with run(**Modelled(tmp_path, server).settings) as bot:
            ana = Student(bot.person("Ana"))
            await ana.says(TOWN)
            offer = await sees(ana, "That is a text of", f"With {MODEL}")
            assert labels(offer) == [HERE, WITH_MODEL, "No"]
            await ana.taps(HERE)
            assert "🪙" not in (await sees(ana, "📚"))["text"]
            (bank,) = await banks_of(bot, ana)
    assert {question.origin.partition("/")[0] for question in bank.questions} == {"rules"}
    assert server.received == []


async def test_the_command_offers_the_choice_in_private_and_from_a_group(run: Run, tmp_path: Path) -> None:
    with ModelServer() as server:
        async with run(**Modelled(tmp_path, server).settings) as bot:
            room = Classroom(bot.telegram, ["Ben"])
            host = Student(room.host.person)
            assert host.person.id == CHRONICLER
            await host.person.start()
            await sees(host, "Hello")
            said = await room.students[0].send(TOWN, chat=room.group)
            await host.person.send("/make_quiz", chat=room.group, reply_to=said["message_id"])
            assert labels(await sees(host, "That is a text of")) == [HERE, WITH_MODEL, "No"]
            filed = await host.person.send_file("town.txt", TOWN.encode())
            await host.taps("No", on=await sees(host, "How shall I make the quiz"))
            await sees(host, "All right, no quiz of that document.")
            await host.person.send("/make_quiz", reply_to=filed["message_id"])
            await host.person.wait(lambda _: len(told(host, "How shall I make the quiz")) == 1)
            await host.taps(WITH_MODEL, on=told(host, "How shall I make the quiz")[0])
            await sees(host, "📚", "🪙")


async def test_a_piece_of_a_text_that_is_offered_has_the_offer_shown_anew(run: Run, tmp_path: Path) -> None:
    with ModelServer() as server:
        async with run(**Modelled(tmp_path, server).settings) as bot:
            ana = Student(bot.person("Ana"))
            said = await ana.person.send(TOWN)
            first = await sees(ana, "That is a text of")
            await ana.person.send("/make_quiz", reply_to=said["message_id"])
            await ana.person.wait(lambda _: len(told(ana, "That is a text of")) == 2)
            await ana.taps(WITH_MODEL)
            await sees(ana, "📚", "🪙")
            assert (await ana.taps(WITH_MODEL, on=first)).show_alert, "it is one offer"


async def test_a_learner_who_forges_the_press_is_refused(run: Run, tmp_path: Path) -> None:
    with ModelServer() as server:
        async with run(**Modelled(tmp_path, server).settings) as bot:
            bot.person("Ms Lind")
            eve = Student(bot.person("Eve"))
            await eve.says(TOWN)
            offer = await sees(eve, "That is a text of")
            forged = data_of(offer, "Make a quiz of it").removesuffix("1") + "2"
            refused = await eve.person.press(offer["message_id"], forged)
            assert refused.show_alert
            assert "That is for teachers here." in (refused.text or "")
            await eve.taps("Make a quiz of it")
            assert "🪙" not in (await sees(eve, "📚"))["text"]
    assert server.received == []


async def test_who_is_no_teacher_any_more_is_refused_and_can_have_it_made_here(
    run: Run, tmp_path: Path
) -> None:
    with ModelServer() as server:
        async with run(**Modelled(tmp_path, server).settings) as bot:
            admin, lind = (Student(bot.person(name)) for name in ("Mr Holm", "Ms Lind"))
            await admin.says("/teachers")
            await admin.sees("Nobody teaches here yet.")
            await admin.taps("Invite a teacher")
            await lind.person.start(link_in(await admin.sees("It works once")))
            await lind.sees("Welcome as a teacher!")
            await sends(lind)
            offer = await sees(lind, "How shall I make the quiz")
            roles: RoleService = bot.application.bot_data["services"].roles
            await roles.dismiss(admin.person.id, lind.person.id)
            refused = await lind.taps(WITH_MODEL, on=offer)
            assert refused.show_alert
            assert "That is for teachers here." in (refused.text or "")
            await lind.taps(HERE, on=offer)
            await sees(lind, "📚")
    assert server.received == []


async def test_the_offer_of_a_document_takes_no_later_message_for_a_piece_of_it(
    run: Run, tmp_path: Path
) -> None:
    with ModelServer() as server:
        async with run(**Modelled(tmp_path, server).settings) as bot:
            ana = Student(bot.person("Ana"))
            await sends(ana)
            await sees(ana, "How shall I make the quiz")
            await ana.says("Who built the harbour light of Ostholm?")
            await sees(ana, "Marta Brandt built the harbour light")
            await sees(ana, "How shall I make the quiz")
            await ana.says(TOWN)
            await sees(ana, f"That is a text of {len(TOWN.split())} words.")
            await sees(ana, "All right, no quiz of that document.")


async def test_another_language_is_refused_here_and_asked_about_by_the_model(
    run: Run, tmp_path: Path
) -> None:
    with ModelServer(write=partial(scholar.write, language="de")) as server:
        async with run(**Modelled(tmp_path, server).settings) as bot:
            ana, ben = (Student(bot.person(name)) for name in ("Ana", "Ben"))
            await sends(ana, GERMAN)
            await ana.taps(HERE, on=await sees(ana, "How shall I make the quiz"))
            await sees(ana, "[Q021]", f"With {MODEL} other languages work, too")
            await sends(ben, GERMAN)
            assert MODEL not in (await sees(ben, "[Q021]"))["text"]
            await sends(ana, GERMAN)
            await ana.taps(WITH_MODEL, on=await sees(ana, "How shall I make the quiz"))
            await sees(ana, "📚", "Die Stadt Ostholm")
            (bank,) = await banks_of(bot, ana)
    assert bank.language == "de"
    assert unproved(bank) == []


@pytest.mark.parametrize("label", [HERE, WITH_MODEL])
async def test_an_offer_survives_a_restart(run: Run, tmp_path: Path, label: str) -> None:
    with ModelServer() as server:
        async with run(**Modelled(tmp_path, server).settings) as bot:
            ana = Student(bot.person("Ana"))
            await sends(ana)
            offer = await sees(ana, "How shall I make the quiz")
        async with run(**Modelled(tmp_path, server).settings):
            await ana.taps(label, on=offer)
            assert ("🪙" in (await sees(ana, "📚"))["text"]) is (label == WITH_MODEL)
