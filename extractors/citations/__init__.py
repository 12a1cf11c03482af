"""References to acts: found where they stand, never resolved here."""
