"""The command line of the bench; knows the four uses and nothing of how they are done."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from questions.errors import QuizError, SheetsApart
from questions.generation import FLOOR, Generator, make_bank
from questions.generation.review.figures import Figures, figures
from questions.generation.review.judging import judge
from questions.generation.review.sheet import Sheet, dump_sheet, load_sheet, page, sheet_of
from questions.generation.review.tables import tables
from questions.generation.review.verdicts import Verdict, load_verdicts
from questions.reading import read_document, tell_apart


def ask(
    files: Sequence[Path], *, out: Path, floor: float = FLOOR, generator: Generator | None = None
) -> Sheet:
    """Make questions of documents, print them and write the sheet.

    Args:
        files: The documents.
        out: The sheet to write.
        floor: The rank (0 to 1) below which nothing is asked.
        generator: The engine; by default the rules.

    Raises:
        QuizError: A document, the pipeline or the sheet cannot be used, or there is nothing to ask.
    """
    documents = list(tell_apart(read_document(file) for file in files))
    made = make_bank(documents, generator or _rules(), floor=floor)
    sheet = sheet_of(documents, made.kept)
    for number, asked in enumerate(sheet.questions, start=1):
        print(page(number, asked))
    dump_sheet(sheet, out)
    return sheet


def compare(now: Sequence[Path], before: Sequence[Path] = (), *, console: Console | None = None) -> None:
    """Print the figures of a judged sheet.

    Args:
        now: The sheet, then the files of verdicts on it.
        before: The same of an earlier sheet on the same documents, or nothing.
        console: Where to write.

    Raises:
        SheetInvalid: [Q060] A sheet cannot be used.
        VerdictInvalid: [Q061] Verdicts cannot be used.
        SheetsApart: [Q062] The sheets are not of the same documents.
    """
    sheet, verdicts = _judged(now)
    earlier: Figures | None = None
    if before:
        old, old_verdicts = _judged(before)
        earlier = figures(old, old_verdicts)
        if {one.sha256 for one in sheet.documents} != {one.sha256 for one in old.documents}:
            raise SheetsApart(
                f"{now[0]} and {before[0]} are not of the same documents",
                advice="Make both of the same files",
            )
    console = console or Console(highlight=False)
    for table in tables(figures(sheet, verdicts), earlier):
        console.print(table)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns:
        0, or 2 where a person can mend what went wrong.
    """
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        if given.use == "ask":
            sheet = ask(given.files, out=given.out, floor=given.floor)
            print(f"{given.out}: {len(sheet.questions)} questions to judge", file=sys.stderr)
        elif given.use == "judge":
            judge(load_sheet(given.sheet), given.verdicts, name=given.judge or given.verdicts.stem)
        elif given.use == "learn":
            _learn(given.of, given.out)
        else:
            if len(given.before) == 1:
                parser.error("--before takes a sheet and the verdicts on it")
            compare([given.sheet, *given.verdicts], given.before)
    except QuizError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


def _rules() -> Generator:
    from questions.generation.rules import RulesGenerator

    return RulesGenerator()


def _learn(judged: Sequence[Sequence[Path]], out: Path) -> None:
    """Learn the ranking's weights; each of `judged` is a sheet, then the files of verdicts on it."""
    from questions.generation.review.learning import dump_weights, learn

    learned = learn([_judged(paths) for paths in judged])
    dump_weights(learned, out)
    print(f"{out}: from {learned.questions} questions, AUC {learned.auc:.2f} on documents left out")


def _judged(paths: Sequence[Path]) -> tuple[Sheet, list[Verdict]]:
    """Return a sheet, which comes first, with the verdicts on it."""
    sheet = load_sheet(paths[0])
    ids = {asked.id for asked in sheet.questions}
    return sheet, [one for path in paths[1:] for one in load_verdicts(path, ids)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m questions.generation.review", description="A bench for reading questions."
    )
    uses = parser.add_subparsers(dest="use", required=True)
    asking = uses.add_parser("ask", help="make questions of documents, print them and write a sheet")
    asking.add_argument("files", nargs="+", type=Path, metavar="FILE")
    asking.add_argument("--out", type=Path, default=Path("sheet.jsonl"), metavar="SHEET.jsonl")
    asking.add_argument("--floor", type=float, default=FLOOR, help="the lowest rank (0 to 1) that is asked")
    judging = uses.add_parser("judge", help="judge a sheet, question by question")
    judging.add_argument("sheet", type=Path, metavar="SHEET.jsonl")
    judging.add_argument("verdicts", type=Path, metavar="VERDICTS.yaml")
    judging.add_argument("--judge", metavar="NAME", help="who judges; by default as the file is called")
    learning = uses.add_parser("learn", help="learn the weights of the ranking from judged sheets")
    learning.add_argument("--of", nargs="+", type=Path, action="append", required=True, metavar="FILE")
    learning.add_argument("--out", type=Path, default=Path("ranking.json"), metavar="WEIGHTS.json")
    comparing = uses.add_parser("compare", help="print the figures of a judged sheet")
    comparing.add_argument("sheet", type=Path, metavar="SHEET")
    comparing.add_argument("verdicts", nargs="+", type=Path, metavar="VERDICTS")
    comparing.add_argument("--before", nargs="+", type=Path, default=[], metavar="FILE")
    return parser


if __name__ == "__main__":
    sys.exit(main())
