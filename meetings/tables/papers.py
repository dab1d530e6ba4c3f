"""Tables of papers handed out."""

from piccolo.table import Table

from agencies.tables import Area, Officer
from marac.columns import SealedRow, code, key, link, loose_id, moment, number, sealed


class Paper(SealedRow, Table):
    """A paper asked for by one reader, sealed until fetched once."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    kind = code(20)  # agenda minutes invite workbook
    format = code(10)
    about = loose_id(null=True)
    reader = link(Officer)
    membership = loose_id(null=True)
    state = code(20)  # asked ready fetched failed expired
    copy_number = number()
    asked_at = moment()
    business_at = moment()
    expires_at = moment()
    fetched_at = moment(null=True)
    size = number()
    sha256 = code(64)
    reason = sealed()
    body = sealed()
