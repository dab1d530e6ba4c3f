"""What an agenda of 24 cases asks of the database."""

import pytest

from marac.database import count_queries
from meetings.agenda import read_agenda
from tests.cast import Cast
from tests.meeting_of_the_cast import a_case, a_meeting, issued, knows_nobody

pytestmark = pytest.mark.anyio


async def test_an_agenda_of_24_cases_is_read_in_few_statements(cast: Cast) -> None:
    meeting_ref = await a_meeting(cast)
    for number in range(1, 25):
        await a_case(cast, meeting_ref, number=number)
    await issued(cast, meeting_ref)
    for person in (cast.bryn, cast.amina):
        act = await knows_nobody(person, meeting_ref)
        await read_agenda(act, meeting_ref)
        with count_queries() as queries:
            paper = await read_agenda(act, meeting_ref)
        assert len(paper.items) == 24
        assert queries.number <= 14
