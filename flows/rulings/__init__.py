"""Record what persons decided where sentences leave something open: the journal, and how an answer enters it."""
