"""Banks that people ask for in the chat: their line, what survives, texts, and the command."""
