"""What a comparison holds: groups, standings, duties, series, shared passages."""
