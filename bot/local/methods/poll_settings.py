"""What a bot says of a new poll, checked; knows the limits and nothing of chats and votes."""

from itertools import pairwise
from typing import Any

from bot.local.errors import bad_request
from bot.local.store import Json
from bot.local.text import parsed

__all__ = ["poll_settings"]

QUESTION = 300
OPTIONS = 12
OPTION = 100
EXPLANATION = 200
EXPLANATION_LINES = 3
DESCRIPTION = 1024
QUIZ_ONLY = ("correct_option_ids", "correct_option_id", "explanation", "explanation_entities")


def poll_settings(fields: Json) -> Json:
    """The Poll object that a call describes, without its id, its votes and its end.

    Raises:
        ApiError: 400, where Telegram's limits do not allow it, or it says what its type has no use for.
    """
    kind = fields.get("type", "regular")
    if kind not in ("quiz", "regular"):
        raise bad_request("unsupported poll type specified")
    question = _plain(fields["question"], fields.get("question_parse_mode", ""))
    if not question:
        raise bad_request("poll question must be non-empty")
    if len(question) > QUESTION:
        raise bad_request(f"poll question length must not exceed {QUESTION}")
    settings = {
        "question": question,
        "options": _options(fields["options"]),
        "is_closed": fields.get("is_closed", False),
        "is_anonymous": fields.get("is_anonymous", True),
        "type": kind,
        "allows_multiple_answers": fields.get("allows_multiple_answers", False),
        "allows_revoting": fields.get("allows_revoting", kind == "regular"),
        "members_only": False,
        **_described(fields),
    }
    if kind == "quiz":
        settings["correct_option_ids"] = _correct(fields, len(settings["options"]))
        settings |= _explained(fields)
    elif given := [name for name in QUIZ_ONLY if name in fields]:
        raise bad_request(f'field "{given[0]}" is of use only in polls of type quiz')
    return settings


def _plain(text: str, parse_mode: str) -> str:
    """Only custom emoji could be formatted here, and the local Telegram has none."""
    return parsed(text, parse_mode=parse_mode)[0]


def _options(given: list[Any]) -> list[Json]:
    if not given:
        raise bad_request("poll must have at least 1 option")
    if len(given) > OPTIONS:
        raise bad_request(f"poll can't have more than {OPTIONS} options")
    return [{"text": _option(option)} for option in given]


def _option(given: Any) -> str:
    option = {"text": given} if isinstance(given, str) else given
    if not isinstance(option, dict):
        raise bad_request("can't parse InputPollOption: Expected an Object")
    for name, value in option.items():
        if name not in ("text", "text_parse_mode"):
            raise bad_request(f'can\'t parse InputPollOption: Unknown field "{name}"')
        if not isinstance(value, str):
            raise bad_request(f'can\'t parse InputPollOption: Field "{name}" must be of type String')
    text = _plain(option.get("text", ""), option.get("text_parse_mode", ""))
    if not text:
        raise bad_request("poll options must be non-empty")
    if len(text) > OPTION:
        raise bad_request(f"poll options length must not exceed {OPTION}")
    return text


def _correct(fields: Json, options: int) -> list[int]:
    given = fields.get("correct_option_ids")
    if given is None:
        given = [fields["correct_option_id"]] if "correct_option_id" in fields else []
    elif "correct_option_id" in fields:
        raise bad_request("correct_option_id and correct_option_ids can't be used together")
    if not given:
        raise bad_request("correct option IDs must be non-empty for polls of type quiz")
    if any(type(option) is not int or not 0 <= option < options for option in given):
        raise bad_request("wrong correct option ID specified")
    if any(first >= second for first, second in pairwise(given)):
        raise bad_request("correct option IDs must be monotonically increasing")
    return list(given)


def _explained(fields: Json) -> Json:
    text, entities = parsed(
        fields.get("explanation", ""),
        parse_mode=fields.get("explanation_parse_mode", ""),
        entities=fields.get("explanation_entities"),
    )
    if len(text) > EXPLANATION:
        raise bad_request(f"poll explanation length must not exceed {EXPLANATION}")
    if len(text.split("\n")) > EXPLANATION_LINES:
        raise bad_request(f"poll explanation must not have more than {EXPLANATION_LINES - 1} line feeds")
    return _fields("explanation", text, entities)


def _described(fields: Json) -> Json:
    text, entities = parsed(
        fields.get("description", ""),
        parse_mode=fields.get("description_parse_mode", ""),
        entities=fields.get("description_entities"),
    )
    if len(text) > DESCRIPTION:
        raise bad_request(f"poll description length must not exceed {DESCRIPTION}")
    return _fields("description", text, entities)


def _fields(name: str, text: str, entities: list[Json]) -> Json:
    given = {name: text, f"{name}_entities": entities}
    return {key: value for key, value in given.items() if value}
