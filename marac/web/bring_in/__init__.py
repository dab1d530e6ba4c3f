"""Pages of old records: what is in a file, what bringing it in would do, and how far it has come."""
