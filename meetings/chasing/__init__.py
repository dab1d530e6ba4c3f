"""Chasing: whoever owes something is reminded, and step by step somebody further up. Nothing in it is personal."""
