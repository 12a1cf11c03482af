"""Questions to a published file: queries, checks, history, places, exports, news."""
