"""Forms on a case: the list of them, drafts, versions, marked copies and exchange documents."""
