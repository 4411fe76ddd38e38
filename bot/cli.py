"""The command `quizbot`: reads the command line, tells failures in one line; knows no rule of the product."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.invitation import Invitation
from bot.loading import loading
from bot.logs import log_at
from bot.settings import Settings
from questions.errors import QuizError
from questions.reading import READERS
from questions.reading.extraction import ENDINGS

if TYPE_CHECKING:
    from questions.generation.llm.engine import LlmGenerator

MENDABLE = 2
"""The exit status of a failure that a person can mend."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: The command line without the command; by default the process's own.

    Returns:
        0 when all went well, 1 when a check found faults, 2 when a person can mend what went wrong.
    """
    given = _parser().parse_args(arguments)
    try:
        settings = Settings.load()
        log_at(settings.log_level, hidden=settings.secrets)
        match given.command:
            case "generate":
                from bot.commands.generate import generate

                return generate(
                    given.files,
                    out=given.out,
                    title=given.title,
                    limit=given.limit,
                    jobs=given.jobs,
                    cluster=given.cluster,
                    explain=given.explain,
                    pipeline=settings.spacy_pipeline,
                    llm=_llm(settings, given.out.parent) if given.engine == "llm" else None,
                )
            case "check":
                from bot.commands.check import check

                return check(given.bank)
            case "play":
                from bot.commands.play import play

                return play(given.bank, length=given.limit)
            case "export":
                from bot.commands.export import export

                return export(given.bank, to=given.to, out=given.out)
            case "import":
                from bot.commands.import_ import import_

                return import_(given.file, out=given.out, documents=given.document, of=given.format)
            case "backup":
                from bot.commands.backup import backup

                return backup(given.file, database_url=settings.database_url)
            case "restore":
                from bot.commands.backup import restore

                return restore(given.file, database_url=settings.database_url)
            case "migrate-database":
                from bot.commands.migrate_database import migrate_database

                return migrate_database(given.source, given.target)
            case _:
                with loading():
                    from bot.app import run

                asyncio.run(run(settings, lan=given.lan, announce=_announce))
                return 0
    except QuizError as error:
        print(error, file=sys.stderr)
        return MENDABLE
    except KeyboardInterrupt:
        return 130


def _llm(settings: Settings, folder: Path) -> LlmGenerator:
    """Return the engine on the language model of the settings, its results kept in a folder."""
    from questions.generation.llm import llm_generator

    return llm_generator(
        settings.llm_model,
        base_url=settings.llm_base_url,
        api_key=settings.llm_api_key,
        budget=settings.llm_budget,
        cache=folder,
    )


def _announce(place: str, invitation: Invitation | None) -> None:
    print(f"Passage Quiz is ready. Open {place} to chat; Ctrl+C stops it.", flush=True)
    if invitation:
        print(f"The class opens {invitation.address} and types the code {invitation.code}.", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="quizbot",
        description="A quiz bot for Telegram whose every answer cites the passage that proves it. "
        "Without a command it runs the bot.",
    )
    parser.add_argument(
        "--lan",
        action="store_true",
        help="without a token: let a class in the same network in, by a code that this shows",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    generate = commands.add_parser("generate", help="make a bank of questions from documents")
    generate.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help=f"a document: {', '.join((*READERS, *ENDINGS))}"
    )
    generate.add_argument("--out", required=True, type=Path, metavar="BANK.yaml", help="the bank to write")
    generate.add_argument("--title", help="what the bank, and a single document, is called")
    generate.add_argument("--limit", type=_positive, metavar="N", help="the most questions to keep")
    side_by_side = generate.add_mutually_exclusive_group()
    side_by_side.add_argument(
        "--jobs", type=_positive, default=1, metavar="N", help="how many processes read at once"
    )
    side_by_side.add_argument(
        "--cluster", metavar="ADDRESS", help="the Dask cluster that reads, such as tcp://10.0.0.5:8786"
    )
    generate.add_argument(
        "--engine",
        choices=("rules", "llm"),
        default="rules",
        help="what makes the questions: rules, offline and for English; or the language model of LLM_MODEL",
    )
    generate.add_argument("--explain", action="store_true", help="tell what was not asked, and why")
    check = commands.add_parser("check", help="verify every citation, key and distractor of a bank again")
    check.add_argument("bank", type=Path, metavar="BANK.yaml")
    play = commands.add_parser("play", help="play a quiz in the terminal")
    play.add_argument("bank", type=Path, metavar="BANK.yaml")
    play.add_argument("--limit", type=_positive, default=10, metavar="N", help="the most questions to ask")
    _add_exchange(commands)
    _add_upkeep(commands)
    return parser


def _add_exchange(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    export = commands.add_parser(
        "export",
        help="write a bank for another quiz system",
        description="Write a bank's approved questions for another quiz system. "
        "What that cannot hold is named on stderr.",
    )
    export.add_argument("bank", type=Path, metavar="BANK.yaml")
    export.add_argument(
        "--to", required=True, metavar="FORMAT", help="gift, moodle-xml, aiken, csv, kahoot, qti or anki"
    )
    export.add_argument("--out", type=Path, metavar="FILE", help="by default beside the bank")
    taken = commands.add_parser(
        "import",
        help="make a bank of another quiz system's questions, each with a passage that may prove it",
        description="Make a bank of the questions in a file. What 'quizbot export' wrote comes back with its "
        "citations. A question that others wrote has none: a sentence of --document that holds its key "
        "becomes its citation, and it is a draft, never asked until you set its status to approved. A "
        "question for which no sentence is found is named and left out.",
    )
    taken.add_argument(
        "file", type=Path, metavar="FILE", help="GIFT, Moodle XML, QTI 2.1, Aiken, our CSV or Kahoot's sheet"
    )
    taken.add_argument("--out", required=True, type=Path, metavar="BANK.yaml", help="the bank to write")
    taken.add_argument(
        "--document",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="a text that the questions are about; may be given several times",
    )
    taken.add_argument(
        "--from", dest="format", metavar="FORMAT", help="the file's format, where its ending does not tell"
    )


def _add_upkeep(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    backup = commands.add_parser(
        "backup",
        help="copy the database to a file while the bot goes on",
        description="Copy the SQLite database of DATABASE_URL to a file, as it is at this moment, while the "
        "bot goes on writing to it. Nothing is written over; a copy that is not whole is not left there.",
    )
    backup.add_argument("file", type=Path, metavar="FILE", help="the backup to write")
    restore = commands.add_parser(
        "restore",
        help="put a backup in the place of the database",
        description="Check a backup and put it in the place of the SQLite database of DATABASE_URL, which "
        "no bot may use meanwhile. The file that stood there is kept beside it.",
    )
    restore.add_argument("file", type=Path, metavar="FILE", help="a file that quizbot backup wrote")
    moving = commands.add_parser(
        "migrate-database",
        help="move all that is kept to another database, from SQLite to PostgreSQL or back",
        description="Copy everything into an empty database and compare each row. Where anything would be "
        "another there, nothing is changed. FROM stays as it is; no bot may use it meanwhile.",
    )
    address = "sqlite+aiosqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/NAME"
    moving.add_argument("source", metavar="FROM", help=f"where it is: {address}")
    moving.add_argument("target", metavar="TO", help="where it shall be, in the same form")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("it takes a whole number from 1")
    return int(text)
