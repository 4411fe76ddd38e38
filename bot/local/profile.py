"""What the bot says about itself; knows names, descriptions and commands, and nothing of chats' content."""

from bot.local.store import Json, Store

__all__ = ["Profile"]

DEFAULT_SCOPE: Json = {"type": "default"}
WORDS = ("name", "description", "short_description")


class Profile:
    """The bot's own words by language, and its commands by scope and language.

    Args:
        store: Where they are kept.
        name: The bot's name where it set none.
    """

    def __init__(self, store: Store, name: str) -> None:
        self._words = store.table("profile")
        self._commands = store.table("commands")
        self._buttons = store.table("menu_button")
        self._name = name

    def set(self, word: str, language: str, text: str) -> None:
        """Set the name, description or short_description for a language; empty text takes it back."""
        key = f"{word}/{language}"
        if text:
            self._words.put(key, text)
        else:
            self._words.remove(key)

    def get(self, word: str, language: str = "") -> str:
        """The word in the language, or else in the language of all."""
        fallback = self._name if word == "name" else ""
        text: str = self._words.get(f"{word}/{language}") or self._words.get(f"{word}/") or fallback
        return text

    def set_commands(self, commands: list[Json], scope: Json, language: str) -> None:
        """Set the commands of one scope and language; none takes them back."""
        if commands:
            self._commands.put(_key(scope, language), commands)
        else:
            self._commands.remove(_key(scope, language))

    def commands(self, scope: Json, language: str) -> list[Json]:
        """The commands of exactly this scope and language."""
        commands: list[Json] = self._commands.get(_key(scope, language), [])
        return commands

    def commands_seen_by(self, user: Json, chat: Json) -> list[Json]:
        """What a person finds in the chat's command menu: the narrowest scope that has any."""
        number, private = chat["id"], chat["type"] == "private"
        scopes: list[Json] = [{"type": "chat", "chat_id": number}]
        if not private:
            scopes.insert(0, {"type": "chat_member", "chat_id": number, "user_id": user["id"]})
        scopes += [{"type": "all_private_chats" if private else "all_group_chats"}, DEFAULT_SCOPE]
        for scope in scopes:
            for language in (user.get("language_code", ""), ""):
                if commands := self.commands(scope, language):
                    return commands
        return []

    def set_menu_button(self, chat: int | None, button: Json) -> None:
        """Set the button beside the writing field, of one chat or (None) of all."""
        self._buttons.put(chat or "all", button)

    def menu_button(self, chat: int | None) -> Json:
        """The button beside the writing field."""
        button: Json = self._buttons.get(chat or "all") or self._buttons.get("all") or {"type": "default"}
        return button


def _key(scope: Json, language: str) -> str:
    parts = [scope["type"], scope.get("chat_id", ""), scope.get("user_id", ""), language]
    return "/".join(map(str, parts))
