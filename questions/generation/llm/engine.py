"""The engine on a language model: passages in batches, two readings of each, what was paid kept.

The first reading writes questions, the second answers them without their keys. Knows the order of things;
what a quote, a proof or an agreement is, its neighbours know.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import SecretStr, TypeAdapter, ValidationError
from pydantic_ai.models import Model

from questions.errors import BudgetSpent, ModelUnusable
from questions.generation.llm.asking import Asker, Manner, Shape, Unusable
from questions.generation.llm.cache import Cache
from questions.generation.llm.drafting import Draft, draft
from questions.generation.llm.passages import Batch, Piece, batches_of, worth_asking
from questions.generation.llm.prompting import as_data, fingerprint, prompts
from questions.generation.llm.quotes import find_quote
from questions.generation.llm.replies import Answer, Answered, Written, WrittenQuestion
from questions.generation.llm.sheets import Sheet, asked_of, disagreement
from questions.generation.proposal import Dropped, Proposal, Stretch
from questions.model import Document
from questions.spending import Spending, Spent

MOST_QUESTIONS = 8
"""Questions on one passage that are looked at: a model that writes more is not well."""

NO_ANSWER = "the model gave no usable answer"
OVER_BUDGET = "the budget did not reach for it"

WRITTEN, ANSWERS = TypeAdapter(Written), TypeAdapter(list[Answer])

TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
"""A language tag of BCP 47 (RFC 5646), its commonest parts."""

T = TypeVar("T")


class LlmGenerator:
    """Makes questions with a language model.

    Args:
        model: The model.
        name: What it is called in the origin of a question.
        cache: Where results are kept.
        budget: The most tokens that it may use; None for no bound.
        secret: The key, which nothing that is kept may hold.
        manner: How patiently it is asked.
    """

    def __init__(
        self,
        model: Model,
        *,
        name: str,
        cache: Cache,
        budget: int | None = None,
        secret: SecretStr | None = None,
        manner: Manner | None = None,
    ) -> None:
        self.spending = Spending(budget)
        self._model = model
        self._name = name
        self._cache = cache
        self._secret = secret.get_secret_value() if secret else ""
        self._asker = Asker(model, self.spending, manner or Manner())
        self._usable = False

    def stretches(self, documents: Sequence[Document]) -> Iterator[Stretch]:
        """Yield what comes of each batch of passages, in order, until the budget is spent.

        Raises:
            ModelRefused: [Q082] The server refuses the key, the model or the request.
            ModelUnreachable: [Q083] The server does not answer, however often it is tried.
            ModelUnusable: [Q084] Nothing that the model gave could be used.
            BudgetSpent: [Q085] The budget ended before the first question.
            CacheUnwritable: [Q086] What was paid for cannot be kept.
        """
        proposed = False
        with asyncio.Runner() as runner:
            try:
                for batch in (batch for document in documents for batch in batches_of(document)):
                    stretch = runner.run(self._read(batch))
                    proposed = proposed or bool(stretch.proposals)
                    yield stretch
            finally:
                runner.run(self._close())
        if proposed:
            return
        if self.spending.stopped:
            raise BudgetSpent(
                f"The budget of {self.spending.budget} tokens ended before the first question",
                advice="Set a higher LLM_BUDGET and run it again; what was paid for is kept",
            )
        if self.spending.requests and not (self._usable or self.spending.cached):
            raise ModelUnusable(
                f"Nothing that {self._name} answered could be used",
                advice="Choose a model that answers in the JSON that it is asked for",
            )

    async def _close(self) -> None:
        async with self._model:
            pass

    async def _read(self, batch: Batch) -> Stretch:
        drafts, dropped, language = await self._write([piece for piece in batch if worth_asking(piece)])
        answers = await self._answer(drafts)
        proposals: list[Proposal] = []
        for place, one in enumerate(drafts):
            if place not in answers and self.spending.stopped:
                why = OVER_BUDGET
            else:
                why = disagreement(one.proposal.candidate, answers.get(place, ()))
            if why:
                dropped.append(Dropped(why, one.proposal.candidate.stem))
            else:
                proposals.append(one.proposal)
        return Stretch(proposals, dropped, sum(piece.words for piece in batch), language)

    async def _write(self, pieces: Sequence[Piece]) -> tuple[list[Draft], list[Dropped], str | None]:
        """Return the drafts of some passages, what was let go, and their language."""
        keys = {piece: self._key("writing", [piece.document.title, piece.told()]) for piece in pieces}
        kept = {piece: found for piece in pieces if (found := self._kept(keys[piece], WRITTEN))}
        self.spending.cached += len(kept)
        kept |= await self._written([piece for piece in pieces if piece not in kept], keys)
        drafts: list[Draft] = []
        why = OVER_BUDGET if self.spending.stopped else NO_ANSWER
        dropped = [Dropped(why, piece.text) for piece in pieces if piece not in kept]
        for piece, written in kept.items():
            language = tag_of(written.language)
            for question in written.questions[:MOST_QUESTIONS]:
                made = draft(question, piece, pieces, language=language or "", origin=f"llm/{self._name}")
                if isinstance(made, Draft):
                    drafts.append(made)
                else:
                    dropped.append(made)
        tags = Counter(tag for one in kept.values() if (tag := tag_of(one.language)))
        return drafts, dropped, tags.most_common(1)[0][0] if tags else None

    async def _written(self, pieces: Sequence[Piece], keys: Mapping[Piece, str]) -> dict[Piece, Written]:
        """Return what the model writes on passages; in halves where it is of no use on all of them."""
        if not pieces:
            return {}
        passages = [{"number": number, **piece.told()} for number, piece in enumerate(pieces, 1)]
        data = as_data({"document": pieces[0].document.title, "passages": passages})
        try:
            whole = self._clean(await self._asker.ask(prompts()["writing"], data, Written))
        except Spent:
            return {}
        except Unusable:
            return {
                piece: written
                for half in _halves(pieces)
                for piece, written in (await self._written(half, keys)).items()
            }
        self._usable = True
        by_piece = {piece: Written(language=whole.language, questions=[]) for piece in pieces}
        for question in whole.questions:
            by_piece[_home(question, pieces)].questions.append(question)
        self._keep({keys[piece]: written.model_dump(mode="json") for piece, written in by_piece.items()})
        return by_piece

    async def _answer(self, drafts: Sequence[Draft]) -> dict[int, list[Answer]]:
        """Return what the second reader says to drafts, by their place; nothing where it says nothing."""
        keys = [self._key("answering", _put(one)) for one in drafts]
        kept = {place: found for place, key in enumerate(keys) if (found := self._kept(key, ANSWERS))}
        self.spending.cached += len(kept)
        missing = [place for place in range(len(drafts)) if place not in kept]
        return kept | await self._answered(missing, drafts, keys)

    async def _answered(
        self, places: Sequence[int], drafts: Sequence[Draft], keys: Sequence[str]
    ) -> dict[int, list[Answer]]:
        if not places:
            return {}
        sheet = Sheet([drafts[place] for place in places])
        try:
            whole = self._clean(await self._asker.ask(prompts()["answering"], as_data(sheet.told), Answered))
        except Spent:
            return {}
        except Unusable:
            return {
                place: answers
                for half in _halves(places)
                for place, answers in (await self._answered(half, drafts, keys)).items()
            }
        found = {places[place]: answers for place, answers in sheet.sorted_out(whole.answers)}
        self._keep({keys[place]: ANSWERS.dump_python(said, mode="json") for place, said in found.items()})
        return found

    def _clean(self, reply: Shape) -> Shape:
        """Return a reply that does not hold the key, which no passage holds either.

        Raises:
            Unusable: It does.
        """
        if self._secret and self._secret in reply.model_dump_json():
            raise Unusable
        return reply

    def _key(self, reading: str, data: object) -> str:
        return fingerprint(reading, prompts()[reading], self._name, self._model.base_url, data)

    def _kept(self, key: str, shape: TypeAdapter[T]) -> T | None:
        """Return what is kept, or None where there is nothing, or nothing of the shape."""
        found = self._cache.get(key)
        try:
            return None if found is None else shape.validate_python(found)
        except ValidationError:
            return None

    def _keep(self, results: dict[str, Any]) -> None:
        self._cache.keep(results, model=self._name)


def tag_of(language: str) -> str | None:
    """Return the language that a model names, where it is written as BCP 47 has it."""
    tag = language.strip().replace("_", "-")
    return tag if TAG.fullmatch(tag) else None


def _home(question: WrittenQuestion, pieces: Sequence[Piece]) -> Piece:
    """Return the passage that proves a question: the one that it names, else the one that has its quote."""
    named = pieces[question.passage - 1] if 1 <= question.passage <= len(pieces) else pieces[0]
    return next((one for one in (named, *pieces) if find_quote(question.quote, one.text)), named)


def _put(one: Draft) -> object:
    """Return all that the second reader is told of a draft."""
    return [one.piece.text, [asked.told(0) for asked in asked_of(one.proposal.candidate)]]


def _halves(things: Sequence[T]) -> tuple[Sequence[T], ...]:
    """Return the two halves of what has more than one part, of anything else nothing."""
    middle = len(things) // 2
    return (things[:middle], things[middle:]) if middle else ()
