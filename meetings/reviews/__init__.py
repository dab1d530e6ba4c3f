"""Risk reviews of a case: what was done, what makes one due, what could not be done, and what is due now."""
