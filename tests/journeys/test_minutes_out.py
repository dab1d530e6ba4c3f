"""From the last case closed to the minutes issued: counted in acts, and timed as somebody types."""

import time
import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from meetings.minutes import add_line
from meetings.room import close_case_in_room, open_case, open_meeting
from meetings.room_deeds import Extra, say_line
from meetings.tables.meeting import Circulation
from tests.fakes import TUESDAY, FixedClock
from tests.journeys.keyboard import Stop
from tests.journeys.one_referral import TO_THE_MEETING
from tests.journeys.practised import PractisedKeys, PractisedPointer
from tests.journeys.visitor import Desks, Manner, Visitor
from tests.meeting_of_the_cast import a_case, a_meeting, issued, seated
from tests.running import Running, running

KEPT = tomllib.loads((Path(__file__).parent / "acts.toml").read_text())["minutes"]
NUMBER_OF_CASES = 6
# A practised hand: two acts and four characters a second; a pause to read on each page; and two minutes to look over.
SECONDS_AN_ACT, SECONDS_A_CHARACTER, SECONDS_A_PAGE, LOOKING_OVER = 0.5, 0.25, 10, 120
TEN_MINUTES = 600
LATE_WORD = "/d Plan agreed; the review is brought forward to the next meeting."


class ByTheDecision(PractisedKeys):
    """Goes to the decision of a page by its single key, and on from there."""

    decisions = ("Close the meeting", "Sign the minutes", "Send to")

    def go_to(self, words: str = "", *, tag: str = "", name: str = "", value: str = "", group: str = "") -> Stop:
        if words not in self.decisions:
            return super().go_to(words, tag=tag, name=name, value=value, group=group)
        self.press(".")
        here = self.stop()
        while here is None or not here.words.startswith(words):
            here = self.tab()
        return here


async def _but_the_last_is_closed(service: Running, clock: FixedClock) -> tuple[str, str]:
    """Six cases were heard with everything written; the last is still open, without its decision."""
    cast = service.cast
    meeting_ref = await a_meeting(cast)
    cases = [await a_case(cast, meeting_ref, number=number) for number in range(1, NUMBER_OF_CASES + 1)]
    await issued(cast, meeting_ref)
    clock.move(TO_THE_MEETING)
    grace = await seated(cast.grace, meeting_ref)
    for person in (cast.amina, cast.bryn, cast.nadia, cast.imran):
        await seated(person, meeting_ref)
    await open_meeting(grace, meeting_ref)
    for case in cases:
        await open_case(grace, meeting_ref, case.ref)
        await add_line(grace, meeting_ref, case.ref, "victim_view", "She wants to stay in the house.")
        await say_line(grace, meeting_ref, case.ref, "/police by 25/9: check the tag data", Extra())
        if case is not cases[-1]:
            await add_line(grace, meeting_ref, case.ref, "decision", "Plan agreed.")
            await close_case_in_room(grace, meeting_ref, case.ref)
    await close_case_in_room(grace, meeting_ref, cases[-1].ref)
    return meeting_ref, cases[-1].ref


@pytest.mark.long
@pytest.mark.parametrize(("hand", "walker"), [("keys", ByTheDecision), ("pointer", PractisedPointer)])
def test_minutes_are_out_within_ten_minutes_of_the_last_case(
    browser: Browser, tmp_path: Path, hand: str, walker: type[Visitor], capsys: pytest.CaptureFixture[str]
) -> None:
    clock = FixedClock(TUESDAY)
    with running(tmp_path / "data", clock) as service, Desks(browser, service, Manner()) as desks:
        meeting_ref, _ = service.do(lambda: _but_the_last_is_closed(service, clock))
        grace, amina = desks.sit_down(service.cast.grace, walker), desks.sit_down(service.cast.amina, walker)
        if hand == "keys":
            for visitor in (grace, amina):
                Visitor.push(visitor, "Turn keys on")
        grace.open(f"/meetings/{meeting_ref}/room")
        amina.open("/")
        before = (grace.presses + amina.presses, len(grace.met) + len(amina.met), time.monotonic())

        acts_of_writing = _close_settle_and_sign(grace)
        _send(amina, meeting_ref)

        spent = time.monotonic() - before[2]
        acts = grace.presses + amina.presses - before[0] - acts_of_writing
        pages = len(grace.met) + len(amina.met) - before[1]
        assert service.do(lambda: Circulation.count().where(Circulation.kind == "minutes").run()) == 1
    typing = len(LATE_WORD) * SECONDS_A_CHARACTER + (acts + acts_of_writing) * SECONDS_AN_ACT
    whole = typing + pages * SECONDS_A_PAGE + LOOKING_OVER + spent
    with capsys.disabled():
        print(
            f"\nMinutes of {NUMBER_OF_CASES} cases by {hand}: {acts} acts and {acts_of_writing} for a late word, "
            f"{pages} pages, {whole / 60:.1f} minutes of simulated work, {spent:.1f} s of them the service."
        )
    assert acts <= KEPT[hand]["most"]
    assert whole < TEN_MINUTES


def _close_settle_and_sign(grace: Visitor) -> int:
    """What is missing stands on top of the page one signs; one line mends it. Gives the acts that the line took."""
    grace.push("Close the meeting")
    grace.enter("Sign the minutes")
    before = grace.presses
    grace.enter("No decision is written")
    grace.type(LATE_WORD, name="line")
    grace.push("Add the line")
    grace.open(grace.path.partition("/room")[0] + "/minutes/sign")
    spent = grace.presses - before
    assert "Nothing is open." in grace.text
    grace.push("Sign the minutes")
    return spent


def _send(amina: Visitor, meeting_ref: str) -> None:
    amina.open("/")
    amina.enter("Open them")
    assert amina.path == f"/meetings/{meeting_ref}/minutes/send"
    amina.push("Send to")
    assert "You can call them back for 2 minutes." in amina.text
