"""How well kehtiv reads sentences and job descriptions whose answers are known: `make accuracy`."""
