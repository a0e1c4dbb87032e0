"""WHERE: one DuckDB file of what was observed, one published copy of what is known. The only importer of duckdb."""
