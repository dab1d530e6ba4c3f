"""Tables of research: who was asked, who answers, and the lines that stay with their agency."""

from piccolo.table import Table

from agencies.tables import Agency, Area, Officer
from marac.columns import SealedRow, code, key, link, moment, number, sealed
from meetings.tables.documents import Case, Document
from meetings.tables.meeting import Meeting


class Ask(Table):
    """An agency asked to search its records for one case of one meeting."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    case = link(Case)
    meeting = link(Meeting)
    agency = link(Agency)
    why = code(40)
    state = code(20, index=True)  # not_started in_progress nil_known nil_no_trace submitted not_required
    asked_at = moment()
    due_at = moment()
    answered_at = moment(null=True)


class Assignment(Table):
    """Who in the agency answers, and so may see the case."""

    id = key()
    area = link(Area)
    ask = link(Ask)
    officer = link(Officer)
    from_at = moment()
    to_at = moment(null=True)


class Research(SealedRow, Table):
    """One agency's return for one case, under a key of its own."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    agency = link(Agency)
    ask = link(Ask, null=True)
    case = link(Case, null=True)
    meeting = link(Meeting, null=True)
    document = link(Document, null=True)
    nil = code(20)  # none known_no_info no_trace
    state = code(20)  # draft sent unplaced
    revision = number()
    saved_at = moment()
    sent_at = moment(null=True)  # business time
    by = link(Officer, null=True)
    body = sealed()  # all but the lines


class ResearchLine(SealedRow, Table, tablename="research_line"):
    """One line; who may read it follows from `share`."""

    id = key()
    area = link(Area)
    research = link(Research)
    n = number()
    share = code(20)  # share hold chair_only kept_back
    kind = code(10)  # fact opinion
    dash_item = number(null=True)
    shared_at = moment(null=True)
    text = sealed()
    source = sealed()
    reason = sealed()
