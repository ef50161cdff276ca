"""Facts inside a sentence: units, time limits, targets."""
