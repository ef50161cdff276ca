"""The numbered text of a document: which items are work, safeguards, steps, and what stands beside them."""
