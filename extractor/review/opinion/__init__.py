"""A second opinion that learns: a model of confirmed values, and where it and the rules disagree."""
