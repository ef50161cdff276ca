"""What is asked of a store: by SQL, by a selection, plan by plan."""
