"""Tables of what plans are to one another: groups, contrasts, ladders, years and levels, shared text."""
