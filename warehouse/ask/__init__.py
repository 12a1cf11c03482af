"""Ask a published file: queries, checks, history, places, exports, news."""
