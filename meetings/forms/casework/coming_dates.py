"""The days that a form of the case file looks forward to: the ends of orders, hearings, reviews, a call after exit."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from marac.dates import months_after
from meetings.forms.casework.rules import day_at
from meetings.forms.declaration import Json
from meetings.forms.findings import rows_of

FOLLOW_UP_MONTHS = 6


@dataclass(frozen=True, slots=True, order=True)
class ComingDate:
    """A day and what falls on it: `order_ends`, `hearing`, `trial`, `pre_trial_visit`, `review`, `follow_up_call`."""

    on: date
    what: str


def coming_dates(
    form_id: str, document: dict[str, Json], *, follow_up_months: int = FOLLOW_UP_MONTHS
) -> tuple[ComingDate, ...]:
    """Each day once, the earliest first; none for a form that looks forward to nothing."""
    if form_id == "marac-exit":
        return tuple(sorted(set(_of_exit(document, follow_up_months))))
    find = _FINDERS.get(form_id)
    return tuple(sorted(set(find(document)))) if find else ()


def _named(document: dict[str, Json], **names: str) -> Iterator[ComingDate]:
    for name, what in names.items():
        on = day_at(document, name)
        if on is not None:
            yield ComingDate(on, what)


def _in_rows(document: Json, rows: str, name: str, what: str) -> Iterator[ComingDate]:
    days = (day_at(row, name) for _, row in rows_of(document, rows))
    return (ComingDate(on, what) for on in days if on is not None)


def _of_court(document: dict[str, Json]) -> Iterator[ComingDate]:
    yield from _in_rows(document, "orders", "expires_on", "order_ends")
    yield from _named(document, next_court_on="hearing", trial_on="trial", pre_trial_visit_on="pre_trial_visit")


def _of_exit(document: dict[str, Json], follow_up_months: int) -> Iterator[ComingDate]:
    """A call only if the client said yes."""
    closed = day_at(document, "closed_on")
    if closed is not None and document.get("followup_6_months_ok") == "yes":
        yield ComingDate(months_after(closed, follow_up_months), "follow_up_call")
    for _, partner in rows_of(document, "partners"):
        yield from _in_rows(partner, "orders", "expires_on", "order_ends")


_FINDERS: dict[str, Callable[[dict[str, Json]], Iterator[ComingDate]]] = {
    "marac-criminal-summary": _of_court,
    "marac-civil-summary": _of_court,
    "marac-agreement": lambda document: _in_rows(document, "permissions", "review_on", "review"),
    "marac-sharing-without-consent": lambda document: _named(document, review_due_on="review"),
}
