"""Actions that are open and have an owner in person: reminded before their day, and chased from it on, rung by rung."""

from collections.abc import Sequence
from datetime import date, datetime

from agencies.acts import Act
from marac.dates import at_london
from meetings.actions import OPEN
from meetings.chasing.things import Thing
from meetings.rules.chase_ladder import Kind
from meetings.tables.minutes import Action

# An action is late once its day is over.
END_OF_DAY = "23:59"


def due_moment(due_on: date) -> datetime:
    return at_london(due_on, END_OF_DAY)


async def actions_to_chase(act: Act) -> Sequence[Thing]:
    """One thing for each; its letter leads to that action. One that nobody owns is on the coordinator's list."""
    rows = await Action.select(
        Action.id, Action.ref, Action.case, Action.agency, Action.owner, Action.due_on, Action.given_at
    ).where((Action.area == act.area.id) & Action.status.is_in(list(OPEN)) & Action.owner.is_not_null())
    return [
        Thing(
            kind=Kind.ACTION,
            id=row["id"],
            ref=row["ref"],
            case=row["case"],
            agency=row["agency"],
            owners=frozenset({row["owner"]}),
            due_at=due_moment(row["due_on"]),
            asked_at=row["given_at"],
        )
        for row in rows
    ]
