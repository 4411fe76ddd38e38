"""The program is loaded without a look for garbage; knows no module of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Load modules that stay as long as the process does.

    None of what they hold is ever garbage, so none of it is looked through: not while it grows, which took a
    tenth of the start, and not later, whenever the collector comes to the oldest of what there is.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
