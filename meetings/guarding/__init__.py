"""Who is never sent what: those shut out of a case, and those whose contact is a party's."""
