"""Open and close a run over one data folder: lock, ledger row, summary, progress."""
