"""Facts in tables: indicators, tasks."""
