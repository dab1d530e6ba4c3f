"""Sealed forms on their way in: kept unread at the door, opened by the worker, told to their senders."""
