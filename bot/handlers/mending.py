"""A book goes out as a file, is mended by hand and comes back.

```mermaid
stateDiagram-v2
    [*] --> sent: Questions file (see bot.handlers.editing)
    sent --> book: the file comes back and is taken
    sent --> sent: it has faults, each named with its line; nothing is changed
```
"""

from __future__ import annotations

from bot.handlers.context import Context
from bot.views.mending import mended_view
from bot.views.message import Message, shortened
from questions.errors import QuizError
from questions.reading.decoding import decode

REASON = 600
"""Characters of a reason that are told."""


async def mended(context: Context, user_id: int, name: str, content: bytes) -> Message:
    """Take a bank that its maker has mended by hand."""
    words = context.words
    try:
        text = decode(content, name=name)
        return mended_view(words, user_id, await context.mending.mend(user_id, name, text))
    except QuizError as error:
        return Message(words("mend-refused", reason=shortened(str(error), REASON)))
