"""Pages of risk: reviews that are due, the risk tools of a case side by side, and an area's licensed wording."""
