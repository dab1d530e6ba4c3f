"""Counted in keys and in clicks: a whole referral from start page to receipt, and nothing held for a whole agenda."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from marac.jobs import Job
from marac.jobs.outbox import Outbox
from meetings.intake import take_in
from meetings.research import asks_of_agency
from meetings.research_nil import answer_nil
from tests.cast import Cast
from tests.documents import a_referral
from tests.fakes import TUESDAY, FixedClock
from tests.journeys.practised import PractisedKeys, PractisedPointer
from tests.journeys.referring import refer_with_two_children
from tests.journeys.visitor import Desks, Manner, Visitor
from tests.meeting_of_the_cast import a_case, a_meeting, issued, knows_nobody
from tests.running import Running, running

ACTS = tomllib.loads((Path(__file__).parent / "acts.toml").read_text())
KEPT, NIL = ACTS["referral"], ACTS["nil"]
NUMBER_OF_CASES = 10
# What one act and one character of text take somebody who knows the page, generously.
AN_ACT, A_CHARACTER = timedelta(seconds=2), timedelta(seconds=0.28)
A_READING = timedelta(seconds=15)
WHY = "He is released tonight and has said that he will come."


@pytest.mark.parametrize(
    ("hand", "walker"),
    [("keys", PractisedKeys), pytest.param("pointer", PractisedPointer, marks=pytest.mark.long)],
)
def test_a_referral_costs_no_more_acts_than_before(
    browser: Browser, tmp_path: Path, hand: str, walker: type[Visitor], capsys: pytest.CaptureFixture[str]
) -> None:
    with running(tmp_path / "data", FixedClock(TUESDAY)) as service, Desks(browser, service, Manner()) as desks:
        bryn = desks.sit_down(service.cast.bryn, walker)
        if hand == "keys":
            Visitor.push(bryn, "Turn keys on")
        bryn.open("/")
        before = bryn.presses
        refer_with_two_children(bryn)
        acts = bryn.presses - before
    with capsys.disabled():
        print(f"\nA referral by {hand}: {acts} acts; the first version of the pages took {KEPT[hand]['first']}.")
    assert acts <= KEPT[hand]["most"] < KEPT[hand]["first"]


@pytest.mark.long
@pytest.mark.parametrize("hand", ["keys", "pointer"])
def test_an_emergency_costs_few_acts_and_less_than_a_minute(
    browser: Browser, tmp_path: Path, hand: str, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = FixedClock(TUESDAY)
    with running(tmp_path / "data", clock) as service, Desks(browser, service, Manner()) as desks:
        cast = service.cast
        case_ref = service.do(lambda: referred(cast))
        amina = desks.sit_down(cast.amina, PractisedKeys if hand == "keys" else PractisedPointer)
        Visitor.push(amina, "Turn keys on")
        amina.open(f"/referrals/{case_ref}")
        before, since = amina.presses, clock.now()
        (by_keys if hand == "keys" else by_pointer)(amina, clock, str(cast.grace.officer_id))
        acts = amina.presses - before
        waiting = service.do(invitations)
        heading = amina.heading
    took = max(waiting) - since
    with capsys.disabled():
        print(f"\nAn emergency by {hand}: {acts} acts, {took.total_seconds():.0f} s, {len(waiting)} letters.")
    assert heading == "Meeting"
    assert acts <= ACTS["emergency"][hand]
    assert (len(waiting) >= 4, took < timedelta(minutes=1)) == (True, True)


async def referred(cast: Cast) -> str:
    taken = await take_in(await cast.bryn.act(), a_referral())
    return str(taken.case_ref)


async def invitations() -> list[datetime]:
    """When each letter that waits is due to leave."""
    rows = await Outbox.select(Outbox.due).where(Outbox.kind == Job.SEND_LETTER.value)
    return [row["due"] for row in rows]


def by_keys(amina: Visitor, clock: FixedClock, chair: str) -> None:
    """The head of the page is passed by its first link; the one chair is chosen with Space, and the text sent."""
    clock.move(A_READING + 7 * AN_ACT + len(WHY) * A_CHARACTER)
    amina.press_key("e")
    amina.choose(name="agreed_by", value=chair)
    amina.type(WHY, name="reason")
    amina.press_key("Control+Enter")


def by_pointer(amina: Visitor, clock: FixedClock, chair: str) -> None:
    clock.move(A_READING + 4 * AN_ACT + len(WHY) * A_CHARACTER)
    amina.enter("Emergency meeting")
    amina.choose(name="agreed_by", value=chair)
    amina.type(WHY, name="reason")
    amina.push("Send the invitations")


@pytest.mark.long
@pytest.mark.parametrize("hand", ["keys", "pointer"])
def test_nothing_held_for_a_whole_agenda_is_at_most_three_acts(
    browser: Browser, tmp_path: Path, hand: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with running(tmp_path / "data", FixedClock(TUESDAY)) as service, Desks(browser, service, Manner()) as desks:
        meeting = service.do(lambda: agenda_half_begun(service.cast))
        hugh = desks.sit_down(service.cast.hugh, PractisedKeys if hand == "keys" else PractisedPointer)
        if hand == "keys":
            Visitor.push(hugh, "Turn keys on")
        hugh.open(f"/meetings/{meeting}/agenda")
        before = hugh.presses
        say_nothing_held(hugh)
        acts = hugh.presses - before
        assert "9 answers recorded." in hugh.text
        assert answered(service, meeting) == NUMBER_OF_CASES
    with capsys.disabled():
        print(f"\nNothing held for {NUMBER_OF_CASES - 1} cases by {hand}: {acts} acts.")
    assert acts <= NIL[hand]["most"] <= 3


def say_nothing_held(hugh: Visitor) -> None:
    if isinstance(hugh, PractisedPointer):
        with hugh.page.expect_navigation():
            hugh.click(hugh.page.get_by_text("Nothing held on the other 9"))
        hugh.choose(name="answer", value="no_trace")
        return hugh.push("Confirm for the ticked cases")
    with hugh.page.expect_navigation():
        hugh.press("i")
    hugh.press("t")
    with hugh.page.expect_navigation():
        hugh.press("Enter")
    return None


async def agenda_half_begun(cast: Cast) -> str:
    """Ten cases, of which Hugh's agency has answered one; he has said that he knows nobody."""
    meeting = await a_meeting(cast)
    for number in range(NUMBER_OF_CASES):
        await a_case(cast, meeting, number=number + 1)
    await issued(cast, meeting)
    hugh = await knows_nobody(cast.hugh, meeting)
    first, *_ = await asks_of_agency(hugh, meeting)
    await answer_nil(hugh, meeting, [first.ask_ref], "no_trace")
    return meeting


def answered(service: Running, meeting: str) -> int:
    async def count() -> int:
        asks = await asks_of_agency(await service.cast.hugh.act(), meeting)
        return sum(ask.state == "nil_no_trace" for ask in asks)

    return service.do(count)
