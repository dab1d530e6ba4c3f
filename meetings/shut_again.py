"""Exclusions and restrictions that a restored copy does not know of, put in force again as a later log tells."""

from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.tables import Agency, Officer
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import NotFound
from marac.ids import uuid7
from meetings.tables.documents import Case, Exclusion, NamedReader


async def exclude_again(
    act: Act, case_id: UUID, *, kind: str, officer: UUID | None, agency: UUID | None, since: datetime
) -> None:
    """Raises NotFound where case, person or agency are younger than the copy: then there is nobody to shut out."""
    await _requires(Case, case_id)
    if officer is not None:
        await _requires(Officer, officer)
    if agency is not None:
        await _requires(Agency, agency)
    async with transaction():
        await Exclusion.insert(
            Exclusion(
                id=uuid7(), area=act.area.id, case=case_id, officer=officer, agency=agency, kind=kind, from_at=since
            )
        )
        await _record(act, case_id, "exclude", kind=kind, officer=officer, agency=agency)


async def restrict_again(act: Act, case_id: UUID, *, kind: str, named: UUID, since: datetime) -> None:
    """Only those named see this case. It is shut even where the copy does not know the person named.

    Raises NotFound for a case younger than the copy.
    """
    await _requires(Case, case_id)
    is_known = await Officer.exists().where(Officer.id == named)
    async with transaction():
        await Case.update({Case.restricted: kind}).where((Case.id == case_id) & Case.restricted.is_null())
        if is_known:
            await NamedReader.insert(
                NamedReader(id=uuid7(), area=act.area.id, case=case_id, officer=named, from_at=since)
            )
        await _record(act, case_id, "name", kind=kind, officer=named, agency=None)


async def _requires(table: Any, row_id: UUID) -> None:
    if not await table.exists().where(table.id == row_id):
        raise NotFound


async def _record(
    act: Act, case_id: UUID, change: str, *, kind: str, officer: UUID | None, agency: UUID | None
) -> None:
    await act.record(
        Event.ACCESS_CHANGED,
        "case",
        case_id,
        change=change,
        exclusion=kind,
        officer=str(officer) if officer else None,
        agency=str(agency) if agency else None,
    )
