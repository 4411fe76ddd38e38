"""The key is told to the server, and to nobody else."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from questions.errors import QuizError
from questions.generation import make_bank
from questions.generation.llm import llm_generator
from questions.reading import document_from_text
from tests.material import TOWN
from tests.questions.generation.llm.running import Run
from tests.questions.generation.llm.server import KEY, MODEL, Fault, ModelServer

ROOT = Path(__file__).parents[4]
FAULTS = [None, Fault.FORBIDDEN, Fault.BROKEN, Fault.NO_JSON, Fault.BUSY]


@pytest.mark.parametrize("fault", [None, Fault.FORBIDDEN])
def test_no_line_of_a_process_that_logs_everything_holds_the_key(fault: Fault | None, tmp_path: Path) -> None:
    (tmp_path / "town.txt").write_text(TOWN, encoding="utf-8")
    with ModelServer(always=fault) as server:
        settings = {
            "LLM_MODEL": MODEL,
            "LLM_BASE_URL": server.address,
            "LLM_API_KEY": KEY,
            "LOG_LEVEL": "DEBUG",
            "OPENAI_LOG": "debug",
            "PYTHONPATH": str(ROOT),
        }
        ran = subprocess.run(
            [sys.executable, "-m", "bot", "generate", "town.txt", "--out", "bank.yaml", "--engine", "llm"],
            cwd=tmp_path,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert server.received, "the key was right"
    assert ran.returncode == (0 if fault is None else 2), ran.stderr
    assert "Traceback" not in ran.stderr
    assert KEY not in ran.stdout + ran.stderr
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]


@pytest.mark.parametrize("fault", FAULTS)
def test_no_record_of_any_library_holds_the_key(
    fault: Fault | None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with ModelServer(always=fault) as server:
        try:
            Run(server, cache=tmp_path).make(TOWN)
        except QuizError as error:
            assert KEY not in str(error)
    assert caplog.records, "the libraries do log"
    assert not [one for one in caplog.records if KEY in one.getMessage() or KEY in repr(one.__dict__)]


def test_no_view_of_the_engine_shows_the_key() -> None:
    engine = llm_generator(MODEL, base_url="http://127.0.0.1:9/v1", api_key=SecretStr(KEY))
    assert KEY not in repr(engine) + str(engine) + repr(engine.spending)


def test_a_server_of_ones_own_needs_no_key_and_gets_none_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-provider")
    with ModelServer(key="none") as server:
        engine = llm_generator(MODEL, base_url=server.address)
        assert make_bank([document_from_text(TOWN, path="town.txt")], engine).bank.questions
