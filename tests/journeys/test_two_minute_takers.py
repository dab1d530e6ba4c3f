"""Two people write the minutes of one case at once, each in a browser of their own: no line is lost."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from meetings.minutes import read_sections
from meetings.room import open_case, open_meeting
from tests.fakes import TUESDAY, FixedClock
from tests.journeys.visitor import Desks, Manner, Visitor
from tests.meeting_of_the_cast import CaseListed, a_case, a_meeting, issued, seated
from tests.running import Running, running

SECTION = "section.information"
REST = 1_200  # Milliseconds; typing is saved after a second of rest.


class Room:
    """Grace and Amina before the same case."""

    def __init__(self, service: Running, desks: Desks, clock: FixedClock) -> None:
        self.service = service
        self.meeting_ref, self.case = service.do(self._prepare)
        clock.move(timedelta(days=15))
        service.do(self._begin)
        self.grace = self._enter(desks.sit_down(service.cast.grace))
        self.amina = self._enter(desks.sit_down(service.cast.amina))

    async def _prepare(self) -> tuple[str, CaseListed]:
        meeting_ref = await a_meeting(self.service.cast)
        case = await a_case(self.service.cast, meeting_ref)
        await issued(self.service.cast, meeting_ref)
        return meeting_ref, case

    async def _begin(self) -> None:
        grace = await seated(self.service.cast.grace, self.meeting_ref)
        await seated(self.service.cast.amina, self.meeting_ref)
        await open_meeting(grace, self.meeting_ref)
        await open_case(grace, self.meeting_ref, self.case.ref)

    def _enter(self, visitor: Visitor) -> Visitor:
        visitor.open(f"/meetings/{self.meeting_ref}/room/{self.case.ref}")
        return visitor

    def lines_kept(self) -> set[str]:
        """Every line of the section, those set aside among them."""

        async def read() -> set[str]:
            act = await self.service.cast.grace.act()
            sections = await read_sections(act, self.meeting_ref, self.case.ref)
            texts = [text for one in sections for text in (one.text, *(aside.text for aside in one.aside))]
            return {line for text in texts for line in text.splitlines()}

        return self.service.do(read)


@pytest.fixture
def room(browser: Browser, tmp_path: Path) -> Iterator[Room]:
    clock = FixedClock(TUESDAY)
    with running(tmp_path / "data", clock) as service:
        with Desks(browser, service, Manner()) as desks:
            yield Room(service, desks, clock)


def write_and_rest(visitor: Visitor, text: str) -> None:
    """Type into the section, and wait until it was saved by itself."""
    with visitor.page.expect_response(lambda answer: answer.request.method == "POST"):
        visitor.answer({SECTION: text})
        visitor.page.clock.run_for(REST)


def test_what_two_type_at_once_is_kept_line_by_line(room: Room) -> None:
    write_and_rest(room.grace, "Calls since June, says Grace.")
    write_and_rest(room.amina, "Bail until October, says Amina.")

    room.grace.push("Save the minutes")
    room.amina.push("Save the minutes")

    assert room.lines_kept() >= {"Calls since June, says Grace.", "Bail until October, says Amina."}


def test_two_texts_of_the_same_line_are_both_kept_and_both_shown(room: Room) -> None:
    room.grace.answer({SECTION: "Bail ends on 20 September."})
    room.grace.push("Save the minutes")
    room.grace.open(room.grace.path.partition("#")[0])
    room.amina.open(room.amina.path)
    room.grace.answer({SECTION: "Bail ends on 21 September."})
    room.amina.answer({SECTION: "Bail ends on 22 September."})

    room.grace.push("Save the minutes")
    room.amina.push("Save the minutes")

    assert room.lines_kept() >= {"Bail ends on 21 September.", "Bail ends on 22 September."}
    expect(room.amina.page.locator("main")).to_contain_text("21 September")
    expect(room.amina.page.locator("main")).to_contain_text("22 September")
