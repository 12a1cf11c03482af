"""The stages of a run: bytes in, pure call, rows out; the one place where errors become quarantine."""
