"""A corpus is read on a Dask cluster, and the bank is the one that a single machine makes."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from distributed import LocalCluster

from bot.cli import main
from questions.bank import bank_to_yaml
from questions.errors import ClusterUnusable, PipelineError
from questions.generation import Refused, Stretch, make_bank
from questions.generation.cluster import ClusterGenerator
from questions.generation.rules import RulesGenerator
from questions.reading import document_from_text
from tests.benchmarks.corpus import prose
from tests.ports import free_port

CORPUS = [document_from_text(prose(700, seed=number), path=f"chapter-{number}.md") for number in range(1, 7)]


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Two machines, each a process of its own."""
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as machines:
        yield machines


@pytest.fixture(scope="module")
def alone() -> str:
    return bank_to_yaml(make_bank(CORPUS, RulesGenerator()).bank)


@pytest.mark.timeout(300)
def test_the_bank_of_a_cluster_equals_that_of_one_machine_byte_for_byte(
    cluster: LocalCluster, alone: str
) -> None:
    words = []

    def watch(stretch: Stretch, _refused: Sequence[Refused]) -> None:
        words.append(stretch.words)

    made = make_bank(CORPUS, ClusterGenerator(cluster.scheduler_address), watch=watch)
    assert bank_to_yaml(made.bank) == alone
    assert len(words) >= len(CORPUS)


@pytest.mark.timeout(300)
def test_the_work_of_a_machine_that_dies_is_done_again_elsewhere(cluster: LocalCluster, alone: str) -> None:
    killed: list[int] = []

    def watch(_stretch: Stretch, _refused: Sequence[Refused]) -> None:
        if not killed:
            killed.append(cluster.workers[0].process.process.pid)
            os.kill(killed[0], signal.SIGKILL)

    made = make_bank(CORPUS, ClusterGenerator(cluster.scheduler_address), watch=watch)
    assert killed
    assert bank_to_yaml(made.bank) == alone


@pytest.mark.timeout(300)
def test_what_a_machine_says_comes_back_in_words(cluster: LocalCluster) -> None:
    with pytest.raises(PipelineError, match=r"^\[Q030\]"):
        make_bank(CORPUS, ClusterGenerator(cluster.scheduler_address, "no_such_pipeline"))
    error = PipelineError("It cannot be loaded", advice="Install it")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 (our own)


def test_no_cluster_is_one_line_with_its_code_and_nothing_is_written(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("questions.generation.cluster.PATIENCE", 1.0)
    text = tmp_path / "chapter.md"
    text.write_text(prose(300), encoding="utf-8")
    out = tmp_path / "bank.yaml"
    address = f"tcp://127.0.0.1:{free_port()}"
    assert main(["generate", str(text), "--out", str(out), "--cluster", address]) == 2
    assert (
        f"[{ClusterUnusable.code}] There is no cluster with a machine at {address}" in capfd.readouterr().err
    )
    assert not out.exists()
