"""`quizbot export` and `quizbot import`, as a person types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from questions.bank import dump_bank, load_bank
from questions.formats import FORMATS
from questions.model import Status
from tests.material import TEXT, bank, typed_bank
from tests.questions.reading.files import archive
from tests.questions.reading.hostile import members


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "harbour.txt").write_bytes(TEXT.encode())
    dump_bank(bank(), tmp_path / "harbour.yaml")
    dump_bank(typed_bank(), tmp_path / "typed.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("to", ["gift", "moodle-xml", "csv", "qti"])
def test_a_bank_goes_out_and_comes_in_unchanged(folder: Path, to: str) -> None:
    for name in ("harbour", "typed"):
        file = f"out/{name}{FORMATS[to].suffix}"
        assert main(["export", f"{name}.yaml", "--to", to, "--out", file]) == 0
        assert main(["import", file, "--out", f"again/{name}.yaml"]) == 0
        before, after = (load_bank(folder / one / f"{name}.yaml").bank for one in (".", "again"))
        assert after.questions == before.questions
        assert (after.title, after.language) == (before.title, before.language)
        assert after.documents["harbour"].path == "../harbour.txt"
        assert main(["check", f"again/{name}.yaml"]) == 0


@pytest.mark.parametrize("to", FORMATS)
def test_the_file_lies_beside_the_bank_by_default(
    folder: Path, to: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "harbour.yaml", "--to", to]) == 0
    assert (folder / f"harbour{FORMATS[to].suffix}").stat().st_size > 0
    assert "3 of 3 questions" in capsys.readouterr().out
    assert (folder / "harbour.txt").read_text("utf-8") == TEXT


@pytest.mark.usefixtures("folder")
def test_what_a_format_cannot_hold_is_counted_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    dump_bank(typed_bank(), Path("typed.yaml"))
    assert main(["export", "typed.yaml", "--to", "kahoot"]) == 2
    assert capsys.readouterr().err.startswith("[Q075] kahoot can hold no question of this bank (")
    assert main(["export", "harbour.yaml", "--to", "aiken"]) == 0
    first, second = capsys.readouterr().err.splitlines()
    assert first == "harbour.aiken.txt: 1 left out"
    assert second.startswith("harbour.aiken.txt: every question: citations, feedback")


def test_questions_of_others_need_a_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "theirs.gift").write_text(
        "When did Marta Brandt build the light? {=March 1871 ~June 1913}\n\n"
        "Who was king? {=Frederik ~Olaf}\n",
        encoding="utf-8",
    )
    assert main(["import", "theirs.gift", "--out", "theirs.yaml"]) == 2
    assert "[Q072] theirs.gift names no document that would prove its 2 questions" in capsys.readouterr().err
    assert not (folder / "theirs.yaml").exists()
    assert main(["import", "theirs.gift", "--out", "theirs.yaml", "--document", "harbour.txt"]) == 0
    said = capsys.readouterr()
    assert said.out == "theirs.yaml: 1 question, of which 1 is a draft until you approve it\n"
    assert "theirs.gift: line 3: no passage proves it, so it is not in the bank" in said.err.splitlines()
    made = load_bank(folder / "theirs.yaml").bank
    assert [one.status for one in made.questions] == [Status.DRAFT]
    assert made.approved == ()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["export", "harbour.yaml", "--to", "quizlet"], "Q070"),
        (["export", "none.yaml", "--to", "gift"], "Q010"),
        (["export", "harbour.yaml", "--to", "gift", "--out", "harbour.txt"], "Q074"),
        (["export", "harbour.yaml", "--to", "gift", "--out", "harbour.yaml"], "Q074"),
        (["export", "harbour.yaml", "--to", "gift", "--out", "harbour.txt/a"], "Q074"),
        (["import", "none.gift", "--out", "new.yaml"], "Q073"),
        (["import", "harbour.yaml", "--out", "new.yaml"], "Q070"),
        (["import", "harbour.txt", "--from", "moodle-xml", "--out", "new.yaml"], "Q071"),
        (["import", "harbour.txt", "--out", "new.yaml", "--document", "harbour.txt"], "Q072"),
        (["import", "harbour.txt", "--out", "harbour.yaml"], "Q014"),
    ],
)
def test_each_failure_is_one_line_with_its_code(
    command: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith(f"[{code}] ")
    assert Path("harbour.txt").read_text("utf-8") == TEXT
    assert not Path("new.yaml").exists()


def test_a_file_from_anyone_opens_no_file_that_is_no_document(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "harbour.yaml", "--to", "gift"]) == 0
    file = folder / "harbour.gift"
    for path, code in (("/dev/zero", "Q002"), ("gone.txt", "Q001")):
        file.write_text(file.read_text("utf-8").replace("harbour.txt", path), encoding="utf-8")
        assert main(["import", "harbour.gift", "--out", "new.yaml"]) == 2
        assert f"[{code}]" in capsys.readouterr().err
        file.write_text(file.read_text("utf-8").replace(path, "harbour.txt"), encoding="utf-8")


def test_a_moved_document_is_given_by_hand(folder: Path) -> None:
    assert main(["export", "harbour.yaml", "--to", "moodle-xml"]) == 0
    (folder / "harbour.txt").rename(folder / "light.txt")
    command = ["import", "harbour.moodle.xml", "--out", "new.yaml", "--document", "light.txt"]
    assert main(command) == 0
    assert load_bank(folder / "new.yaml").bank.questions == bank().questions


def test_the_help_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    told = capsys.readouterr().out
    assert all(name in told for name in FORMATS)


def test_of_a_package_that_holds_nothing_for_us_each_reason_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "harbour.yaml", "--to", "qti"]) == 0
    file = folder / "harbour.qti.zip"
    newer = {
        name: content.replace(b"imsqti_item_xmlv2p1", b"imsqti_item_xmlv3p0")
        for name, content in members(file.read_bytes()).items()
    }
    file.write_bytes(archive(newer))
    assert main(["import", "harbour.qti.zip", "--out", "new.yaml"]) == 2
    said = capsys.readouterr().err
    assert "[Q072]" in said
    assert said.count("it is of the type imsqti_item_xmlv3p0") == 3
