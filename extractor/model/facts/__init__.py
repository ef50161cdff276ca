"""What a plan says: items, quantities, scoring statements, and the registry of their fields."""
