"""A meeting with five browsers at one case. One loses its network for half an hour; no acknowledged line is lost."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from agencies.roles import SeatKind
from marac.database import transaction
from meetings.minutes import read_sections
from meetings.room import open_case, open_meeting
from meetings.seats import give_seat
from meetings.tables.meeting import Meeting
from tests.fakes import TUESDAY, FixedClock
from tests.journeys.cutting import Network, network_to
from tests.journeys.soundness import page_is_sound
from tests.journeys.visitor import Desks, Manner, Visitor
from tests.meeting_of_the_cast import CaseListed, a_case, a_meeting, issued, seated
from tests.running import Running, running

LINE = "input[data-field='composer']"
BAR = "[data-connection]"
CUT_SECONDS = 60
SETTLES_SECONDS = 30


@dataclass
class Ledger:
    """Every line whose keeping the service acknowledged to a browser."""

    lines: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("response", self._hear)

    def _hear(self, answer: Response) -> None:
        if answer.request.method != "POST" or not answer.url.endswith(("/write", "/keep")) or answer.status >= 400:
            return
        said = answer.request.post_data or ""
        self.lines += [line for line in self.typed if line.split()[-1] in said]


class Day:
    """The meeting, those at it, and what was acknowledged."""

    def __init__(self, service: Running, desks: Desks, clock: FixedClock) -> None:
        self.service, self.clock, self.ledger = service, clock, Ledger()
        self.meeting_ref, self.case = service.do(self._prepare)
        clock.move(timedelta(days=15))
        service.do(self._begin)
        cast = service.cast
        self.everyone = {
            person.name: self._enter(desks.sit_down(person))
            for person in (cast.grace, cast.amina, cast.bryn, cast.nadia)
        }

    async def _prepare(self) -> tuple[str, CaseListed]:
        meeting_ref = await a_meeting(self.service.cast)
        case = await a_case(self.service.cast, meeting_ref)
        await issued(self.service.cast, meeting_ref)
        return meeting_ref, case

    async def _begin(self) -> None:
        cast = self.service.cast
        meeting = await Meeting.objects().get(Meeting.ref == self.meeting_ref)
        assert meeting is not None
        amina = await cast.amina.act()
        async with transaction():
            await give_seat(amina, meeting.id, cast.hugh.officer_id, SeatKind.MINUTE_TAKER)
        grace = await seated(cast.grace, self.meeting_ref)
        for person in (cast.amina, cast.bryn, cast.nadia, cast.hugh):
            await seated(person, self.meeting_ref)
        await open_meeting(grace, self.meeting_ref)
        await open_case(grace, self.meeting_ref, self.case.ref)

    @property
    def path(self) -> str:
        return f"/meetings/{self.meeting_ref}/room/{self.case.ref}"

    def _enter(self, visitor: Visitor) -> Visitor:
        visitor.open(self.path)
        self.ledger.listen(visitor.page)
        return visitor

    def kept(self) -> list[str]:
        """Every line of the minutes as they stand, those set aside among them."""

        async def read() -> list[str]:
            act = await self.service.cast.grace.act()
            sections = await read_sections(act, self.meeting_ref, self.case.ref)
            texts = [text for one in sections for text in (one.text, *(aside.text for aside in one.aside))]
            return [line for text in texts for line in text.splitlines()]

        return self.service.do(read)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(TUESDAY)


@pytest.fixture
def service(tmp_path: Path, clock: FixedClock) -> Iterator[Running]:
    with running(tmp_path / "data", clock) as service:
        yield service


def say_line(day: Day, visitor: Visitor, text: str) -> None:
    """Type one line into the composer and press Enter."""
    day.ledger.typed.append(text)
    field = visitor.page.locator(LINE)
    field.focus()
    visitor.page.keyboard.type(f"/i nmp: {text}")
    visitor.page.keyboard.press("Enter")
    expect(field).to_have_value("")


def wait_for_lines(day: Day, visitors: tuple[Visitor, ...]) -> None:
    """Until every page shows every line that anybody typed, without anybody reloading."""
    deadline = time.monotonic() + SETTLES_SECONDS
    for visitor in visitors:
        while missing := [line for line in day.ledger.typed if line not in shown(visitor)]:
            assert time.monotonic() < deadline, f"{visitor.person.name} does not see {missing}"
            visitor.page.clock.run_for(500)
            visitor.page.wait_for_timeout(50)


def shown(visitor: Visitor) -> str:
    texts: list[str] = visitor.page.locator("textarea").evaluate_all("all => all.map(one => one.value)")
    return "\n".join(texts)


def photograph(visitor: Visitor, name: str) -> None:
    """For whoever wants to look: only where a folder for pictures is named."""
    if folder := os.environ.get("MARAC_TEST_PICTURES"):
        visitor.page.screenshot(path=f"{folder}/{name}.png", full_page=False)


def type_while_away(day: Day, network: Network, hugh: Visitor, amina: Visitor) -> None:
    """Three lines by the composer and one in a section, while another goes on."""
    network.cut()
    for number in range(3, 6):
        say_line(day, hugh, f"Said while away {number}-away")
        say_line(day, amina, f"Said meanwhile {number}-meanwhile")
    day.ledger.typed.append("Wants to stay, typed 6-away")
    hugh.page.locator("textarea[name='section.victim_view']").fill(day.ledger.typed[-1])
    hugh.page.clock.run_for(3_000)
    expect(hugh.page.locator(BAR)).to_contain_text("Offline since")
    expect(hugh.page.locator(BAR)).to_contain_text("3 lines to send")
    page_is_sound(hugh.page)
    photograph(hugh, "offline")


def rest_for_half_an_hour(day: Day, desks: Desks, hugh: Visitor) -> None:
    """Half an hour by every clock, and a minute of cut sockets in which the page tries again and again."""
    began = time.monotonic()
    day.clock.move(timedelta(minutes=30))
    for visitor in desks.visitors:
        visitor.page.clock.fast_forward("30:00")
    while time.monotonic() - began < CUT_SECONDS:
        hugh.page.clock.run_for(1_000)
        hugh.page.wait_for_timeout(1_000)


@pytest.mark.long
def test_nothing_is_lost_when_one_of_five_is_without_a_network_for_half_an_hour(
    browser: Browser, service: Running, clock: FixedClock
) -> None:
    port = int(service.address.rpartition(":")[2])
    with network_to(port) as network, Desks(browser, service, Manner()) as desks:
        day = Day(service, desks, clock)
        grace, amina, bryn = (day.everyone[name] for name in ("grace", "amina", "bryn"))
        hugh = desks.sit_down(service.cast.hugh)
        hugh.page.goto(f"{network.address}{day.path}")  # A cookie is of the host, whatever the port.
        day.ledger.listen(hugh.page)
        say_line(day, amina, "Calls since June 1-together")
        say_line(day, hugh, "Bail until October 2-together")
        wait_for_lines(day, (grace, amina, hugh))

        type_while_away(day, network, hugh, amina)
        photograph(amina, "online")
        rest_for_half_an_hour(day, desks, hugh)
        assert not any("away" in line for line in day.kept())

        network.mend()
        for _ in range(20):
            hugh.page.clock.run_for(1_000)
        expect(hugh.page.locator(BAR)).to_have_text("Online", timeout=SETTLES_SECONDS * 1000)
        wait_for_lines(day, (grace, amina, hugh))
        photograph(hugh, "back")
        photograph(bryn, "representative")
        page_is_sound(hugh.page)

        kept = day.kept()
        assert set(day.ledger.typed) == set(day.ledger.lines)
        for line in day.ledger.typed:
            assert sum(each.endswith(line) for each in kept) == 1, line
        away = [line for line in kept if "away" in line and "Said" in line]
        assert away == sorted(away)
