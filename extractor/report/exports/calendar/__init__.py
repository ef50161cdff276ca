"""Deadlines as calendars (.ics)."""
