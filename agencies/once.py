"""One effect for one sending of a form, however often it arrives: the key of the form is claimed before the act."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agencies.tables import Idempotency


@dataclass(frozen=True, slots=True)
class Claim:
    """Whether this sending may act; if not, the answer of the one that did, once there is one."""

    is_ours: bool
    is_same: bool
    answer: str


async def claim(officer_id: UUID, once: str, *, request_hash: str, now: datetime) -> Claim:
    """The first sending claims the key; every later one is told what became of it."""
    row = Idempotency(
        id=_id(officer_id, once), actor=officer_id, once=once, request_hash=request_hash, answer="", at=now
    )
    added = await Idempotency.insert(row).on_conflict(target=Idempotency.id, action="DO NOTHING")
    if added:
        return Claim(is_ours=True, is_same=True, answer="")
    known = await Idempotency.select().where(Idempotency.id == row.id).first()
    if known is None:  # The first one failed just now and let go.
        return Claim(is_ours=False, is_same=True, answer="")
    return Claim(is_ours=False, is_same=known["request_hash"] == request_hash, answer=known["answer"])


async def was_done(officer_id: UUID, once: str) -> bool:
    """Whether a form with this key has been sent and answered."""
    row = await Idempotency.select(Idempotency.answer).where(Idempotency.id == _id(officer_id, once)).first()
    return row is not None and bool(row["answer"])


async def keep_answer(officer_id: UUID, once: str, *, answer: str) -> None:
    await Idempotency.update({Idempotency.answer: answer}).where(Idempotency.id == _id(officer_id, once))


async def let_go(officer_id: UUID, once: str) -> None:
    """Nothing was done: the same form may be mended and sent again."""
    await Idempotency.delete().where(Idempotency.id == _id(officer_id, once))


def _id(officer_id: UUID, once: str) -> UUID:
    """The key is the row, so two at once cannot both make it."""
    return UUID(bytes=hashlib.sha256(officer_id.bytes + once.encode()).digest()[:16])
