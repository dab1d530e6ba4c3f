"""Tables of risk reviews: when a record was last made, what makes it due, what was not done; and days that come."""

from piccolo.table import Table

from agencies.tables import Agency, Area, Officer
from marac.columns import SealedRow, code, day, key, link, loose_id, moment, sealed
from meetings.tables.documents import Case


class ReviewDone(Table, tablename="review_done"):
    """An agency made a record of a case on a day: the next review is reckoned from it. The record is elsewhere."""

    id = key()
    area = link(Area)
    case = link(Case)
    agency = link(Agency)
    record = code(20)
    done_on = day()
    document = loose_id()


class DateAhead(Table, tablename="date_ahead"):
    """A day that a form of a case looks forward to: the end of an order, a hearing, a call. Its words are elsewhere."""

    id = key()
    area = link(Area)
    case = link(Case)
    agency = link(Agency)
    what = code(20)
    falls_on = day()
    document = loose_id()


class ReviewNote(SealedRow, Table, tablename="review_note"):
    """Something that makes a review due at once, or a review that was tried and could not be done."""

    id = key()
    area = link(Area)
    case = link(Case)
    agency = link(Agency, null=True)  # whose review it is about; an event that everybody should know names none
    record = code(20, null=True)  # the record that could not be made; an event is about several
    kind = code(20)  # event not_done
    code = code(40)
    happened_on = day()
    at = moment()
    business_at = moment()
    by = link(Officer, null=True)
    note = sealed()
