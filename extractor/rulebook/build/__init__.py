"""Building rulebooks: from the scoring sentences of a plan to rules that run."""
