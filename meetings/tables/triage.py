"""The table of second opinions: what the coordinator asked the chair about a referral, and what the chair said."""

from piccolo.table import Table

from agencies.tables import Area, Officer
from marac.columns import SealedRow, code, key, link, moment, sealed
from meetings.tables.documents import Case


class Opinion(SealedRow, Table):
    """One question to the chair whether a referral is for this meeting, with view, reason and dissent."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    case = link(Case)
    asked_at = moment()  # business time, as what is said of it
    asked_by = link(Officer)
    given_at = moment(null=True)
    given_by = link(Officer, null=True)
    view = code(20, null=True)
    body = sealed()
