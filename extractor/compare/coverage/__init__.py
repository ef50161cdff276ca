"""Who covers what: presence, overlaps, shares of points."""
