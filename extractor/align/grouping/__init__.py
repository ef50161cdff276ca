"""From scored pairs to groups of items, each with its label."""
