"""What of the text no fact holds, and whether it should have."""
