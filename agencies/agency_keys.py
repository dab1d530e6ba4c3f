"""Signing keys of agencies: enrolled after a telephone call, confirmed by a second person, taken back at once.

A key signs for one agency of one area; for one officer of it where it lives in that officer's device.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.key_checks import fingerprint_of, read_fingerprint, read_public
from agencies.members import members_of
from agencies.tables import EnrolledKey
from marac.audit.events import Event
from marac.database import UniqueBroken, across_areas, transaction
from marac.errors import Conflict, InvalidForm, NotFound, Refused
from marac.ids import new_ref
from marac.vault.primitives import is_equal, is_signed

LONGEST_LABEL = 60
# Why a key no longer counts; `lost` makes the list of lost devices.
WHY = {
    "lost": "The device or the key was lost or stolen",
    "replaced": "Another key takes its place",
    "left": "Whoever held it has left",
    "refused": "It was enrolled by mistake",
}
LOST = "lost"
NOT_THE_SAME = "Stop: these digits do not belong to this key. Ask the agency to send the key again, and ring them again"
USED_BEFORE = "Ask the agency for a new key: this one is enrolled already, or was taken back"


@dataclass(frozen=True, slots=True)
class AgencyKey:
    """A key that counts now. No officer: it belongs to the agency's own software."""

    key_id: str
    area: UUID
    agency: UUID
    public: bytes
    officer: UUID | None

    def has_signed(self, message: bytes, signature: bytes) -> bool:
        return is_signed(self.public, message, signature)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a coordinator fills in: the key as it came, and the digits as they were read by telephone."""

    label: str
    public: str
    fingerprint: str
    officer_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key as the page of the agency lists it."""

    key_id: str
    label: str
    fingerprint: str
    officer_id: UUID | None
    enrolled_by: UUID
    enrolled_at: datetime
    confirmed_by: UUID | None
    confirmed_at: datetime | None
    revoked_by: UUID | None
    revoked_at: datetime | None
    why: str

    @property
    def state(self) -> str:
        if self.revoked_at is not None:
            return "taken back"
        return "waiting" if self.confirmed_at is None else "in use"


@across_areas
async def agency_key(area_id: UUID, key_id: str) -> AgencyKey | None:
    """The key of this id in this area, if it counts at this moment. Asked anew each time, so nothing outlives it."""
    found = await machine_key(key_id)
    return found if found is not None and found.area == area_id else None


@across_areas
async def machine_key(key_id: str) -> AgencyKey | None:
    """The same where the key alone says which area is meant."""
    row = await (
        EnrolledKey.select(*EnrolledKey.all_columns(), EnrolledKey.officer.state.as_alias("officer_state"))
        .where(
            (EnrolledKey.key_id == key_id) & EnrolledKey.confirmed_at.is_not_null() & EnrolledKey.revoked_at.is_null()
        )
        .first()
    )
    if row is None or row["officer_state"] not in (None, "active"):
        return None
    return AgencyKey(row["key_id"], row["area"], row["agency"], bytes.fromhex(row["public"]), row["officer"])


async def keys_of(act: Act, agency_id: UUID) -> tuple[KeyLine, ...]:
    """Every key the agency ever had, newest first."""
    rows = await (
        EnrolledKey.select()
        .where((EnrolledKey.area == act.area.id) & (EnrolledKey.agency == agency_id))
        .order_by(EnrolledKey.enrolled_at, ascending=False)
    )
    return tuple(_line(row) for row in rows)


async def enrol_key(act: Act, agency_id: UUID, *, enrolment: Enrolment) -> str:
    """Keep a key that does not count yet, and give its id. Raises InvalidForm."""
    public = _checked(enrolment)
    if enrolment.officer_id is not None:
        await _requires_officer_of(act, agency_id, enrolment.officer_id)
    row = EnrolledKey(
        id=_row_id(act.area.id, public),
        key_id=new_ref(),
        area=act.area.id,
        agency=agency_id,
        officer=enrolment.officer_id,
        public=public.hex(),
        label=enrolment.label.strip(),
        enrolled_by=act.officer_id,
        enrolled_at=act.at,
        why="",
    )
    try:
        async with transaction():
            await EnrolledKey.insert(row)
            await act.record(Event.AGENCY_KEY_ENROLLED, "agency_key", row.id, **_told(row.to_dict()))
    except UniqueBroken:
        raise InvalidForm({"public": USED_BEFORE}) from None
    return str(row.key_id)


async def confirm_key(act: Act, agency_id: UUID, *, key_id: str) -> None:
    """The second person's word: from now on the key counts. Raises NotFound, Refused, Conflict."""
    row = await _find(act, agency_id, key_id)
    if act.officer_id in (row["enrolled_by"], row["officer"]):
        raise Refused("A second person must confirm this key, and not the one whose device it is.")
    async with transaction():
        confirmed = await (
            EnrolledKey.update({EnrolledKey.confirmed_by: act.officer_id, EnrolledKey.confirmed_at: act.at})
            .where(
                (EnrolledKey.id == row["id"]) & EnrolledKey.confirmed_at.is_null() & EnrolledKey.revoked_at.is_null()
            )
            .returning(EnrolledKey.id)
        )
        if not confirmed:
            raise Conflict("Somebody has settled this already.")
        await act.record(
            Event.AGENCY_KEY_CONFIRMED, "agency_key", row["id"], second=str(row["enrolled_by"]), **_told(row)
        )


async def revoke_key(act: Act, agency_id: UUID, *, key_id: str, why: str) -> None:
    """One person is enough to stop a key, and the next request signed with it is refused. Raises NotFound, Conflict."""
    if why not in WHY:
        raise InvalidForm({"why": "Choose why the key no longer counts"})
    row = await _find(act, agency_id, key_id)
    async with transaction():
        revoked = await (
            EnrolledKey.update(
                {EnrolledKey.revoked_by: act.officer_id, EnrolledKey.revoked_at: act.at, EnrolledKey.why: why}
            )
            .where((EnrolledKey.id == row["id"]) & EnrolledKey.revoked_at.is_null())
            .returning(EnrolledKey.id)
        )
        if not revoked:
            raise Conflict("This key was taken back already.")
        await act.record(Event.AGENCY_KEY_REVOKED, "agency_key", row["id"], code=why, **_told(row))


async def officers_of(act: Act, agency_id: UUID) -> Sequence[UUID]:
    """Those in whose device a key of this agency may live."""
    members = await members_of(act.area.id, on=act.today, agency_id=agency_id)
    return list(dict.fromkeys(member.officer_id for member in members))


def _checked(enrolment: Enrolment) -> bytes:
    messages: dict[str, str] = {}
    public, heard = b"", ""
    label = enrolment.label.strip()
    if not label or len(label) > LONGEST_LABEL:
        messages["label"] = f"Enter which system or device it is, with {LONGEST_LABEL} characters at most"
    try:
        public = read_public(enrolment.public)
    except InvalidForm as refusal:
        messages |= refusal.messages
    try:
        heard = read_fingerprint(enrolment.fingerprint)
    except InvalidForm as refusal:
        messages |= refusal.messages
    if public and heard and not is_equal(heard.encode(), fingerprint_of(public).encode()):
        messages["fingerprint"] = NOT_THE_SAME
    if messages:
        raise InvalidForm(messages)
    return public


async def _requires_officer_of(act: Act, agency_id: UUID, officer_id: UUID) -> None:
    if officer_id not in await officers_of(act, agency_id):
        raise InvalidForm({"officer": "Choose somebody with a role in this agency today"})


async def _find(act: Act, agency_id: UUID, key_id: str) -> dict[str, Any]:
    row: dict[str, Any] | None = await (
        EnrolledKey.select()
        .where((EnrolledKey.key_id == key_id) & (EnrolledKey.area == act.area.id) & (EnrolledKey.agency == agency_id))
        .first()
    )
    if row is None:
        raise NotFound("There is no such key.")
    return row


def _row_id(area_id: UUID, public: bytes) -> UUID:
    """The key is the row, so that one key is enrolled once in an area, and never again after it was taken back."""
    return UUID(bytes=hashlib.sha256(area_id.bytes + public).digest()[:16])


def _told(row: dict[str, Any]) -> dict[str, str | None]:
    """What every leaf about a key says of it."""
    return {
        "agency": str(row["agency"]),
        "officer": str(row["officer"]) if row["officer"] else None,
        "sha256": hashlib.sha256(bytes.fromhex(row["public"])).hexdigest(),
    }


def _line(row: dict[str, Any]) -> KeyLine:
    kept = {name: row[name] for name in KeyLine.__slots__ if name in row}
    return KeyLine(**kept, fingerprint=fingerprint_of(bytes.fromhex(row["public"])), officer_id=row["officer"])
