"""A bank is a file that people mend: it survives the round trip and changed documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.bank import bank_hash, bank_to_json, bank_to_yaml, dump_bank, load_bank, parse_bank, read_kept
from questions.errors import BankError, BankMissing, BankShape, BankSyntax, BankUnwritable
from questions.model import Bank, Choice, Citation, Document, Kind, Passage, Question, Status
from tests.material import TEXT, bank

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=60)
CITATIONS = st.builds(Citation, st.just("any"), st.integers(0, 10**6), st.integers(0, 10**6), TEXTS)
QUESTIONS = st.builds(
    Question,
    id=TEXTS,
    kind=st.sampled_from(Kind),
    stem=TEXTS,
    key=TEXTS,
    distractors=st.lists(st.builds(Choice, TEXTS, st.none() | CITATIONS), max_size=3).map(tuple),
    citation=CITATIONS,
    also=st.lists(CITATIONS, max_size=2).map(tuple),
    difficulty=st.floats(0, 1),
    status=st.sampled_from(Status),
    origin=TEXTS,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "harbour.txt").write_bytes(TEXT.encode())
    dump_bank(bank(), tmp_path / "harbour.yaml")
    return tmp_path


@given(title=TEXTS, questions=st.lists(QUESTIONS, max_size=3))
def test_what_is_dumped_is_what_is_loaded(title: str, questions: list[Question]) -> None:
    document = Document("any", "Any", "any.txt", "Any text.", (Passage(0, 9, 1),))
    dumped = Bank(title, "en", {"any": document}, tuple(questions))
    loaded = parse_bank(bank_to_yaml(dumped), name="bank", read=lambda _: "Any text.")
    assert loaded.bank == dumped
    assert bank_hash(loaded.bank) == bank_hash(dumped)
    for kept in (bank_to_json(dumped), bank_to_yaml(dumped)):
        assert read_kept(kept, name="bank").bank(lambda _: "Any text.").bank == dumped


def test_what_was_kept_and_is_no_bank_any_more_is_named() -> None:
    with pytest.raises(BankShape, match=r"^\[Q012\] bank 7 is not a question bank"):
        read_kept("{}", name="bank 7")


def test_a_bank_is_loaded_with_the_documents_beside_it(folder: Path) -> None:
    assert load_bank(folder / "harbour.yaml").bank == bank()


def test_a_teachers_bare_numbers_and_words_are_taken_as_text(folder: Path) -> None:
    path = folder / "harbour.yaml"
    path.write_text(
        path.read_text("utf-8").replace("key: March 1871", "key: 1871").replace("text: May 1956", "text: no")
    )
    first = load_bank(path).bank.questions[0]
    assert first.key == "1871"
    assert "no" in [choice.text for choice in first.distractors]


def test_citations_are_found_again_where_the_document_has_grown(folder: Path) -> None:
    (folder / "harbour.txt").write_bytes(f"A new beginning.\n\n{TEXT}".encode())
    loaded = load_bank(folder / "harbour.yaml")
    assert loaded.lost == ()
    assert set(loaded.moved) == {one.id for one in bank().questions}
    text = loaded.bank.documents["harbour"].text
    for one in loaded.bank.questions:
        assert all(text[cited.start : cited.end] == cited.quote for cited in one.citations)


def test_a_question_whose_proof_is_gone_becomes_a_draft_and_is_named(folder: Path) -> None:
    (folder / "harbour.txt").write_bytes(TEXT.replace("Marta Brandt built", "Somebody built").encode())
    loaded = load_bank(folder / "harbour.yaml")
    assert loaded.lost == (bank().questions[0].id,)
    assert loaded.bank.questions[0].status is Status.DRAFT
    assert len(loaded.bank.approved) == 2
    kept = loaded.bank.questions[1]
    assert [choice.citation is None for choice in kept.distractors] == [True, False, True]


def test_the_nearest_place_is_taken_where_a_quote_stands_twice() -> None:
    from questions.bank import find_again

    again = find_again(Citation("any", 30, 33, "abc"), "abc" + "." * 24 + "abc" + "." * 24 + "abc")
    assert again == Citation("any", 27, 30, "abc")
    assert find_again(Citation("any", 0, 1, "x"), "abc") is None


def test_nothing_is_left_of_a_dump_that_failed(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(BankUnwritable):
        dump_bank(bank(), tmp_path / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize(
    ("old", "new", "error", "says"),
    [
        ("format: 1", "format: 2", BankShape, "line 1"),
        ("format: 1", "format: [", BankSyntax, "line"),
        ("kind: choice", "kind: riddle", BankShape, "kind"),
        ("title: The Harbour Light\nlanguage", "titel: The Harbour Light\nlanguage", BankShape, "title"),
        ("    start: ", "    start: -", BankShape, "start"),
        ("      document: harbour", "      document: other", BankShape, "other"),
    ],
)
def test_a_broken_bank_is_named_with_its_place(
    folder: Path, old: str, new: str, error: type[BankError], says: str
) -> None:
    path = folder / "harbour.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(error) as raised:
        load_bank(path)
    assert str(raised.value).startswith(f"[{error.code}] {path}")
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("text", ["", "just words", "- a list", "null"])
def test_yaml_that_is_no_bank_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(text)
    with pytest.raises(BankShape):
        load_bank(path)


def test_a_bank_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BankMissing, match="cannot be read"):
        load_bank(tmp_path / "bank.yaml")
