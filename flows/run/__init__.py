"""One run over one data folder: its lock, its ledger row, its summary and its progress."""
