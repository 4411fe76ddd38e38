"""Which checks a document is held to by its language: some look for English words; knows no check itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, wraps

from questions.language.english import looks_english
from questions.model import Candidate, Document

Documents = Mapping[str, Document]
Check = Callable[[Candidate, Documents], Iterator[str]]


def is_english(asked: Candidate, documents: Documents) -> bool:
    """Whether the document of a question is English, as far as is known."""
    document = documents.get(asked.citation.document)
    return document is None or _reads_english(document.text)


def of_english(check: Check) -> Check:
    """Return a check that says nothing of questions on a document in another language."""

    @wraps(check)
    def checked(asked: Candidate, documents: Documents) -> Iterator[str]:
        if is_english(asked, documents):
            yield from check(asked, documents)

    return checked


@lru_cache(maxsize=32)
def _reads_english(text: str) -> bool:
    return looks_english(text)
