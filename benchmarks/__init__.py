"""Figures, printed with the machine and the day. Never run by the tests: a timed test fails for the weather."""
