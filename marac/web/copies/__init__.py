"""Pages of copies: what was sent, printed with a mark and taken out as a file."""
