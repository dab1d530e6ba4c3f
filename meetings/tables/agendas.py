"""Tables of an agenda being built: every change of it, what each version held, and who has to leave when."""

from piccolo.table import Table

from agencies.tables import Area, Officer
from marac.columns import code, key, link, moment, number, text
from meetings.tables.meeting import AgendaItem, Circulation, Meeting


class AgendaChange(Table, tablename="agenda_change"):
    """One change of order, minutes or pins. Never changed itself: what takes it back is a change of its own."""

    id = key()
    area = link(Area)
    meeting = link(Meeting)
    n = number()
    kind = code(20)  # move rule waiting access minutes pin undo redo
    undoes = number(null=True)
    by = link(Officer, null=True)
    at = moment()
    before = text()  # JSON: item, minutes, place it is pinned to, by which seat, why it stands there
    after = text()


class AgendaVersionLine(Table, tablename="agenda_version_line"):
    """One case as it stood on a version that was sent."""

    id = key()
    area = link(Area)
    circulation = link(Circulation)
    agenda_item = link(AgendaItem)
    position = number()
    minutes = number()


class Leaving(Table):
    """That somebody has to go before a meeting ends. The newest counts; one without a time takes it back."""

    id = key()
    area = link(Area)
    meeting = link(Meeting)
    officer = link(Officer)
    leaves_at = moment(null=True)
    at = moment()
