"""Updates as Telegram's documents describe them, and the same spoilt: fields gone, of other types, too large.

The shapes are written by hand after https://core.telegram.org/bots/api#available-types, for the kinds that we
ask for and some that we do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]
Path = tuple[str | int, ...]

NOW = 1_800_000_000

TEXTS = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                " ",
                "\x00",
                "\x00\x01\x1b[2J\r\n",
                "\u202eevil\u202c",
                "\u2066\u2069",
                "\ufffe\uffff",
                "\U000e0001",
            ),
            *(
                "<b>",
                "</b>&amp;",
                "<a href='tg://user?id=1'>x",
                "&#0;&#xd800;",
                "\ud800",
                "a\udfffb",
                "\ud83d",
            ),
            *(
                "/start",
                "/start \x00",
                "/quiz@",
                "/ask " + "?" * 4000,
                "/settings\u202e",
                "/stop@local_bot x",
            ),
            *("{ $title }", "%s%n", "${jndi:ldap://x}", "'; DROP TABLE users;--", "=cmd|' /C calc'!A0"),
            *("x" * 4096, "👩‍👩‍👧‍👦" * 500, "a\u0300" * 3000, "z" * 70_000),
        ]
    ),
    st.text(max_size=60),
    st.text(st.characters(categories=["Cs", "Cc", "Cf", "Co", "Mn"]), max_size=30),
)
NUMBERS = st.one_of(
    st.sampled_from([0, 1, -1, 2**31, -(2**31), 2**52, 2**63 - 1, 2**63, -(2**63) - 1, 10**30]),
    st.integers(),
)
ODD: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    NUMBERS,
    st.floats(),
    TEXTS,
    st.lists(st.one_of(st.none(), NUMBERS, TEXTS), max_size=3),
    st.dictionaries(st.sampled_from(["id", "type", "text", "status", "\x00"]), NUMBERS, max_size=3),
    st.just({}),
)


class Sound:
    """Updates that hold together.

    Args:
        file_id: A file that Telegram has.
        user_id: Whose they are.
        group_id: A group that this person is in.
    """

    def __init__(self, file_id: str, user_id: int, group_id: int) -> None:
        self._file_id = file_id
        self._id = user_id
        self._group = group_id

    def user(self) -> Json:
        """A user."""
        return {"id": self._id, "is_bot": False, "first_name": "Eve", "last_name": "E", "language_code": "en"}

    def chats(self) -> list[Json]:
        """The private chat, and the group."""
        return [
            {"id": self._id, "type": "private", "first_name": "Eve"},
            {"id": self._group, "type": "supergroup", "title": "Eve’s", "is_forum": True},
        ]

    def messages(self) -> Iterator[Json]:
        """Messages of each sort that we read, and some that we do not."""
        command = {"entities": [{"type": "bot_command", "offset": 0, "length": 6}]}
        document = {"file_id": self._file_id, "file_unique_id": "u", "file_name": "a.txt", "file_size": 3}
        long = self.message(self.chats()[0], {"text": "w " * 70})
        contents: list[Json] = [
            {"text": "/start quiz", **command},
            {"text": "When was the light built?"},
            {"text": "/stop x", "entities": [{"type": "bot_command", "offset": 0, "length": 5}]},
            {"document": {**document, "mime_type": "text/plain"}, "caption": "word " * 70},
            {"document": {**document, "file_name": "a.yaml"}},
            {"location": {"latitude": 54.3, "longitude": 10.1}},
            {"photo": [{"file_id": "p", "file_unique_id": "q", "width": 1, "height": 1}], "caption": "so"},
            {"sticker": {"file_id": "s"}},
            {"migrate_to_chat_id": -1000000000001},
            {"new_chat_members": [self.user()]},
            {"poll": self.poll()},
            {"text": "/make_quiz", **command, "reply_to_message": long},
            {"text": "so", "sender_chat": self.chats()[1], "is_topic_message": True, "message_thread_id": 4},
        ]
        for chat in self.chats():
            for content in contents:
                yield self.message(chat, content)

    def message(self, chat: Json, content: Json) -> Json:
        """A message."""
        return {"message_id": 7, "date": NOW, "chat": chat, "from": self.user(), **content}

    def poll(self) -> Json:
        """A poll."""
        return {
            "id": "77",
            "question": "Who?",
            "options": [
                {"text": "I", "voter_count": 1, "persistent_id": "a"},
                {"text": "you", "voter_count": 0, "persistent_id": "b"},
            ],
            "total_voter_count": 1,
            "is_closed": True,
            "is_anonymous": False,
            "type": "quiz",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }

    def updates(self) -> Iterator[Json]:
        """Updates of all kinds, without their numbers."""
        messages = list(self.messages())
        for message in messages:
            yield {"message": message}
        for kind in (
            "edited_message",
            "channel_post",
            "edited_channel_post",
            "business_message",
            "not_yet_known",
        ):
            yield {kind: messages[0]}
        for chat in self.chats():
            for data in ("o:help", "a:1:0:0", "S:goal:0", "T:1", "u:x", "zz"):
                query = {"id": "9", "from": self.user(), "chat_instance": "c", "data": data}
                yield {"callback_query": {**query, "message": self.message(chat, {"text": "?"})}}
        yield {
            "callback_query": {"id": "9", "from": self.user(), "chat_instance": "c", "inline_message_id": "i"}
        }
        yield {"callback_query": {**query, "message": {"chat": chat, "message_id": 3, "date": 0}}}
        yield {"poll": self.poll()}
        vote = {"poll_id": "77", "user": self.user(), "option_ids": [0], "option_persistent_ids": ["a"]}
        yield {"poll_answer": vote}
        yield {"poll_answer": {**vote, "option_ids": [], "option_persistent_ids": []}}
        was = {"status": "left", "user": self.user()}
        for chat in self.chats():
            change = {"chat": chat, "from": self.user(), "date": NOW, "old_chat_member": was}
            yield {"my_chat_member": {**change, "new_chat_member": {**was, "status": "member"}}}
            kicked = {**was, "status": "kicked", "until_date": 0}
            yield {"my_chat_member": {**change, "new_chat_member": kicked}}
        yield {"inline_query": {"id": "1", "from": self.user(), "query": "x", "offset": ""}}
        yield {}


def paths(value: Any, at: Path = ()) -> Iterator[Path]:
    """Give the way to every field of an update."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*at, key)
        yield from paths(inner, (*at, key))


@st.composite
def spoilt(draw: st.DrawFn, sound: Sound) -> Json:
    """An update of which some fields are gone or are something else."""
    update: Json = deepcopy(draw(st.sampled_from(list(sound.updates()))))
    update["update_id"] = draw(st.integers(10**6, 10**9))
    for _ in range(draw(st.integers(0, 3))):
        found = list(paths(update))
        *way, last = draw(st.sampled_from(found))
        place: Any = update
        for key in way:
            place = place[key]
        match draw(st.sampled_from(["gone", "odd", "odd", "text"])):
            case "gone":
                del place[last]
            case "text" if isinstance(place[last], str):
                place[last] = draw(TEXTS)
            case _:
                place[last] = draw(ODD)
        if not update:
            break
    return update
