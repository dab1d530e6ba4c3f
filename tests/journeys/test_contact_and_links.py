"""By keyboard in real Chromium: the chair takes a weighty link back; a coordinator opens contact details, adds one."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from meetings.intake import take_in
from meetings.reconciliation import settle_pair
from tests.cast import Cast
from tests.documents import a_referral
from tests.fakes import TUESDAY, FixedClock
from tests.journeys.visitor import Desks, Manner, Visitor
from tests.meeting_of_the_cast import a_case, a_meeting
from tests.reaching import HOME, NUMBER
from tests.running import running
from tests.suggested import mention_of


async def one_pair_twice(cast: Cast) -> tuple[str, str]:
    """Ellen and Frank of both referrals are linked; returns the meeting and the first case."""
    meeting_ref = await a_meeting(cast)
    first = await a_case(cast, meeting_ref, referred_on="2026-03-14", incident_on="2026-03-12")
    second = await take_in(await cast.bryn.act(), a_referral(sender_reference="NMP-26-00002"))
    for role in ("victim", "perpetrator"):
        ours, theirs = await mention_of(str(second.case_ref), role), await mention_of(first.ref, role)
        await settle_pair(await cast.amina.act(), ours, theirs, kind="same")
    return meeting_ref, first.ref


@pytest.mark.long
@pytest.mark.parametrize(
    "manner",
    [
        pytest.param(Manner(), id="wide"),
        pytest.param(Manner(width=320, every_part=True), id="narrow", marks=pytest.mark.long),
    ],
)
def test_a_link_is_taken_back_and_contact_details_are_opened_and_added(
    browser: Browser, tmp_path: Path, manner: Manner
) -> None:
    with running(tmp_path / "data", FixedClock(TUESDAY)) as service:
        meeting_ref, case_ref = service.do(lambda: one_pair_twice(service.cast))
        with Desks(browser, service, manner) as desks:
            take_link_back(desks.sit_down(service.cast.grace), meeting_ref)
            open_and_add(desks.sit_down(service.cast.amina), case_ref)
            assert {"Links that weigh more", "Contact details"} <= desks.met


def take_link_back(grace: Visitor, meeting_ref: str) -> None:
    """By the key of the first row."""
    grace.push("Turn keys on")
    grace.open(f"/meetings/{meeting_ref}")
    grace.enter("Links that weigh more")
    assert "It changed whether a referral is a repeat." in grace.text
    grace.press("j")
    grace.press_key("z")
    assert "Taken back. Everything is as it was before." in grace.text
    assert "No link since the meeting before this one weighs more than others." in grace.text


def open_and_add(amina: Visitor, case_ref: str) -> None:
    """Safe contact first; the number after a reason; a second one beside it."""
    amina.open(f"/cases/{case_ref}")
    amina.enter("Contact")
    assert "Safe times: Weekdays 10am to 2pm" in amina.text
    assert NUMBER not in amina.page.content()
    open_for_a_reason(amina)
    assert HOME in amina.text
    amina.enter("Add an address")
    amina.enter("Back")
    amina.enter("Add a telephone number")
    amina.type("07700 900888", into="Telephone number")
    amina.choose("No", name="safe_to_call")
    amina.push("Keep this")
    open_for_a_reason(amina)
    assert "07700 900888 (safe to ring: no)" in amina.text
    assert NUMBER in amina.text


def open_for_a_reason(amina: Visitor) -> None:
    amina.choose("I am about to contact them, in the way that is said to be safe", name="reason")
    amina.push("Open them")
