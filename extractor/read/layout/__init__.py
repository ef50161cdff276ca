"""The geometry of a page: lines, tables, running headers."""
