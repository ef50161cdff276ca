"""Scorecards for people: in the terminal, as page, as workbook."""
