"""What one may be in an area, and what one can be at a meeting."""

from enum import StrEnum


class Role(StrEnum):
    """A role says what one may be; a seat says what one is at this meeting."""

    REPRESENTATIVE = "representative"
    DEPUTY = "deputy"
    IDVA = "idva"
    COORDINATOR = "coordinator"
    DEPUTY_COORDINATOR = "deputy_coordinator"
    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy_chair"
    MAPPA_COORDINATOR = "mappa_coordinator"
    PANEL_MEMBER = "panel_member"
    STEERING_READER = "steering_reader"
    ADMINISTRATOR = "administrator"
    PRIVACY_OFFICER = "privacy_officer"
    REFERRER = "referrer"


class SeatKind(StrEnum):
    """What one is at a meeting. Minute-taker and observer exist only as seats."""

    COORDINATOR = "coordinator"
    CHAIR = "chair"
    MINUTE_TAKER = "minute_taker"
    REPRESENTATIVE = "representative"
    IDVA = "idva"
    OBSERVER = "observer"


COORDINATORS = frozenset({Role.COORDINATOR, Role.DEPUTY_COORDINATOR})
CHAIRS = frozenset({Role.CHAIR, Role.DEPUTY_CHAIR})
# Those who answer for an agency: they refer, research and own actions.
FOR_AN_AGENCY = frozenset({Role.REPRESENTATIVE, Role.DEPUTY, Role.IDVA})

ROLE_NAMES = {
    Role.REPRESENTATIVE: "representative",
    Role.DEPUTY: "deputy representative",
    Role.IDVA: "Idva",
    Role.COORDINATOR: "coordinator",
    Role.DEPUTY_COORDINATOR: "deputy coordinator",
    Role.CHAIR: "chair",
    Role.DEPUTY_CHAIR: "deputy chair",
    Role.MAPPA_COORDINATOR: "MAPPA coordinator",
    Role.PANEL_MEMBER: "panel member",
    Role.STEERING_READER: "steering group reader",
    Role.ADMINISTRATOR: "administrator",
    Role.PRIVACY_OFFICER: "privacy officer",
    Role.REFERRER: "referrer",
}
