"""Tables of what each plan prints: plans, tasks, indicators, bodies."""
