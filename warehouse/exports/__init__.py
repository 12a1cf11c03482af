"""Read a published file for exports: its tables as they are described, in order, batch by batch; Parquet by DuckDB."""
