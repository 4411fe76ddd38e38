"""What a person sees: messages, buttons and words; knows neither the database nor updates."""
