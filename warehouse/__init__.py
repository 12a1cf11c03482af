"""DuckDB and nothing else: what was read becomes tables, and the tables become answers."""
