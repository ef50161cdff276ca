"""The types that stages hand to each other: frozen dataclasses that import nothing of the package."""
