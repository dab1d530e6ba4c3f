"""Work that happens later: a row written in the same transaction as the change that causes it."""

import re
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec
from piccolo.columns.combination import Or
from piccolo.table import Table

from marac.columns import code, key, loose_id, moment, number, text
from marac.database import after_commit
from marac.ids import uuid7

KEEP_DONE = timedelta(days=30)
# Ids, references, codes and days. A name or a sentence does not fit, and must not.
_ID = re.compile(r"[A-Za-z0-9:._/+-]{1,120}")


class Job(StrEnum):
    """Everything that can happen by itself."""

    BRING_IN = "bring-in"
    CHASE = "chase"
    CHECK_AT_NIGHT = "check-at-night"
    CHECK_TOKENS = "check-tokens"
    FORGET_REPORTS = "forget-reports"
    FORGET_SEARCHES = "forget-searches"
    GIVE_POSITIONS = "give-positions"
    MAKE_CHECKPOINT = "make-checkpoint"
    MAKE_PAPER = "make-paper"
    MATCH_PEOPLE = "match-people"
    OPEN_SEALED_FORM = "open-sealed-form"
    SCAN_PEOPLE = "scan-people"
    SEND_INVITATION = "send-invitation"
    SEND_LETTER = "send-letter"
    TELL_DUE = "tell-due"
    TEND_SEAL_KEYS = "tend-seal-keys"


class State(StrEnum):
    """Where a row stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"  # Every try was used up; somebody must look.


class Outbox(Table):
    """One piece of work, claimed by one runner at a time."""

    id = key()
    area = loose_id(null=True)
    kind = code(40)
    ids = text()
    dedupe = code(160, unique=True)
    due = moment()
    state = code(10)
    owner = code(60, null=True)
    lease_until = moment(null=True)
    # Raised by every claim, so it also is the fence: an older claim cannot finish the row.
    attempt = number()
    error = code(80, null=True)
    finished_at = moment(null=True)


async def later(job: Job, *, area: UUID | None, dedupe: str, due: datetime, **ids: str) -> None:
    """Ask for a job within the transaction at hand. Asking twice by the same `dedupe` asks once."""
    for value in (dedupe, *ids.values()):
        if not _ID.fullmatch(value):
            raise ValueError("A job carries ids only")
    row = Outbox(
        id=uuid7(),
        area=area,
        kind=job.value,
        ids=msgspec.json.encode(ids).decode(),
        dedupe=dedupe,
        due=due,
        state=State.QUEUED.value,
    )
    added = await Outbox.insert(row).on_conflict(target=Outbox.dedupe, action="DO NOTHING")
    if added:
        made = row.id
        after_commit(lambda: _ring(made, due))


def claimable(now: datetime) -> Or:
    """Due and waiting, or left behind by a runner whose lease ran out."""
    waiting = (Outbox.state == State.QUEUED.value) & (Outbox.due <= now)
    left_behind = (Outbox.state == State.RUNNING.value) & (Outbox.lease_until < now)
    return waiting | left_behind


async def due_rows(now: datetime, limit: int, *, only: Collection[Job] = ()) -> list[tuple[UUID, int]]:
    """Id and attempt of what waits to be run, longest due first; of these kinds alone where some are named."""
    waiting = Outbox.select(Outbox.id, Outbox.attempt).where(claimable(now)).order_by(Outbox.due).limit(limit)
    rows = await (waiting.where(Outbox.kind.is_in([job.value for job in only])) if only else waiting)
    return [(row["id"], row["attempt"]) for row in rows]


async def waiting_since(now: datetime) -> datetime | None:
    """When the longest waiting job was due; None where nothing waits."""
    row = await Outbox.select(Outbox.due).where(claimable(now)).order_by(Outbox.due).limit(1).first()
    return row["due"] if row else None


async def number_of_failed() -> int:
    """Jobs that used up their tries."""
    return int(await Outbox.count().where(Outbox.state == State.FAILED.value))


async def forget_done(now: datetime) -> None:
    """Remove what was done long ago."""
    await Outbox.delete().where(Outbox.state == State.DONE.value, Outbox.finished_at < now - KEEP_DONE)


Bell = Callable[[UUID, datetime], None]
_bells: list[Bell] = []


def hang_bell(bell: Bell) -> None:
    """Ring this, after the commit, with the id and the due moment of every new job."""
    _bells.append(bell)


def take_down_bell(bell: Bell) -> None:
    _bells.remove(bell)


def _ring(outbox_id: UUID, due: datetime) -> None:
    for bell in _bells:
        bell(outbox_id, due)
