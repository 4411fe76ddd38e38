"""The house keeps its layers: a lower room never imports a higher one."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

FORBIDDEN = {
    "questions": ("storage", "bot", "telegram", "sqlalchemy"),
    "questions/quiz": ("yaml", "telegram", "sqlalchemy", "time"),
    "questions/reading": ("questions.generation", "questions.bank"),
    "questions/reading/extraction": ("questions.model", "questions.generation", "questions.bank"),
    "questions/language": ("questions.generation",),
    "questions/verification": ("questions.generation",),
    "questions/bank": ("questions.generation",),
    "questions/formats": ("storage", "bot", "questions.generation"),
    "questions/generation": ("storage", "bot"),
    "questions/search": ("questions.bank", "questions.generation", "questions.language", "questions.reading"),
    "storage": ("bot", "telegram"),
    "bot/services": ("telegram",),
    "bot/handlers": ("sqlalchemy", "storage"),
    "bot/views": ("storage", "sqlalchemy"),
    "bot/local": ("bot.services", "bot.handlers", "bot.views", "storage", "questions"),
}
"""What each room must not import."""

EXTRACTORS = "'pypdfium2', 'docx', 'pptx', 'trafilatura', 'lxml', 'defusedxml'"
FILE_ROOMS = ("questions/reading/extraction", "questions/formats")
MODEL_LIBRARIES = ("pydantic_ai", "genai_prices", "openai", "anthropic", "google", "httpx2")
"""What speaks to language models: an extra, which nothing but the engine on them may ask for."""

LATER = (
    "alembic",
    "charset_normalizer",
    "markdown_it",
    "questions.generation",
    "questions.quiz.typed.keys",
    "questions.reading.extraction.manuscript",
    "sqlalchemy.dialects.postgresql",
)
"""What most starts, or all first replies, do without."""

SPACY_ROOMS = ("questions/language", "questions/generation/rules")
TOP_LEVEL = {
    "bot",
    "questions",
    "storage",
    "tests",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "SECURITY.md",
    "constraints.txt",
}


def modules(room: str) -> Iterator[Path]:
    yield from (ROOT / room).rglob("*.py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_imports_nothing_from_above(room: str) -> None:
    found = list(modules(room))
    assert found, f"{room} is gone: take it out of the table"
    for path in found:
        for name in imports(path):
            for forbidden in FORBIDDEN[room]:
                assert name != forbidden, f"{path.relative_to(ROOT)} imports {name}"
                assert not name.startswith(f"{forbidden}."), f"{path.relative_to(ROOT)} imports {name}"


def test_the_rules_of_play_ask_no_clock() -> None:
    for path in modules("questions/quiz"):
        asked = {
            node.attr
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Attribute)
        }
        assert asked.isdisjoint({"now", "utcnow", "today"}), path.relative_to(ROOT)


def test_the_model_and_the_errors_stand_alone() -> None:
    allowed = {"__future__", "hashlib", "collections.abc", "dataclasses", "enum", "functools"}
    for name in ("model", "errors"):
        assert set(imports(ROOT / "questions" / f"{name}.py")) <= allowed


def test_only_the_language_rooms_know_spacy() -> None:
    for room in ("bot", "storage", "questions"):
        for path in modules(room):
            at_home = any(path.is_relative_to(ROOT / home) for home in SPACY_ROOMS)
            knows = any(name.partition(".")[0] in ("spacy", "thinc", "lemminflect") for name in imports(path))
            assert at_home or not knows, path.relative_to(ROOT)


def test_the_libraries_of_files_are_known_to_the_rooms_of_files_only() -> None:
    for room in ("bot", "storage", "questions"):
        for path in modules(room):
            at_home = any(path.is_relative_to(ROOT / home) for home in FILE_ROOMS)
            knows = any(f"'{name.partition('.')[0]}'" in EXTRACTORS for name in imports(path))
            assert at_home or not knows, path.relative_to(ROOT)


def test_only_the_engine_on_language_models_knows_their_libraries() -> None:
    for room in ("bot", "storage", "questions"):
        for path in modules(room):
            at_home = path.is_relative_to(ROOT / "questions/generation/llm")
            knows = any(name.partition(".")[0] in MODEL_LIBRARIES for name in imports(path))
            assert at_home or not knows, path.relative_to(ROOT)


def loaded_by(program: str, unwanted: str) -> str:
    """Which of some modules are there when a program has run, as a list is printed."""
    told = f"import sys; {program}; print(sorted({unwanted} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)  # noqa: S603
    return ran.stdout.strip()


def test_serving_loads_no_language_pipeline() -> None:
    unwanted = "{'spacy', 'thinc', 'numpy', 'bm25s', 'Stemmer', 'genanki', *EXTRACTORS}".replace(
        "*EXTRACTORS", EXTRACTORS
    )
    assert loaded_by("import bot.app, bot.cli", unwanted) == "[]"


def test_the_library_of_figures_is_loaded_when_something_is_counted() -> None:
    made = "import bot.app, bot.cli, bot.gauges; gauges = bot.gauges.Gauges()"
    assert loaded_by(made, "{'prometheus_client'}") == "[]"
    assert loaded_by(f"{made}; gauges.failure()", "{'prometheus_client'}") == "['prometheus_client']"


def test_what_a_first_reply_does_without_is_loaded_when_it_is_asked_for() -> None:
    program = (
        "import bot.app, bot.cli; from storage.engine import Database; Database('sqlite+aiosqlite:///no.db')"
    )
    assert loaded_by(program, str(set(LATER))) == "[]"


def test_what_is_loaded_to_stay_is_not_looked_through_for_garbage() -> None:
    program = "import gc\nfrom bot.loading import loading\nwith loading(): import bot.app"
    frozen = f"{program}\nassert gc.isenabled() and gc.get_freeze_count() > 100_000"
    subprocess.run([sys.executable, "-c", frozen], check=True)  # noqa: S603


def test_the_libraries_of_language_models_are_loaded_when_an_engine_on_one_is_made() -> None:
    unwanted = str(set(MODEL_LIBRARIES))
    rooms = "import bot.app, bot.cli, bot.commands.generate, bot.worker, bot.asker, questions.generation.llm"
    assert loaded_by(rooms, unwanted) == "[]"
    made = f"{rooms}; questions.generation.llm.llm_generator('m', base_url='http://127.0.0.1:9/v1')"
    assert "pydantic_ai" in loaded_by(made, unwanted)


def test_the_top_level_stays_as_given() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found <= TOP_LEVEL, found - TOP_LEVEL


def test_no_module_is_a_drawer_for_everything() -> None:
    for room in ("bot", "storage", "questions"):
        for path in modules(room):
            assert path.stem not in ("utils", "helpers", "common", "misc"), path
            assert path.stat().st_size == 0 or ast.get_docstring(ast.parse(path.read_text("utf-8"))), path
