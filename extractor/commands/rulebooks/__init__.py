"""Commands around rulebooks: build and look at one, score by it."""
