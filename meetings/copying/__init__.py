"""Copies of what was sent: printed with a mark and a number, and taken out as exchange documents."""
