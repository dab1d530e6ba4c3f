"""When a reader first opened what was sent to them: a call back then can say who had seen it."""

from uuid import UUID

from agencies.acts import Act
from meetings.tables.meeting import Circulation, CirculationReader


async def note_opened(act: Act, meeting_id: UUID, kind: str) -> None:
    """The first time stands. Nothing is written for somebody who was sent nothing."""
    sent = Circulation.select(Circulation.id).where((Circulation.meeting == meeting_id) & (Circulation.kind == kind))
    await CirculationReader.update({CirculationReader.first_opened_at: act.business_at}).where(
        (CirculationReader.officer == act.officer_id)
        & CirculationReader.circulation.is_in(sent)
        & CirculationReader.first_opened_at.is_null()
    )


async def number_who_opened(circulation_id: UUID) -> int:
    rows = await CirculationReader.select(CirculationReader.officer).where(
        (CirculationReader.circulation == circulation_id) & CirculationReader.first_opened_at.is_not_null()
    )
    return len({row["officer"] for row in rows})
