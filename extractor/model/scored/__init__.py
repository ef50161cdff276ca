"""What a rulebook and its scorecards are made of."""
