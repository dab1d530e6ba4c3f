"""The forms of the case file: intake, agreement, notes, plan, court summaries, review, exit."""
