"""By keyboard in real Chromium: a referral sent twice is joined and parted, a contradiction dropped, somebody found."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from meetings.reconciliation import settle_pair
from tests.fakes import TUESDAY, FixedClock
from tests.journeys.visitor import Desks, Manner, NotTaken, Visitor
from tests.running import Running, running
from tests.sent_twice import REASON, mention, sent_twice

MANNERS = [pytest.param(Manner(), id="wide"), pytest.param(Manner(width=320), id="narrow", marks=pytest.mark.long)]


def two_texts(service: Running, clock: FixedClock) -> tuple[str, str]:
    """The case, and its second text; somebody has also called its perpetrator and the first one's victim one person."""

    async def tell() -> tuple[str, str]:
        first, again = await sent_twice(service.cast, clock)
        amina = await service.cast.amina.act()
        await settle_pair(amina, await mention(again, "perpetrator"), await mention(first, "victim"), kind="same")
        return first, again

    found = service.do(tell)
    service.run_jobs()
    return found


@pytest.mark.long
@pytest.mark.parametrize("manner", MANNERS)
def test_a_referral_sent_twice_is_joined_and_taken_apart(browser: Browser, tmp_path: Path, manner: Manner) -> None:
    clock = FixedClock(TUESDAY)
    with running(tmp_path / "data", clock) as service:
        first, again = two_texts(service, clock)
        with Desks(browser, service, manner) as desks:
            amina = desks.sit_down(service.cast.amina)
            amina.push("Turn keys on")
            join(amina, again)
            look_at_both(amina, first, again)
            take_apart(amina, again)
            drop_what_contradicts(amina)
            search(amina)
            assert {"Referral", "People who need attention"} <= desks.met


def join(amina: Visitor, again: str) -> None:
    """Without a reason the fold stays open, and says at the field what is missing."""
    amina.open("/inbox")
    assert "Same incident?" in amina.text
    amina.open(f"/referrals/{again}")
    amina.press("t")
    with pytest.raises(NotTaken, match="Write why these two referrals are one"):
        amina.push("Join to earlier case")
    amina.type(REASON, name="joined.1")
    amina.push("Join to earlier case")
    assert "Joined. This case has two referrals now" in amina.text


def look_at_both(amina: Visitor, first: str, again: str) -> None:
    amina.enter("Open the second referral")
    assert "This referral joined an earlier case" in amina.text
    amina.open(f"/cases/{again}")
    assert "it is heard with the earlier case" in amina.text
    amina.open(f"/people/{first}/1/cases")
    assert "Two referrals joined as one" in amina.text
    amina.enter("Names and details")
    # A column in which nothing stands has no label left over on a phone.
    assert amina.page.locator("td[data-label='Decide']").first.is_visible() == (amina.manner.width > 640)


def take_apart(amina: Visitor, again: str) -> None:
    amina.open(f"/referrals/{again}")
    amina.push("Take apart")
    assert "Taken apart. Both referrals are as they were before." in amina.text
    amina.open("/notices/repeats")
    assert "By the other clock: the same." in amina.text


def drop_what_contradicts(amina: Visitor) -> None:
    amina.open("/people/attention")
    assert "That would make one person victim and perpetrator of one case." in amina.text
    amina.push("Drop this verdict")
    assert "No contradictions." in amina.text


def search(amina: Visitor) -> None:
    amina.enter("Search")
    with pytest.raises(NotTaken, match="or a name below"):
        amina.push("Find")
    amina.type("Ellen", into="Given names")
    amina.type("Quarmby", into="Family name")
    amina.type("1985", into="Year")
    amina.push("Find")
    assert "2 people, the likeliest first" in amina.text
    assert "Mill Lane" not in amina.page.content()
    amina.enter("Search again")
    amina.type("7K3Q9-XBD2H", into="Reference or case number")
    amina.push("Find")
    assert "Nothing you may see matches." in amina.text
