"""What is due on cases, reviews and dates together: as a list on record, and as letters that say nothing of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.jobs import Job, later
from marac.post import Subject
from meetings.reviews.clocks import ReviewLine, reviews_due, rules_of_today
from meetings.reviews.dates_ahead import DateLine, dates_ahead, days_ahead
from meetings.rules.review_clock import State
from meetings.tables.documents import Case

# A letter goes out in the first days alone: what was due long before somebody asks daily is not told anew.
TOLD_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Due:
    """For one reader."""

    reviews: tuple[ReviewLine, ...]
    dates: tuple[DateLine, ...]
    days: int


async def list_due(act: Act) -> Due:
    """For its page: the list is on record."""
    due = Due(await reviews_due(act), await dates_ahead(act), await days_ahead(act))
    refs = {line.case_ref for line in due.reviews} | {line.case_ref for line in due.dates}
    rows = await Case.select(Case.id).where((Case.area == act.area.id) & Case.ref.is_in(sorted(refs))) if refs else []
    await act.vault.record_list(act.permit(Event.REVIEW_LISTED, "case", None), [row["id"] for row in rows])
    return due


async def tell_of_due(act: Act) -> int:
    """One letter for each thing that came due, once; returns how many were asked for. Each is this reader's to see."""
    due_days = (await rules_of_today(act)).overdue_days
    reviews = {(line.case_ref, _since(line, due_days)) for line in await reviews_due(act)}
    fresh = {(ref, since) for ref, since in reviews if act.today - since <= TOLD_WITHIN}
    dates = {(line.case_ref, line.falls_on) for line in await dates_ahead(act) if line.falls_on >= act.today}
    async with transaction():
        for ref, day in sorted(fresh | dates):
            await _ask_for_letter(act, ref, day)
    return len(fresh | dates)


def _since(line: ReviewLine, overdue_days: int) -> date:
    """When it became what it is: due, or overdue."""
    clock = line.clock
    if clock.state is State.OVERDUE and clock.last_on is not None:
        return clock.last_on + timedelta(days=overdue_days + 1)
    return clock.due_on or date.min


async def _ask_for_letter(act: Act, ref: str, day: date) -> None:
    await later(
        Job.SEND_LETTER,
        area=act.area.id,
        dedupe=f"letter:{Subject.SOMETHING_DUE.name}:{ref}:{act.officer_id}:{day.toordinal()}",
        due=act.at,
        officer=str(act.officer_id),
        subject=Subject.SOMETHING_DUE.name,
        ref=ref,
        role=str(act.role),
    )
