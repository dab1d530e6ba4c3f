"""Why a sealed form is not taken in. Only a sender who signed in or signed is told one of three plain causes."""

from enum import StrEnum

from marac.errors import MaracError


class Cause(StrEnum):
    """As it stands in the list of its sender. Everything but the first three is one answer."""

    TOO_OLD = "too-old"
    KEY_RETIRED = "key-retired"
    OTHER_AREA = "other-area"
    NOT_TAKEN = "not-taken"


class SealRefused(MaracError):
    """This sealed form is not taken in. `why` is for our log alone and is a word of ours, never of the form."""

    def __init__(self, cause: Cause, why: str) -> None:
        super().__init__("This sealed form is not taken in.")
        self.cause = cause
        self.why = why


def not_taken(why: str) -> SealRefused:
    return SealRefused(Cause.NOT_TAKEN, why)
