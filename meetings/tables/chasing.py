"""Tables of chasing and notices: steps taken, what is left in peace, leave and cover, and how letters are wanted."""

from piccolo.table import Table

from agencies.tables import Agency, Area, Officer
from marac.columns import code, day, key, link, loose_id, moment, number, text, yes_no
from meetings.tables.documents import Case


class Chase(Table):
    """One step taken for one thing that was due: an ask, an action, the minutes of a meeting."""

    id = key()
    area = link(Area)
    kind = code(10)  # research action minutes
    thing = loose_id(index=True)
    case = link(Case, null=True)
    due_at = moment()
    days = number()  # working days from the due day; negative before it
    top = code(20)  # the highest rung told
    number_told = number()
    at = moment()
    # The step of one thing for one due moment is taken once, whoever takes it.
    once = code(120, unique=True)


class ChasePause(Table, tablename="chase_pause"):
    """Somebody with a reason asked that one thing is not chased until a day."""

    id = key()
    area = link(Area)
    kind = code(10)
    thing = loose_id(index=True)
    case = link(Case, null=True)
    until_on = day()
    reason_code = code(30)
    at = moment()
    by = link(Officer)
    ended_at = moment(null=True)
    ended_by = link(Officer, null=True)


class Leave(Table):
    """Somebody is away from one day to another, and a colleague covers meanwhile."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    officer = link(Officer)
    cover = link(Officer)
    from_on = day()
    to_on = day()
    at = moment()
    ended_at = moment(null=True)


class NoticeChoice(Table, tablename="notice_choice"):
    """How one person wants letters in one area. Empty times: as the area has it."""

    id = key()
    area = link(Area)
    officer = link(Officer)
    quiet_from = code(5)
    quiet_to = code(5)
    weekly = yes_no()
    at = moment()


class Undelivered(Table):
    """A letter the mail server will never take: somebody must find out why."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    officer = link(Officer, null=True)  # else the mailbox of the agency
    agency = link(Agency, null=True)
    subject = code(40)
    ids = text()  # what the letter was asked for with, to ask for it again
    at = moment()
    tries = number()
    settled_at = moment(null=True)
    settled_by = link(Officer, null=True)
    outcome = code(20)  # sent_again settled
