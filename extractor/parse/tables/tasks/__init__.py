"""Tables that hand out work."""
