"""Keep everything in DuckDB: load what was read into tables, and answer questions from them."""
