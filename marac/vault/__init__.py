"""Keys and encryption: what is kept sealed, and the only way to open it."""
