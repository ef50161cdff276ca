"""What plans share in words, and where it comes from."""
