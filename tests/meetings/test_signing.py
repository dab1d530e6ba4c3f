"""What stands between the minutes and the chair's signature."""

from datetime import date

import pytest

from marac.errors import Refused
from meetings.actions import NewAction, give_action
from meetings.circulation import issue_action_sheet
from meetings.room import close_case_in_room
from meetings.room_deeds import strike_action
from meetings.signing import open_points, read_signature, sign_minutes
from tests.cast import Cast
from tests.meeting_day import Listed, agency_of, in_session

pytestmark = pytest.mark.anyio


async def test_an_action_struck_out_no_longer_keeps_the_minutes_from_being_signed(cast: Cast, listed: Listed) -> None:
    grace = await in_session(cast, listed)
    where = (listed.meeting_ref, listed.case_ref)
    police = await agency_of(grace, "northmoor-police")
    unowned = NewAction(text="Check tag data", agency_id=police, owner=None, due_on=date(2026, 9, 18))
    action = await give_action(grace, *where, unowned)
    before = {point.what for point in await open_points(grace, listed.meeting_ref)}
    with pytest.raises(Refused, match="settled"):
        await sign_minutes(grace, listed.meeting_ref)
    with pytest.raises(Refused, match="1 action has no owner"):
        await issue_action_sheet(grace, listed.meeting_ref)

    await strike_action(grace, *where, action.ref)
    await close_case_in_room(grace, *where)
    await sign_minutes(grace, listed.meeting_ref)

    assert "owner" in before
    assert "owner" not in {point.what for point in await open_points(grace, listed.meeting_ref)}
    assert await read_signature(grace, listed.meeting_ref) is not None
    await issue_action_sheet(grace, listed.meeting_ref)
