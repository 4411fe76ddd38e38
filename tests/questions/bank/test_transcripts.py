"""The text of a file is kept beside the bank and written over only where the file has another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from questions.bank.transcripts import transcribe
from questions.errors import BankUnwritable
from tests.questions.reading.files import BUILT, KEPT, column, pdf, simple_pdf


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "light.pdf"
    path.write_bytes(simple_pdf())
    return path


def kept(file: Path) -> Path:
    transcript = transcribe(file, file.parent)
    transcript.keep()
    return transcript.path


def test_nothing_is_written_before_it_is_kept(file: Path) -> None:
    transcript = transcribe(file, file.parent / "banks")
    assert not transcript.path.parent.exists()
    transcript.keep()
    assert transcript.path == file.parent / "banks" / "light.pdf.md"
    assert transcript.path.read_bytes() == transcript.text.encode()


def test_while_the_file_stays_its_text_stays_with_what_a_person_mended(file: Path) -> None:
    path = kept(file)
    mended = path.read_text("utf-8").replace("Marta", "Martha")
    path.write_text(mended, encoding="utf-8", newline="")
    assert transcribe(file, file.parent).text == mended
    assert kept(file).read_text("utf-8") == mended


def test_a_file_that_was_saved_again_with_the_same_text_changes_nothing(file: Path) -> None:
    before = kept(file).read_bytes()
    file.write_bytes(file.read_bytes() + b"\n% saved again\n")
    assert kept(file).read_bytes() == before


def test_another_text_takes_its_place(file: Path) -> None:
    path = kept(file)
    file.write_bytes(pdf([column(72, 700, KEPT)]))
    assert kept(file) == path
    text = path.read_text("utf-8")
    assert KEPT in text
    assert BUILT not in text


def test_a_file_of_somebody_is_never_written_over(file: Path) -> None:
    path = file.parent / "light.pdf.md"
    path.write_text("My own notes on it.\n", encoding="utf-8")
    with pytest.raises(BankUnwritable) as raised:
        transcribe(file, file.parent)
    assert str(raised.value).startswith(f"[Q014] {path} is in the way of the text of {file}.")
    assert path.read_text("utf-8") == "My own notes on it.\n"


def test_two_files_of_one_name_have_texts_of_their_own(file: Path) -> None:
    taken = {file.parent / "light.pdf.md", file.parent / "light-2.pdf.md"}
    assert transcribe(file, file.parent, taken=taken).path.name == "light-3.pdf.md"


def test_a_file_without_an_ending_gets_that_of_its_format(file: Path) -> None:
    bare = file.rename(file.parent / "light")
    assert transcribe(bare, bare.parent).path.name == "light.pdf.md"
