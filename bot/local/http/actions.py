"""What a person does on the page, under /client/; knows what people can do and nothing of the Bot API."""

from http import HTTPStatus

from tornado.web import HTTPError

from bot.local.api import encoded
from bot.local.chats import Group
from bot.local.http.client import Action

__all__ = ["Join", "MakeGroup", "Press", "Send", "SendFile", "Vote"]

PATIENCE = 20
"""Seconds for which a pressed button waits for the bot."""


class Send(Action):
    """POST {name, chat_id, text, reply_to}: write a message, or as many as a long text needs.

    The number of the message that it replies to is 0 where it replies to none.
    """

    async def post(self) -> None:
        """Answer with the last message; 404 where the one to reply to is gone."""
        name, chat_id, text, reply_to = self.body(name=str, chat_id=int, text=str, reply_to=int)
        person = self.person(name)
        chat = self.chat(person, chat_id)
        try:
            *_, message = await person.paste(text, chat=chat, reply_to=reply_to or None)
        except (ValueError, UnicodeError) as error:
            raise HTTPError(HTTPStatus.BAD_REQUEST, str(error)) from error
        except LookupError as error:
            raise HTTPError(HTTPStatus.NOT_FOUND, str(error)) from error
        self.answer(200, encoded(message))


class SendFile(Action):
    """POST ?name=…&file=…&reply_to=…: send a file, whose bytes are the body, to the bot in private."""

    async def post(self) -> None:
        """Answer with the message; 400 where the file is empty or too large, 404 as for `Send`."""
        person = self.person(self.get_query_argument("name", ""))
        name, content = self.get_query_argument("file", ""), self.request.body
        try:
            reply_to = int(self.get_query_argument("reply_to", "0")) or None
            message = await person.send_file(name, content, reply_to=reply_to)
        except ValueError as error:
            raise HTTPError(HTTPStatus.BAD_REQUEST, str(error)) from error
        except LookupError as error:
            raise HTTPError(HTTPStatus.NOT_FOUND, str(error)) from error
        self.answer(200, encoded(message))


class Press(Action):
    """POST {name, chat_id, message_id, data}: press a button and wait for what the bot answers."""

    async def post(self) -> None:
        """Answer {text, show_alert}; 504 where the bot says nothing."""
        name, chat_id, message_id, data = self.body(name=str, chat_id=int, message_id=int, data=str)
        if not 1 <= len(data.encode(errors="replace")) <= 64:
            raise HTTPError(HTTPStatus.BAD_REQUEST, "no callback data")
        person = self.person(name)
        chat = self.chat(person, chat_id)
        try:
            answer = await person.press(message_id, data, chat=chat, timeout=PATIENCE)
        except TimeoutError as error:
            raise HTTPError(HTTPStatus.GATEWAY_TIMEOUT) from error
        self.answer(200, encoded({"text": answer.text, "show_alert": answer.show_alert}))


class Vote(Action):
    """POST {name, chat_id, message_id, options}: vote in a poll; no options take the vote back."""

    async def post(self) -> None:
        """Answer {}; 409 where Telegram would not let her: too late, or voted already."""
        name, chat_id, message_id, options = self.body(name=str, chat_id=int, message_id=int, options=list)
        if any(type(option) is not int for option in options):
            raise HTTPError(HTTPStatus.BAD_REQUEST, "options are numbers")
        person = self.person(name)
        chat = self.chat(person, chat_id)
        try:
            if options:
                await person.vote(message_id, *options, chat=chat)
            else:
                await person.retract(message_id, chat=chat)
        except ValueError as error:
            raise HTTPError(HTTPStatus.CONFLICT, str(error)) from error
        except LookupError as error:
            raise HTTPError(HTTPStatus.NOT_FOUND, str(error)) from error
        self.answer(200, encoded({}))


class MakeGroup(Action):
    """POST {name, title, payload}: a group with the bot in it, as by the link t.me/<bot>?startgroup=payload.

    A title is one group: where there is one of that title, it is opened to her.
    """

    async def post(self) -> None:
        """Answer {chat_id}."""
        name, title, payload = self.body(name=str, title=str, payload=str)
        person = self.person(name)
        try:
            group = self.telegram.add_bot(" ".join(title.split()), person, payload)
        except ValueError as error:
            raise HTTPError(HTTPStatus.BAD_REQUEST, str(error)) from error
        self.telegram.world.feed.publish("profile", None)  # a group of old says nothing of who opens it: look
        self.answer(200, encoded({"chat_id": group.id}))


class Join(Action):
    """POST {name, chat_id}: join a group by its link."""

    async def post(self) -> None:
        """Answer {chat_id}, another where the group became a supergroup; 404 where it is none or gone."""
        name, chat_id = self.body(name=str, chat_id=int)
        person = self.person(name)
        try:
            row = self.telegram.world.chats.row(chat_id)
            row = self.telegram.world.chats.row(row["migrated_to"] or chat_id)
        except KeyError as error:
            raise HTTPError(HTTPStatus.NOT_FOUND, "no such group") from error
        chat = row["chat"]
        if chat["type"] == "private" or row["gone"]:
            raise HTTPError(HTTPStatus.NOT_FOUND, "no such group")
        self.telegram.join(Group(chat["id"], chat["title"]), person)
        self.answer(200, encoded({"chat_id": chat["id"]}))
