"""Tables of what agencies send: drafts, documents, cases and their events."""

from piccolo.table import Table

from agencies.tables import Agency, Area, Officer
from marac.columns import SealedRow, code, day, key, link, loose_id, moment, number, sealed, yes_no


class Draft(SealedRow, Table):
    """A form being filled in; its author's alone."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    officer = link(Officer)
    form = code(40)
    version = number()
    about = loose_id(null=True)  # the case a research return or a repeat is about
    revision = number()
    made_at = moment()
    saved_at = moment()
    document = loose_id(null=True)  # set when it was sent
    is_urgent = yes_no()  # its author asks for an emergency meeting
    body = sealed()


class Document(SealedRow, Table):
    """One form as it arrived, whole, under the key of its case."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    form = code(40)
    version = number()
    sender = link(Agency, null=True)
    sender_reference = code(40, index=True)
    sha256 = code(64, index=True)  # of the text as it was sent: what its receipt says
    kept_sha256 = code(64)  # of the text as it is kept and taken out
    result = code(20)  # received conflict not_placed
    received_at = moment()
    business_at = moment()
    sent_by = link(Officer, null=True)
    case = loose_id(null=True, index=True)
    number_of_gaps = number()
    corrects = loose_id(null=True)  # of a form on a case: the version it replaces
    copies = number()  # how many marked prints were made
    settled_at = moment(null=True)  # a conflict judged, or an unplaced return placed
    settled_by = link(Officer, null=True)
    body = sealed()
    not_given = sealed()  # what its page was told is not known or not asked, where the document has no word for it


class Case(Table, tablename="case_record"):
    """One victim and one or more perpetrators, made when a referral is received."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    case_number = code(20, null=True)
    status = code(30, index=True)  # the last event, cached
    referring_agency = link(Agency)
    opened_by = link(Document)
    referred_on = day()
    received_at = moment()  # business time
    emergency_asked_at = moment(null=True)  # the referrer says that it cannot wait for the next meeting
    decided_at = moment(null=True)
    heard_on = day(null=True)  # first hearing
    closed_on = day(null=True)
    late = yes_no()
    is_judged_apart = yes_no()  # somebody decided that it was not sent twice
    joined_to = loose_id(null=True, index=True)  # the case that it joined as a second referral; case_document says when
    bring_in = loose_id(null=True, index=True)  # old records that brought it; unseen by all until those are on
    restricted = code(20, null=True)  # staff, or a local word
    restricted_owner = link(Officer, null=True)
    dk = loose_id()


class CaseEvent(SealedRow, Table, tablename="case_event"):
    """A move of a case, with who, when and why."""

    id = key()
    area = link(Area)
    case = link(Case)
    from_status = code(30)
    to_status = code(30)
    at = moment()
    business_at = moment()
    by = link(Officer, null=True)
    second = link(Officer, null=True)
    meeting = loose_id(null=True)
    reason_code = code(40, null=True)
    reason = sealed()


class CaseDocument(Table, tablename="case_document"):
    """What a document is to a case: opened it, a later form, or a duplicate that joined it, until that is taken apart.

    A duplicate keeps the case it opened, which has the key and the readers of its words.
    """

    id = key()
    area = link(Area)
    case = link(Case)
    document = link(Document)
    relation = code(20)  # opened duplicate later_form
    by = link(Officer, null=True)  # who said that it is a duplicate
    at = moment(null=True)
    business_at = moment(null=True)
    withdrawn_by = link(Officer, null=True)
    withdrawn_at = moment(null=True)


class Question(SealedRow, Table):
    """A question to the referrer, and the answer."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    case = link(Case)
    asked_at = moment()
    asked_by = link(Officer)
    answered_at = moment(null=True)
    answered_by = link(Officer, null=True)
    body = sealed()


class CaseNumber(Table, tablename="case_number_count"):
    """How many numbers a year has given; the digits come from a keyed permutation."""

    id = key()
    area = link(Area)
    year = number()
    given = number()


class Exclusion(Table):
    """Someone who must never see a case. Always wins."""

    id = key()
    area = link(Area)
    case = link(Case)
    officer = link(Officer, null=True)
    agency = link(Agency, null=True)
    kind = code(20)  # conflict restricted staff
    from_at = moment()
    to_at = moment(null=True)
    by = link(Officer, null=True)
    joined = loose_id(null=True)  # the case_document of two referrals that are one: shut out of the one, so of both


class NamedReader(Table, tablename="named_reader"):
    """Someone who is named to see a restricted case; nobody else does."""

    id = key()
    area = link(Area)
    case = link(Case)
    officer = link(Officer)
    from_at = moment()
    to_at = moment(null=True)
    by = link(Officer, null=True)
