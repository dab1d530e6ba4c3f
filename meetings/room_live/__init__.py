"""One case in the room as it changes: what a page at rest may learn without opening anything."""
