"""Tables for statistics programs: Parquet, Stata, pairs of clauses, the table of a PMC index."""
