"""Tables of minutes and actions: revisions by section, actions with one owner, flags."""

from piccolo.columns import Integer
from piccolo.table import Table

from agencies.tables import Agency, Area, Officer
from marac.columns import SealedRow, code, day, key, link, moment, number, sealed, yes_no
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem, Meeting


class MinutesPart(Table, tablename="minutes_part"):
    """A section of the minutes: of a case, or of the meeting itself."""

    id = key()
    area = link(Area)
    meeting = link(Meeting)
    agenda_item = link(AgendaItem, null=True)
    heading = code(30)


class MinutesRevision(SealedRow, Table, tablename="minutes_revision"):
    """One saved text of a section. Nothing is ever overwritten."""

    id = key()
    area = link(Area)
    part = link(MinutesPart)
    n = number()
    base_n = number()
    kind = code(20)  # draft aside correction
    by = link(Officer)
    at = moment()
    business_at = moment()
    settled_at = moment(null=True)  # a text set aside by a conflict, decided
    text = sealed()


class Action(SealedRow, Table):
    """Something one agency, and one person in it, will do by a day."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    case = link(Case)
    meeting = link(Meeting)
    agenda_item = link(AgendaItem)
    n = Integer(default=1, null=False)
    agency = link(Agency)
    owner = link(Officer, null=True)
    due_on = day()
    due_rule = code(20)  # default earlier same_day
    status = code(30, index=True)
    contacts_victim = yes_no()
    dash_item = number(null=True)
    given_at = moment()
    text = sealed()
    risk = sealed()
    safe_method = sealed()


class ActionEvent(SealedRow, Table, tablename="action_event"):
    """What became of an action, step by step."""

    id = key()
    area = link(Area)
    action = link(Action)
    status = code(30)  # agreed accepted in_progress done not_possible_changed not_done superseded transferred verified
    at = moment()
    business_at = moment()
    reported_on = day()
    by = link(Officer, null=True)
    owner = link(Officer, null=True)
    note = sealed()


class Flag(Table):
    """A marker an agency was asked to put on its own file."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    case = link(Case)
    agency = link(Agency)
    asked_on = day()
    anchor_on = day()
    review_on = day()
    set_on = day(null=True)
    set_by = link(Officer, null=True)
    removed_on = day(null=True)
    removed_by = link(Officer, null=True)


class Telling(SealedRow, Table):
    """Whether the victim was told, by whom and how."""

    id = key()
    area = link(Area)
    case = link(Case)
    agenda_item = link(AgendaItem)
    officer = link(Officer, null=True)
    due_on = day()
    outcome = code(20, null=True)  # told not_told
    told_on = day(null=True)
    method = sealed()
    reason = sealed()


class UnfinishedAction(Table, tablename="unfinished_action"):
    """An action put in one of the two bins at the opening of a meeting."""

    id = key()
    area = link(Area)
    meeting = link(Meeting)
    action = link(Action)
    bin = code(30)
    at = moment()
    by = link(Officer, null=True)
