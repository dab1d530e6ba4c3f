"""Who takes part: areas, agencies, officers, seats, roles and sign-in."""
