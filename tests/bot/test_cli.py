"""The command `quizbot`, as a person types it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from random import Random
from threading import Event

import pytest
from rich.console import Console

from bot.cli import main
from bot.commands import progress
from bot.commands.generate import generate
from bot.commands.play import play
from questions.bank import dump_bank, load_bank
from questions.generation import Dropped, Stretch
from questions.generation.rules.prose import STRETCH
from questions.model import Document, Status
from tests.benchmarks.corpus import prose
from tests.material import TEXT, TOWN, Fixed, bank, typed_bank
from tests.questions.generation.llm.prose import chronicle
from tests.questions.generation.llm.scholar import write
from tests.questions.generation.llm.server import KEY, MODEL, ModelServer

ROOT = Path(__file__).parents[2]

GERMAN = """Der Leuchtturm von Ostholm wurde im März 1871 von Marta Brandt gebaut. Er ist 31 Meter hoch, und \
seine Lampe brannte 42 Jahre lang mit Öl."""
FRENCH = """Le phare d’Ostholm fut construit en mars 1871 par Marta Brandt. Il mesure 31 mètres, et sa lampe \
a brûlé de l’huile pendant 42 ans."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "harbour.txt").write_bytes(TEXT.encode())
    dump_bank(bank(), tmp_path / "harbour.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_generate_then_check(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "harbour.txt", "--out", "banks/made.yaml", "--title", "The light"]) == 0
    made = load_bank(folder / "banks" / "made.yaml").bank
    assert made.title == "The light"
    assert made.documents["harbour"].path == "../harbour.txt"
    assert main(["check", "banks/made.yaml"]) == 0
    assert (
        f"{len(made.questions)} approved of {len(made.questions)} questions, 0 faults"
        in capfd.readouterr().out
    )


def test_generating_again_keeps_what_a_teacher_did(folder: Path) -> None:
    assert main(["generate", "harbour.txt", "--out", "made.yaml"]) == 0
    path = folder / "made.yaml"
    mended = path.read_text("utf-8").replace("status: approved", "status: rejected", 1)
    path.write_text(mended, encoding="utf-8")
    assert main(["generate", "harbour.txt", "--out", "made.yaml"]) == 0
    assert path.read_text("utf-8") == mended


def test_a_changed_document_takes_no_question_away_unsaid(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["generate", "town.txt", "--out", "made.yaml"]
    path = folder / "made.yaml"
    (folder / "town.txt").write_bytes(TOWN.encode())
    assert main(command) == 0
    edited, lost = (
        next(one for one in load_bank(path).bank.questions if quote in one.citation.quote)
        for quote in ("Marta Brandt built", "Bergstad was opened")
    )
    stem = "In which month was the harbour light of Ostholm built?"
    yaml = path.read_text("utf-8")
    path.write_text(yaml.replace(f"stem: {edited.stem}", f"stem: {stem}", 1), encoding="utf-8")
    changed = TOWN.replace(lost.citation.quote, "The railway is gone.").replace(
        "\n\n", "\n\nIt is old.\n\n", 1
    )
    (folder / "town.txt").write_bytes(changed.encode())
    capsys.readouterr()

    assert main(command) == 0
    says = [line for line in capsys.readouterr().err.splitlines() if "set to draft" in line]
    again = load_bank(path)
    drafts = [one.id for one in again.bank.questions if one.status is Status.DRAFT]
    assert lost.id in drafts
    assert says == [
        "made.yaml: set to draft, since their quotes no longer stand in the document: " + ", ".join(drafts)
    ]
    kept = again.bank.question(edited.id)
    assert (kept.stem, kept.status) == (stem, Status.APPROVED)
    assert kept.citation.start == edited.citation.start + len("It is old.\n\n")
    assert (again.lost, again.moved) == ((), ())
    assert main(["check", "made.yaml"]) == 0


@pytest.mark.usefixtures("folder")
def test_questions_that_are_not_made_any_more_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fixed, "origin", "rules/1")
    assert "gone" not in told()
    assert "made.yaml: 2 questions of before are gone" in told(limit=1).splitlines()
    assert "gone" not in told(limit=1)
    told(limit=2)
    assert "made.yaml: 1 question of before is gone" in told(limit=1).splitlines()


def test_two_documents_of_one_name_are_told_apart(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "harbour.txt").write_bytes(TEXT.encode())
    assert main(["generate", "harbour.txt", "other/harbour.txt", "--out", "made.yaml", "--limit", "1"]) == 0
    made = load_bank(folder / "made.yaml").bank
    assert list(made.documents) == ["harbour", "harbour-2"]
    assert len(made.questions) == 1


def test_no_two_documents_share_an_id(folder: Path) -> None:
    for place in ("a/harbour.txt", "b/harbour-2.txt", "c/harbour.txt"):
        (folder / place).parent.mkdir()
        (folder / place).write_bytes(TEXT.encode())
    files = [Path("a/harbour.txt"), Path("b/harbour-2.txt"), Path("c/harbour.txt")]
    assert generate(files, out=Path("made.yaml"), generator=Fixed(), console=Console(file=StringIO())) == 0
    documents = load_bank(folder / "made.yaml").bank.documents
    assert [one.path for one in documents.values()] == [path.as_posix() for path in files]


def test_a_document_that_is_not_english_is_named_and_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "german.txt").write_text(GERMAN, encoding="utf-8")
    assert main(["generate", "german.txt", "harbour.txt", "--out", "made.yaml"]) == 0
    assert list(load_bank(folder / "made.yaml").bank.documents) == ["harbour"]
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("[")]
    assert line.startswith("[Q021] german.txt does not read like English, ")
    assert line.endswith(" It is left out.")


def test_a_language_model_makes_questions_of_a_document_in_its_language(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "german.txt").write_text(f"Ostholm\n\n{GERMAN} 1956 wurde er geschlossen.", encoding="utf-8")
    command = ["generate", "german.txt", "--out", "banks/made.yaml", "--engine", "llm"]
    with ModelServer(write=lambda data: write(data, language="de")) as server:
        for name, value in (("MODEL", MODEL), ("BASE_URL", server.address), ("API_KEY", KEY)):
            monkeypatch.setenv(f"LLM_{name}", value)
        assert main(command) == 0
        first = capsys.readouterr().err
        assert main(command) == 0
    made = load_bank(folder / "banks" / "made.yaml").bank
    assert (made.language, len(server.received)) == ("de", 2)
    assert "banks/made.yaml: 2 requests, " in first
    assert "tokens read, " in first
    assert "banks/made.yaml: 0 requests, 0 tokens read, 0 written; " in capsys.readouterr().err
    assert main(["check", "banks/made.yaml"]) == 0
    assert (folder / "banks" / "llm-cache.jsonl").exists()


def test_what_the_budget_did_not_reach_for_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "long.txt").write_text(chronicle(12), encoding="utf-8")
    with ModelServer() as server:
        settings = {"MODEL": MODEL, "BASE_URL": server.address, "API_KEY": KEY, "BUDGET": "9000"}
        for name, value in settings.items():
            monkeypatch.setenv(f"LLM_{name}", value)
        assert main(["generate", "long.txt", "--out", "made.yaml", "--engine", "llm"]) == 0
    assert "made.yaml: the budget of 9000 tokens ended it before the last passage" in capsys.readouterr().err
    assert 0 < len(load_bank(folder / "made.yaml").bank.questions) < 12


def told(*, stream: StringIO | None = None, terminal: bool = False, **options: object) -> str:
    """What generating tells on a console of 60 columns."""
    stream = stream or StringIO()
    console = Console(file=stream, force_terminal=terminal, color_system=None, width=60)
    dropped = [Dropped("an [open] subject", f"It was\n number {n} {'and on ' * 20}") for n in (1, 1, 2, 3, 4)]
    arguments = {"out": Path("made.yaml"), "generator": Fixed(dropped), "console": console}
    assert generate([Path("harbour.txt")], **(arguments | options)) == 0  # type: ignore[arg-type]
    return stream.getvalue()


@pytest.mark.usefixtures("folder")
def test_the_summary_counts_what_was_kept_of_what_was_considered() -> None:
    cells = re.sub(r"[│\s]+", " ", told(limit=2))
    assert "choice 2 kept / considered 2 / 3" in cells
    assert "open" not in cells


@pytest.mark.usefixtures("folder")
def test_what_was_let_go_is_explained_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fixed, "ranks", (0.9, 0.85, 0.1))
    out = told(explain=True, limit=1)
    cells = re.sub(r"[│\s]+", " ", out)
    assert "sentences not asked: an [open] subject 5" in cells
    assert "candidates refused: rank 1" in cells
    assert "candidates refused: over the limit 1" in cells
    examples = [line for line in out.splitlines() if line.startswith("  It was")]
    assert [line[:18] for line in examples] == [f"  It was number {n} " for n in (1, 2, 3)]
    assert all(len(line) == 60 and line.endswith("…") for line in examples)
    assert "  Jon Vik kept the light until ____." in map(str.rstrip, out.splitlines())


def test_the_command_explains_when_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "harbour.txt", "--out", "made.yaml", "--explain"]) == 0
    assert "let go" in capsys.readouterr().err
    assert (folder / "made.yaml").exists()


def test_two_processes_make_the_bank_that_one_makes(folder: Path) -> None:
    (folder / "town.md").write_text(prose(2 * STRETCH), encoding="utf-8")
    command = ["generate", "town.md", "--jobs"]
    assert main([*command, "1", "--out", "one.yaml"]) == 0
    assert main([*command, "2", "--out", "two.yaml"]) == 0
    assert len(load_bank(folder / "one.yaml").bank.questions) > 10
    assert (folder / "one.yaml").read_bytes() == (folder / "two.yaml").read_bytes()


@pytest.mark.parametrize("jobs", ["0", "-1", "1.5", "two", ""])
def test_a_number_of_processes_that_is_none_is_a_line(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["generate", "harbour.txt", "--out", "made.yaml", f"--jobs={jobs}"])
    assert left.value.code == 2
    *_, line = capsys.readouterr().err.splitlines()
    assert line == "quizbot generate: error: argument --jobs: it takes a whole number from 1"


class Slow(Fixed):
    """An engine that reads on only when something has been shown."""

    def __init__(self, seen: Event) -> None:
        super().__init__()
        self._seen = seen

    def stretches(self, documents: Sequence[Document]) -> Iterator[Stretch]:
        yield Stretch((), (), 20)
        assert self._seen.wait(20)
        yield from super().stretches(documents)


class Watched(StringIO):
    """A stream that tells when the rest of the time is shown in it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = Event()

    def write(self, text: str) -> int:
        written = super().write(text)
        if re.search(r"Looking for questions.* \d+%.*0:00:0\d", self.getvalue()):
            self.seen.set()
        return written


@pytest.mark.usefixtures("folder")
def test_who_waits_sees_how_much_was_read_and_how_long_the_rest_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    stream = Watched()
    out = told(stream=stream, terminal=True, generator=Slow(stream.seen))
    assert out.count("\x1b[?25l") == out.count("\x1b[?25h") == 1, "the cursor is hidden and comes back"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("terminal", [True, False])
def test_nothing_flickers_in_a_short_run_or_without_a_terminal(
    terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not terminal:
        monkeypatch.setattr(progress, "PATIENCE", 0.0)
    out = told(terminal=terminal)
    assert out.startswith("made.yaml: 3 questions to ask")
    assert "\x1b[?" not in out
    assert "\r" not in out


def test_check_names_every_fault_and_exits_with_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "harbour.yaml"
    text = path.read_text("utf-8").replace("stem: When did Marta", "stem: When exactly did she, Marta")
    path.write_text(text.replace("text: June 1923", "text: '1923'"), encoding="utf-8")
    assert main(["check", "harbour.yaml"]) == 1
    out = capsys.readouterr().out
    assert "[V09]" in out
    assert "[V10]" in out
    assert "2 faults" in out


def test_check_names_a_quote_that_is_lost(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "harbour.txt").write_bytes(TEXT.replace("Marta Brandt", "Somebody").encode())
    assert main(["check", "harbour.yaml"]) == 1
    assert (
        f"question {bank().questions[0].id}: its quote is no longer in the document"
        in capsys.readouterr().out
    )


def test_play_asks_in_the_terminal(folder: Path) -> None:
    replies = iter(["x", "a", "A", "q"])
    with (folder / "out").open("w+", encoding="utf-8") as file:
        console = Console(file=file, width=100, highlight=False)
        assert (
            play(
                folder / "harbour.yaml",
                length=3,
                random=Random(1),
                console=console,
                ask=lambda _: next(replies),
            )
            == 0
        )
        file.seek(0)
        out = file.read()
    assert "Please type one letter from A to D." in out
    assert "The Harbour Light, paragraph" in out
    assert "of 2 right." in out


def test_play_takes_an_answer_in_words_where_there_is_nothing_to_choose_from(folder: Path) -> None:
    dump_bank(typed_bank(), folder / "typed.yaml")
    replies = iter(["the year 1066", "15,900", "q"])
    with (folder / "out").open("w+", encoding="utf-8") as file:
        console = Console(file=file, width=100, highlight=False)
        played = play(
            folder / "typed.yaml",
            length=3,
            random=Random(1),
            console=console,
            ask=lambda _: next(replies),
        )
        file.seek(0)
        out = file.read()
    assert played == 0
    assert "of 2 right." in out
    assert "No: it is" in out


def run(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LOCAL_PORT": "0", "PYTHONPATH": str(ROOT), **settings}
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def taken_port() -> socket.socket:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    return listener


BROKEN = [
    (("generate", "missing.txt", "--out", "x.yaml"), {}, "Q001"),
    (("generate", "image.png", "--out", "x.yaml"), {}, "Q002"),
    (("generate", "harbour.txt", "--out", "broken.yaml"), {}, "Q011"),
    (("generate", "short.txt", "--out", "x.yaml"), {}, "Q020"),
    (("generate", "german.txt", "french.txt", "--out", "x.yaml"), {}, "Q021"),
    (("generate", "harbour.txt", "--out", "x.yaml"), {"SPACY_PIPELINE": "no_such_pipeline"}, "Q030"),
    (("generate", "harbour.txt", "--out", "x.yaml", "--engine", "llm"), {}, "Q081"),
    (("generate", "harbour.txt", "--out", "x.yaml", "--engine", "llm"), {"LLM_MODEL": "qwen3:8b"}, "Q081"),
    (
        ("generate", "harbour.txt", "--out", "x.yaml", "--engine", "llm"),
        {"LLM_MODEL": "qwen3:8b", "LLM_BASE_URL": "http://127.0.0.1:1/v1"},
        "Q083",
    ),
    (("generate", "harbour.txt", "--out", "x.yaml", "--engine", "llm"), {"LLM_BUDGET": "much"}, "Q050"),
    (("check", "missing.yaml"), {}, "Q010"),
    (("check", "broken.yaml"), {}, "Q011"),
    (("play", "faulty.yaml"), {}, "Q013"),
    (("backup", "x.yaml"), {}, "Q040"),
    (("backup", "x.yaml"), {"DATABASE_URL": "nonsense"}, "Q040"),
    (("restore", "missing.db"), {}, "Q044"),
    (("restore", "image.png"), {}, "Q044"),
    (("backup", "x.yaml"), {"DATABASE_URL": "postgresql+psycopg://ana:s3cret@host/quiz"}, "Q045"),
    (("restore", "image.png"), {"DATABASE_URL": "postgresql+psycopg://ana:s3cret@host/quiz"}, "Q045"),
    (("migrate-database", "nonsense:s3cret", "sqlite:///x.yaml"), {}, "Q040"),
    (("migrate-database", "postgresql://ana:s3cret@host:port/quiz", "sqlite:///x.yaml"), {}, "Q040"),
    (("migrate-database", "mysql://ana:s3cret@host/quiz", "sqlite:///x.yaml"), {}, "Q040"),
    (("migrate-database", "sqlite:///none.db", "sqlite:///x.yaml"), {}, "Q040"),
    (("migrate-database", "sqlite:///image.png", "sqlite:///x.yaml"), {}, "Q040"),
    (("migrate-database", "postgresql://ana:s3cret@127.0.0.1:1/quiz", "sqlite:///x.yaml"), {}, "Q040"),
    ((), {"DATABASE_URL": "sqlite:///x.yaml"}, "Q040"),
    ((), {"LOG_LEVEL": "LOUD"}, "Q050"),
    ((), {"BANKS_DIR": "empty"}, "Q053"),
    ((), {"BANKS_DIR": "."}, "Q011"),
    ((), {"DATABASE_URL": "sqlite+aiosqlite:///image.png"}, "Q040"),
    ((), {"DATABASE_URL": "nonsense"}, "Q040"),
    ((), {"DATABASE_URL": "postgresql+nodriver://x/y"}, "Q040"),
    ((), {"LOCAL_DATA": "image.png"}, "Q040"),
    ((), {"WEBHOOK_URL": "https://example.org/hook"}, "Q052"),
    ((), {"TELEGRAM_BOT_TOKEN": "1:x", "TELEGRAM_API_URL": "http://127.0.0.1:9"}, "Q052"),
]


@pytest.mark.parametrize(("arguments", "settings", "code"), BROKEN, ids=lambda value: str(value)[:40])
def test_what_a_person_can_mend_is_one_line_with_its_code(
    folder: Path, arguments: tuple[str, ...], settings: dict[str, str], code: str
) -> None:
    (folder / "image.png").write_bytes(b"\x89PNG\x00\x01" * 1000)
    (folder / "short.txt").write_text("They went home.")
    (folder / "german.txt").write_text(GERMAN, encoding="utf-8")
    (folder / "french.txt").write_text(FRENCH, encoding="utf-8")
    (folder / "broken.yaml").write_text("format: [")
    (folder / "empty").mkdir()
    faulty = (
        (folder / "harbour.yaml").read_text("utf-8").replace("stem: When did Marta", "stem: When did she")
    )
    (folder / "faulty.yaml").write_text(faulty, encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.glob("*.*")}
    ran = run(folder, *arguments, **settings)
    assert ran.returncode == 2, ran.stderr
    lines = [line for line in ran.stderr.splitlines() if line.startswith("[")]
    assert len(lines) == 1, ran.stderr
    assert lines[0].startswith(f"[{code}] ")
    assert "Traceback" not in ran.stderr
    assert "s3cret" not in ran.stderr
    assert {path: path.read_bytes() for path in before} == before
    assert not (folder / "x.yaml").exists()


def test_a_port_that_is_taken_is_named(folder: Path) -> None:
    with taken_port() as listener:
        port = listener.getsockname()[1]
        ran = run(folder, LOCAL_PORT=str(port))
    assert ran.returncode == 2
    assert ran.stderr.strip().splitlines()[-1].startswith(f"[Q051] Port {port} cannot")


def test_the_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    out = capsys.readouterr().out
    assert all(command in out for command in ("generate", "check", "play"))
