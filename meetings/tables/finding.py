"""Table of searches: what an officer asked for, sealed, so that results stand under an address without a word of it."""

from piccolo.table import Table

from agencies.tables import Area, Officer
from marac.columns import SealedRow, code, key, link, moment, sealed


class SearchRun(SealedRow, Table, tablename="search_run"):
    """One search for a case or person."""

    id = key()
    ref = code(10, unique=True)  # type: ignore[assignment]
    area = link(Area)
    officer = link(Officer)
    at = moment()
    words = sealed()
