"""What stands among the work and is none: catalogues, aims, who is meant, what is to be handed in."""
