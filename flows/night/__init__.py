"""One night over one register: which days to search, which documents to look at, in which order."""
