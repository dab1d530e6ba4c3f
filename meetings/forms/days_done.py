"""A record is made on a day that has come: one dated after it arrived cannot be."""

from datetime import timedelta

from meetings.forms.check import Circumstances, Refuse
from meetings.forms.declaration import Field, Json, Kind, Place
from meetings.forms.findings import Found, Rule, inside
from meetings.forms.kinds import read_day

# Clocks of senders may be a day ahead.
GRACE = timedelta(days=1)


def refuse_ahead(path: str, *, words: str) -> Refuse:
    """Refuse a form whose day at this path is more than a day after its receipt."""
    name = path.rpartition(".")[2]
    place = Place(path, Field(name, Kind.DATE), (words,))

    def refuse(document: dict[str, Json], by: Circumstances, found: Found) -> None:
        written = inside(document, path)
        day = read_day(written) if isinstance(written, str) else None
        if day is not None and day > by.received_on + GRACE:
            found.refuse(place, Rule.AHEAD_OF_RECEIPT)

    return refuse
