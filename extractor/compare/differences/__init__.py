"""What differs and by how much: targets, limits, frequencies, weights."""
