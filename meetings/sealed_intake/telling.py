"""What became of sealed forms: for whoever sent them, and for the coordinator everything that came in the area."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.roles import FOR_AN_AGENCY
from agencies.tables import Agency
from meetings.access import denied
from meetings.arrivals import Result
from meetings.intake import Taken
from meetings.sealed.causes import Cause
from meetings.sealed_intake.opening import OPENED, REPLAYED
from meetings.sealed_intake.receiving import WAITING, SealedReceipt, receipt_of
from meetings.tables.documents import Document
from meetings.tables.sealed import SealedForm

MOST_SHOWN = 200
CAUSES = {
    Cause.TOO_OLD: "Not taken in: this form is too old. Seal it anew and send it again.",
    Cause.KEY_RETIRED: "Not taken in: the key it was sealed to is retired. Fetch the list of keys, seal it anew.",
    Cause.OTHER_AREA: "Not taken in: it was sealed for another area. Send it there.",
    Cause.NOT_TAKEN: "Not taken in. Seal it anew and send it again; if that fails, ask the coordinator.",
}
RESULTS = {
    Result.RECEIVED: "Opened and taken in",
    Result.SAME: "Opened: the same was sent before, nothing was written",
    Result.CONFLICT: "Opened: another text came under this reference before; the coordinator decides",
    Result.REJECTED: "Opened, not taken in: mend it and seal it anew",
    Result.NOT_PLACED: "Opened, not placed: the coordinator looks for its case",
}
SENT_TWICE = (
    "Not taken in: another form came under the number of one that was filed. "
    "Ask the agency by telephone whether it sent this one."
)
REPLAYS_SHOWN_FOR = timedelta(days=30)
STILL_SEALED = "Received sealed, not opened yet"


@dataclass(frozen=True, slots=True)
class SealedLine:
    """One sealed form. What it holds is shown where its document is."""

    ref: str
    received_at: datetime
    size: int
    agency: str
    state: str
    number_of_gaps: int
    told: tuple[tuple[str, str], ...]
    document_ref: str


@dataclass(frozen=True, slots=True)
class SealedTold:
    """What became of one sealed form, for the software that sent it."""

    receipt: SealedReceipt
    code: str
    state: str
    cause: str | None
    told: tuple[tuple[str, str], ...]
    document_ref: str | None


async def list_sealed(act: Act) -> tuple[SealedLine, ...]:
    """Newest first."""
    rows = await (
        SealedForm.select(*SealedForm.all_columns(exclude=[SealedForm.body]))
        .where(_mine(act))
        .order_by(SealedForm.received_at, ascending=False)
        .limit(MOST_SHOWN)
    )
    agencies = await Agency.select(Agency.id, Agency.short).where(Agency.area == act.area.id)
    shorts = {agency["id"]: agency["short"] for agency in agencies}
    documents = await _references([row["document"] for row in rows if row["document"]])
    return tuple(_line(row, shorts, documents, for_coordinator=act.is_coordinator) for row in rows)


async def count_replays(act: Act) -> int:
    """For the coordinator: forms of these weeks that came under the number of another."""
    if not act.is_coordinator:
        return 0
    since = act.at - REPLAYS_SHOWN_FOR
    of_late = (SealedForm.area == act.area.id) & (SealedForm.received_at >= since)
    number: int = await SealedForm.count().where(of_late & (SealedForm.result == REPLAYED))
    return number


async def read_sealed_receipt(act: Act, ref: str) -> SealedReceipt:
    """Raises NotFound for a form that somebody else sent."""
    row = await SealedForm.select(SealedForm.id).where((SealedForm.ref == ref) & _mine(act)).first()
    if row is None:
        raise await denied(act, "sealed_form", row="referral.upload")
    return await receipt_of(act, row["id"])


async def read_sealed(act: Act, ref: str) -> SealedTold:
    """Raises NotFound for a form that somebody else sent."""
    row = await (
        SealedForm.select(*SealedForm.all_columns(exclude=[SealedForm.body]))
        .where((SealedForm.ref == ref) & _mine(act))
        .first()
    )
    if row is None:
        raise await denied(act, "sealed_form", row="referral.upload")
    documents = await _references([row["document"]] if row["document"] else [])
    return SealedTold(
        receipt=await receipt_of(act, row["id"]),
        code=row["result"] if row["state"] == OPENED else row["state"],
        state=_state(row),
        cause=row["cause"],
        told=tuple(json.loads(row["told"] or "{}").items()),
        document_ref=documents.get(row["document"]),
    )


async def taken_of(act: Act, form_id: UUID) -> Taken:
    """The outcome as a command tells it of any document."""
    row = await (
        SealedForm.select(*SealedForm.all_columns(exclude=[SealedForm.body]))
        .where((SealedForm.id == form_id) & (SealedForm.area == act.area.id))
        .first()
    )
    if row is None or row["state"] == WAITING:
        return Taken(Result.RECEIVED, messages={"document": f"{STILL_SEALED}."})
    if row["state"] != OPENED:
        return Taken(Result.REJECTED, messages={"document": CAUSES[Cause(row["cause"])]})
    known = await Document.select(Document.ref, Document.sender_reference).where(Document.id == row["document"]).first()
    reference = known["sender_reference"] if known else ""
    return Taken(
        Result(row["result"]),
        reference,
        json.loads(row["told"] or "{}"),
        document_ref=known["ref"] if known else None,
    )


def _mine(act: Act) -> Any:
    if act.is_coordinator:
        return SealedForm.area == act.area.id
    sent: Any = SealedForm.sent_by == act.officer_id
    if act.is_machine:
        # Nobody's officer sent it: so the condition on the officer would be met by every agency's software.
        sent = (SealedForm.sender == act.agency_id) & SealedForm.sent_by.is_null()
    elif act.roles & FOR_AN_AGENCY:
        sent = sent | ((SealedForm.sender == act.agency_id) & SealedForm.sent_by.is_null())
    return (SealedForm.area == act.area.id) & sent


async def _references(ids: list[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    rows = await Document.select(Document.id, Document.ref).where(Document.id.is_in(ids))
    return {row["id"]: row["ref"] for row in rows}


def _line(
    row: dict[str, Any], shorts: dict[UUID, str], documents: dict[UUID, str], *, for_coordinator: bool
) -> SealedLine:
    return SealedLine(
        row["ref"],
        row["business_at"],
        row["size"],
        shorts.get(row["sender"], "") if not row["brought"] else "",
        SENT_TWICE if for_coordinator and row["result"] == REPLAYED else _state(row),
        row["number_of_gaps"],
        tuple(json.loads(row["told"] or "{}").items()),
        documents.get(row["document"], ""),
    )


def _state(row: dict[str, Any]) -> str:
    if row["state"] == WAITING:
        return STILL_SEALED
    if row["state"] != OPENED:
        return CAUSES[Cause(row["cause"])]
    gaps = ", with gaps" if row["number_of_gaps"] and row["result"] == Result.RECEIVED.value else ""
    return RESULTS[Result(row["result"])] + gaps
