"""The tree of errors in the docstring is the tree of classes."""

from __future__ import annotations

import re

from questions import errors
from questions.errors import QuizError

NODE = re.compile(r"^    ([│ ]*)[├└]── (\w+)(?: +\[(Q\d{3})\])?", re.MULTILINE)


def tree() -> dict[str, tuple[str, str | None]]:
    """The errors that the docstring draws: the parent of each, and its code where it has one."""
    drawn: dict[str, tuple[str, str | None]] = {}
    family = QuizError.__name__
    for indent, name, code in NODE.findall(errors.__doc__ or ""):
        drawn[name] = (family if indent else QuizError.__name__, code or None)
        family = family if indent else name
    return drawn


def test_each_error_is_drawn_under_its_parent_with_its_code() -> None:
    classes = {
        name: one
        for name, one in vars(errors).items()
        if isinstance(one, type) and issubclass(one, QuizError) and one is not QuizError
    }
    drawn = tree()
    assert drawn.keys() == classes.keys()
    for name, (parent, code) in drawn.items():
        assert classes[name].__mro__[1].__name__ == parent, name
        assert classes[name].code == (code or QuizError.code), name


def test_no_two_errors_share_a_code() -> None:
    codes = [code for _, code in tree().values() if code]
    assert len(codes) == len(set(codes))
