"""A citation as a person sees it: the quote, and where it stands; knows no answer and no session."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.services import Posed
from bot.views.message import block_quote, lines, shortened, visible_length
from bot.views.pointers import Pointer
from bot.views.words import Html, Words
from questions.model import Bank, Citation, Document, Question

SAID = 80
"""Characters of an answer that are told beside the right one."""

MASK = "▢▢▢▢"
"""What hides a key: as long for every key."""


def cited(lead: Html, words: Words, bank: Bank, citation: Citation, text: str = "") -> list[Html]:
    """Return a line that leads to a quote, the quote with a text of it set off, and its place."""
    return [lead, quoted(citation, text), place(words, bank, citation)]


def quoted(citation: Citation, text: str = "") -> Html:
    """Quote a citation with a text of it set off, where it stands there as it is."""
    start = citation.quote.find(text) if text else -1
    return block_quote(citation.quote, marked=(start, start + len(text)) if start >= 0 else None)


def quoted_in_context(bank: Bank, citation: Citation) -> Html:
    """Quote the paragraph around a citation, the citation set off."""
    document = bank.documents[citation.document]
    passage = document.passage_at(citation.start)
    if passage is None:
        return quoted(citation)
    start = citation.start - passage.start
    marked = (start, start + len(citation.quote))
    return block_quote(document.text[passage.start : passage.end], marked=marked, tag="u")


def masked_in_context(words: Words, bank: Bank, question: Question) -> Html:
    """Quote the paragraph around a question's proof, the key hidden wherever it stands.

    Where it does not stand there letter for letter, its first letter and its length are told instead.
    """
    document = bank.documents[question.citation.document]
    passage = document.passage_at(question.citation.start)
    text = document.text[passage.start : passage.end] if passage else question.citation.quote
    hidden = re.compile(re.escape(question.key), re.IGNORECASE)
    if not hidden.search(text):
        return words("hint-letter", letter=question.key[:1], count=len(question.key))
    masked = hidden.sub(MASK, text)
    start = masked.find(MASK)
    return block_quote(masked, marked=(start, start + len(MASK)), folded=False)


def has_context(bank: Bank, citation: Citation) -> bool:
    """Whether the paragraph holds more than the quote."""
    passage = bank.documents[citation.document].passage_at(citation.start)
    return passage is not None and passage.end - passage.start > citation.end - citation.start


def stands_nowhere(bank: Bank, text: str) -> bool:
    """Whether a text stands in none of a bank's documents."""
    return all(text.casefold() not in document.text.casefold() for document in bank.documents.values())


def place(words: Words, bank: Bank, citation: Citation) -> Html:
    """Return where a citation stands, for a reader: a link to the passage."""
    return place_of(words, bank.documents[citation.document], citation)


def place_of(words: Words, document: Document, citation: Citation) -> Html:
    """Return where a citation stands in a document: a link to the passage where the bot's name is known."""
    told = _place(words, document, citation)
    if not words.bot:
        return told
    return words("place-link", place=told, address=Pointer.to(document, citation).address(words.bot))


def _place(words: Words, document: Document, citation: Citation) -> Html:
    passage = document.passage_at(citation.start)
    if passage is None:
        return words("place-title", title=document.title)
    if passage.page is not None:
        where = "place-slide" if document.slides else "place-page"
        return words(where, title=document.title, page=passage.page, paragraph=passage.number)
    if passage.heading and passage.heading != document.title:
        return words("place-heading", title=document.title, heading=passage.heading, paragraph=passage.number)
    return words("place", title=document.title, paragraph=passage.number)


def missed_lines(
    words: Words, missed: Sequence[Posed], *, room: int, said: Mapping[int, str] = MappingProxyType({})
) -> list[Html]:
    """List missed questions with their passages, as many as there is room for.

    Args:
        words: The language.
        missed: The questions.
        room: The characters that there are.
        said: What was answered, by position, where that is to be told.
    """
    parts: list[Html] = [Html(""), words("missed")] if missed else []
    for done, posed in enumerate(missed):
        question = posed.question
        own = said.get(posed.position)
        entry = [
            Html(""),
            words("missed-line", number=posed.position + 1, stem=question.stem, key=question.key),
            *([words("missed-said", choice=shortened(own, SAID))] if own else []),
            quoted(question.citation, question.key),
            place(words, posed.bank, question.citation),
        ]
        if visible_length(lines(*parts, *entry)) > room:
            return [*parts, Html(""), words("missed-more", count=len(missed) - done)]
        parts += entry
    return parts
