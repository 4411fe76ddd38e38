"""Questions find the passages that answer them, each quote is the document's own, the rest finds nothing."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.model import Document, Passage
from questions.reading import document_from_text
from questions.search import Found, Library, Query, sentence_spans
from questions.search.library import ENOUGH
from tests.material import TOWN

MARSH = """The Salt Marsh

The salt marsh of Vesterby covers 1200 hectares between the dyke and the sea. Twice a day the tide floods \
its creeks, and twice a day they run dry.

Avocets and redshanks breed on its islands from April to July. Dr. Eva Sand of the University of Kiel has \
counted their nests since 1987.

Farmers once cut hay on the marsh. In 1962 the last of them, Peter Groth, sold his meadows to the county, \
which closed them to cattle.

Glasswort is the first plant to settle on bare mud. It stores water in its stems, tastes of salt and was \
burned for the soda that glassmakers needed.

In the storm of 3 January 1976 the dyke broke in two places. 15.9 km of it were raised by 1.2 metres \
afterwards, which cost 4.5 million marks.

Visitors reach the marsh on a wooden boardwalk. Dogs must be kept on a lead, and drones are forbidden.
"""

ANSWERED = {
    "When was Ostholm founded?": ("town", 1),
    "Who founded the town?": ("town", 1),
    "Which king gave Ostholm its charter?": ("town", 1),
    "When did Ostholm join the Coastal League?": ("town", 1),
    "Who founded the first school?": ("town", 2),
    "Where did Marta Brandt study engineering?": ("town", 2),
    "Who built the harbour light of Ostholm?": ("town", 2),
    "When was the railway to Bergstad opened?": ("town", 2),
    "What destroyed the old bridge?": ("town", 2),
    "When was the oil lamp replaced?": ("town", 3),
    "Until when did Jon Vik keep the light?": ("town", 3),
    "What did Nils Berg teach?": ("town", 3),
    "How many paintings by Nils Berg does the museum keep?": ("town", 4),
    "When did the museum open": ("town", 4),
    "Who bought Marta Brandt's workshop?": ("town", 4),
    "How large is the salt marsh of Vesterby?": ("marsh", 1),
    "How often does the tide flood the creeks?": ("marsh", 1),
    "which birds breed on the islands": ("marsh", 2),
    "Who counts the nests?": ("marsh", 2),
    "Who was the last farmer on the marsh?": ("marsh", 3),
    "Who sold the meadows?": ("marsh", 3),
    "What is glasswort?": ("marsh", 4),
    "What did glassmakers need?": ("marsh", 4),
    "Where does the first plant settle?": ("marsh", 4),
    "When did the dyke break?": ("marsh", 5),
    "What happened in the storm of 1976?": ("marsh", 5),
    "drones": ("marsh", 6),
}
"""Questions with the paragraph that must come first."""

MISSED = "Are dogs allowed on the marsh?"
"""One that a paragraph answers in other words: what is allowed stands nowhere, and weighs too much."""

UNANSWERED = (
    "What is the capital of France?",
    "Who wrote Hamlet?",
    "How do I bake sourdough bread?",
    "What does a litre of petrol cost?",
    "Who won the football match last night?",
    "When was the University of Oxford founded?",
    "How many moons does Jupiter have?",
    "Explain photosynthesis in green algae",
    "Which programming language should I learn?",
    "Who was the first woman in space?",
    "asdf qwertz",
    "What's the weather like tomorrow?",
)


@pytest.fixture(scope="module")
def library() -> Library:
    texts = {"town": TOWN, "marsh": MARSH}
    return Library([document_from_text(text, path=f"{name}.txt") for name, text in texts.items()])


def search(library: Library, text: str) -> tuple[Found, ...]:
    return library.search(Query.of(text), limit=3)


@pytest.mark.parametrize("question", ANSWERED)
def test_the_passage_that_answers_comes_first(library: Library, question: str) -> None:
    found = search(library, question)
    assert found
    assert (found[0].document.id, found[0].passage.number) == ANSWERED[question]


@pytest.mark.parametrize("question", UNANSWERED)
def test_what_no_passage_speaks_of_finds_nothing(library: Library, question: str) -> None:
    assert [one.citation.quote for one in search(library, question)] == []


@pytest.mark.parametrize(
    "text", ["hello", "Thanks!", "Good morning, bot", "thank you so much", "ok", "HI 👋"]
)
def test_small_talk_finds_nothing_and_is_known_for_it(library: Library, text: str) -> None:
    assert Query.of(text).small_talk
    assert search(library, text) == ()


@pytest.mark.parametrize(
    "text", ["", " ", "👍🏽", "the of and", "What is this?", "?!", "\x00", "\u202e\u0301"]
)
def test_a_query_without_a_word_of_its_own_asks_nothing(library: Library, text: str) -> None:
    assert Query.of(text) == Query(())
    assert search(library, text) == ()


def test_an_answer_in_wholly_other_words_is_missed_rather_than_guessed(library: Library) -> None:
    assert search(library, MISSED) == ()
    assert search(library, "Must dogs be on a lead?")[0].passage.number == 6


def test_the_quote_is_the_sentence_that_covers_most(library: Library) -> None:
    [first, *_] = search(library, "Who built the harbour light of Ostholm?")
    assert first.citation.quote == "Marta Brandt built the harbour light of Ostholm in March 1871."
    words = [first.citation.quote[start:end] for start, end in first.marks]
    assert words == ["built", "harbour", "light", "Ostholm"]


def test_two_sentences_are_quoted_where_the_second_adds_to_the_answer(library: Library) -> None:
    [first] = search(library, "Where do avocets breed, and who counted their nests since 1987?")
    assert first.citation.quote.startswith("Avocets and redshanks")
    assert first.citation.quote.endswith("since 1987.")


def test_forms_of_a_word_accents_and_case_do_not_matter() -> None:
    text = "Pristina\n\nThe mayor of Priština taught in Zürich and kept a café.\n\nA river.\n\nA hill.\n"
    library = Library([document_from_text(text, path="city.txt")])
    for query in ("MAYOR PRISTINA", "Who keeps a cafe?", "Who teaches in Zurich?"):
        assert search(library, query)[0].passage.number == 1, query


def test_a_word_that_stands_nowhere_weighs_most(library: Library) -> None:
    assert search(library, "Marta Brandt")
    assert search(library, "Marta Nieminen") == ()


def test_a_heading_speaks_for_its_passages_but_is_never_quoted() -> None:
    text = (
        "# Trade\n\nIt grew until 1650.\n\n# Law\n\nJudges sat twice a year.\n\n# Food\n\nBread and fish.\n"
    )
    library = Library([document_from_text(text, path="town.md")])
    [found] = search(library, "How did trade grow?")
    assert found.citation.quote == "It grew until 1650."
    assert search(library, "trade") == ()


def test_a_library_without_words_finds_nothing() -> None:
    for documents in ([], [Document("a", "A", "a.txt", "of the", (Passage(0, 6, 1),))]):
        assert Library(documents).search(Query.of("Who built the bridge?"), limit=3) == ()


def test_building_a_library_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        Library([document_from_text(MARSH, path="marsh.txt")])
    assert caplog.records == []


def test_no_more_passages_come_than_are_asked_for(library: Library) -> None:
    assert len(library.search(Query.of("Marta Brandt"), limit=3)) == 2
    assert len(library.search(Query.of("Marta Brandt"), limit=1)) == 1


WORDS = sorted(set(f"{TOWN} {MARSH}".split()))


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
        st.text(max_size=200),
        st.text(max_size=4).map(lambda piece: (piece * 4096)[:4096]),
    )
)
def test_whatever_is_asked_each_quote_stands_verbatim_in_its_passage(library: Library, text: str) -> None:
    found = search(library, text)
    assert len(found) <= 3
    for one in found:
        citation, passage = one.citation, one.passage
        assert citation.document == one.document.id
        assert citation.quote == one.document.text[citation.start : citation.end] != ""
        assert passage.start <= citation.start < citation.end <= passage.end
        assert ENOUGH <= one.coverage <= 1.0 + 1e-9
        assert one.marks
        assert all(0 <= start < end <= len(citation.quote) for start, end in one.marks)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=4), st.text(max_size=40))
def test_whatever_a_document_holds_its_quotes_are_its_own(paragraphs: list[str], query: str) -> None:
    text, passages = "", []
    for number, paragraph in enumerate(paragraphs, 1):
        passages.append(Passage(len(text), len(text) + len(paragraph), number))
        text += paragraph + "\n\n"
    document = Document("any", "Any", "any.txt", text, tuple(passages))
    library = Library([document])
    for asked in (query, paragraphs[0]):
        for one in search(library, asked):
            assert one.citation.quote == text[one.citation.start : one.citation.end]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dr. Sand came. She saw 15.9 km of it.", ["Dr. Sand came.", "She saw 15.9 km of it."]),
        ("J. R. Holm led it. Why? Nobody knows!", ["J. R. Holm led it.", "Why?", "Nobody knows!"]),
        ("He said “Go.” Then he went, e.g. Monday.", ["He said “Go.”", "Then he went, e.g. Monday."]),
        ("It cost approx. 5 marks… and more. ", ["It cost approx. 5 marks… and more."]),
        ("Bring:\n- a lamp\n- an oar\n", ["Bring:", "- a lamp", "- an oar"]),
        ("  \n ", []),
    ],
)
def test_sentences_end_where_a_reader_would_say(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


@given(st.text(alphabet="ab.A !?\n“”-1", max_size=120))
def test_sentences_hold_every_letter_once_and_in_order(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
