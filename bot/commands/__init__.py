"""What `quizbot` does besides running the bot; one module a command."""
