"""Judging in the terminal: a page, a line, and the verdict is kept; knows no file's layout."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from questions.errors import VerdictInvalid
from questions.generation.review.sheet import Sheet, page
from questions.generation.review.verdicts import HOW, Verdict, dump_verdicts, load_verdicts, parse_judgement


def judge(
    sheet: Sheet,
    path: Path,
    *,
    name: str,
    ask: Callable[[str], str] = input,
    show: Callable[[str], None] = print,
) -> None:
    """Ask for a verdict on each question that this judge has not judged yet, and keep each at once.

    Args:
        sheet: The questions.
        path: Where verdicts are kept, this judge's and others'.
        name: Who judges.
        ask: Reads a line after a prompt.
        show: Writes a line.

    Raises:
        VerdictInvalid: [Q061] The file that is there already cannot be used.
    """
    ids = {asked.id for asked in sheet.questions}
    verdicts = load_verdicts(path, ids) if path.exists() else []
    judged = {one.id for one in verdicts if one.judge == name}
    show(f"{HOW}. {len(judged)} of {len(ids)} judged.")
    for number, asked in enumerate(sheet.questions, start=1):
        if asked.id in judged:
            continue
        show(page(number, asked))
        said = _said(ask, show)
        if said is None:
            break
        failed, remark = said
        judged.add(asked.id)
        verdicts.append(Verdict(id=asked.id, judge=name, failed=failed, remark=remark))
        dump_verdicts(verdicts, path)
    show(f"{len(judged)} of {len(ids)} judged, kept in {path}.")


def _said(ask: Callable[[str], str], show: Callable[[str], None]) -> tuple[tuple[int, ...], str] | None:
    """Return what the judge says, asked again until it can be read, or None to stop."""
    while True:
        try:
            line = ask("   > ")
        except EOFError:
            return None
        if line.strip().lower() == "q":
            return None
        try:
            return parse_judgement(line)
        except VerdictInvalid as error:
            show(str(error))
