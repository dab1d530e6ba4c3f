"""Tables of people: what a document says of one person, and human verdicts on who is who."""

from piccolo.columns import Real
from piccolo.table import Table

from agencies.tables import Area, Officer
from marac.columns import SealedRow, code, day, key, link, loose_id, moment, number, sealed
from meetings.tables.documents import Case, Document


class Mention(SealedRow, Table):
    """What one document says of one person."""

    id = key()
    area = link(Area)
    outside_id = code(80, index=True)  # `<sender_reference>/perpetrators/0`
    document = link(Document)
    case = link(Case)
    role = code(20)  # victim perpetrator child
    n = number()
    person_id = loose_id(index=True)  # derived: the oldest mention of the group
    card = sealed()  # the person as written, with what was accepted since


class MentionValue(SealedRow, Table, tablename="mention_value"):
    """A value proposed for a mention by a research return or an officer."""

    id = key()
    area = link(Area)
    mention = link(Mention)
    kind = code(20)
    n = number()
    source_document = link(Document, null=True)
    source_officer = link(Officer, null=True)
    said_on = day()
    state = code(20)  # proposed accepted disputed
    by = link(Officer, null=True)
    value = sealed()


class Verdict(SealedRow, Table):
    """Same or different, between two mentions, by a person. Append-only but for its withdrawal."""

    id = key()
    area = link(Area)
    a = link(Mention)
    b = link(Mention)
    kind = code(20)  # same different
    by = link(Officer, null=True)
    at = moment()
    levels = code(200, null=True)
    weight = Real(null=True, default=None)
    model = code(40, null=True)
    withdrawn_by = link(Officer, null=True)
    withdrawn_at = moment(null=True)
    inherits = loose_id(null=True)
    reason = sealed()
