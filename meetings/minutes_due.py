"""Whether minutes may go out as they stand: on time or with a reason, and signed after the last correction."""

from datetime import date

from agencies.acts import Act
from marac.dates import add_working_days
from marac.errors import InvalidForm, Refused
from meetings.settings_in_force import settings_on
from meetings.signing import has_unsigned_corrections, is_signed
from meetings.tables.meeting import Circulation, Meeting

NOT_SIGNED = "The chair signs the minutes before they go out."
CORRECTED = "The minutes were corrected after the chair signed. The chair signs again before they go out."
NO_REASON = "Say why the minutes go out late."


async def minutes_due_on(act: Act, meeting: Meeting) -> date:
    """The last day on which they are in time."""
    rules = await settings_on(act, meeting.held_on)
    return add_working_days(meeting.held_on, int(rules.value("minutes_issue")["working_days"]), act.area.nation)


async def requires_ready(act: Act, meeting: Meeting, *, late_reason: str | None) -> None:
    """Raises Refused without a signature that holds, InvalidForm where the first issue is late without a reason."""
    if not await is_signed(meeting.id):
        raise Refused(NOT_SIGNED)
    if await has_unsigned_corrections(meeting.id):
        raise Refused(CORRECTED)
    went_out = await Circulation.exists().where(
        (Circulation.meeting == meeting.id) & (Circulation.kind == "minutes") & Circulation.recalled_at.is_null()
    )
    if not went_out and not late_reason and act.today > await minutes_due_on(act, meeting):
        raise InvalidForm({"late_reason": NO_REASON})
