"""What is coded in a plan's text, for programs that code texts: REFI-QDA, spaCy."""
