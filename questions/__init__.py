"""Documents become banks of questions, each proved by a passage; knows neither the database nor Telegram."""
