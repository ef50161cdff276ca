"""Rulebook: `Plan` in, `Rulebook` out; with observations a `Scorecard`."""
