"""Confirming a report by its hash, and taking a whole bringing-in back as one act until somebody has used it."""

from typing import Any

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import for_everybody, for_update, transaction
from marac.errors import Refused
from marac.jobs import Job, later
from meetings.bring_in.checking import (
    CHANGED,
    NOT_WAITING,
    NOTHING_TO_BRING,
    find_bring_in,
    find_log,
    open_check,
    seal_check,
)
from meetings.bring_in.used import what_uses
from meetings.bring_in.writing import number_of_cases
from meetings.tables.bring_in import BringIn
from meetings.tables.documents import Case
from meetings.verdict_rows import lock_area

NOT_ON = "Take back only what is brought in: this is not, or not yet."


async def confirm(act: Act, ref: str, sha256: str) -> BringIn:
    """Ask for the writing. The report is made once more: a changed reading has another hash and is refused."""
    row = await find_log(act, ref)
    if row.state != "checked":
        raise Refused(NOT_WAITING)
    check = await open_check(act, row)
    if check.report.sha256 != sha256 or row.sha256 != sha256:
        raise Refused(CHANGED)
    if not check.report.documents:
        raise Refused(NOTHING_TO_BRING)
    async with transaction():
        changed = await seal_check(act, row, check, is_confirmed=True) | {
            BringIn.state: "staging",
            BringIn.confirmed_by: act.officer_id,
            BringIn.confirmed_at: act.at,
        }
        still = (BringIn.id == row.id) & (BringIn.state == "checked") & (BringIn.sha256 == sha256)
        if not await BringIn.update(changed).where(still).returning(BringIn.id):
            raise Refused(NOT_WAITING)
        await act.record(
            Event.BRING_IN_CONFIRMED, "bring_in", row.id, records=len(check.report.documents), sha256=sha256
        )
        await ask_for_more(act, row)
    row.state = "staging"
    return row


async def ask_for_more(act: Act, row: BringIn, *, since: str = "start") -> None:
    """The next stretch of work, as a job. Inside a transaction."""
    await later(
        Job.BRING_IN,
        area=act.area.id,
        dedupe=f"bring-in:{row.id}:{row.state}:{since}",
        due=act.at,
        bring_in=str(row.id),
    )


async def hold_still(act: Act, row: BringIn) -> None:
    """Until the transaction ends nobody begins anything with these records, and what others began is over."""
    await lock_area(act)
    await for_update(Case.select(Case.id).where(Case.bring_in == row.id))


@for_everybody
async def undo(act: Act, ref: str) -> BringIn:
    """From this moment nobody sees any of it; the rows are taken away afterwards. Names what stands in the way."""
    row = await find_bring_in(act, ref)
    async with transaction():
        await hold_still(act, row)
        if row.state == "on" and (uses := await what_uses(row)):
            raise Refused(f"Take back what was done with these records first: {'; '.join(uses)}.")
        changed: dict[Any, Any] = {
            BringIn.state: "undone",
            BringIn.undone_by: act.officer_id,
            BringIn.undone_at: act.at,
        }
        here = (BringIn.id == row.id) & BringIn.state.is_in(["on", "staging", "checked"])
        if not await BringIn.update(changed).where(here).returning(BringIn.id):
            raise Refused(NOT_ON)
        row.done = await number_of_cases(row.id)
        await act.record(Event.BRING_IN_UNDONE, "bring_in", row.id, records=row.done)
        row.state = "undone"
        await ask_for_more(act, row)
    return row
