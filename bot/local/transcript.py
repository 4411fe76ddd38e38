"""A chat as plain text, for people who read a failed test; knows messages and changes nothing."""

from bot.local.store import Json

__all__ = ["transcript"]


SERVICE = ("new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id")


def transcript(messages: list[Json]) -> str:
    """One paragraph a message: number, sender, poll or file, text, and the rows of buttons below."""
    return "\n".join(map(_paragraph, messages)) or "  (the chat is empty)"


def _paragraph(message: Json) -> str:
    edited = " (edited)" if "edit_date" in message else ""
    head = f"  #{message['message_id']} {message['from']['first_name']}{edited}: "
    text = message.get("text") or message.get("caption")
    lines = [*_enclosed(message), *(text.split("\n") if text else [])] or ["(no text)"]
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [" ".join(f"[{button['text']}]" for button in row) for row in rows]
    return head + ("\n" + " " * 6).join(lines + buttons)


def _enclosed(message: Json) -> list[str]:
    if "poll" in message:
        return _poll(message["poll"])
    if "document" in message:
        return [f"(file {message['document']['file_name']}, {message['document']['file_size']} bytes)"]
    if "photo" in message:
        return [f"(photo, {message['photo'][-1]['width']} x {message['photo'][-1]['height']})"]
    if "location" in message:
        return [f"(place, {message['location']['latitude']}, {message['location']['longitude']})"]
    return [f"({name})" for name in SERVICE if name in message]


def _poll(poll: Json) -> list[str]:
    state = "closed" if poll["is_closed"] else "open"
    right = poll.get("correct_option_ids", [])
    options = [
        f"{index}{'*' if index in right else ' '} {option['text']}: {option['voter_count']}"
        for index, option in enumerate(poll["options"])
    ]
    return [f"({poll['type']} poll, {state}) {poll['question']}", *options]
