"""Run a night over one register or many: which days to search, which documents to fetch, in which order."""
