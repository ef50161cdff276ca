"""One measured quantity: its input, its bands on the line of numbers, its steps, and its tree."""
