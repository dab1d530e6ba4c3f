"""Old records brought in: read without writing, confirmed by the hash of the report, switched on, taken back."""
