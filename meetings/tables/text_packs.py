"""The table of licensed wordings: what an area may print a form with, from a day on."""

from piccolo.columns import Text
from piccolo.table import Table

from agencies.tables import Area, Officer
from marac.columns import code, day, key, link, moment, number


class TextPack(Table, tablename="text_pack"):
    """The wording of one version of a form from a day on. Never changed: a later one takes its place."""

    id = key()
    area = link(Area)
    form = code(40)
    version = number()
    from_on = day()
    licence = code(300)
    words = Text(null=False)  # JSON: texts of questions by their keys, nothing of any case
    sha256 = code(64)
    loaded_at = moment()
    loaded_by = link(Officer, null=True)
