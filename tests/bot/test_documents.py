"""Files that are not text, from the command line to the citation."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from rich.console import Console

from bot.banks import load_checked
from bot.cli import main
from bot.commands.play import play
from bot.services import OpenPassage
from bot.views.citation import place
from bot.views.reading import passage_view
from bot.views.words import english
from questions.bank import load_bank
from questions.model import Bank, Citation, Document
from questions.reading import document_from_text
from questions.reading.extraction import extract
from tests.material import TOWN
from tests.questions.reading.files import EVERY, column, pdf, word_bytes

SENTENCES = re.findall(r"[A-Z][^.]+\.", TOWN)


def town_pdf(*, pages: int) -> bytes:
    """A book of the town: a sentence of it on every eighth page, the others of no note."""
    sheets = []
    for number in range(1, pages + 1):
        told = (
            SENTENCES[(number // 8) % len(SENTENCES)] if number % 8 == 0 else "Nothing of note is told here."
        )
        words = told.split(" ", 8)
        sheets.append(
            [
                (72.0, 800.0, "A Book of Ostholm"),
                (72.0, 760.0, f"# Part {number * 3}"),
                *column(72, 720, f"This is what the old book has on its sheet {number}."),
                *column(72, 690, " ".join(words[:8]), *words[8:]),
                (300.0, 30.0, str(number)),
            ]
        )
    return pdf(sheets)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_hundred_pages_are_cited_by_their_pages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "town.pdf").write_bytes(town_pdf(pages=100))
    assert main(["generate", "town.pdf", "--out", "banks/town.yaml"]) == 0
    bank = load_bank(folder / "banks" / "town.yaml").bank
    document = bank.documents["town"]
    assert document.path == "town.pdf.md"
    cited = [citation for question in bank.questions for citation in question.citations]
    assert cited
    for citation in cited:
        passage = document.passage_at(citation.start)
        assert passage
        assert passage.page
        assert passage.page % 8 == 0
        pages = [
            page for page in range(8, 101, 8) if citation.quote in SENTENCES[(page // 8) % len(SENTENCES)]
        ]
        assert passage.page in pages
        assert f"page\u00a0{passage.page}," in place(english(), bank, citation)
    assert {passage.page for passage in document.passages} == set(range(1, 101))
    assert all(passage.heading == f"Part {3 * (passage.page or 0)}" for passage in document.passages)

    before = {path: path.read_bytes() for path in (folder / "banks").iterdir()}
    assert main(["generate", "town.pdf", "--out", "banks/town.yaml"]) == 0
    assert {path: path.read_bytes() for path in (folder / "banks").iterdir()} == before
    capsys.readouterr()
    assert main(["check", "banks/town.yaml"]) == 0
    out = StringIO()
    assert (
        play(
            folder / "banks" / "town.yaml",
            length=1,
            random=Random(1),
            console=Console(file=out, width=400),
            ask=lambda prompt: "A" if "A to" in prompt else "x",
        )
        == 0
    )
    assert re.search(
        r"— A Book of Ostholm, page \d+, paragraph \d+|— Part 3, page \d+, paragraph \d+", out.getvalue()
    )


def test_a_changed_file_is_read_again_and_its_citations_are_found_again(folder: Path) -> None:
    lines = [*SENTENCES[:8]]
    (folder / "town.pdf").write_bytes(pdf([column(72, 720, *lines)]))
    assert main(["generate", "town.pdf", "--out", "town.yaml"]) == 0
    before = load_checked(folder / "town.yaml")
    (folder / "town.pdf").write_bytes(pdf([column(72, 720, "A new first page."), column(72, 720, *lines)]))
    assert main(["generate", "town.pdf", "--out", "town.yaml"]) == 0
    after = load_bank(folder / "town.yaml")
    assert (after.moved, after.lost) == ((), ())
    pages = {
        passage.page
        for question in after.bank.questions
        if (passage := after.bank.documents["town"].passage_at(question.citation.start))
    }
    assert pages == {2}
    assert {one.id for one in before.questions} & {one.id for one in after.bank.questions}


def test_a_text_that_was_thrown_away_is_made_again(folder: Path) -> None:
    (folder / "town.pdf").write_bytes(town_pdf(pages=16))
    assert main(["generate", "town.pdf", "--out", "town.yaml"]) == 0
    before = (folder / "town.yaml").read_bytes()
    (folder / "town.pdf.md").unlink()
    assert main(["generate", "town.pdf", "--out", "town.yaml"]) == 0
    assert (folder / "town.yaml").read_bytes() == before


def test_nothing_is_written_where_nothing_can_be_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.pdf").write_bytes(pdf([column(72, 720, "It is so, and that is what it is like here.")]))
    assert main(["generate", "a.pdf", "--out", "banks/a.yaml"]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("[Q020] ")
    assert not (folder / "banks").exists()


def test_a_broken_file_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.docx").write_bytes(word_bytes()[:-40])
    (folder / "b.pdf").write_bytes(word_bytes())
    (folder / "c.xyz").write_bytes(b"words")
    told = []
    for name in ("a.docx", "b.pdf", "c.xyz"):
        assert main(["generate", name, "--out", "a.yaml"]) == 2
        told.append(capsys.readouterr().err.splitlines()[-1])
    assert told[0].startswith("[Q007] a.docx is damaged")
    assert (
        told[1] == "[Q002] b.pdf is not what its ending says but a Word document. Rename it to end in .docx."
    )
    assert told[2].endswith(
        "ends in .txt, .text, .md, .markdown, .pdf, .docx, .pptx, .odt, .epub, .html, .htm, .xhtml."
    )


def extracted(name: str) -> Document:
    return document_from_text(extract(EVERY[name](), name).text, path=f"{name}.md")


@pytest.mark.parametrize(
    ("name", "at", "told", "opened"),
    [
        ("a.pdf", 1, "— The Harbour Light, page\u00a02, paragraph\u00a02", "Page 2 · paragraph 2 of 2"),
        ("a.pptx", 3, "— The Harbour Light, slide\u00a04", "Slide 4 · paragraph 4 of 4"),
        ("a.epub", 2, "— The Harbour Light, “The keepers”, paragraph\u00a03", "Paragraph 3 of 5"),
        ("a.docx", 2, "— The Harbour Light, “Keepers”, paragraph\u00a03", "Paragraph 3 of 3"),
    ],
)
def test_a_place_is_told_as_the_format_counts(name: str, at: int, told: str, opened: str) -> None:
    document = extracted(name)
    passage = document.passages[at]
    quote = document.text[passage.start : passage.end]
    citation = Citation(document.id, passage.start, passage.end, quote)
    bank = Bank("A", "en", {document.id: document})
    assert place(english(), bank, citation) == told
    view = passage_view(english(), OpenPassage(document, passage, (passage.start, passage.start), 0))
    assert opened in view.html
