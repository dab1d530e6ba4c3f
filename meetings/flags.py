"""Flags: the marker each agency puts on its own file, live for twelve months from the referral.

Setting and removing one is the agency's act in its own system; here it is only asked for and recorded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from piccolo.columns import Column

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.dates import months_after
from marac.errors import InvalidForm, Refused
from marac.ids import new_ref, uuid7
from meetings.access import Condition, denied, may_see_every_case, not_barred
from meetings.tables.documents import Case
from meetings.tables.minutes import Flag

# SafeLives, "Definition of a repeat at Marac", read on 21 November 2026: twelve months from the last referral.
FLAG_MONTHS = 12
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class FlagLine:
    """One flag as its agency sees it."""

    ref: str
    case_ref: str
    case_number: str
    agency_id: UUID
    anchor_on: date
    review_on: date
    asked_on: date
    set_on: date | None
    removed_on: date | None
    state: str  # live, lapses this month, lapsed, removed


async def ask_for_flags(act: Act, case: Case, agencies: list[UUID]) -> None:
    """Ask these agencies to flag their files. Inside a transaction; an agency is asked once a case."""
    asked = {row["agency"] for row in await Flag.select(Flag.agency).where(Flag.case == case.id)}
    fresh = [agency for agency in agencies if agency not in asked]
    if not fresh:
        return
    flags = [_new_flag(act, case, agency) for agency in fresh]
    await Flag.insert(*flags)
    for flag in flags:
        await act.record(
            Event.FLAG_ASKED, "flag", flag.id, case=case.id, agency=flag.agency, review_on=str(flag.review_on)
        )


def _new_flag(act: Act, case: Case, agency: UUID) -> Flag:
    return Flag(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        case=case.id,
        agency=agency,
        asked_on=act.today,
        anchor_on=case.referred_on,
        review_on=months_after(case.referred_on, FLAG_MONTHS),
    )


async def read_flags(act: Act) -> tuple[FlagLine, ...]:
    """The own agency's flags; every flag for the coordinator. Soonest to lapse first."""
    rows = (
        await Flag.select(
            *Flag.all_columns(), Flag.case.ref.as_alias("case_ref"), Flag.case.case_number.as_alias("number")
        )
        .where(_of_reader(act))
        .order_by(Flag.review_on)
    )
    await act.vault.record_list(act.permit(Event.FLAG_LISTED, "flag", None), [row["id"] for row in rows])
    return tuple(_line(row, act.today) for row in rows)


async def count_flags(act: Act) -> tuple[int, int]:
    """How many stand in that list, and how many of them are not confirmed yet. Nothing is shown of any."""
    rows = await Flag.select(Flag.set_on, Flag.removed_on).where(_of_reader(act))
    return len(rows), sum(row["set_on"] is None and row["removed_on"] is None for row in rows)


def _of_reader(act: Act) -> Condition:
    theirs = (Flag.area == act.area.id) & not_barred(act, Flag.case)
    return theirs if may_see_every_case(act) else theirs & (Flag.agency == act.agency_id)


def _line(row: dict[str, Any], today: date) -> FlagLine:
    review_on, removed_on = row["review_on"], row["removed_on"]
    return FlagLine(
        ref=str(row["ref"]),
        case_ref=str(row["case_ref"]),
        case_number=str(row["number"]),
        agency_id=row["agency"],
        anchor_on=row["anchor_on"],
        review_on=review_on,
        asked_on=row["asked_on"],
        set_on=row["set_on"],
        removed_on=removed_on,
        state=flag_state(review_on, removed=removed_on is not None, today=today),
    )


def flag_state(review_on: date, *, removed: bool, today: date) -> str:
    """Every flag is in exactly one state, so that live, lapsing and lapsed add up to all."""
    if removed:
        return "removed"
    if review_on < today:
        return "lapsed"
    if (review_on.year, review_on.month) == (today.year, today.month):
        return "lapses this month"
    return "live"


async def confirm_flags(act: Act, refs: Sequence[str], *, is_set: bool) -> int:
    """Confirm many at once; those that already stand so are left alone. Returns how many changed."""
    if not refs:
        raise InvalidForm({"flag": "Choose at least one flag."})
    mine = await Flag.select(Flag.ref, Flag.set_on, Flag.removed_on).where(
        Flag.ref.is_in(list(refs)[:AT_ONCE])
        & (Flag.area == act.area.id)
        & (Flag.agency == act.agency_id)
        & not_barred(act, Flag.case)
    )
    if not mine:
        raise await denied(act, "flag", row="flag.confirm")
    done_on = "set_on" if is_set else "removed_on"
    waiting = [row["ref"] for row in mine if row[done_on] is None and row["removed_on"] is None]
    if not waiting:
        raise Refused("These flags were already confirmed.")
    for ref in waiting:
        await confirm_flag(act, ref, is_set=is_set)
    return len(waiting)


async def confirm_flag(act: Act, ref: str, *, is_set: bool) -> None:
    """The agency has set the flag on its file, or removed it."""
    flag = (
        await Flag.objects()
        .where(
            (Flag.ref == ref) & (Flag.area == act.area.id) & (Flag.agency == act.agency_id) & not_barred(act, Flag.case)
        )
        .first()
    )
    if flag is None:
        raise await denied(act, "flag", row="flag.confirm")
    if is_set and flag.set_on is not None:
        raise Refused("This flag was already confirmed.")
    changes: dict[Column | str, Any] = (
        {Flag.set_on: act.today, Flag.set_by: act.officer_id}
        if is_set
        else {Flag.removed_on: act.today, Flag.removed_by: act.officer_id}
    )
    async with transaction():
        await Flag.update(changes).where(Flag.id == flag.id)
        await act.record(Event.FLAG_CONFIRMED, "flag", flag.id, case=flag.case, state="set" if is_set else "removed")
