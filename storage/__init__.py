"""What is remembered: tables, repositories and migrations; knows the questions, never the bot."""
