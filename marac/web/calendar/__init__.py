"""Pages of the calendar: emergencies, series and splits."""
