"""Find references to acts in texts. Nothing is resolved here."""
