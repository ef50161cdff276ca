"""Text recognition: which pages need it, what is done to the picture, the engine."""
