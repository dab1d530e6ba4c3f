"""Tables of areas, agencies and officers, their roles and sessions."""

from piccolo.columns import Boolean
from piccolo.table import Table

from marac.columns import SealedRow, code, day, key, link, loose_id, moment, number, sealed, text, yes_no


class Area(Table):
    """One forum of one place: its own keys, policy and trail."""

    id = key()
    slug = code(60, unique=True)
    forum = code(10)  # marac mappa
    name = code(120)
    nation = code(30)
    practice = yes_no()
    prefix = code(8)
    postcode_area = code(4)
    towns = text()  # JSON list of names
    # Business time of a practice area: this moment, plus the machine time since it was set.
    practice_moment = moment(null=True)
    practice_set_at = moment(null=True)


class Setting(Table):
    """A dated local rule. Rows are added, never changed."""

    id = key()
    area = link(Area)
    name = code(60, index=True)
    value = text()  # JSON
    from_on = day()
    source = code(200)
    entered_at = moment()
    by = loose_id(null=True)
    second = loose_id(null=True)


class Agency(Table):
    """A member of the meeting."""

    id = key()
    area = link(Area)
    slug = code(60)
    name = code(120)
    short = code(12)
    core = yes_no()
    telephone = code(40)
    secure_email = code(254)
    mail_domains = text()  # with spaces between them; empty: its people may write from anywhere
    isa_signed_on = day(null=True)
    joined_on = day()
    left_on = day(null=True)
    nation = code(30)


class AgencyType(Table, tablename="agency_type"):
    """What kind of agency it is, with dates, so that mergers do not rewrite past returns."""

    id = key()
    area = link(Area)
    agency = link(Agency)
    type = code(40)
    national_code = code(40)
    from_on = day()
    to_on = day(null=True)


class AgencyName(Table, tablename="agency_name"):
    """A name an agency bore until a day."""

    id = key()
    area = link(Area)
    agency = link(Agency)
    name = code(120)
    to_on = day()


class SeenNonce(Table, tablename="seen_nonce"):
    """A signed request that was answered: its like is refused until its signature is too old anyway."""

    id = key()
    until = moment()


class Officer(SealedRow, Table):
    """A person who signs in. Who they are is sealed under the area's staff directory key."""

    id = key()
    area = link(Area)
    agency = link(Agency, null=True)
    outside_id = code(20, null=True)  # the id in an area document
    email_index = code(64, unique=True)
    password = text(null=True)
    state = code(20)  # invited active ended
    totp_step = number(null=True)
    totp_confirmed_at = moment(null=True)
    single_keys = Boolean(null=True, default=None)
    made_at = moment()
    ended_at = moment(null=True)
    directory = sealed()  # names, e-mail, telephone, birth date and previous names for the staff check
    totp = sealed()


class EnrolledKey(Table, tablename="agency_key"):
    """A public key with which an agency signs what its software or an officer's device sends."""

    id = key()
    key_id = code(10, unique=True)
    area = link(Area)
    agency = link(Agency)
    officer = link(Officer, null=True)
    public = code(64)  # hexadecimal
    label = code(60)
    enrolled_by = link(Officer)
    enrolled_at = moment()
    confirmed_by = link(Officer, null=True)
    confirmed_at = moment(null=True)
    revoked_by = link(Officer, null=True)
    revoked_at = moment(null=True)
    why = code(20)  # empty lost replaced left refused


class RecoveryCode(Table, tablename="recovery_code"):
    """A single-use code for a lost device, kept as a hash."""

    id = key()
    officer = link(Officer)
    hash = code(64, unique=True)
    used_at = moment(null=True)


class Membership(Table):
    """What one may be, from when until when."""

    id = key()
    officer = link(Officer)
    area = link(Area)
    agency = link(Agency, null=True)
    role = code(30)
    from_on = day()
    to_on = day(null=True)
    deputy_for = link(Officer, null=True)


class Session(Table, tablename="sign_in_session"):
    """A signed-in browser. The token is kept as its hash."""

    id = key()
    token_hash = code(64, unique=True)
    officer = link(Officer)
    membership = link(Membership, null=True)
    made_at = moment()
    seen_at = moment()
    second_factor_at = moment(null=True)
    stepped_up_at = moment(null=True)
    ended_at = moment(null=True)
    device = code(80)
    room_until = moment(null=True)


class Invitation(Table):
    """A single-use link to begin an account, or to begin it again after two people agreed."""

    id = key()
    area = link(Area)
    officer = link(Officer)
    token_hash = code(64, unique=True)
    kind = code(20)  # invite recover
    made_at = moment()
    by = loose_id(null=True)
    second = loose_id(null=True)
    opened_at = moment(null=True)
    expires_at = moment()
    used_at = moment(null=True)


class Recovery(Table):
    """A lost password or device: one person asks, another agrees."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    officer = link(Officer)
    asked_by = link(Officer)
    asked_at = moment()
    agreed_by = link(Officer, null=True)
    agreed_at = moment(null=True)
    state = code(20)  # asked agreed refused


class Proposal(Table):
    """A change one person asked for and a second must agree to: a role, or a rule for days already past."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    kind = code(20)  # role_give role_end setting
    officer = link(Officer, null=True)
    change = text()  # JSON of ids, codes and days
    asked_by = link(Officer)
    asked_at = moment()
    decided_by = link(Officer, null=True)
    decided_at = moment(null=True)
    state = code(20)  # asked agreed refused


class Throttle(Table):
    """Tries of one account or one source, counted in the database so that every process counts alike."""

    id = key()
    subject = code(64, unique=True)
    misses = number()
    window_from = moment()
    misses_in_window = number()
    not_before = moment(null=True)


class Idempotency(Table):
    """One answer to one sending of a form, however often it arrives."""

    id = key()
    actor = loose_id()
    once = code(64)
    request_hash = code(64)
    answer = text()
    at = moment()


class ParkedForm(SealedRow, Table, tablename="parked_form"):
    """What was sent after the session had ended, kept for the same person."""

    id = key()
    area = link(Area)
    officer = link(Officer)
    at = moment()
    taken_at = moment(null=True)
    body = sealed()
