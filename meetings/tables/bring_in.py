"""The table of old records brought in: what was read, by what hash it was confirmed, and how far it has come."""

from piccolo.table import Table

from agencies.tables import Area, Officer
from marac.columns import SealedRow, code, key, link, moment, number, sealed


class BringIn(SealedRow, Table, tablename="bring_in"):
    """One file, or one lot of files, of old records. Its cases are seen by nobody until its state is `on`.

    States: checked (a report waits to be confirmed), staging (rows are being written), on, undone (rows are being
    taken away), cleared; or lapsed, where nobody confirmed the report in time.
    """

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    kind = code(10)  # sheet word
    sha256 = code(64, index=True)  # of the report: what is confirmed
    state = code(20, index=True)
    made_by = link(Officer, null=True)
    made_at = moment()
    business_at = moment()
    confirmed_by = link(Officer, null=True)
    confirmed_at = moment(null=True)
    on_at = moment(null=True)
    undone_by = link(Officer, null=True)
    undone_at = moment(null=True)
    total = number()  # records to write
    done = number()  # records written, or taken away again
    material = sealed()  # what was read of the file
    report = sealed()
