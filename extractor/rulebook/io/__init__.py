"""Files of a rulebook: YAML, forms, views, exports."""
