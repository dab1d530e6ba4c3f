"""Machines: whether the service lives and can work, and its description."""
