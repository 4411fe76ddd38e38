"""A chat as plain text, for people who read a failed test; knows messages and changes nothing."""

from bot.local.store import Json

__all__ = ["transcript"]


def transcript(messages: list[Json]) -> str:
    """One paragraph a message: number, sender, text, and the rows of buttons below."""
    return "\n".join(map(_paragraph, messages)) or "  (the chat is empty)"


def _paragraph(message: Json) -> str:
    edited = " (edited)" if "edit_date" in message else ""
    head = f"  #{message['message_id']} {message['from']['first_name']}{edited}: "
    lines = message.get("text", "(no text)").split("\n")
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [" ".join(f"[{button['text']}]" for button in row) for row in rows]
    return head + ("\n" + " " * 6).join(lines + buttons)
