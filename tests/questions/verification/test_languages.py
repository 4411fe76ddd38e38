"""A good question passes in any language, and a bad one in none."""

from __future__ import annotations

import pytest

from questions.model import Candidate, Choice, Citation, Document, Kind
from questions.reading import document_from_text
from questions.verification import faults
from tests.material import cite

TEXTS = {
    "German": (
        "Der Leuchtturm von Ostholm wurde im März 1871 von Marta Brandt gebaut.",
        "Im Juni 1913 ersetzte die Hafenbehörde die Öllampe durch eine elektrische.",
        "Bis zum Mai 1956 hielt Jon Vik das Feuer.",
    ),
    "Albanian": (
        "Fari i Ostholmit u ndërtua në mars 1871 nga Marta Brandt.",
        "Në qershor 1913 Bordi i Portit e zëvendësoi llambën me vaj me një elektrike.",
        "Deri në maj 1956 fari u mbajt nga Jon Vik.",
    ),
    "Serbian": (
        "Светионик у Остхолму саградила је Марта Брант у марту 1871. године.",
        "У јуну 1913. године Лучка управа заменила је уљану лампу електричном.",
        "До маја 1956. године светионик је чувао Јон Вик.",
    ),
    "French": (
        "Le phare d’Ostholm fut construit en mars 1871 par Marta Brandt.",
        "En juin 1913 l’autorité du port remplaça la lampe à huile par une lampe électrique.",
        "Jusqu’en mai 1956 le phare fut gardé par Jon Vik.",
    ),
    "Chinese": (
        "奥斯特霍尔姆灯塔由玛尔塔·布兰特于1871年3月建造。",
        "1913年6月,港务局用电灯取代了油灯。",
        "直到1956年5月,灯塔一直由约恩·维克看守。",
    ),
    "Greek": (
        "Ο φάρος του Όστχολμ χτίστηκε τον Μάρτιο του 1871 από τη Μάρτα Μπραντ.",
        "Τον Ιούνιο του 1913 η λιμενική αρχή αντικατέστησε τη λάμπα με ηλεκτρική.",
        "Μέχρι τον Μάιο του 1956 τον φύλαγε ο Γιον Βικ.",
    ),
}
"""Three sentences on the harbour light, the first and the last with a name."""

QUESTIONS = {
    "German": ("Wer baute den Leuchtturm von Ostholm?", "Marta Brandt", "Jon Vik", "Olaf Holm", "Ida Lund"),
    "Albanian": ("Nga kush u ndërtua fari i Ostholmit?", "Marta Brandt", "Jon Vik", "Olaf Holm", "Ida Lund"),
    "Serbian": ("Ко је саградио светионик у Остхолму?", "Марта Брант", "Јон Вик", "Олаф Холм", "Ида Лунд"),
    "French": (
        "Qui construisit le phare d’Ostholm\u00a0?",
        "Marta Brandt",
        "Jon Vik",
        "Olaf Holm",
        "Ida Lund",
    ),
    "Chinese": ("奥斯特霍尔姆灯塔由谁建造？", "玛尔塔·布兰特", "约恩·维克", "奥拉夫·霍尔姆", "伊达·隆德"),
    "Greek": ("Ποιος έχτισε τον φάρο του Όστχολμ;", "Μάρτα Μπραντ", "Γιον Βικ", "Όλαφ Χολμ", "Ίντα Λουντ"),
}
LANGUAGES = sorted(TEXTS)


def document(language: str) -> Document:
    return document_from_text(" ".join(TEXTS[language]), path="ostholm.txt")


def sentence(language: str, number: int) -> Citation:
    """The citation of one of a text's sentences."""
    return cite(TEXTS[language][number], document=document(language))


def question(language: str, **changes: object) -> Candidate:
    stem, key, *others = QUESTIONS[language]
    last = sentence(language, 2)
    fields: dict[str, object] = {
        "kind": Kind.CHOICE,
        "stem": stem,
        "key": key,
        "distractors": (Choice(others[0], last), *(Choice(other) for other in others[1:])),
        "citation": sentence(language, 0),
    }
    return Candidate(**(fields | changes))  # type: ignore[arg-type]


def codes(language: str, asked: Candidate) -> set[str]:
    return {fault.code for fault in faults(asked, {"ostholm": document(language)})}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_good_question_passes_in_its_language(language: str) -> None:
    assert faults(question(language), {"ostholm": document(language)}) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_that_is_not_in_the_quote_is_refused_in_any_language(language: str) -> None:
    assert codes(language, question(language, citation=sentence(language, 1))) == {"V02"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_in_the_stem_is_refused_in_any_language(language: str) -> None:
    stem, key, *_ = QUESTIONS[language]
    assert "V07" in codes(language, question(language, stem=f"{key}: {stem}"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stem_that_is_no_question_is_refused_in_any_language(language: str) -> None:
    stem = QUESTIONS[language][0]
    assert codes(language, question(language, stem=stem[:-1].strip() + "。" * (language == "Chinese"))) == {
        "V12"
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_distractor_that_is_not_in_its_quote_is_refused_in_any_language(language: str) -> None:
    good = question(language)
    moved = (Choice(good.distractors[0].text, sentence(language, 1)), *good.distractors[1:])
    assert codes(language, question(language, distractors=moved)) == {"V03"}


def test_small_words_of_another_language_give_nothing_away() -> None:
    others = tuple(Choice(text) for text in ("die Gemeinde", "die Regierung", "die Feuerwehr"))
    asked = question(
        "German",
        stem="Wer ersetzte 1913 die Öllampe durch eine elektrische?",
        key="die Hafenbehörde",
        distractors=others,
        citation=sentence("German", 1),
    )
    assert codes("German", asked) == set()


@pytest.mark.parametrize(
    ("stem", "fits"),
    [
        ("Wer nannte das Licht „Der Norden“ von Ostholm?", True),
        ("Wer nannte das Licht „Der Norden von Ostholm?", False),
        ("Wer nannte das Licht „Der Norden” von Ostholm?", True),
    ],
)
def test_a_low_quotation_mark_has_its_high_one(stem: str, fits: bool) -> None:
    assert codes("German", question("German", stem=stem)) == (set() if fits else {"V12"})


def test_english_is_held_to_its_own_words() -> None:
    proof = "The harbour light of Ostholm was built by Marta Brandt in March 1871."
    english = document_from_text(
        f"{proof} It was the first of the lights that were built on the coast.", path="ostholm.txt"
    )
    asked = Candidate(
        kind=Kind.CHOICE,
        stem="Who built this light?",
        key="Marta Brandt",
        distractors=(Choice("Jon Vik"), Choice("Olaf Holm"), Choice("Ida Lund")),
        citation=cite(proof, document=english),
    )
    assert {fault.code for fault in faults(asked, {"ostholm": english})} == {"V09"}
