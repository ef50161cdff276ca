"""What each wording of a time limit says."""
