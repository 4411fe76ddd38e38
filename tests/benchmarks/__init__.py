"""Benchmarks of the engine: ratios of one run on one machine, never part of the tests."""
