"""One module per layout of job description, each with an example in tests/examples/positions."""
