"""References as people read them on paper: two groups, in capitals."""

from marac.ids import REF_LENGTH, show_ref


def shown_ref(ref: str) -> str:
    """`7K3Q9-XBD2H` of the stored form; one that is written for reading already stays as it is."""
    return show_ref(ref) if len(ref) == REF_LENGTH and ref.isalnum() else ref
