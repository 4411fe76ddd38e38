"""Nothing is paid for twice: not after a kill, not after the budget's end, not where one passage changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from questions.errors import BudgetSpent, CacheUnwritable, ModelUnreachable
from questions.generation.llm.cache import FILE, Cache
from tests.questions.generation.llm.prose import chronicle, unproved
from tests.questions.generation.llm.running import Run
from tests.questions.generation.llm.server import KEY, MODEL, Fault, ModelServer

ROOT = Path(__file__).parents[4]
TEXT = chronicle(12)
"""Three requests to write, three to answer."""

REQUESTS = 6


def paid(server: ModelServer) -> list[str]:
    """What was answered, each request as its text."""
    return [json.dumps([one.reading, one.data]) for one in server.answered]


def command(folder: Path, server: ModelServer) -> subprocess.Popen[str]:
    settings = {
        "LLM_MODEL": MODEL,
        "LLM_BASE_URL": server.address,
        "LLM_API_KEY": KEY,
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "generate", "text.txt", "--out", "bank.yaml", "--engine", "llm"],
        cwd=folder,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("answered", [1, 4])
def test_a_run_that_was_killed_goes_on_and_pays_nothing_twice(answered: int, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    with ModelServer(faults=[*[None] * answered, Fault.SILENT]) as server:
        with command(tmp_path, server) as killed:
            assert server.silent.wait(60)
            killed.kill()
        assert not (tmp_path / "bank.yaml").exists()
        with command(tmp_path, server) as run:
            _, told = run.communicate(timeout=60)
        assert run.returncode == 0, told
        assert len(server.answered) == len(set(paid(server))) == REQUESTS
    assert f"{REQUESTS - answered} requests" in told
    with ModelServer() as server:
        whole = Run(server).make(TEXT).bank
    asked = (tmp_path / "bank.yaml").read_text("utf-8")
    assert all(question.id in asked for question in whole.questions)


def test_a_second_run_asks_nothing(tmp_path: Path) -> None:
    with ModelServer() as server:
        first = Run(server, cache=tmp_path).make(TEXT).bank
        again = Run(server, cache=tmp_path)
        assert again.make(TEXT).bank == first
    assert len(server.received) == REQUESTS
    assert (again.spending.requests, again.spending.tokens_in) == (0, 0)
    assert again.spending.cached >= 12


def test_a_passage_that_changed_is_asked_about_alone(tmp_path: Path) -> None:
    with ModelServer() as server:
        Run(server, cache=tmp_path).make(TEXT)
        server.received.clear()
        Run(server, cache=tmp_path).make(f"Dalby is new here.\n\n{TEXT.replace('1521', '1522')}")
    writing = [one.data for one in server.received if one.reading == "writing"]
    assert [len(one["passages"]) for one in writing] == [1]
    assert "1522" in writing[0]["passages"][0]["text"]


def test_another_model_is_asked_anew(tmp_path: Path) -> None:
    with ModelServer() as server:
        Run(server, cache=tmp_path).make(TEXT)
    with ModelServer() as other:
        Run(other, cache=tmp_path).make(TEXT)
    assert len(other.received) == REQUESTS, "the same name elsewhere is another model"


def test_a_line_that_was_cut_off_is_asked_for_again_and_the_others_are_not(tmp_path: Path) -> None:
    path = tmp_path / FILE
    with ModelServer() as server:
        first = Run(server, cache=tmp_path).make(TEXT).bank
        path.write_bytes(path.read_bytes()[:-20])
        server.received.clear()
        assert Run(server, cache=tmp_path).make(TEXT).bank == first
        assert [one.reading for one in server.received] == ["answering"]
        server.received.clear()
        assert Run(server, cache=tmp_path).make(TEXT).bank == first
        assert server.received == []


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"key": 1}', "null", "\udcff", '{"key": "a", "result": {"b": 1}}']
)
def test_a_cache_with_a_strange_line_is_read(line: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(line.encode(errors="surrogateescape") + b"\n")
    with ModelServer() as server:
        Run(server, cache=tmp_path).make(TEXT)
        Run(server, cache=tmp_path).make(TEXT)
    assert len(server.received) == REQUESTS


def test_what_is_kept_in_the_cache_is_believed_no_more_than_the_model(tmp_path: Path) -> None:
    path = tmp_path / FILE
    with ModelServer() as server:
        Run(server, cache=tmp_path).make(TEXT)
        path.write_text(path.read_text("utf-8").replace('"key": "1500"', '"key": "1999"'), encoding="utf-8")
        bank = Run(server, cache=tmp_path).make(TEXT).bank
    assert unproved(bank) == []
    assert all("1500" not in one.key for one in bank.questions)


def test_a_cache_that_cannot_be_written_stops_before_more_is_paid(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(CacheUnwritable) as raised:
        Cache(tmp_path)
    assert str(raised.value).startswith("[Q086] ")
    (tmp_path / "file").write_text("")
    with ModelServer() as server, pytest.raises(CacheUnwritable):
        Run(server, cache=tmp_path / "file").make(TEXT)
    assert len(server.received) <= 1


def test_what_a_failing_server_answered_is_kept(tmp_path: Path) -> None:
    with ModelServer(faults=[None, None, None], always=Fault.BROKEN) as server:
        with pytest.raises(ModelUnreachable):
            Run(server, cache=tmp_path).make(TEXT)
        server.always = None
        bank = Run(server, cache=tmp_path).make(TEXT).bank
    assert len(server.answered) == len(set(paid(server))) == REQUESTS
    assert unproved(bank) == []


def test_the_budget_ends_a_run_which_keeps_what_it_has_and_goes_on_later(tmp_path: Path) -> None:
    with ModelServer() as server:
        whole = Run(server)
        everything = whole.make(TEXT).bank
    total = whole.spending.tokens_in + whole.spending.tokens_out
    with ModelServer() as server:
        first = Run(server, cache=tmp_path, budget=total // 2)
        part = first.make(TEXT).bank
        spent = first.spending.tokens_in + first.spending.tokens_out
        assert 0 < len(part.questions) < len(everything.questions)
        assert first.spending.stopped
        assert spent <= total // 2 + total // REQUESTS * 2, "the request under way is finished"
        assert "the budget did not reach for it" in first.reasons
        assert list(first.spending.lines())[1].startswith(f"the budget of {total // 2} tokens ended it")
        second = Run(server, cache=tmp_path, budget=total)
        assert second.make(TEXT).bank == everything
        assert len(server.answered) == len(set(paid(server)))
        assert not second.spending.stopped


def test_a_budget_for_nothing_is_one_line(tmp_path: Path) -> None:
    with ModelServer() as server, pytest.raises(BudgetSpent) as raised:
        Run(server, cache=tmp_path, budget=100).make(TEXT)
    assert str(raised.value).startswith("[Q085] The budget of 100 tokens ended before the first question. ")
    assert server.received == []
