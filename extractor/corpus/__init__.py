"""Corpus: which documents are of one plan, which plans are the same, what a person tells of them."""
