"""Makes a bank of a text by a language model, in a process that knows its key but no stranger's file.

`python -m bot.asker FOLDER [KEPT]` takes the text that `bot.worker` left in the folder, writes `bank.yaml`
there and tells how far it is in lines of JSON on stdout. The model, its address and its key come in the
environment, where no list of processes shows them. What the model answers is kept in KEPT as it comes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.bounds import bound, end_with_the_bot, say
from bot.handover import BANK, handed_over
from bot.settings import Settings
from questions.bank import dump_bank
from questions.errors import QuizError
from questions.generation import Refused, Stretch, make_bank
from questions.generation.llm import llm_generator

TIME = 1200.0
"""Seconds after which the bank is made of the questions so far, since others wait."""


def main(folder: Path, kept: Path | None) -> None:
    """Make a bank of the text in a folder.

    Args:
        folder: Where the text is, and the bank will be.
        kept: The folder where the model's answers are kept.
    """
    bound()
    began = time.monotonic()
    try:
        settings = Settings(_env_file=None)
        engine = llm_generator(
            settings.llm_model,
            base_url=settings.llm_base_url,
            api_key=settings.llm_api_key,
            budget=settings.llm_budget,
            cache=kept,
        )
        document = handed_over(folder)
        say(words=document.words, read=0, found=0)
        read = found = 0

        def watch(stretch: Stretch, refused: Sequence[Refused]) -> None:
            nonlocal read, found
            read += stretch.words
            found += len(stretch.proposals) - len(refused)
            say(words=document.words, read=read, found=max(found, 0))
            if found > 0 and time.monotonic() - began > TIME and read < document.words:
                engine.spending.stopped = True

        made = make_bank([document], engine, watch=watch)
        dump_bank(made.bank, folder / BANK)
        say(made=len(made.bank.questions), spending=engine.spending.facts())
    except QuizError as error:
        say(error=str(error), code=error.code)


if __name__ == "__main__":
    end_with_the_bot()
    main(Path(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2:] else None)
