"""Whatever is wrong with a file of whichever format: its text or one clear code, within time and memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time

import pytest

from questions.errors import DocumentError
from questions.reading.extraction import ENDINGS, extract
from tests.questions.reading.files import BUILT, EVERY
from tests.questions.reading.hostile import (
    HEBREW,
    HOSTILE,
    MACRO_MARK,
    MACRO_TYPES,
    NUMBERED,
    macro,
    shown_one_by_one,
)

MOST_SECONDS = 20.0
"""Of processor; the bot allows ten minutes for reading and asking."""

MOST_MEMORY = 600 * 1024
"""Kibibytes beyond what was held before; the bot allows 3 GB."""

TEXT = "text"
EXPECTED = {
    "empty": "Q004",
    "wrong ending": "Q002",
    "encrypted": "Q006",
    "bomb": "Q008",
    "crowd": "Q008",
    "macro": TEXT,
    "500 pages": TEXT,
    "right to left": TEXT,
}
OTHERWISE = {
    ("truncated", "a.pdf"): "Q007",
    ("truncated", "a.docx"): "Q007",
    ("truncated", "a.pptx"): "Q007",
    ("truncated", "a.odt"): "Q007",
    ("truncated", "a.epub"): "Q007",
    ("truncated", "a.html"): TEXT,
    ("bomb", "a.pdf"): "Q004",
    ("bomb", "a.html"): "Q004",
    ("crowd", "a.html"): "Q004",
    ("500 pages", "a.pptx"): "Q008",
    ("pictures alone", "a.pdf"): "Q005",
    ("pictures alone", "a.html"): "Q004",
}
"""What comes of a file, where its format makes another thing of it."""

CELLS = [(kind, name) for kind, files in HOSTILE.items() for name in files]


def peak() -> int | None:
    """The most memory that we held since this was last asked, in KiB; None where nobody counts it."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return None
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


@contextmanager
def within_bounds() -> Iterator[None]:
    peak()
    before, began = peak(), process_time()
    yield
    assert process_time() - began < MOST_SECONDS
    after = peak()
    assert before is None or after is None or after - before < MOST_MEMORY


def outcome(data: bytes, name: str) -> tuple[str, str]:
    """What comes of a file: `text` and its text, or a code and its line."""
    try:
        return TEXT, extract(data, name).text
    except DocumentError as error:
        return error.code, str(error)


@pytest.mark.parametrize(("kind", "name"), CELLS)
def test_each_format_and_each_wrong_ends_as_it_should(kind: str, name: str) -> None:
    data = HOSTILE[kind][name]()
    with within_bounds():
        what, told = outcome(data, name)
    assert what == OTHERWISE.get((kind, name)) or what == EXPECTED.get(kind), told
    if what != TEXT:
        assert told.startswith(f"[{what}] {name} ")
        assert "\n" not in told


def test_no_cell_of_the_matrix_is_empty() -> None:
    missing = [(kind, name) for kind in EXPECTED for name in EVERY if (kind, name) not in CELLS]
    assert missing == [("encrypted", "a.html")]
    assert {Path(name).suffix for name in EVERY} == set(ENDINGS.values())


@pytest.mark.parametrize("name", EVERY)
def test_of_a_macro_or_a_script_nothing_is_read(name: str) -> None:
    text = extract(HOSTILE["macro"][name](), name).text
    assert BUILT in text
    assert MACRO_MARK not in text


@pytest.mark.parametrize(("name", "ending"), [("a.docx", ".docm"), ("a.pptx", ".pptm")])
def test_a_file_that_calls_itself_a_macro_file_is_told_its_plain_name(name: str, ending: str) -> None:
    assert name in MACRO_TYPES
    code, told = outcome(macro(name), f"a{ending}")
    assert code == "Q002"
    assert f"Rename it to end in {Path(name).suffix}" in told


@pytest.mark.parametrize("name", [name for name in EVERY if name != "a.pptx"])
def test_of_500_pages_none_is_lost(name: str) -> None:
    text = " ".join(extract(HOSTILE["500 pages"][name](), name).text.split())
    assert all(one in text for one in NUMBERED)


def test_of_480_slides_none_is_lost_since_each_is_two_of_a_thousand_parts() -> None:
    text = extract(shown_one_by_one(*NUMBERED[:480]), "a.pptx").text
    assert all(one in text for one in NUMBERED[:480])


@pytest.mark.parametrize("name", EVERY)
def test_what_runs_from_the_right_is_read_as_it_is_spoken(name: str) -> None:
    assert HEBREW in extract(HOSTILE["right to left"][name](), name).text
