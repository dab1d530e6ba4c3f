"""Tables of looking for the same people: tokens to find them by, searches under way, and what was suggested."""

from piccolo.columns import BigInt, BigSerial, Real
from piccolo.table import Table

from agencies.tables import Area, Officer
from marac.columns import code, key, link, loose_id, moment, number, yes_no
from meetings.tables.documents import Case, Document
from meetings.tables.people import Mention, Verdict


class Token(Table):
    """A keyed token of a mention: it tells nothing without the key of its type, version and area."""

    id = BigSerial(primary_key=True)  # There are many: a number is shorter than an id, and nobody names one.
    area = link(Area)
    type = code(4)
    version = number()
    bits64 = BigInt(default=0, null=False)
    mention = link(Mention)


class PeopleSearch(Table, tablename="people_search"):
    """A search for the people of a document that arrived, or of one whose mention was corrected by it."""

    id = key()
    area = link(Area)
    case = link(Case)
    document = link(Document)  # what caused it
    mention = link(Mention, null=True)  # after a correction: the one corrected; else everybody in the document
    asked_at = moment()
    business_at = moment()
    searched_at = moment(null=True)  # tokens looked up, candidates compared
    is_scan_needed = yes_no()  # somebody has no birth date or outcode, so the whole area is gone through
    scanned_to = loose_id(null=True)  # the mention up to which that has come
    scanned_at = moment(null=True)


class Suggestion(Table):
    """Two mentions that may be one person, as shown, and what somebody answered."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    mention = link(Mention)  # the one looked for
    other = link(Mention)
    search = link(PeopleSearch)
    is_later = yes_no()  # caused by a research return, not by the arrival of the mention's document
    shown_at = moment()
    business_at = moment()
    band = code(10)  # strong possible weak
    weight = Real(default=0.0, null=False)
    levels = code(200)
    model = code(40)
    store_size = number()
    answer = code(10, null=True)  # same different unsure
    answered_at = moment(null=True)
    answered_by = link(Officer, null=True)
    verdict = link(Verdict, null=True)
