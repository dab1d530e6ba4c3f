"""Deciding which referrals are for the meeting: the second opinion of the chair, and what thresholds came to."""
