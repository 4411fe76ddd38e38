"""A server on 127.0.0.1 that speaks OpenAI's chat completions, strictly, and misbehaves on demand.

Knows the protocol as https://platform.openai.com/docs/api-reference/chat/create has it, as far as structured
output needs it: another path, a missing key, a field that is not in the protocol or a schema that is none is
refused as OpenAI refuses it. What it says is the scholar's, unless a test gives it another mind.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Event, Thread
from types import TracebackType
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from tests.questions.generation.llm import scholar

KEY, MODEL = "sk-local-0123456789abcdef", "scholar-1"

Mind = Callable[[Any], Any]

FIELDS = {
    "model",
    "messages",
    "response_format",
    "tools",
    "tool_choice",
    "stream",
    "temperature",
    "max_completion_tokens",
    "n",
    "seed",
}
READINGS = {"Written": "writing", "Answered": "answering"}


class Fault(StrEnum):
    """How a request can go wrong."""

    BUSY = "429, to be tried again at once"
    BUSY_LONG = "429, to be tried again in an hour"
    BROKE = "429, the account has no credit"
    BROKEN = "500"
    FORBIDDEN = "401, with the key in the message"
    SILENT = "no answer at all"
    HALF = "an answer that breaks off at its length"
    NO_JSON = "an answer that is no JSON"
    OTHER_SHAPE = "JSON of another shape"


@dataclass
class Received:
    """A request that was let in."""

    reading: str
    data: Any
    text: str = field(repr=False)
    tool: str | None = None


class ModelServer:
    """The server, in a thread of its own while its context is open.

    Args:
        write: What is said to passages.
        read: What is said to questions.
        faults: What goes wrong, request by request, before it behaves.
        always: What goes wrong with every request after those.
        key: Who sends another one is refused.
        model: The only model that it has.
    """

    def __init__(
        self,
        *,
        write: Mind = scholar.write,
        read: Mind = scholar.read,
        faults: Iterable[Fault | None] = (),
        always: Fault | None = None,
        key: str = KEY,
        model: str = MODEL,
    ) -> None:
        self.key = key
        self.model = model
        self.minds = {"writing": write, "answering": read}
        self.faults = deque(faults)
        self.always = always
        self.received: list[Received] = []
        self.answered: list[Received] = []
        self.silent = Event()
        self._open = Event()
        self._loop = asyncio.new_event_loop()
        (self._socket,) = bind_sockets(0, "127.0.0.1")
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/v1"
        """Its address, as `LLM_BASE_URL` takes it."""
        self._thread = Thread(target=self._serve, daemon=True)

    def readings(self) -> list[str]:
        """Return which readings were answered, in order."""
        return [one.reading for one in self.answered]

    def __enter__(self) -> ModelServer:
        self._thread.start()
        self._open.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._closing.set)
        self._thread.join(10)

    def _serve(self) -> None:
        self._loop.run_until_complete(self._until_closed())
        self._loop.close()

    async def _until_closed(self) -> None:
        self._closing = asyncio.Event()
        self._open.set()
        app = Application([(r"/v1/chat/completions", _Completions, {"server": self})], log_function=_quiet)
        http = HTTPServer(app)
        http.add_socket(self._socket)
        await self._closing.wait()
        http.stop()
        await http.close_all_connections()


def _quiet(_handler: RequestHandler) -> None:
    """Log nothing."""


class _Completions(RequestHandler):
    def initialize(self, server: ModelServer) -> None:
        self.server = server
        self.gone = asyncio.Event()

    def on_connection_close(self) -> None:
        self.gone.set()

    async def post(self) -> None:
        if self.request.headers.get("Authorization") != f"Bearer {self.server.key}":
            self._refuse(401, "invalid_api_key", "Incorrect API key provided")
            return
        try:
            body = json.loads(self.request.body)
            received = _received(body, self.server.model)
        except (ValueError, KeyError, TypeError, IndexError) as error:
            self._refuse(400, "invalid_request_error", str(error))
            return
        self.server.received.append(received)
        fault = self.server.faults.popleft() if self.server.faults else self.server.always
        match fault:
            case Fault.BUSY | Fault.BUSY_LONG:
                self.set_header("Retry-After", "0" if fault is Fault.BUSY else "3600")
                self._refuse(429, "rate_limit_exceeded", "Slow down")
            case Fault.BROKE:
                self._refuse(429, "insufficient_quota", "You exceeded your current quota")
            case Fault.BROKEN:
                self.set_header("Retry-After", "0")
                self._refuse(500, "server_error", "Something went wrong")
            case Fault.FORBIDDEN:
                self._refuse(401, "invalid_api_key", f"Incorrect API key provided: {self.server.key}")
            case Fault.SILENT:
                self.server.silent.set()
                await self.gone.wait()
            case _:
                self._say(received, fault)

    def _say(self, received: Received, fault: Fault | None) -> None:
        said = json.dumps(self.server.minds[received.reading](received.data), ensure_ascii=False)
        reason = "stop"
        if fault is Fault.HALF:
            said, reason = said[: len(said) // 2], "length"
        elif fault is Fault.NO_JSON:
            said = "Gladly! Here are your questions."
        elif fault is Fault.OTHER_SHAPE:
            said = json.dumps({"questions": "seven", "answers": [{"number": "all"}]})
        else:
            self.server.answered.append(received)
        self.write(
            {
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 1_700_000_000,
                "model": self.server.model,
                "choices": [
                    {
                        "index": 0,
                        "message": _message(said, received.tool),
                        "finish_reason": "tool_calls" if received.tool and reason == "stop" else reason,
                    }
                ],
                "usage": {
                    "prompt_tokens": len(received.text) // 4,
                    "completion_tokens": len(said) // 4,
                    "total_tokens": len(received.text) // 4 + len(said) // 4,
                },
            }
        )

    def _refuse(self, status: int, code: str, message: str) -> None:
        self.set_status(status)
        self.write({"error": {"message": message, "type": code, "param": None, "code": code}})


def _message(said: str, tool: str | None) -> dict[str, Any]:
    """Return what is said as the message that was asked for: plain, or a call of a tool."""
    if tool is None:
        return {"role": "assistant", "content": said, "refusal": None}
    call = {"id": "call_1", "type": "function", "function": {"name": tool, "arguments": said}}
    return {"role": "assistant", "content": None, "refusal": None, "tool_calls": [call]}


def _received(body: Any, model: str) -> Received:
    """Return a request, or raise ValueError where it is not one of the protocol."""
    if unknown := set(body) - FIELDS:
        raise ValueError(f"Unrecognized request arguments supplied: {sorted(unknown)}")
    if body["model"] != model:
        raise ValueError(f"The model {body['model']!r} does not exist")
    if body.get("stream"):
        raise ValueError("This server does not stream")
    form, tool = _form(body)
    roles = [message["role"] for message in body["messages"]]
    if not set(roles) <= {"system", "user", "assistant", "tool"} or "user" not in roles:
        raise ValueError(f"Invalid roles: {roles}")
    user = next(message["content"] for message in body["messages"] if message["role"] == "user")
    text = "".join(str(message["content"]) for message in body["messages"])
    return Received(READINGS[form], json.loads(user), text, tool)


def _form(body: Any) -> tuple[str, str | None]:
    """Return the title of the schema that the answer shall have, and the tool that shall get it."""
    if "response_format" in body:
        form = body["response_format"]
        if form["type"] != "json_schema" or form["json_schema"]["schema"]["type"] != "object":
            raise ValueError("Invalid schema for response_format")
        return form["json_schema"]["name"], None
    (tool,) = body["tools"]
    if tool["type"] != "function" or tool["function"]["parameters"]["type"] != "object":
        raise ValueError("Invalid schema for function")
    properties = set(tool["function"]["parameters"]["properties"])
    return "Answered" if properties == {"answers"} else "Written", tool["function"]["name"]
