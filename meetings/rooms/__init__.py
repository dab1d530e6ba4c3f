"""Playing what happened in the rooms of a practice area: each act on its own day, by the one who did it."""
