"""Opening what waits sealed: in the worker, in the order the page on the format promises, once.

Whoever sent it is told on the list of what they sent. A refusal is no failure of the job: it is the answer.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from piccolo.columns import Column

from agencies.acts import Act
from agencies.agency_keys import AgencyKey, agency_key
from agencies.tables import Agency
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import MaracError, SealBroken
from marac.vault.jwe_forms import OpenedJwe, open_jwe
from marac.vault.primitives import SealPair
from marac.vault.seal_keys import SealKeys
from marac.vault.sealed_forms import Opened, open_form
from meetings.arrivals import Filed, Result
from meetings.intake import Taken, take_in
from meetings.sealed.causes import Cause, SealRefused, not_taken
from meetings.sealed.claims import LONGEST_LIFE, Claims, check_place, check_times, read_claims
from meetings.sealed.kinds import kind_named, sealed_kinds
from meetings.sealed_intake.drafts import settle_draft
from meetings.sealed_intake.receiving import JWE, WAITING, Door
from meetings.tables.sealed import SealedForm, SealedOnce

OPENED, REFUSED = "opened", "refused"
# Of one refused: told to the coordinator alone, for its sender reads one sentence for every cause like this.
REPLAYED = "replayed"
KEPT_AFTER = timedelta(days=30)
LIVES = {Door.MACHINE.value: timedelta(hours=24)}
Finishing = Callable[[], Awaitable[None]]


class Replayed(MaracError):
    """This `jti` was filed from another envelope meanwhile."""


@dataclass(frozen=True, slots=True)
class Sender:
    """For whom a form is taken in."""

    agency: UUID
    slug: str


async def open_waiting(act: Act, keys: SealKeys, form_id: UUID, *, finishing: Finishing) -> None:
    """Open, check and file one form; harmless twice. `finishing` ends the job in the transaction of the outcome."""
    row: SealedForm | None = await SealedForm.objects().get(SealedForm.id == form_id)
    if row is None or row.state != WAITING:
        return
    try:
        claims, sender = await _checked(act, keys, row)
        await _file(act, row, claims, sender, finishing)
    except SealRefused as refusal:
        await _refuse(act, row, refusal, finishing)


async def _checked(act: Act, keys: SealKeys, row: SealedForm) -> tuple[Claims, Sender]:
    opened = _opened(row, await keys.pair(row.area, row.seal_key))
    claims = read_claims(opened.payload)
    kind = opened.kind if isinstance(opened, Opened) else kind_named(claims.form)
    if kind is None:
        raise not_taken("form")
    check_place(claims, area=row.area, form=kind.form, schema=kind.schema.hex())
    sender = await _sender(act, row, claims, opened)
    check_times(claims, arrived_at=row.received_at, longest=LIVES.get(row.door, LONGEST_LIFE))
    return claims, sender


def _opened(row: SealedForm, pair: SealPair) -> Opened | OpenedJwe:
    try:
        if row.kind == JWE:
            return open_jwe(pair, bytes(row.body))
        return open_form(row.area, pair, bytes(row.body), sealed_kinds())
    except SealBroken:
        raise not_taken("seal") from None


async def _sender(act: Act, row: SealedForm, claims: Claims, opened: Opened | OpenedJwe) -> Sender:
    """The agency it says it is from, if that is the one that signed in or signed; both where both did."""
    found = await Agency.select(Agency.id).where((Agency.area == row.area) & (Agency.slug == claims.iss)).first()
    if found is None:
        raise not_taken("iss")
    sender = Sender(found["id"], claims.iss)
    if not row.brought and row.sender != sender.agency:
        raise not_taken("iss")
    if claims.skid is None:
        _requires_signed_in(row, sender, opened)
        return sender
    key = await agency_key(row.area, claims.skid)
    if key is None or key.agency != sender.agency or not _is_of_device(key, row):
        raise not_taken("skid")
    if isinstance(opened, OpenedJwe) and opened.signing_key_id != claims.skid:
        raise not_taken("skid")
    if not opened.is_signed_by(key.public):
        raise not_taken("signature")
    return sender


def _requires_signed_in(row: SealedForm, sender: Sender, opened: Opened | OpenedJwe) -> None:
    """Without a signature it is the sign-in that says who sends, and for the own agency alone."""
    if opened.signature or row.door != Door.PAGE.value or row.sender != sender.agency:
        raise not_taken("unsigned")


def _is_of_device(key: AgencyKey, row: SealedForm) -> bool:
    """A key that lives in one officer's device signs what that officer sends."""
    return key.officer is None or row.brought or key.officer == row.sent_by


async def _file(act: Act, row: SealedForm, claims: Claims, sender: Sender, finishing: Finishing) -> None:
    known = await _filed_before(row, claims)
    if known is not None:
        await _settle(act, row, _as_before(known), finishing)
        return
    acting = replace(
        act,
        agency_id=sender.agency,
        officer_id=None if row.brought else row.sent_by,
        actor=replace(act.actor, officer_id=None if row.brought else row.sent_by, business_at=row.business_at),
    )

    async def beside(filed: Filed) -> None:
        await _keep_once(row, claims)
        await _told(act, row, Outcome(filed.result.value, filed.document_id), form=claims.form)
        if row.draft and filed.result is Result.RECEIVED:
            await settle_draft(acting, row.draft, filed.document_id)
        await finishing()

    try:
        taken = await take_in(acting, claims.body, beside=beside)
    except Replayed:
        # Filed at the same moment from another row: the same envelope is the same form, any other is refused.
        known = await _filed_before(row, claims)
        if known is not None:
            await _settle(act, row, _as_before(known), finishing)
        return
    if await SealedForm.exists().where((SealedForm.id == row.id) & (SealedForm.state == WAITING)):
        await _settle_unfiled(act, row, claims, taken, finishing)
    await SealedForm.update({SealedForm.number_of_gaps: len(taken.gaps), SealedForm.told: _sentences(taken)}).where(
        SealedForm.id == row.id
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it, and where its document stands."""

    result: str
    document: UUID | None


async def _filed_before(row: SealedForm, claims: Claims) -> SealedForm | None:
    """The form this very envelope was filed as. Raises SealRefused where it was another envelope."""
    once = await SealedOnce.select().where(SealedOnce.id == _once_id(row.area, claims.jti)).first()
    if once is None:
        return None
    if once["sha256"] != row.sha256:
        raise SealRefused(Cause.NOT_TAKEN, "jti")
    before: SealedForm | None = await SealedForm.objects().get(SealedForm.id == once["sealed_form"])
    return before


def _as_before(known: SealedForm) -> Outcome:
    return Outcome(Result.SAME.value, known.document)


async def _settle(act: Act, row: SealedForm, outcome: Outcome, finishing: Finishing) -> None:
    async with transaction():
        await _told(act, row, outcome, form="")
        await finishing()


async def _settle_unfiled(act: Act, row: SealedForm, claims: Claims, taken: Taken, finishing: Finishing) -> None:
    """Nothing was written for it: it was sent before in clear, or its form does not hold. It still counts as sent."""
    async with transaction():
        await _keep_once(row, claims)
        await _told(act, row, Outcome(taken.result.value, None), form=claims.form)
        await finishing()


async def _keep_once(row: SealedForm, claims: Claims) -> None:
    once = SealedOnce(
        id=_once_id(row.area, claims.jti),
        area=row.area,
        sha256=row.sha256,
        sealed_form=row.id,
        keep_until=datetime.fromtimestamp(claims.exp, UTC) + KEPT_AFTER,
    )
    if not await SealedOnce.insert(once).on_conflict(target=SealedOnce.id, action="DO NOTHING"):
        raise Replayed("This form was sent before.")


async def _told(act: Act, row: SealedForm, outcome: Outcome, *, form: str) -> None:
    await _leave_queue(
        act,
        row,
        {
            SealedForm.state: OPENED,
            SealedForm.result: outcome.result,
            SealedForm.document: outcome.document,
        },
    )
    await act.record(
        Event.SEALED_FORM_OPENED, "sealed_form", row.id, form=form, result=outcome.result, sha256=row.sha256
    )


async def _refuse(act: Act, row: SealedForm, refusal: SealRefused, finishing: Finishing) -> None:
    async with transaction():
        left: dict[Column | str, Any] = {SealedForm.state: REFUSED, SealedForm.cause: refusal.cause.value}
        if refusal.why == "jti":
            left[SealedForm.result] = REPLAYED
        await _leave_queue(act, row, left)
        await act.record(
            Event.SEALED_FORM_REFUSED, "sealed_form", row.id, decision="deny", code=refusal.why, sha256=row.sha256
        )
        if refusal.why == "jti":
            await act.record(Event.SEALED_FORM_REPLAYED, "sealed_form", row.id, decision="deny", sha256=row.sha256)
        await finishing()


async def _leave_queue(act: Act, row: SealedForm, values: dict[Column | str, Any]) -> None:
    """Its bytes have done their service: what they held is filed under the key of its case, or refused."""
    left: dict[Column | str, Any] = {**values, SealedForm.opened_at: act.at, SealedForm.body: None}
    await SealedForm.update(left).where((SealedForm.id == row.id) & (SealedForm.state == WAITING))


def _once_id(area: UUID, jti: str) -> UUID:
    return UUID(bytes=hashlib.sha256(b"sealed-once/1" + area.bytes + bytes.fromhex(jti)).digest()[:16])


def _sentences(taken: Taken) -> str:
    """Paths and rules alone: nothing that was typed, so it may stand in clear."""
    return json.dumps(taken.told())
