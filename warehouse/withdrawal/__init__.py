"""Removing rows: of one file, of a document whose content may not be held."""
