"""Forms that arrived after their session had ended: sealed for the same person, and given back once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from agencies.acts import Act, Desk
from agencies.directory import actor_of, officer_row
from agencies.once import was_done
from agencies.sessions import SignedIn
from agencies.tables import ParkedForm
from marac.audit.events import Event
from marac.database import across_areas, transaction
from marac.errors import NotFound
from marac.ids import uuid7
from marac.vault.opening import Permit

KEPT_HOURS = 24
Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was sent: where to, in which seat, and every field."""

    path: str
    membership_id: UUID | None
    fields: list[tuple[str, str]]


@across_areas
async def park_form(desk: Desk, session: SignedIn, *, path: str, fields: Fields) -> None:
    """Keep it for the person whose session it was sent in."""
    now = desk.clock.now()
    officer = await officer_row(session.officer_id)
    row = ParkedForm(id=uuid7(), area=officer.area, officer=officer.id, at=now)
    seat = str(session.seat.membership_id) if session.seat else None
    async with transaction():
        row.dk = await desk.vault.make_data_key(officer.area, "draft", row.id)
        await desk.vault.seal(row, {ParkedForm.body: {"path": path, "seat": seat, "fields": [list(f) for f in fields]}})
        await ParkedForm.insert(row)
        await desk.trail.record(Event.FORM_PARKED, by=actor_of(officer, now=now), kind="parked_form", about=row.id)


@across_areas
async def newest_parked(officer_id: UUID, *, now: datetime) -> UUID | None:
    """Whether something is kept for this person and was not sent on yet, and which is the latest."""
    oldest = now - timedelta(hours=KEPT_HOURS)
    rows = await (
        ParkedForm.select(ParkedForm.id)
        .where((ParkedForm.officer == officer_id) & ParkedForm.taken_at.is_null() & (ParkedForm.at > oldest))
        .order_by(ParkedForm.at, ascending=False)
    )
    for row in rows:
        if not await was_done(officer_id, once_of(row["id"])):
            return UUID(str(row["id"]))
    return None


def once_of(parked_id: UUID) -> str:
    """The key under which a kept form is sent on: so it is sent on once, and then no longer kept."""
    return parked_id.hex


@across_areas
async def open_parked(act: Act, parked_id: UUID) -> Kept:
    """The form, to its own person in the same seat. Raises NotFound for anybody else and any other seat."""
    row = await ParkedForm.objects().where((ParkedForm.id == parked_id) & ParkedForm.taken_at.is_null()).first()
    if row is None or row.officer != act.officer_id:
        raise NotFound("There is no such text.")
    permit = Permit(by=act.actor, event=Event.FORM_TAKEN_BACK, kind="parked_form", about=row.id)
    body: Any = (await act.vault.open_record(permit, row))["body"]
    seat = UUID(body["seat"]) if body["seat"] else None
    if seat is not None and seat != act.membership_id:
        raise NotFound("There is no such text in this seat.")
    return Kept(path=body["path"], membership_id=seat, fields=[(name, value) for name, value in body["fields"]])


@across_areas
async def take_parked(act: Act, parked_id: UUID) -> None:
    """It has been given back, or is no longer wanted."""
    await ParkedForm.update({ParkedForm.taken_at: act.at}).where(
        (ParkedForm.id == parked_id) & (ParkedForm.officer == act.officer_id)
    )
