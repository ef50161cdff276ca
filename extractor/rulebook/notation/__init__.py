"""Expressions as a person writes and reads them: printed from trees, and read back."""
