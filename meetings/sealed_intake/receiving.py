"""The one door for sealed forms: page, command and machine bring them here. Nothing is opened; nothing could be.

Judged is what can be told from outside: size, header, and the key with its window. What is inside is judged when the
worker opens it.
"""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.audit.checkpoints import newest_head
from marac.audit.events import Event
from marac.database import across_areas, transaction
from marac.errors import SealBroken
from marac.ids import new_ref
from marac.jobs import Job, later
from marac.vault.jwe_forms import LARGEST_JWE, is_jwe, read_key_id
from marac.vault.key_lists import KnownKey
from marac.vault.seal_lists import find_seal_key
from marac.vault.sealed_forms import LARGEST_ENVELOPE, is_envelope, read_header
from meetings.sealed.causes import Cause, SealRefused, not_taken
from meetings.tables.sealed import SealedForm

WAITING = "waiting"
HPKE, JWE = "hpke", "jwe"
LARGEST = {HPKE: LARGEST_ENVELOPE, JWE: LARGEST_JWE}
LARGEST_SEALED = max(LARGEST.values())


class Door(StrEnum):
    """How it came."""

    PAGE = "page"
    FOLDER = "folder"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class SealedReceipt:
    """What the sender is given: that exactly these bytes arrived, and when. The same bytes get the same receipt."""

    ref: str
    form_id: UUID
    signed: dict[str, Any] = field(repr=False)
    is_new: bool = False


def is_sealed(sent: bytes) -> bool:
    """Whether these bytes claim to be a sealed form of either kind."""
    return kind_of(sent) is not None


def kind_of(sent: bytes) -> str | None:
    """Which kind of sealed form these bytes claim to be; None for neither."""
    if is_envelope(sent):
        return HPKE
    return JWE if is_jwe(sent) else None


async def receive_sealed(act: Act, sent: bytes, *, door: Door, draft: UUID | None = None) -> SealedReceipt:
    """Keep it as it is, once for each sender, ask for its opening, and sign what was received.

    `draft` is the form in the making that it ends once it is taken in.

    Raises SealRefused; for whoever is not known to be a sender every cause is one answer.
    """
    sha256 = hashlib.sha256(sent).hexdigest()
    try:
        kind, key_id = _read(sent)
        key = _checked(act, await find_seal_key(key_id), act.at)
    except SealRefused as refusal:
        await act.desk.trail.record_apart(
            Event.SEALED_FORM_REFUSED,
            by=act.actor,
            kind="sealed_form",
            about=None,
            decision="deny",
            code=refusal.why,
            sha256=sha256,
        )
        raise
    return await _kept(act, _Sealed(sent, door, kind, key, sha256, draft))


def _read(sent: bytes) -> tuple[str, UUID]:
    try:
        if is_envelope(sent):
            return HPKE, read_header(sent).key_id
        return JWE, read_key_id(sent)
    except SealBroken:
        raise not_taken("header") from None


def _checked(act: Act, key: KnownKey | None, now: datetime) -> KnownKey:
    if key is None:
        raise not_taken("key")
    if key.area != act.area.id:
        raise SealRefused(Cause.OTHER_AREA, "area")
    if key.is_retired_at(now):
        raise SealRefused(Cause.KEY_RETIRED, "retired")
    if not key.is_open_at(now):
        raise not_taken("early")
    return key


@dataclass(frozen=True, slots=True)
class _Sealed:
    """What arrived, judged from outside."""

    sent: bytes = field(repr=False)
    door: Door
    kind: str
    key: KnownKey
    sha256: str
    draft: UUID | None


async def _kept(act: Act, sealed: _Sealed) -> SealedReceipt:
    row = _row(act, sealed, tree_size=await _tree_size())
    async with transaction():
        is_new = bool(await SealedForm.insert(row).on_conflict(target=SealedForm.id, action="DO NOTHING"))
        if is_new:
            await _announce(act, row)
    return replace(await receipt_of(act, row.id), is_new=is_new)


def _row(act: Act, sealed: _Sealed, *, tree_size: int) -> SealedForm:
    # Two agencies that send the same bytes are two rows: nobody can use up a form that another one sealed.
    row_id = _row_id(act.area.id, act.agency_id, sealed.sha256)
    return SealedForm(
        id=row_id,
        ref=new_ref(),
        area=act.area.id,
        sender=act.agency_id,
        sent_by=act.officer_id,
        draft=sealed.draft,
        brought=act.is_coordinator or act.agency_id is None,
        door=sealed.door.value,
        kind=sealed.kind,
        seal_key=sealed.key.key_id,
        sha256=sealed.sha256,
        size=len(sealed.sent),
        tree_size=tree_size,
        body=sealed.sent,
        received_at=act.at,
        business_at=act.business_at,
        state=WAITING,
    )


async def _announce(act: Act, row: SealedForm) -> None:
    await act.record(Event.SEALED_FORM_RECEIVED, "sealed_form", row.id, door=row.door, sha256=row.sha256, size=row.size)
    await later(
        Job.OPEN_SEALED_FORM,
        area=act.area.id,
        dedupe=f"open-sealed-form:{row.id}",
        due=act.at,
        form=str(row.id),
    )


async def receipt_of(act: Act, form_id: UUID) -> SealedReceipt:
    """Signed anew over what was written when it arrived."""
    row = await (
        SealedForm.select(SealedForm.ref, SealedForm.sha256, SealedForm.received_at, SealedForm.tree_size)
        .where((SealedForm.id == form_id) & (SealedForm.area == act.area.id))
        .first()
    )
    if row is None:
        raise not_taken("gone")
    facts: dict[str, str | int] = {
        "area": act.area.slug,
        "sha256": row["sha256"],
        "received_at": row["received_at"].isoformat(),
        "tree_size": row["tree_size"],
    }
    return SealedReceipt(row["ref"], form_id, act.vault.sign_receipt(facts))


@across_areas
async def _tree_size() -> int:
    """Of the newest signed head of the log."""
    return (await newest_head()).size


def _row_id(area: UUID, sender: UUID | None, sha256: str) -> UUID:
    named = area.bytes + (sender.bytes if sender else b"") + bytes.fromhex(sha256)
    return UUID(bytes=hashlib.sha256(b"sealed-form/1" + named).digest()[:16])
