"""What stands on paper: documents, places, tables, outlines."""
