"""Benchmarks of the engine and the bot: ratios of one run on one machine, never part of the tests."""
