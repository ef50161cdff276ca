"""Workbooks and lists of rows: XLSX, XLS, ODS, CSV."""
