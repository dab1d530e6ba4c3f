"""Sealed forms: what they claim, which kinds there are, and why one is not taken in. Pure."""
