"""What is counted while the bot runs, as Prometheus reads it; knows names and figures, and no person.

Each application has a registry of its own. prometheus-client takes some 25 ms to load, so that is done when
something is counted first: nobody's first reply waits for it, and a command that serves nobody does without.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client import Gauge

KINDS = ("command", "document", "member", "message", "other", "poll", "press", "text", "vote")
"""Of updates."""

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""The bounds between which updates are counted by how long they took."""

SESSIONS = {"solo": "private", "class": "class"}
"""What sessions are called here, by their kinds in the database."""

PAGE_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""What `page` is (https://prometheus.io/docs/instrumenting/exposition_formats/)."""


class Figures:
    """What is counted, in a registry.

    Args:
        waiting: Gives how many updates wait.
    """

    def __init__(self, waiting: Callable[[], int]) -> None:
        from prometheus_client import (
            CollectorRegistry,
            Counter,
            Gauge,
            GCCollector,
            Histogram,
            PlatformCollector,
            ProcessCollector,
        )

        self.registry = here = CollectorRegistry()
        self.updates = Counter(
            "quizbot_updates", "Updates that were worked on, by what they are.", ["kind"], registry=here
        )
        self.seconds = Histogram(
            "quizbot_update_seconds",
            "From the arrival of an update to the end of the work on it.",
            buckets=SECONDS,
            registry=here,
        )
        self.answers = Counter(
            "quizbot_answers", "Answers that were kept, in private or in a class.", ["kind"], registry=here
        )
        self.refusals = Counter(
            "quizbot_refusals", "Steps that were refused to people, by the reason.", ["reason"], registry=here
        )
        self.errors = Counter(
            "quizbot_telegram_errors",
            "Calls of the Bot API that failed, each try counted, by python-telegram-bot's exception.",
            ["kind"],
            registry=here,
        )
        self.failures = Counter(
            "quizbot_update_failures",
            "Updates on which the work failed: see the log.",
            registry=here,
        )
        self.waiting = Gauge(
            "quizbot_updates_waiting", "Updates that arrived and are not worked on yet.", registry=here
        )
        self.waiting.set_function(waiting)
        self.sessions = Gauge(
            "quizbot_sessions_running", "Quizzes that were begun and have not ended.", ["kind"], registry=here
        )
        self.jobs = Gauge(
            "quizbot_jobs_waiting", "Quizzes that are to be made of documents and texts.", registry=here
        )
        ProcessCollector(registry=here)
        PlatformCollector(registry=here)
        GCCollector(registry=here)
        for kind in KINDS:
            self.updates.labels(kind)
        for kind in SESSIONS.values():
            self.answers.labels(kind)


class Gauges:
    """The figures of one application, and the page that shows them."""

    def __init__(self) -> None:
        self._waiting: Callable[[], int] = lambda: 0

    @cached_property
    def _figures(self) -> Figures:
        return Figures(lambda: self._waiting())

    def update(self, kind: str, seconds: float) -> None:
        """Count an update of one of the kinds, and how long it took."""
        self._figures.updates.labels(kind).inc()
        self._figures.seconds.observe(seconds)

    def answers(self, kind: str, count: int = 1) -> None:
        """Count answers that were kept, `private` or `class`."""
        self._figures.answers.labels(kind).inc(count)

    def refusal(self, reason: str) -> None:
        """Count a step that was refused, by a reason in our own words."""
        self._figures.refusals.labels(reason).inc()

    def failure(self) -> None:
        """Count an update on which the work failed."""
        self._figures.failures.inc()

    def telegram_error(self, error: Exception) -> None:
        """Count a call that failed."""
        self._figures.errors.labels(type(error).__name__).inc()

    def watch_waiting(self, waiting: Callable[[], int]) -> None:
        """Ask how many updates wait whenever the page is read."""
        self._waiting = waiting

    def page(self, sessions: Mapping[str, int] | None, jobs: int | None) -> bytes:
        """Return the page.

        Args:
            sessions: How many run, by their kinds in the database; None where that is not known.
            jobs: How many wait; None where that is not known.
        """
        from prometheus_client import generate_latest

        for kind, name in SESSIONS.items():
            _show(self._figures.sessions.labels(name), None if sessions is None else sessions.get(kind, 0))
        _show(self._figures.jobs, jobs)
        return generate_latest(self._figures.registry)


def _show(gauge: Gauge, figure: int | None) -> None:
    gauge.set(float("nan") if figure is None else figure)
