"""The chat: settings, use cases, handlers and views, and a Telegram of our own on localhost."""
