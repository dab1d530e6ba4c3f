"""Letters the mail server will never take: a list for the coordinator, to mend the address and send again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from agencies.acts import Act
from agencies.directory import names_of
from agencies.members import agencies_of
from marac.audit.events import Event
from marac.database import for_update, transaction
from marac.errors import Refused
from marac.ids import new_ref, uuid7
from marac.jobs import Job, later
from marac.post import Subject
from meetings.access import denied
from meetings.tables.chasing import Undelivered

SETTLED = "This letter was dealt with already."


@dataclass(frozen=True, slots=True)
class UndeliveredLine:
    """One letter that did not arrive. What it was about is not said: the subject is one of those there are."""

    ref: str
    to: str
    subject: str
    at: datetime


async def note_undelivered(act: Act, letter_id: UUID, ids: dict[str, str]) -> None:
    """Inside the transaction that ends the sending."""
    await Undelivered.insert(
        Undelivered(
            id=uuid7(),
            ref=new_ref(),
            area=act.area.id,
            officer=UUID(ids["officer"]) if "officer" in ids else None,
            agency=UUID(ids["agency"]) if "agency" in ids else None,
            subject=ids["subject"],
            ids=msgspec.json.encode(ids).decode(),
            at=act.business_at,
            outcome="",
        )
    )
    await act.record(Event.LETTER_FAILED, "letter", letter_id, letter=ids["subject"], code="refused")


async def list_undelivered(act: Act) -> tuple[UndeliveredLine, ...]:
    """Newest first."""
    rows = await _rows(act)
    names = await names_of(act, {row["officer"] for row in rows if row["officer"]})
    agencies = {agency.id: agency.name for agency in await agencies_of(act.area.id, on=act.today)}
    return tuple(
        UndeliveredLine(
            row["ref"],
            names.get(row["officer"], "") if row["officer"] else agencies.get(row["agency"], ""),
            Subject[row["subject"]].value,
            row["at"],
        )
        for row in rows
    )


async def _rows(act: Act) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (
        await Undelivered.select(
            Undelivered.ref, Undelivered.officer, Undelivered.agency, Undelivered.subject, Undelivered.at
        )
        .where(_waiting(act))
        .order_by(Undelivered.at, ascending=False)
        .order_by(Undelivered.id, ascending=False)
    )
    return found


async def send_again(act: Act, ref: str) -> None:
    """To the address that stands in the directory now; whether it may still be sent is asked when it leaves."""
    await _find(act, ref)
    async with transaction():
        row = await _hold(act, ref)
        ids = msgspec.json.decode(row.ids, type=dict[str, str])
        dedupe = f"letter-again:{row.ref}"
        await later(Job.SEND_LETTER, area=act.area.id, dedupe=dedupe, due=act.at, **ids)
        await _settle(act, row, "sent_again")


async def settle_undelivered(act: Act, ref: str) -> None:
    """They were told in another way."""
    await _find(act, ref)
    async with transaction():
        await _settle(act, await _hold(act, ref), "settled")


async def _find(act: Act, ref: str) -> None:
    if not await Undelivered.exists().where((Undelivered.ref == ref) & (Undelivered.area == act.area.id)):
        raise await denied(act, "letter", row="letter.undelivered")


async def _hold(act: Act, ref: str) -> Undelivered:
    rows = await for_update(Undelivered.objects().where((Undelivered.ref == ref) & (Undelivered.area == act.area.id)))
    if rows[0].settled_at is not None:
        raise Refused(SETTLED)
    held: Undelivered = rows[0]
    return held


async def _settle(act: Act, row: Undelivered, outcome: str) -> None:
    row.settled_at, row.settled_by, row.outcome = act.business_at, act.officer_id, outcome
    await row.save()
    await act.record(Event.LETTER_SETTLED, "letter", row.id, code=outcome)


def _waiting(act: Act) -> Any:
    return (Undelivered.area == act.area.id) & Undelivered.settled_at.is_null()
