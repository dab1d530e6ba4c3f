"""Files that came with a form: each under a key of its own, its name sealed, its content in parts."""

from piccolo.table import Table

from agencies.tables import Area, Officer
from marac.columns import SealedRow, code, key, link, loose_id, moment, number, sealed


class Attachment(SealedRow, Table):
    """One file. It is its author's until the form is sent; then it is part of what was sent."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    draft = loose_id(index=True)
    document = loose_id(null=True, index=True)  # set when the form was sent
    case = loose_id(null=True, index=True)  # of that document
    added_by = link(Officer)
    added_at = moment()
    business_at = moment()
    kind = code(10)
    number_of_parts = number()
    label = sealed()  # name and size


class AttachmentPart(SealedRow, Table, tablename="attachment_part"):
    """A part of a file's content, so small that its padding costs little."""

    id = key()
    area = link(Area)
    attachment = link(Attachment)
    case = loose_id(null=True)
    n = number()
    body = sealed()
