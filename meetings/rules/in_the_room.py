"""Whether somebody was in the room for one case: when they came and went, set against when the case was heard."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CameAndWent:
    """One person at one meeting. Without a time of arrival they were there from the start."""

    arrived_at: datetime | None
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class Heard:
    """When a case was opened and closed in the room; a case still open has no end."""

    opened_at: datetime | None
    closed_at: datetime | None


def why_away(person: CameAndWent, case: Heard) -> str:
    """`left_early`, `not_yet_arrived`, or empty for somebody who heard at least a part of the case.

    A case that is not open yet is still to be heard: whoever has gone is gone for it.
    """
    if person.left_at is not None and (case.opened_at is None or person.left_at <= case.opened_at):
        return "left_early"
    if person.arrived_at is not None and case.closed_at is not None and case.closed_at < person.arrived_at:
        return "not_yet_arrived"
    return ""


def missed_between(left_at: datetime, back_at: datetime, case: Heard) -> bool:
    """Whether the whole of a case was heard while somebody was out: after they left and before they came back."""
    if case.opened_at is None or case.closed_at is None:
        return False
    return left_at <= case.opened_at and case.closed_at < back_at
