"""What the sections of each kind hold: work, safeguards, stages, articles."""
