"""What the local Telegram promises."""
