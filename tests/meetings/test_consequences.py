"""What a verdict would do is told before it is made, and comes out so."""

from datetime import timedelta
from uuid import UUID

import pytest

from meetings.case_access import exclude
from meetings.consequences import consequence_of
from meetings.decisions import decline_referral
from meetings.links_for_chair import list_for_chair, take_back_for_chair
from meetings.reconciliation import settle_pair
from meetings.repeat_notices import count_notices, list_notices, mark_seen
from meetings.tables.meeting import Meeting
from meetings.tables.people import Mention, RepeatNotice, Verdict
from tests.cast import Cast
from tests.fakes import FixedClock
from tests.people_of_the_cast import referred_again

pytestmark = pytest.mark.anyio


async def pair(role: str) -> tuple[UUID, UUID]:
    older, newer = await Mention.select(Mention.id).where(Mention.role == role).order_by(Mention.id)
    return newer["id"], older["id"]


async def test_the_consequence_is_told_before_and_comes_true(cast: Cast, clock: FixedClock) -> None:
    _, again = await referred_again(cast, clock)
    amina = await cast.amina.act()
    await settle_pair(amina, *await pair("victim"), kind="same")

    told = await consequence_of(amina, *await pair("perpetrator"), seen_from=again)
    number = await Verdict.count()
    settled = await settle_pair(amina, *await pair("perpetrator"), kind="same")

    assert told.sentence == (
        "If same: the referral becomes a repeat (referred 1 September 2026). Links 2 mentions in all."
    )
    assert (number, await RepeatNotice.count(), told.is_for_chair) == (1, 1, True)
    assert [line.case_ref for line in told.repeats] == [change.case_ref for change in settled.changed] == [again]


async def test_a_link_without_consequence_says_so(cast: Cast, clock: FixedClock) -> None:
    await referred_again(cast, clock)

    told = await consequence_of(await cast.amina.act(), *await pair("child"))

    assert told.sentence == "If same: no repeat verdict changes. Links 2 mentions in all."
    assert not told.is_for_chair


async def test_a_contradiction_is_told_before_as_well(cast: Cast, clock: FixedClock) -> None:
    await referred_again(cast, clock)
    victim, _ = await pair("victim")
    child, _ = await pair("child")

    told = await consequence_of(await cast.amina.act(), victim, child)

    assert told.held_for == "one_document"
    assert told.refused in told.sentence


async def test_a_coordinator_is_told_which_repeats_changed_until_they_were_seen(cast: Cast, clock: FixedClock) -> None:
    _, again = await referred_again(cast, clock)
    amina = await cast.amina.act()
    for role in ("victim", "perpetrator"):
        await settle_pair(amina, *await pair(role), kind="same")

    [notice] = await list_notices(amina)
    number = await count_notices(amina)
    await mark_seen(amina, [notice.notice_id])

    assert (notice.case_ref, notice.by, notice.can_undo, notice.return_on) == (again, "Amina Shah", True, None)
    assert notice.before == "Not a repeat: other perpetrator"
    assert notice.after == "Repeat: the same two people, referred 1 September 2026, less than a month ago"
    assert (number, await count_notices(amina), await list_notices(amina)) == (1, 0, ())


async def test_who_is_shut_out_of_the_earlier_case_gets_no_notice_of_it(cast: Cast, clock: FixedClock) -> None:
    first, _ = await referred_again(cast, clock)
    for role in ("victim", "perpetrator"):
        await settle_pair(await cast.amina.act(), *await pair(role), kind="same")

    await exclude(await cast.amina.act(), first, kind="conflict", officer=cast.lena.officer_id)

    lena = await cast.lena.act()
    assert await list_notices(lena) == ()
    assert await count_notices(lena) == 0


async def test_the_chair_sees_a_weighty_link_at_the_next_agenda_and_takes_it_back(
    cast: Cast, clock: FixedClock
) -> None:
    await referred_again(cast, clock)
    amina, grace = await cast.amina.act(), await cast.grace.act()
    for role in ("child", "victim", "perpetrator"):
        await settle_pair(amina, *await pair(role), kind="same")
    meetings = await Meeting.objects().where(Meeting.starts_at > grace.business_at).order_by(Meeting.starts_at)
    here, after = meetings[0].ref, meetings[1].ref

    [link] = await list_for_chair(grace, here)
    later = await list_for_chair(grace, after)
    await take_back_for_chair(grace, here, link.verdict_id)

    assert link.why == ("It changed whether a referral is a repeat.",)
    assert {link.first.role, link.second.role} == {"Perpetrator"}
    assert later == ()
    assert await list_for_chair(grace, here) == ()


async def test_whoever_decides_on_a_referral_has_read_its_verdict_and_needs_no_notice(
    cast: Cast, clock: FixedClock
) -> None:
    _, again = await referred_again(cast, clock)
    amina = await cast.amina.act()
    for role in ("victim", "perpetrator"):
        await settle_pair(amina, *await pair(role), kind="same")
    number = await count_notices(amina)
    clock.move(timedelta(hours=1))

    await decline_referral(await cast.amina.act(), again, reason_code="no_route", reason="Ask the helpline.")

    assert (number, await count_notices(amina)) == (1, 0)
