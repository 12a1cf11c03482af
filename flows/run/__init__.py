"""Open and close runs over one data folder: lock, ledger row, summary, progress."""
