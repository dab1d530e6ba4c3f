"""The calendar beside single meetings: emergencies, moves, series and splits."""
