"""When something is due: days, spans, recurrences, durations."""
