"""English is told from other languages, and what is too short to tell counts as English."""

from __future__ import annotations

from pathlib import Path

import pytest

from questions.language.english import FEWEST_WORDS, looks_english
from tests.material import TEXT

ROOT = Path(__file__).parents[3]

FOREIGN = {
    "German": "Der Leuchtturm von Ostholm wurde im März 1871 von Marta Brandt gebaut. Er war 31 Meter "
    "hoch, und so war es auch in Berlin, in Paris und in Rom: was man in dem Land sah, das "
    "war ein Hafen in der Nacht.",
    "French": "Le phare d’Ostholm fut construit en 1871 par Marta Brandt. Il se dresse à 31 mètres sur "
    "la côte. La lampe brûlait de l’huile, or on l’a remplacée par une lampe électrique.",
    "Spanish": "El faro de Ostholm fue construido en marzo de 1871 por Marta Brandt. La torre tiene 31 "
    "metros de altura y no se ha cerrado la casa del último farero hasta el mes de mayo.",
    "Dutch": "De vuurtoren van Ostholm is in maart 1871 door Marta Brandt gebouwd. Het was een van de "
    "eerste in het land. In die tijd brandde de lamp op olie, of op gas, en dat was niet "
    "goedkoop. We gaan er vaak naar toe.",
    "Afrikaans": "Die vuurtoring van Ostholm is in Maart 1871 deur Marta Brandt gebou. Dit was die eerste "
    "in die land. In die tyd was die lamp met olie gebrand, of met gas, en dit was nie "
    "goedkoop nie.",
    "Italian": "Il faro di Ostholm fu costruito nel marzo del 1871 da Marta Brandt. In quel tempo non "
    "era a buon mercato. La casa dell’ultimo custode fu chiusa nel maggio del 1956, e in "
    "questo luogo c’è un museo.",
    "Latin": "Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, aliam Aquitani, "
    "tertiam qui ipsorum lingua Celtae, nostra Galli appellantur. At is in urbe erat.",
    "Norwegian": "Fyret på Ostholm ble bygget i mars 1871 av Marta Brandt. Det var et av de første i "
    "landet, men vi har ikke sett at det var så dyrt for dem. For de som bor her er det nå et "
    "museum.",
    "Danish": "Fyret på Ostholm blev bygget i marts 1871 af Marta Brandt. Det var et af de første i "
    "landet, der var her med os. For at se det må man tage med toget, men det er for dyrt for "
    "mange.",
    "Portuguese": "O farol de Ostholm foi construído em março de 1871 por Marta Brandt. As casas do porto "
    "são hoje um museu, e no verão há muitos visitantes, por isso é bom chegar cedo a fim de "
    "as ver.",
    "Polish": "Latarnia morska w Ostholm została zbudowana w marcu 1871 roku przez Martę Brandt. To by "
    "była najstarsza latarnia w tym kraju, ale on nie był tego pewien, a dom zamknięto w maju "
    "i do dziś jest muzeum.",
    "Russian": "Маяк в Остхольме построила Марта Брандт в марте 1871 года. Башня имеет высоту 31 метр, и "
    "её лампа горела на масле 42 года. Дом последнего смотрителя закрыли в мае 1956 года, "
    "теперь там музей.",
}


def test_our_own_documents_are_english() -> None:
    assert looks_english(TEXT)
    assert looks_english((ROOT / "README.md").read_text("utf-8"))


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_are_not_english(language: str) -> None:
    assert len(FOREIGN[language].split()) >= FEWEST_WORDS
    assert not looks_english(FOREIGN[language])


@pytest.mark.parametrize("text", ["They went home.", "Ostholm", "Tårnet er høyt.", "31 m", ""])
def test_a_short_text_counts_as_english(text: str) -> None:
    assert looks_english(text)


@pytest.mark.parametrize(
    "text", ["Маяк построила Marta.", "灯台は千八百七十一年に建てられました。", "Ο φάρος."]
)
def test_a_short_text_in_other_letters_does_not(text: str) -> None:
    assert not looks_english(text)


def test_names_and_figures_in_english_sentences_do_not_hide_it() -> None:
    names = (
        "In 1871 Marta Brandt and Jon Vik of Ostholm met Ada Lowe, who had sailed to Port Elm in May 1870."
    )
    assert looks_english(f"{names} {names}")
