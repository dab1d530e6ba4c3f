"""Who is who: names, births, homes and numbers as they are written, and what two such records have in common."""
