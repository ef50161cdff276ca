"""The workbook: one file for each group of sheets."""
