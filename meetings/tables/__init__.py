"""Tables of cases and meetings, one file a subject. Rows do not leave `meetings`."""
