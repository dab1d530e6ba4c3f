"""Pages: what a person meets in a browser."""
