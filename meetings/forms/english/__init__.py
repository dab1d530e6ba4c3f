"""The English catalogue of the forms, by key."""
