"""Somebody of a referral who may be known with the other role elsewhere: told at intake, before anybody decided."""

from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from meetings.people.scoring import Band
from meetings.rules.alerts import Alert
from meetings.rules.role_conflicts import MAY_BE
from meetings.suggestions import Suggested, suggestions_of_case


@dataclass(frozen=True, slots=True)
class EarlyConflict:
    """A strong suggestion that nobody has answered, and the case it points at, which this reader may open."""

    alert: Alert
    case_id: UUID
    case_ref: str
    case_number: str


async def early_conflicts(act: Act, case_id: UUID) -> list[EarlyConflict]:
    """Each case once for each pair of roles. An answer takes it away: what is linked has an alert of its own."""
    suggested = (await suggestions_of_case(act, case_id)).shown
    found = [_conflict(each) for each in suggested if each.band == Band.STRONG.value and each.answer is None]
    return list(dict.fromkeys(each for each in found if each is not None))


def _conflict(suggested: Suggested) -> EarlyConflict | None:
    words = MAY_BE.get((suggested.role, suggested.other_role))
    if words is None:
        return None
    alert = Alert("role_may_conflict", words, str(suggested.other_case_id))
    return EarlyConflict(alert, suggested.other_case_id, suggested.other_case_ref, suggested.other_case_number or "")
