"""A referral judged at every reading: repeat by both clocks, and what a reader may learn of the earlier case."""

from datetime import timedelta
from uuid import UUID

import pytest

from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.database import count_queries
from meetings.agenda_lines import repeat_mark
from meetings.case_access import exclude, restrict
from meetings.case_reading import read_case
from meetings.evidence import NOT_YOURS, open_evidence
from meetings.inbox import read_inbox
from meetings.intake import take_in
from meetings.reconciliation import settle_pair, undo_verdict
from meetings.referral_reading import read_referral
from meetings.tables.documents import Case
from meetings.tables.people import Mention
from tests.cast import Cast
from tests.documents import a_referral, address, ellen
from tests.fakes import FixedClock
from tests.people_of_the_cast import referred_again

pytestmark = pytest.mark.anyio


@pytest.fixture
async def two_referrals(cast: Cast, clock: FixedClock) -> tuple[str, str]:
    return await referred_again(cast, clock)


async def link_everybody(cast: Cast) -> list[UUID]:
    """Victim with victim and perpetrator with perpetrator; the verdicts."""
    amina, verdicts = await cast.amina.act(), []
    for role in ("victim", "perpetrator"):
        older, newer = await Mention.select(Mention.id).where(Mention.role == role).order_by(Mention.id)
        verdicts.append((await settle_pair(amina, newer["id"], older["id"], kind="same")).verdict_id)
    return verdicts


async def test_a_repeat_shows_as_soon_as_both_people_are_linked_and_goes_when_a_link_is_undone(
    cast: Cast, two_referrals: tuple[str, str]
) -> None:
    first, again = two_referrals
    amina = await cast.amina.act()
    before = await read_referral(amina, again)

    verdicts = await link_everybody(cast)
    linked = await read_referral(amina, again)
    await undo_verdict(amina, verdicts[1])
    undone = await read_referral(amina, again)

    assert [paper.reported.verdict.is_repeat for paper in (before, linked, undone)] == [False, True, False]
    assert linked.reported.earlier_case_ref == first
    assert "1 September 2026" in linked.reported.sentence
    assert "REP" in linked.routes.evidenced_not_claimed


async def test_who_is_shut_out_of_the_earlier_case_sees_no_repeat(cast: Cast, two_referrals: tuple[str, str]) -> None:
    first, again = two_referrals
    await link_everybody(cast)

    await exclude(await cast.amina.act(), first, kind="conflict", officer=cast.lena.officer_id)

    paper = await read_referral(await cast.lena.act(), again)
    assert not paper.reported.verdict.is_repeat
    assert paper.alerts == ()
    assert paper.victim.number_of_mentions == 1


async def test_who_may_not_open_the_earlier_case_learns_of_the_repeat_and_no_more(
    cast: Cast, two_referrals: tuple[str, str]
) -> None:
    first, again = two_referrals
    await link_everybody(cast)

    await restrict(await cast.amina.act(), first)

    paper = await read_referral(await cast.lena.act(), again)
    assert (paper.reported.sentence, paper.reported.earlier_case_ref) == (NOT_YOURS, None)


async def test_an_address_that_touches_the_perpetrator_s_is_an_alert(cast: Cast, clock: FixedClock) -> None:
    refuge = ellen(addresses=[address("4 Mill Ln", kind="refuge", confidential=True)])
    frank_there = {**a_referral()["perpetrators"][0], "addresses": [address("4 Mill Lane")]}
    taken = await take_in(await cast.bryn.act(), a_referral(victim=refuge, perpetrators=[frank_there]))

    paper = await read_referral(await cast.amina.act(), str(taken.case_ref))

    assert "safety_clash" in [shown.alert.code for shown in paper.alerts]
    assert paper.victim.lives == ("Held by coordinator",)


async def test_the_inbox_judges_its_referrals_with_one_leaf_and_no_query_in_a_loop(cast: Cast) -> None:
    bryn, amina = await cast.bryn.act(), await cast.amina.act()
    costs = []
    for n in range(3):
        await take_in(bryn, a_referral(sender_reference=f"NMP-26-{n:05}"))
        if n == 1:
            continue
        leaves = await Leaf.count()
        with count_queries() as count:
            paper = await read_inbox(amina)
        costs.append((count.number, await Leaf.count() - leaves))
        assert len(paper.lines) == n + 1

    assert costs[0] == costs[1]
    assert costs[1][1] == 1


async def test_a_case_in_summary_says_what_comes_next(cast: Cast, two_referrals: tuple[str, str]) -> None:
    first, again = two_referrals
    amina = await cast.amina.act()

    listed, received = await read_case(amina, first), await read_case(amina, again)

    assert (listed.next_thing, received.next_thing) == ("To be heard", "To be decided")
    assert [step.words for step in listed.history] == ["Received", "Accepted", "Listed"]
    assert listed.history[-1].by == "Amina Shah"


async def test_both_clocks_say_how_long_ago_on_referral_and_agenda(
    cast: Cast, clock: FixedClock, two_referrals: tuple[str, str]
) -> None:
    _, again = two_referrals
    await link_everybody(cast)
    clock.move(timedelta(days=100))
    amina = await cast.amina.act()

    paper = await read_referral(amina, again)
    case = await Case.objects().get(Case.ref == again)
    assert case is not None
    judged = await open_evidence(amina, [case], amina.permit(Event.INBOX_LISTED, "inbox", None))
    mark = repeat_mark(judged[case.id])

    assert "referred 1 September 2026, three months ago; abuse on 2 September 2026" in paper.reported.sentence
    assert [shown.in_short for shown in paper.repeats] == [
        "Repeat: the same two people, referred 1 September 2026, three months ago",
        "Not a repeat: the same two people, but their earlier case had not been heard",
    ]
    assert mark is not None
    assert (mark.tag, mark.sentence) == ("Repeat", paper.reported.sentence)
    assert mark.other_clock == (
        "By last heard: not a repeat: the same two people, but their earlier case had not been heard."
    )
