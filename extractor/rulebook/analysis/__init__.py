"""What a rulebook says about itself: reach, next points, simulation."""
