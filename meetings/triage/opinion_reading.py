"""Second opinions as they stand: those that wait for the chair, and every one about a referral."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.tables import Agency
from marac.audit.events import Event
from meetings.access import Condition, visible
from meetings.tables.documents import Case
from meetings.tables.triage import Opinion
from meetings.triage.opinions import UNDECIDED, VIEWS


@dataclass(frozen=True, slots=True)
class OpinionWaiting:
    """One question to the chair, without its words."""

    case_ref: str
    sender: str
    received_at: datetime
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class OpinionShown:
    """One question and what was said to it; `view` is None while it waits."""

    question: str
    asked_at: datetime
    asked_by: str
    view: str | None
    reason: str
    dissent: str
    given_at: datetime | None
    given_by: str


def _waiting(act: Act) -> Condition:
    """A question falls away when its referral is decided."""
    undecided = Case.select(Case.id).where((Case.area == act.area.id) & Case.status.is_in(list(UNDECIDED)))
    return (
        (Opinion.area == act.area.id)
        & Opinion.given_at.is_null()
        & Opinion.case.is_in(undecided)
        & visible(act, Opinion.case)
    )


async def opinions_waiting(act: Act) -> tuple[OpinionWaiting, ...]:
    """Oldest first. Nothing is opened."""
    rows = (
        await Opinion.select(
            Opinion.asked_at,
            Opinion.case.ref.as_alias("case_ref"),
            Opinion.case.received_at.as_alias("received_at"),
            Opinion.case.referring_agency.as_alias("agency"),
        )
        .where(_waiting(act))
        .order_by(Opinion.asked_at)
    )
    agencies = await Agency.select(Agency.id, Agency.short).where(Agency.area == act.area.id)
    shorts = {agency["id"]: agency["short"] for agency in agencies}
    return tuple(
        OpinionWaiting(row["case_ref"], shorts.get(row["agency"], ""), row["received_at"], row["asked_at"])
        for row in rows
    )


async def cases_with_chair(act: Act, cases: Sequence[UUID]) -> frozenset[UUID]:
    """Those of these cases whose question waits for the chair."""
    if not cases:
        return frozenset()
    rows = await Opinion.select(Opinion.case).where(_waiting(act) & Opinion.case.is_in(list(cases)))
    return frozenset(row["case"] for row in rows)


async def opinions_on(act: Act, case: Case) -> tuple[OpinionShown, ...]:
    """Every question about a case this officer may see, oldest first; one leaf where there is any."""
    rows = await Opinion.objects().where(Opinion.case == case.id).order_by(Opinion.asked_at)
    if not rows:
        return ()
    opened = await act.vault.open_records(act.permit(Event.CASE_READ, "case", case.id, reason_code=None), rows)
    names = await names_of(act, {officer for row in rows for officer in (row.asked_by, row.given_by) if officer})
    return tuple(_shown(row, record["body"], names) for row, record in zip(rows, opened, strict=True))


def _shown(row: Opinion, said: dict[str, str], names: dict[UUID, str]) -> OpinionShown:
    return OpinionShown(
        question=said["question"],
        asked_at=row.asked_at,
        asked_by=names.get(row.asked_by, ""),
        view=VIEWS.get(row.view) if row.view else None,
        reason=said.get("reason", ""),
        dissent=said.get("dissent", ""),
        given_at=row.given_at,
        given_by=names.get(row.given_by, "") if row.given_by else "",
    )
