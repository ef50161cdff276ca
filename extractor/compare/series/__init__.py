"""What became of a plan's items from year to year, and how far a plan goes beyond those over it."""
