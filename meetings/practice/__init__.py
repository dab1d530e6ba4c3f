"""Playing a practice area in, so that every reader gets the same state. Practice areas alone."""
