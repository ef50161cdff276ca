"""Which numbers of a task must be reached or kept to."""
