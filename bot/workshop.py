"""Makes banks of files that people send, one at a time; knows processes, no chat and no database.

By rules it is one process, which reads a stranger's file and has no secret. By a language model they are two:
the first reads and leaves the text, the second has the model's key and never opens the file.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.engines import LLM, RULES
from bot.filenames import file_ending, spoken_title
from bot.handover import BANK, texts_in
from bot.language_model import LanguageModel
from bot.paid import Paid
from bot.process import Facts, Lost, Refusing, bare_environment, work
from bot.workplace import workplace
from questions.bank import load_bank
from questions.errors import ModelUnknown, WorkerLost
from questions.model import Bank
from questions.spending import Spending

WORKER = (sys.executable, "-P", "-m", "bot.worker")
"""Without `-P` the folder of the file would be searched for modules first."""

ASKER = (sys.executable, "-P", "-m", "bot.asker")

LONGEST = 900.0
"""Seconds that reading and a bank by rules may take, whatever the processor does besides."""

LONGEST_ASKING = 1800.0
"""Seconds that a language model may take; some time before, it is asked no more."""


@dataclass(frozen=True, slots=True)
class Making:
    """How far a bank is.

    Attributes:
        words: The words of the document; 0 while it is being opened, or waited for.
        read: How many of them are read.
        found: How many questions were found.
    """

    words: int = 0
    read: int = 0
    found: int = 0


@dataclass(frozen=True, slots=True)
class Finished:
    """What came of a document.

    Attributes:
        bank: Its bank.
        spending: What a language model took for it; None where none was asked.
    """

    bank: Bank
    spending: Spending | None = None


Watch = Callable[[Making], Awaitable[None]]


class Workshop:
    """Makes banks, in processes of their own so that a strange file harms nobody else.

    Args:
        worker: The command of the process that reads. It gets the file, the folder and a title, and `text`
            where no bank is wanted; it ends when its input does.
        asker: The command of the process that asks a model. It gets the folder, and where answers are kept.
        model: The language model that can be chosen, or None.
        paid: What it was paid for; None keeps nothing.
    """

    def __init__(
        self,
        worker: Sequence[str] = WORKER,
        *,
        asker: Sequence[str] = ASKER,
        model: LanguageModel | None = None,
        paid: Paid | None = None,
    ) -> None:
        self._worker = worker
        self._asker = asker
        self._model = model
        self._paid = paid
        self._one_at_a_time = asyncio.Semaphore(1)

    async def make(
        self,
        name: str,
        fetch: Callable[[], Awaitable[bytes]],
        watch: Watch,
        *,
        ending: str | None = None,
        engine: str = RULES,
        user_id: int = 0,
    ) -> Finished:
        """Make a bank of a file. Who cancels this ends the process.

        Args:
            name: The file's name, as its sender has it.
            fetch: Gives its bytes, when its turn has come.
            watch: Is told how far it is.
            ending: What the file is, such as `.md`, where the name is a title and does not tell.
            engine: Which engine asks, `rules` or `llm`.
            user_id: For whom, so that what a model is paid for is kept for them alone.

        Raises:
            QuizError: The file cannot be read, holds nothing to ask, or was too much; the model cannot be
                asked.
            ValueError: There is no such engine.
        """
        if engine not in (RULES, LLM):
            raise ValueError(f"no engine {engine!r} works here")
        title = spoken_title(name) if ending is None else name
        async with self._one_at_a_time:
            with workplace() as folder:
                # A name is only ever told to people: as a file's it could lead elsewhere, or be a module's.
                file = folder / f"document{file_ending(name) if ending is None else ending}"
                file.write_bytes(await fetch())
                read = (*self._worker, file.name, ".", title)
                spending = None
                try:
                    if engine == RULES:
                        await _in_time(LONGEST, work(read, folder, bare_environment(), _telling(watch)))
                    else:
                        model = self._chosen()
                        reading = work((*read, "text"), folder, bare_environment(), _telling(watch))
                        await _in_time(LONGEST, reading)
                        # Whoever knows a key shall not even find what a stranger sent.
                        file.unlink()
                        spending = await self._ask(model, folder, user_id, watch)
                except Refusing as refusing:
                    raise Refusing(str(refusing).replace(file.name, name), refusing.code) from None
                except Lost:
                    raise WorkerLost(
                        f"Reading {name} took too much time or memory",
                        advice="Send a shorter part of it, such as a chapter",
                    ) from None
                return Finished(await asyncio.to_thread(_bank_in, folder), spending)

    async def forget(self, user_id: int) -> None:
        """Keep nothing any more of what a model was paid for on somebody's documents."""
        if self._paid:
            await asyncio.to_thread(self._paid.forget, user_id)

    async def sweep(self) -> None:
        """Keep nothing any more that nobody came back to."""
        if self._paid:
            await asyncio.to_thread(self._paid.sweep)

    def _chosen(self) -> LanguageModel:
        """Return the model.

        Raises:
            ModelUnknown: [Q081] None is set any more.
        """
        if self._model is None:
            raise ModelUnknown(
                "No language model is set here any more",
                advice="Send the document again to have the quiz made here",
            )
        return self._model

    async def _ask(self, model: LanguageModel, folder: Path, user_id: int, watch: Watch) -> Spending:
        """Have the model asked about the text in a folder."""
        kept = str(await asyncio.to_thread(self._paid.of, user_id)) if self._paid else None
        asking = work(
            (*self._asker, ".", *([kept] if kept else [])),
            folder,
            bare_environment() | model.environment(),
            _telling(watch),
            secrets=model.secrets(),
        )
        try:
            done = await _in_time(LONGEST_ASKING, asking)
        except Refusing as refusing:
            said = str(refusing).replace(kept, "its folder") if kept else str(refusing)
            raise Refusing(said, refusing.code) from None
        except Lost:
            raise WorkerLost(
                f"{model.name} took too much time or memory",
                advice="Send the document again: it goes on where it was",
            ) from None
        return Spending.of(done["spending"])


def _bank_in(folder: Path) -> Bank:
    """Return the bank that was made in a folder."""
    return load_bank(folder / BANK, texts=texts_in(folder)).bank


async def _in_time(seconds: float, working: Awaitable[Facts]) -> Facts:
    """Return what a process said, or raise Lost where it takes longer."""
    try:
        async with asyncio.timeout(seconds):
            return await working
    except TimeoutError:
        raise Lost from None


def _telling(watch: Watch) -> Callable[[Facts], Awaitable[None]]:
    async def tell(facts: Facts) -> None:
        await watch(Making(**facts))

    return tell
