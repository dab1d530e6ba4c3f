"""Repeats are weighed anew at every link and its undoing, and a coordinator is told what changed."""

from datetime import timedelta

import pytest

from marac.audit.events import Event
from marac.audit.tables import Leaf
from meetings.case_access import exclude
from meetings.reconciliation import Settled, settle_pair, undo_verdict
from meetings.tables.people import Mention, RepeatNotice, Verdict
from tests.cast import Cast
from tests.fakes import FixedClock
from tests.people_of_the_cast import referred_again

pytestmark = pytest.mark.anyio


async def link(cast: Cast, role: str, *, kind: str = "same") -> Settled:
    older, newer = await Mention.select(Mention.id).where(Mention.role == role).order_by(Mention.id)
    return await settle_pair(await cast.amina.act(), newer["id"], older["id"], kind=kind, reason="Known.")


async def test_the_link_that_makes_a_repeat_says_so_and_leaves_a_notice(cast: Cast, clock: FixedClock) -> None:
    await referred_again(cast, clock)

    first = await link(cast, "victim")
    second = await link(cast, "perpetrator")

    assert (first.words, first.is_for_chair) == ("Same person.", False)
    assert second.words == "Same person. Repeat verdict changed on 1 referral."
    assert second.changed[0].words == "Not a repeat, now repeat"
    [notice] = await RepeatNotice.objects()
    assert (notice.verdict, notice.deed) == (second.verdict_id, "linked")
    assert (notice.before_by_referral, notice.after_by_referral) == ("other_perpetrator", "within_window")
    assert await Leaf.count().where(Leaf.event == Event.REPEAT_CHANGED.value) == 1
    verdict = await Verdict.objects().get(Verdict.id == second.verdict_id)
    assert verdict is not None
    assert verdict.for_chair == "repeat"


async def test_undoing_the_link_is_told_as_well(cast: Cast, clock: FixedClock) -> None:
    await referred_again(cast, clock)
    await link(cast, "victim")
    second = await link(cast, "perpetrator")

    undone = await undo_verdict(await cast.amina.act(), second.verdict_id)

    assert undone.words == "Taken back. Everything is as it was before. Repeat verdict changed on 1 referral."
    assert [row["deed"] for row in await RepeatNotice.select(RepeatNotice.deed).order_by(RepeatNotice.id)] == [
        "linked",
        "undone",
    ]


async def test_people_said_to_be_different_change_no_repeat(cast: Cast, clock: FixedClock) -> None:
    await referred_again(cast, clock)

    settled = await link(cast, "victim", kind="different")

    assert settled.changed == ()
    assert await RepeatNotice.count() == 0


async def test_who_is_shut_out_of_a_case_is_not_told_that_its_verdict_changed(cast: Cast, clock: FixedClock) -> None:
    _, again = await referred_again(cast, clock)
    await link(cast, "victim")
    await exclude(await cast.amina.act(), again, kind="conflict", officer=cast.lena.officer_id)
    older, newer = await Mention.select(Mention.id).where(Mention.role == "perpetrator").order_by(Mention.id)
    clock.move(timedelta(hours=1))

    settled = await settle_pair(await cast.lena.act(), newer["id"], older["id"], kind="same")

    assert settled.words == "Same person."
    assert await RepeatNotice.count() == 1
