"""Ordering an agenda: every change kept, merged with what others did, taken back; reasons, times and waiting."""
