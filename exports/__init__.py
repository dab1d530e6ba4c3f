"""What we hand out: a paper in, bytes out."""
