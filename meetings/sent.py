"""What one sent and what became of it: the referrer reads the own referral until it is decided, then the outcome."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.roles import FOR_AN_AGENCY
from marac.audit.events import Event
from marac.database import for_everybody, transaction
from marac.dates import day_in_london
from marac.errors import Refused
from meetings.access import denied, excluded_cases
from meetings.arrivals import REFERRAL
from meetings.cases import Move, has_second, hold_case, move_case
from meetings.decisions import DECLINE_REASONS, REDIRECT_TO
from meetings.legacy.log_row import LOG_ROW
from meetings.rules.deadlines import due_at
from meetings.rules.states import JOINED, WORDS
from meetings.settings_in_force import settings_on
from meetings.tables.documents import Case, CaseEvent, Document

CONTENT_FOR = timedelta(hours=24)
WRITTEN_TO_SENDER = frozenset({"declined", "redirected"})
OPEN_TO_SENDER = frozenset({"received", "information_requested"})
TO_DO = {"information_requested": "Answer the questions"}
UNPLACED = "Received. The coordinator looks for its case."
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class SentLine:
    """One document with its state in words."""

    document_ref: str
    form: str
    sender_reference: str
    sent_at: datetime
    state: str
    to_do: str
    decided_at: datetime | None
    has_case: bool = False
    may_take_back: bool = False
    code: str = "received"


@dataclass(frozen=True, slots=True)
class SentDocument:
    """One of them; its content only while it waits for a decision and is a day old at most.

    `why` is what the coordinator wrote to the sender with a referral declined or passed on.
    """

    line: SentLine
    form: str
    version: int
    answers: dict[str, Any] | None
    not_given: dict[str, str] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of what arrived and when. It reads the same for known and unknown people."""

    document_ref: str
    form: str
    sender_reference: str
    received_at: datetime
    fingerprint: str
    signed: dict[str, Any]
    decided_by: datetime | None = None


@for_everybody
async def list_sent(act: Act) -> tuple[SentLine, ...]:
    """Newest first: what this officer sent."""
    rows = await (
        Document.select(*_COLUMNS)
        .where(_mine(act) & (Document.result != "conflict"))
        .order_by(Document.received_at, ascending=False)
        .limit(MOST_SHOWN)
    )
    cases = await _cases(act, [row["case"] for row in rows if row["case"]])
    return tuple(_line(row, cases.get(row["case"])) for row in rows)


async def find_sent(act: Act, document_ref: str) -> tuple[Document, bool]:
    """What one sent, and whether one may still read it."""
    document, case = await _find(act, document_ref)
    return document, _is_open(act, document, case)


def _is_open(act: Act, document: Document, case: dict[str, Any] | None) -> bool:
    is_waiting = case is None or case["status"] in OPEN_TO_SENDER
    return is_waiting and act.at - document.received_at <= CONTENT_FOR


@for_everybody
async def read_sent(act: Act, document_ref: str) -> SentDocument:
    """Open what one sent, as far as one may still read it."""
    document, case = await _find(act, document_ref)
    line = _line(document.to_dict(), case)
    if not _is_open(act, document, case):
        why = await _why(act, document, case) if case else ""
        return SentDocument(line, document.form, document.version, None, why=why)
    permit = act.permit(Event.DOCUMENT_READ, "document", document.id, case=str(case["id"]) if case else None)
    opened = await act.vault.open_record(permit, document)
    return SentDocument(line, document.form, document.version, opened["body"], opened["not_given"] or {})


async def _why(act: Act, document: Document, case: dict[str, Any]) -> str:
    """The reason of the last decision, where it was written for the sender."""
    if case["status"] not in WRITTEN_TO_SENDER or document.form != REFERRAL:
        return ""
    move = await (
        CaseEvent.objects()
        .where((CaseEvent.case == case["id"]) & (CaseEvent.to_status == case["status"]))
        .order_by(CaseEvent.at, ascending=False)
        .first()
    )
    if move is None:
        return ""
    permit = act.permit(Event.DOCUMENT_READ, "document", document.id, case=str(case["id"]))
    opened = await act.vault.open_record(permit, move)
    reason = (DECLINE_REASONS | REDIRECT_TO).get(move.reason_code or "", "")
    return ". ".join(words for words in (reason, opened["reason"]) if words)


@for_everybody
async def read_state(act: Act, document_ref: str) -> SentLine:
    """What became of it, without opening it."""
    document, case = await _find(act, document_ref)
    return _line(document.to_dict(), case)


async def read_receipt(act: Act, document_ref: str) -> Receipt:
    """The receipt, signed anew over the same facts."""
    document, _ = await _find(act, document_ref)
    facts: dict[str, str | int] = {
        "document": document.ref,
        "form": document.form,
        "form_version": document.version,
        "sender_reference": document.sender_reference,
        "received_at": document.business_at.isoformat(),
        "sha256": document.sha256,
    }
    return Receipt(
        document.ref,
        document.form,
        document.sender_reference,
        document.business_at,
        document.sha256,
        act.vault.sign_receipt(facts),
        await _decided_by(act, document),
    )


async def _decided_by(act: Act, document: Document) -> datetime | None:
    """The coordinator's limit for a referral, counted from receipt alike for everybody."""
    if document.form != REFERRAL:
        return None
    rules = await settings_on(act, act.today)
    return due_at("decision_due", day_in_london(document.business_at), nation=act.area.nation, rows=rules.rows)


async def take_back(act: Act, document_ref: str, *, reason: str) -> None:
    """Sent by mistake: one person's act, and it stays on record."""
    document, case = await _find(act, document_ref)
    if document.form != REFERRAL or case is None or case["status"] not in OPEN_TO_SENDER:
        raise Refused("This was decided already. Ask the coordinator.")
    async with transaction():
        held = await hold_case(case["id"])
        # Neither sender of a case with two referrals is told that there is another.
        if held.status not in OPEN_TO_SENDER or await has_second(held.id):
            raise Refused("This was decided meanwhile. Ask the coordinator.")
        await move_case(act, held, Move("recorded_in_error", reason.strip() or "Sent by mistake", "sent_by_mistake"))
        await act.record(Event.REFERRAL_MARKED_IN_ERROR, "case", held.id, case=str(held.id), code="sent_by_mistake")


_COLUMNS = (
    Document.ref,
    Document.form,
    Document.sender_reference,
    Document.business_at,
    Document.case,
    Document.result,
    Document.settled_at,
)


def _mine(act: Act) -> Any:
    """Sent by this officer; for those who answer for an agency, also what the agency's own systems sent.

    Those systems see what they sent themselves, and nothing that a colleague sent.
    """
    sent: Any = Document.sent_by == act.officer_id
    if act.is_machine:
        sent = (Document.sender == act.agency_id) & Document.sent_by.is_null()
    elif act.roles & FOR_AN_AGENCY:
        sent = sent | ((Document.sender == act.agency_id) & Document.sent_by.is_null())
    # What a log says of an agency's referral was not sent by that agency.
    return (Document.area == act.area.id) & (Document.form != LOG_ROW) & sent


async def _find(act: Act, document_ref: str) -> tuple[Document, dict[str, Any] | None]:
    document: Document | None = await Document.objects().get((Document.ref == document_ref) & _mine(act))
    if document is None:
        raise await denied(act, "document", row="referral.sent")
    cases = await _cases(act, [document.case] if document.case else [])
    return document, cases.get(document.case) if document.case else None


async def _cases(act: Act, ids: list[UUID]) -> dict[UUID, dict[str, Any]]:
    """States alone. Of a case this officer is excluded from, the sender learns no more than that it arrived."""
    if not ids:
        return {}
    rows = await Case.select(Case.id, Case.status, Case.decided_at, Case.joined_to).where(
        Case.id.is_in(list(dict.fromkeys(ids))) & Case.id.not_in(excluded_cases(act))
    )
    waiting = await _waiting(act, [row["joined_to"] for row in rows if row["joined_to"]])
    return {row["id"]: _as_its_own(row, waiting) for row in rows}


async def _waiting(act: Act, joined: list[UUID]) -> set[UUID]:
    """Those of these cases that wait for a decision."""
    if not joined:
        return set()
    rows = await Case.select(Case.id).where(Case.id.is_in(joined) & Case.status.is_in(sorted(OPEN_TO_SENDER)))
    return {row["id"] for row in rows}


def _as_its_own(row: dict[str, Any], waiting: set[UUID]) -> dict[str, Any]:
    """A second referral of a case reads as one by itself would: that there was an earlier one is not its sender's."""
    if row["status"] != JOINED:
        return row
    is_waiting = row["joined_to"] in waiting
    return row | {
        "status": "received" if is_waiting else "accepted",
        "decided_at": None if is_waiting else row["decided_at"],
        "is_joined": True,
    }


def _line(row: dict[str, Any], case: dict[str, Any] | None) -> SentLine:
    is_waiting = row["result"] == "not_placed" and row["settled_at"] is None
    is_referral = row["form"] == REFERRAL
    state = WORDS[case["status"]] if case and is_referral else "Received"
    return SentLine(
        row["ref"],
        row["form"],
        row["sender_reference"],
        row["business_at"],
        UNPLACED if is_waiting else state,
        TO_DO.get(case["status"], "") if case and is_referral else "",
        case["decided_at"] if case and is_referral else None,
        has_case=case is not None,
        code="not_placed" if is_waiting else case["status"] if case and is_referral else "received",
        may_take_back=case is not None and is_referral and case["status"] in OPEN_TO_SENDER and "is_joined" not in case,
    )
