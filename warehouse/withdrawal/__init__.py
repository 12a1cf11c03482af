"""Remove rows: those of one file, or of a document whose content may no longer be held."""
