"""Tables of sealed forms: the queue they wait in, still sealed, and what keeps each from being sent twice."""

from piccolo.columns import Bytea
from piccolo.table import Table

from agencies.tables import Agency, Area, Officer
from marac.columns import code, key, link, loose_id, moment, number, text, yes_no


class SealedForm(Table, tablename="sealed_form"):
    """One envelope of one sender, as it arrived; its bytes go when it has been opened."""

    id = key()  # made of area, sender and hash: the same envelope of one sender is one row
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    sender = link(Agency, null=True)  # null until opened where a command brought it
    sent_by = link(Officer, null=True)
    draft = loose_id(null=True)  # of the form in the making that was sealed in the browser
    brought = yes_no()  # by a coordinator or a command, for the agency that signed it
    door = code(10)  # page folder machine
    kind = code(10)  # hpke jwe
    seal_key = loose_id(index=True)
    sha256 = code(64, index=True)
    size = number()
    tree_size = number()
    body = Bytea(null=True, default=None)
    received_at = moment()
    business_at = moment()
    state = code(10, index=True)  # waiting opened refused
    result = code(20, null=True)
    cause = code(20, null=True)
    document = loose_id(null=True)
    number_of_gaps = number()
    told = text()  # paths of fields and the rules they break, as JSON; nothing that was typed
    opened_at = moment(null=True)


class SealedOnce(Table, tablename="sealed_once"):
    """That a form of this `jti` was filed, and from which envelope."""

    id = key()  # made of area and jti
    area = link(Area)
    sha256 = code(64)
    sealed_form = loose_id()
    keep_until = moment()
