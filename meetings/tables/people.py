"""Tables of people: what a document says of one person, and human verdicts on who is who."""

from piccolo.columns import BigInt, Real
from piccolo.table import Table

from agencies.tables import Area, Officer
from marac.columns import SealedRow, code, day, key, link, loose_id, moment, number, sealed, yes_no
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
    card = sealed()  # the person as written; what was told since stands in mention_value


class MentionValue(SealedRow, Table, tablename="mention_value"):
    """A value told of a mention by a research return or an officer, and where it stands."""

    id = key()
    area = link(Area)
    mention = link(Mention)
    kind = code(20)
    n = number()
    source_document = link(Document, null=True)
    source_officer = link(Officer, null=True)
    said_on = day()
    state = code(20)  # proposed accepted disputed: the last decision, cached
    by = link(Officer, null=True)
    value = sealed()


class ValueDecision(SealedRow, Table, tablename="value_decision"):
    """What somebody made of a value. A change of mind is another row."""

    id = key()
    area = link(Area)
    value = link(MentionValue)
    state = code(20)  # proposed accepted disputed
    by = link(Officer, null=True)
    at = moment()
    business_at = moment()
    reason = sealed()


class Verdict(SealedRow, Table):
    """Same, different or not sure, between two mentions, by a person. Append-only but for its withdrawal."""

    id = key()
    area = link(Area)
    a = link(Mention)
    b = link(Mention)
    kind = code(20)  # same different unsure
    by = link(Officer, null=True)
    at = moment()
    business_at = moment()
    held_for = code(20, null=True)  # the contradiction that kept it from taking effect; null: it took effect
    for_chair = code(40, null=True)  # why the chair is shown it at the next agenda: repeat clash cases
    replaces = loose_id(null=True)  # the verdict about the same two that was taken back for it
    levels = code(200, null=True)
    weight = Real(null=True, default=None)
    model = code(40, null=True)
    withdrawn_by = link(Officer, null=True)
    withdrawn_at = moment(null=True)
    inherits = loose_id(null=True)  # the verdict it stands for, which was withdrawn or erased
    joined = loose_id(null=True, index=True)  # the case_document of two referrals that are one: it goes with that alone
    reason = sealed()


class RepeatNotice(Table, tablename="repeat_notice"):
    """A link or its undoing changed whether a referral is a repeat; shown until a coordinator has seen it."""

    id = key()
    area = link(Area)
    case = link(Case)
    verdict = link(Verdict)
    deed = code(10)  # linked parted undone joined apart
    by = link(Officer, null=True)
    at = moment()
    business_at = moment()
    reported_clock = code(20)
    # Reasons of the rule by each clock. No date of abuse follows from them.
    before_by_referral = code(30)
    before_by_heard = code(30)
    after_by_referral = code(30)
    after_by_heard = code(30)
    before_anchor = loose_id(null=True)  # the earlier case that started the reported clock
    after_anchor = loose_id(null=True)
    seen_by = link(Officer, null=True)
    seen_at = moment(null=True)


class AlertSettled(SealedRow, Table, tablename="alert_settled"):
    """Somebody looked into an alert of a referral and wrote why it needs nothing more. Opened again by a later row."""

    id = key()
    area = link(Area)
    case = link(Case)
    code = code(30)
    other = loose_id(null=True)  # the case, or the research return, that it points at
    is_open_again = yes_no()
    by = link(Officer, null=True)
    at = moment()
    business_at = moment()
    reason = sealed()


class ConfidentialPlace(Table, tablename="confidential_place"):
    """A keyed hash of an address that must not be printed: to notice it in a text, and for nothing else."""

    id = key()
    area = link(Area)
    case = link(Case)
    version = number()
    bits64 = BigInt(default=0, null=False)
