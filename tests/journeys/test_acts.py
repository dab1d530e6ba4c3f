"""A whole referral, from the start page to its receipt, counted: how many keys, how many clicks."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from marac.jobs import Job
from marac.jobs.outbox import Outbox
from meetings.intake import take_in
from tests.cast import Cast
from tests.documents import a_referral
from tests.fakes import TUESDAY, FixedClock
from tests.journeys.practised import PractisedKeys, PractisedPointer
from tests.journeys.referring import refer_with_two_children
from tests.journeys.visitor import Desks, Manner, Visitor
from tests.running import running

ACTS = tomllib.loads((Path(__file__).parent / "acts.toml").read_text())
KEPT = ACTS["referral"]
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
