"""Tables of a meeting: seats, attendance, agenda, presence and what was sent to whom."""

from piccolo.table import Table

from agencies.tables import Agency, Area, Officer
from marac.columns import SealedRow, code, day, key, link, loose_id, moment, number, sealed, text, yes_no
from meetings.tables.documents import Case


class Statement(Table):
    """A version of the confidentiality statement."""

    id = key()
    area = link(Area)
    version = code(20)
    from_on = day()
    words = text()


class Series(Table):
    """Meetings by a rule: the days it gives, and the time and place of each. Ended by a day, never changed."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    rule = code(20)  # weeks weekday_of_month
    every = number()  # weeks between two, or which such weekday of a month (5: the last)
    weekday = number()  # Monday is 0
    starts = code(5)  # wall time, like 09:30
    ends = code(5)
    zone = code(40)
    venue = code(200)
    from_on = day()
    to_on = day(null=True)
    onto = code(10)  # where a bank holiday moves it: before after
    by = link(Officer, null=True)
    made_at = moment()


class Meeting(Table):
    """One meeting date."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    outside_id = code(20, null=True)
    kind = code(20)  # ordinary emergency
    planned_on = day()
    held_on = day()
    starts_at = moment()
    ends_at = moment()
    zone = code(40)
    venue = code(200)
    status = code(20)  # planned open held cancelled
    moved = yes_no()
    uid = code(80, unique=True)
    sequence = number()
    opened_at = moment(null=True)
    opened_by = link(Officer, null=True)
    closed_at = moment(null=True)
    quorate = code(20, null=True)
    dk = loose_id()
    arranged_at = moment()
    called_for = loose_id(null=True)  # the one case of an emergency meeting called on its page; as hidden as the case
    series = link(Series, null=True)


class Seat(Table):
    """What one is at this meeting. One seat a person a meeting."""

    id = key()
    area = link(Area)
    meeting = link(Meeting)
    officer = link(Officer)
    agency = link(Agency, null=True)
    seat = code(20)  # coordinator chair minute_taker representative idva observer
    deputy_for = link(Officer, null=True)
    from_at = moment()
    to_at = moment(null=True)
    affirmed_at = moment(null=True)
    affirmed_how = code(20, null=True)
    statement = link(Statement, null=True)


class Attendance(SealedRow, Table):
    """Who came, who sent an apology, and whether information was sent."""

    id = key()
    area = link(Area)
    meeting = link(Meeting)
    officer = link(Officer, null=True)
    agency = link(Agency, null=True)
    seat = code(20)
    state = code(20)  # expected present late left apology absent
    how = code(20, null=True)
    deputy_for = link(Officer, null=True)
    arrived_at = moment(null=True)
    left_at = moment(null=True)
    information_sent = code(10, null=True)
    information_sent_at = moment(null=True)
    condition_signed = code(10, null=True)
    changed_at = moment()
    note = sealed()  # and the name of an observer without an account


class AgendaItem(Table, tablename="agenda_item"):
    """A case on a meeting's agenda."""

    id = key()
    area = link(Area)
    meeting = link(Meeting)
    case = link(Case)
    kind = code(20)  # ordinary emergency update
    state = code(20, index=True)  # listed deferred withdrawn heard
    position = number()
    pinned_to = number(null=True)
    pinned_by = code(20, null=True)  # chair coordinator
    why = code(20, null=True)  # what put it at its place: a key of the order, waiting, hand; none before any order
    has_plan = yes_no()  # a child of the case is on a protection plan, as the coordinator was told
    minutes = number()
    late_by = link(Officer, null=True)
    listed_at = moment()
    opened_at = moment(null=True)
    closed_at = moment(null=True)
    separate_paper = yes_no()


class Presence(Table):
    """Where one stands for one case, when not simply in the room."""

    id = key()
    area = link(Area)
    agenda_item = link(AgendaItem)
    officer = link(Officer)
    state = code(20)  # in_room not_in_room
    reason_code = code(40, null=True)
    at = moment()
    by = link(Officer, null=True)


class Circulation(SealedRow, Table):
    """One sending of an agenda, an action sheet or minutes."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    meeting = link(Meeting)
    kind = code(20)  # agenda action_sheet minutes
    n = number()
    at = moment()
    business_at = moment()
    by = link(Officer, null=True)
    recalled_at = moment(null=True)
    reason = sealed()  # why late


class CirculationReader(Table, tablename="circulation_reader"):
    """Who was sent what: for minutes one row a case."""

    id = key()
    area = link(Area)
    circulation = link(Circulation)
    officer = link(Officer)
    agenda_item = link(AgendaItem, null=True)
    why = code(20)  # seat present action
    first_opened_at = moment(null=True)


class Declaration(Table):
    """Whether one knows anybody in the cases, answered before an agenda opens."""

    id = key()
    area = link(Area)
    meeting = link(Meeting)
    officer = link(Officer)
    circulation = link(Circulation)
    answer = code(20)  # nobody someone
    kind = code(30, null=True)
    at = moment()


class Approval(Table):
    """The chair's signature under the minutes, over an exact set of revisions."""

    id = key()
    area = link(Area)
    meeting = link(Meeting)
    by = link(Officer)
    at = moment()
    business_at = moment()
    revisions = text()  # JSON list of revision ids
