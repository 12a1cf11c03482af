"""Run one night over one register: which days to search, which documents to fetch, in which order."""
