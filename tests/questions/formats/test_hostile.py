"""Whatever a file of questions holds, it ends in questions or in one line with a code, within its bounds."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questions.errors import DocumentError, FormatError
from questions.formats import FORMATS, contents, proved
from tests.material import bank, harbour
from tests.questions.formats.drawn import there
from tests.questions.formats.test_kahoot import sheet_of
from tests.questions.formats.test_qti import BOMB, choices, item, package, response
from tests.questions.reading.files import archive
from tests.questions.reading.hostile import HEBREW, MACRO_MARK, compound, members
from tests.questions.reading.test_matrix import within_bounds

IMPORTED = {name: f"a{one.suffix}" for name, one in FORMATS.items() if one.reader}
OURS = {name: there(bank(), name).data for name in IMPORTED}
COLUMNS: list[object] = ["Question", "Answer 1", "Answer 2", "Correct answer"]
SHEET = "xl/worksheets/sheet1.xml"
MACRO = {
    "[Content_Types].xml": (
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
}


def sheet(**changes: bytes) -> bytes:
    """Our spreadsheet with other parts; two underscores stand for a slash."""
    parts = {f"{name.replace('__', '/')}.xml": content for name, content in changes.items()}
    return archive({**members(OURS["kahoot"]), **parts})


def with_rows(rows: bytes) -> bytes:
    """Our spreadsheet with other rows."""
    part = members(OURS["kahoot"])[SHEET]
    head = part[: part.index(b"<sheetData>") + len(b"<sheetData>")]
    return sheet(xl__worksheets__sheet1=head + rows + b"</sheetData></worksheet>")


def macro() -> bytes:
    """Our spreadsheet as one with macros."""
    parts = members(OURS["kahoot"])
    for name, (plain, macros) in MACRO.items():
        parts[name] = parts[name].replace(plain, macros)
    return archive({**parts, "xl/vbaProject.bin": compound("VBA", MACRO_MARK)})


def locked(data: bytes) -> bytes:
    """An archive whose members all say that a password keeps them."""
    marked = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(mark)
        while at >= 0:
            marked[at + place] |= 1
            at = marked.find(mark, at + 1)
    return bytes(marked)


WHOLE = "read"
Files = Mapping[str, tuple[Callable[[], bytes], str]]

HOSTILE: Mapping[str, Files] = {
    "empty": {
        "gift": (lambda: b"", WHOLE),
        "moodle-xml": (lambda: b"", "Q071"),
        "csv": (lambda: b"", "Q071"),
        "aiken": (lambda: b"", WHOLE),
        "kahoot": (lambda: b"", "Q071"),
        "qti": (lambda: b"", "Q071"),
    },
    "truncated": {
        "gift": (lambda: OURS["gift"][: OURS["gift"].rindex(b"}")], "Q071"),
        "moodle-xml": (lambda: OURS["moodle-xml"][:-100], "Q071"),
        "csv": (lambda: OURS["csv"][:-100], WHOLE),
        "aiken": (lambda: OURS["aiken"][:-10], "Q071"),
        "kahoot": (lambda: OURS["kahoot"][:-100], "Q071"),
        "qti": (lambda: OURS["qti"][:-100], "Q071"),
    },
    "wrong ending": {
        "gift": (lambda: OURS["kahoot"], "Q002"),
        "moodle-xml": (lambda: OURS["gift"], "Q071"),
        "csv": (lambda: OURS["qti"], "Q002"),
        "aiken": (lambda: OURS["kahoot"], "Q002"),
        "kahoot": (lambda: OURS["qti"], "Q071"),
        "qti": (lambda: OURS["kahoot"], "Q071"),
    },
    "encrypted": {
        "kahoot": (lambda: compound("Root Entry", "EncryptionInfo", "EncryptedPackage"), "Q071"),
        "qti": (lambda: locked(OURS["qti"]), "Q071"),
    },
    "bomb": {
        "gift": (lambda: b"{" * 20_000_000, "Q071"),
        "moodle-xml": (lambda: f"<?xml version='1.0'?>{BOMB}<quiz>&b;</quiz>".encode(), "Q071"),
        "csv": (lambda: b'stem,key\n"' + b"a" * 1_000_000, "Q071"),
        "aiken": (lambda: b"A) x\n" * 1_000_000, "Q071"),
        "kahoot": (lambda: sheet(xl__styles=b" " * 101_000_000), "Q071"),
        "qti": (lambda: archive({"imsmanifest.xml": "<manifest/>", "a": bytes(101 * 1024**2)}), "Q071"),
    },
    "crowd": {
        "gift": (lambda: b"Who? {" + b"=a " * 300_000 + b"}", WHOLE),
        "moodle-xml": (lambda: b"<quiz>" + b"<question type='essay'/>" * 20_001 + b"</quiz>", "Q071"),
        "csv": (lambda: b"stem,key" + b",x" * 300_000 + b"\na,b\n", WHOLE),
        "aiken": (lambda: b"Why?\n" + b"A) x\n" * 300_000 + b"ANSWER: A\n", WHOLE),
        "kahoot": (lambda: with_rows(b"<row>" + b"<c><v>1</v></c>" * 300_000 + b"</row>"), "Q071"),
        "qti": (
            lambda: package({"a.xml": item(choices("Why?", *["So"] * 20_000), response("A"))}),
            WHOLE,
        ),
    },
    "macro": {"kahoot": (macro, WHOLE)},
    "right to left": {
        "gift": (lambda: f"{HEBREW} {{=כן ~לא}}".encode(), WHOLE),
        "moodle-xml": (lambda: OURS["moodle-xml"].replace(b"March 1871", "מרץ 1871".encode()), WHOLE),
        "csv": (lambda: f"stem,key\n{HEBREW},כן\n".encode(), WHOLE),
        "aiken": (lambda: f"{HEBREW}\nA. כן\nB. לא\nANSWER: A\n".encode(), WHOLE),
        "kahoot": (lambda: sheet_of(COLUMNS, [HEBREW, "כן", "לא", 1]), WHOLE),
        "qti": (lambda: package({"a.xml": item(choices(HEBREW, "כן", "לא"), response("A"))}), WHOLE),
    },
}
"""The makers of the files and what comes of them, by what is wrong and by format. A text has no lock."""

CELLS = [(kind, name) for kind, files in HOSTILE.items() for name in files]


def outcome(data: bytes, name: str, of: str) -> str:
    """What comes of a file: that it is read, or a code; nothing else may come."""
    try:
        proved(contents(data, name, of=of), [harbour()])
    except (FormatError, DocumentError) as error:
        assert name in str(error)
        assert "\n" not in str(error)
        return error.code
    return WHOLE


@pytest.mark.parametrize(("kind", "of"), CELLS)
def test_each_format_and_each_wrong_ends_as_it_should(kind: str, of: str) -> None:
    make, expected = HOSTILE[kind][of]
    data = make()
    with within_bounds():
        assert outcome(data, IMPORTED[of], of) == expected


def test_no_cell_of_the_matrix_is_empty() -> None:
    for kind, files in HOSTILE.items():
        if kind not in ("encrypted", "macro"):
            assert set(files) == set(IMPORTED), kind


def test_a_sheet_with_a_macro_gives_its_questions_and_styles_that_unpack_to_millions_give_none() -> None:
    assert [one.key for one in contents(macro(), "a.xlsx").held] == ["March 1871", "June 1913", "May 1956"]
    styles = b"<styleSheet><cellXfs>" + b"<xf/>" * 200_000 + b"</cellXfs></styleSheet>"
    with within_bounds():
        assert outcome(sheet(xl__styles=styles), "a.xlsx", "kahoot") == "Q071"


@pytest.mark.parametrize("of", IMPORTED)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=st.data())
def test_a_file_with_flipped_bits_ends_in_questions_or_a_code(of: str, drawn: st.DataObject) -> None:
    broken = bytearray(OURS[of])
    for place in drawn.draw(st.lists(st.integers(0, len(broken) * 8 - 1), min_size=1, max_size=20)):
        broken[place // 8] ^= 1 << place % 8
    outcome(bytes(broken[: drawn.draw(st.integers(1, len(broken)))]), IMPORTED[of], of)


@pytest.mark.parametrize("of", ["kahoot", "qti"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=st.data())
def test_an_archive_with_a_broken_part_ends_in_questions_or_a_code(of: str, drawn: st.DataObject) -> None:
    with ZipFile(io.BytesIO(OURS[of])) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    part = drawn.draw(st.sampled_from(sorted(parts)))
    broken = bytearray(parts[part])
    for place in drawn.draw(st.lists(st.integers(0, len(broken) - 1), min_size=1, max_size=8)):
        broken[place] = drawn.draw(st.sampled_from(b"<>&\"' /az09\x00\xff"))
    outcome(archive({**parts, part: bytes(broken)}), IMPORTED[of], of)
