"""Scoring: evaluation of rules over observations."""
