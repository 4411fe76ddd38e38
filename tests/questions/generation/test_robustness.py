"""Whatever the file, the engine makes a bank or says in one line why not, and asks of no furniture."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from bot.commands.generate import generate
from questions.bank import load_bank
from questions.errors import DocumentEmpty, NotEnglish, NothingToAsk, QuizError
from questions.generation import make_bank
from questions.generation.rules import RulesGenerator
from questions.language.pipeline import load_pipeline
from questions.model import Bank
from questions.reading import document_from_text
from questions.verification import bank_faults
from tests.benchmarks.corpus import one_line

FACTS = """Marta Brandt built the harbour light of Ostholm in March 1871. In June 1913 the Harbour Board \
replaced the oil lamp of the tower with an electric one. Jon Vik, a fisherman, kept the light until May 1956.

On 4 April 1988 the town of Ostholm opened a museum in the tower. The museum closed on 12 May 2003, and it \
opened again on 1 June 2005.
"""

NUMBERS = "\n".join("\t".join(str(year * 7 + column) for column in range(1, 9)) for year in range(1900, 1960))
PIPED = """| Year | Ships | Herring (t) | Visitors |
| --- | --- | --- | --- |
| 1871 | 312 | 4,100 | 900 |
| 1913 | 287 | 3,650 | 1,800 |
| 1956 | 64 | 820 | 15,900 |
"""
POEM = """The light goes round, the light goes round,
In March the gulls of Ostholm cry;
Jon Vik has heard the sea make sound
In 1912, and so did I.

The oil is low, the wick is long,
The Harbour Board has gone to bed;
In 1913 they stopped the song
And hung a colder lamp instead.
"""
CODE = '''#!/usr/bin/env python3
"""Count ships."""
import csv, sys

LIMIT = 1871  # Marta Brandt built the light of Ostholm in March 1871.

def count(path: str, *, since: int = LIMIT) -> dict[int, int]:
    """The Harbour Board replaced the lamp in June 1913."""
    ships = {}
    with open(path) as file:
        for row in csv.reader(file):
            if int(row[0]) >= since and row[1] != "":
                ships[int(row[0])] = ships.get(int(row[0]), 0) + 1
    return {year: n for year, n in sorted(ships.items()) if n > 10}

if __name__ == "__main__":
    print(count(sys.argv[1], since=1913))
'''
REFERENCES = """Brandt, M. (1871). The building of the harbour light. Ostholm: Harbour Press. pp. 12–31.

Vik, J. and Keller, A. (1956). Forty years a keeper. Journal of Lights, 12(3), 201–219. doi:10.1000/182.

[17] Lindgren, I., Harbour boards of the north, ISBN 978-3-16-148410-0, Northern University Press, 1988.

[18] Retrieved from https://example.org/light on 4 April 1988.
"""
HEBREW = "המגדלור של אוסטהולם נבנה בשנת 1871 על ידי מרתה ברנדט. יון ויק שמר על האור עד מאי 1956.\n" * 8

GERMAN = """Der Leuchtturm von Ostholm wurde im März 1871 von Marta Brandt gebaut. Er ist 31 Meter hoch, und \
seine Lampe brannte 42 Jahre lang mit Öl. Im Juni 1913 ersetzte die Hafenbehörde die Lampe durch eine \
elektrische. Das Museum wurde am 4. April 1988 eröffnet.
"""
FURNITURE = {
    "numbers.txt": NUMBERS,
    "table.md": PIPED,
    "poem.txt": POEM,
    "program.txt": CODE,
    "references.txt": REFERENCES,
}


def told(folder: Path, name: str, text: str) -> Bank | QuizError:
    """The bank that the command makes of a file, or the failure that it tells; nothing else may come."""
    file, out = folder / name, folder / "bank.yaml"
    file.write_bytes(text.encode())
    try:
        assert generate([file], out=out, console=Console(file=io.StringIO())) == 0
    except QuizError as error:
        assert "\n" not in str(error)
        assert name in str(error)
        assert not out.exists()
        return error
    return load_bank(out).bank


def quotes(bank: Bank) -> Iterable[str]:
    """All that the questions of a bank lean on."""
    return (citation.quote for question in bank.questions for citation in question.citations)


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\ufeff"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, text: str) -> None:
    assert isinstance(told(tmp_path, "empty.txt", text), DocumentEmpty)


@pytest.mark.parametrize("text", ["lighthouse", "Ostholm.", "1871", "…", "It was."])
def test_of_one_word_nothing_is_asked(tmp_path: Path, text: str) -> None:
    assert isinstance(told(tmp_path, "word.txt", text), NothingToAsk)


@pytest.mark.parametrize("text", [GERMAN, HEBREW], ids=["german", "hebrew"])
def test_another_language_is_named(tmp_path: Path, text: str) -> None:
    error = told(tmp_path, "other.txt", text)
    assert isinstance(error, NotEnglish)
    assert "questions are made from English alone" in str(error)


@pytest.mark.parametrize("name", FURNITURE)
def test_of_furniture_alone_nothing_is_asked(name: str) -> None:
    with pytest.raises((DocumentEmpty, NothingToAsk)):
        make_bank([document_from_text(FURNITURE[name], path=name)], RulesGenerator())


@pytest.mark.parametrize("name", FURNITURE)
def test_the_command_tells_in_a_line_that_there_is_nothing_to_ask(tmp_path: Path, name: str) -> None:
    assert isinstance(told(tmp_path, name, FURNITURE[name]), DocumentEmpty | NothingToAsk | NotEnglish)


@pytest.mark.parametrize("name", FURNITURE)
def test_between_paragraphs_furniture_is_never_cited(tmp_path: Path, name: str) -> None:
    bank = told(tmp_path, name, f"{FACTS}\n{FURNITURE[name]}\n{FACTS.replace('Ostholm', 'Norwick')}")
    assert isinstance(bank, Bank)
    assert list(bank_faults(bank)) == []
    assert all(quote in FACTS.replace("Ostholm", "Norwick") or quote in FACTS for quote in quotes(bank))


def test_a_file_of_one_long_line_is_read_to_its_end() -> None:
    text = one_line(300_000)
    bank = make_bank([document_from_text(text, path="line.txt")], RulesGenerator()).bank
    assert list(bank_faults(bank)) == []
    assert max(question.citation.end for question in bank.questions) > 0.9 * len(text)


PIECES = (
    "(", ")", "[17]", "[", "]", "{", "“", "”", '"', "’", "'", "—", "–", "-", "--", "...", "…", ".", ",",
    ";", ":", "?", "!", "\u00a0", "\u202f", "\u2009", "\n", "\n\n", "\r\n", "\t", "\u2028", "\x0b",
    "\u200d", "🙂", "👩\u200d🚀", "é", "e\u0301", "𝔘", "中", "Ostholm", "Marta Brandt", "NATO", "President",
    "Mr", "Dr.", "The", "the", "It", "He", "his", "their", "which", "who", "that", "and", "but", "However,",
    "for example,", "of", "in", "by", "to", "born", "built", "was", "were", "is", "has", "had been", "said",
    "than", "not", "than any", "tower", "lights", "1871", "4 April 1988", "March 1871", "31", "15 900",
    "4,100", "3.5", "42 years", "10%", "$3 million", "1990s", "19th century", "300 BC", "seven", "km",
    "Marta Brandt built the light of Ostholm in March 1871.", "In June 1913 the Board replaced its lamp.",
)  # fmt: skip
"""What text is composed of that is hard to read."""

odd = st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).flatmap(
    lambda pieces: st.sampled_from(("", " ")).map(lambda gap: gap.join(pieces))
)
sentences = st.lists(odd, min_size=1, max_size=4).map(
    lambda texts: "".join(f"The {text}. " for text in texts)
)


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """Load the pipeline before anything is timed."""
    load_pipeline()


@given(text=st.text(max_size=400) | odd | sentences)
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_the_engine(text: str) -> None:
    try:
        document = document_from_text(text, path="odd.md")
        bank = make_bank([document], RulesGenerator(), floor=0.0).bank
    except (DocumentEmpty, NothingToAsk):
        return
    assert list(bank_faults(bank)) == []
