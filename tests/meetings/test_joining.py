"""Two referrals of the same abuse are one: the later one joins the earlier case, and can be taken apart exactly."""

from datetime import timedelta
from typing import Any

import pytest

from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.errors import InvalidForm, NotFound, Refused
from meetings.agenda import read_agenda
from meetings.case_access import exclude, restrict
from meetings.decisions import Acceptance, accept_referral, decline_referral, withdraw_case
from meetings.intake import take_in
from meetings.joining import join_referral, take_apart, undo_what_changed
from meetings.recheck import recheck_people
from meetings.reconciliation import settle_pair, undo_verdict
from meetings.referral_reading import read_referral
from meetings.repeat_notices import list_notices
from meetings.tables.documents import Case, CaseDocument, Document, Exclusion
from meetings.tables.meeting import AgendaItem, Meeting
from meetings.tables.people import Mention, MentionValue, RepeatNotice, Verdict
from meetings.tables.research import Ask, Assignment
from tests.cast import Cast
from tests.documents import a_referral
from tests.fakes import FixedClock
from tests.sent_twice import REASON, join, key_of, link_pair, mention, sent_twice

pytestmark = pytest.mark.anyio


async def kept() -> dict[str, Any]:
    """Every row of what a joining touches, but what it adds and marks as withdrawn."""
    tables: list[Any] = [Case, Document, Mention, MentionValue, AgendaItem, Ask, Assignment]
    rows: dict[str, Any] = {table.__name__: {row["id"]: row for row in await table.select()} for table in tables}
    standing = Exclusion.select().where(Exclusion.to_at.is_null())
    rows["shut out"] = {row["id"]: row for row in await standing}
    rows["verdicts"] = {row["id"]: row for row in await Verdict.select().where(Verdict.withdrawn_at.is_null())}
    rows["papers"] = {row["id"]: row for row in await CaseDocument.select().where(CaseDocument.withdrawn_at.is_null())}
    return rows


async def test_a_confirmed_duplicate_becomes_the_second_referral_of_the_earlier_case(
    cast: Cast, clock: FixedClock
) -> None:
    first, again = await sent_twice(cast, clock)

    into = await join(cast, again)

    later, earlier = await Case.objects().get(Case.ref == again), await Case.objects().get(Case.ref == first)
    assert later is not None
    assert earlier is not None
    assert into == first
    assert (later.status, later.joined_to) == ("joined", earlier.id)
    row = await CaseDocument.objects().get(CaseDocument.relation == "duplicate")
    assert row is not None
    assert (row.case, row.document, row.by) == (earlier.id, later.opened_by, cast.amina.officer_id)
    shown = await read_referral(await cast.amina.act(), again)
    assert (shown.history[-1].words, shown.history[-1].reason) == ("Joined to an earlier case", REASON)
    assert [each.alert.code for each in shown.alerts if each.alert.code == "duplicate_of"] == []
    leaves = await Leaf.count().where(Leaf.event == Event.REFERRAL_JOINED.value)
    assert leaves == 2


async def test_it_takes_a_reason_and_an_alert_that_says_so(cast: Cast, clock: FixedClock) -> None:
    _, again = await sent_twice(cast, clock)
    amina = await cast.amina.act()
    key = await key_of(cast, again)

    with pytest.raises(InvalidForm):
        await join_referral(amina, again, key=key, reason=" ")
    with pytest.raises(NotFound):
        await join_referral(amina, again, key="under_18", reason=REASON)
    with pytest.raises(NotFound):
        await join_referral(await cast.bryn.act(), again, key=key, reason=REASON)

    assert await CaseDocument.count().where(CaseDocument.relation == "duplicate") == 0


async def test_taking_apart_restores_every_byte_that_stood_before(cast: Cast, clock: FixedClock) -> None:
    _, again = await sent_twice(cast, clock)
    before = await kept()
    await join(cast, again)
    between = await kept()

    clock.move(timedelta(hours=3))
    await take_apart(await cast.amina.act(), again)

    after = await kept()
    asked = {row_id for row_id in after["Ask"] if row_id not in before["Ask"]}
    assert between != before
    assert {row["state"] for row_id, row in after["Ask"].items() if row_id in asked} <= {"not_required"}
    for name in ("Case", "Document", "Mention", "MentionValue", "AgendaItem", "shut out", "verdicts", "papers"):
        assert after[name] == before[name], name
    for name in ("Ask", "Assignment"):
        assert {row_id: after[name][row_id] for row_id in before[name]} == before[name]
    assert await Leaf.count().where(Leaf.event == Event.REFERRAL_TAKEN_APART.value) == 2
    assert (await recheck_people(await cast.amina.act())).number == 0


async def test_an_agenda_on_which_both_stood_lists_the_case_once(cast: Cast, clock: FixedClock) -> None:
    first, again = await sent_twice(cast, clock)
    amina = await cast.amina.act()
    meeting = await Meeting.objects().order_by(Meeting.held_on).first()
    assert meeting is not None
    await accept_referral(amina, again, Acceptance(meeting.ref, late_agreed_by=cast.grace.officer_id))
    both = [item.case_ref for item in (await read_agenda(amina, meeting.ref)).items]
    before = await kept()

    await join(cast, again)
    once = [item.case_ref for item in (await read_agenda(amina, meeting.ref)).items]
    await take_apart(await cast.amina.act(), again)

    assert set(both) == {first, again}
    assert once == [first]
    assert (await kept())["AgendaItem"] == before["AgendaItem"]
    assert (await kept())["Case"] == before["Case"]


async def test_a_place_on_a_meeting_that_is_over_does_not_come_back(cast: Cast, clock: FixedClock) -> None:
    _, again = await sent_twice(cast, clock)
    meeting = await Meeting.objects().order_by(Meeting.held_on).first()
    assert meeting is not None
    await accept_referral(await cast.amina.act(), again, Acceptance(meeting.ref, late_agreed_by=cast.grace.officer_id))
    await join(cast, again)
    await Meeting.update({Meeting.status: "held"}).where(Meeting.id == meeting.id)

    await take_apart(await cast.amina.act(), again)

    row = await Case.select(Case.status).where(Case.ref == again).first()
    assert row is not None
    assert row["status"] == "deferred"


async def test_joining_changes_the_repeat_of_a_third_referral_and_says_so(cast: Cast, clock: FixedClock) -> None:
    first, again = await sent_twice(cast, clock)
    meeting = await Meeting.objects().order_by(Meeting.held_on).first()
    assert meeting is not None
    amina = await cast.amina.act()
    await accept_referral(amina, again, Acceptance(meeting.ref, late_agreed_by=cast.grace.officer_id))
    clock.move(timedelta(days=30))
    told = a_referral(
        sender_reference="NMP-26-00003", referred_on="2026-10-01", incident_on="2026-09-02", identified_on=None
    )
    third = str((await take_in(await cast.bryn.act(), told)).case_ref)
    await link_pair(cast, third, first)
    before = (await read_referral(amina, third)).reported.verdict

    await join(cast, again)

    after = (await read_referral(await cast.amina.act(), third)).reported.verdict
    notices = {each.case_ref: each for each in await list_notices(await cast.amina.act()) if each.deed == "joined"}
    assert (before.is_repeat, after.is_repeat) == (False, True)
    assert notices[third].after.startswith("Repeat: the same two people, referred 1 September 2026")
    assert notices[third].can_undo
    await undo_what_changed(await cast.amina.act(), notices[third].verdict_id)
    assert (await read_referral(await cast.amina.act(), third)).reported.verdict == before
    assert await RepeatNotice.exists().where(RepeatNotice.deed == "apart")


async def test_what_holds_two_referrals_together_is_not_taken_back_alone(cast: Cast, clock: FixedClock) -> None:
    first, again = await sent_twice(cast, clock)
    await join(cast, again)
    amina = await cast.amina.act()
    held = await Verdict.objects().where(Verdict.joined.is_not_null()).order_by(Verdict.id)
    linked = await Verdict.objects().where(Verdict.joined.is_null()).order_by(Verdict.id)

    with pytest.raises(Refused):
        await undo_verdict(amina, held[0].id)
    with pytest.raises(Refused):
        await settle_pair(
            amina, await mention(again, "victim"), await mention(first, "victim"), kind="different", reason="Sure."
        )
    await undo_verdict(amina, linked[0].id)

    persons = {
        (await Mention.select(Mention.person_id).where(Mention.case.ref == ref, Mention.role == "victim"))[0][
            "person_id"
        ]
        for ref in (first, again)
    }
    assert len(held) == 2
    assert len(persons) == 1


async def test_a_case_with_a_second_referral_is_not_ended_with_it(cast: Cast, clock: FixedClock) -> None:
    first, again = await sent_twice(cast, clock)
    await join(cast, again)

    with pytest.raises(Refused, match="Another referral has joined this one"):
        await withdraw_case(await cast.amina.act(), first, reason_code="moved_away", reason="Left.")

    await take_apart(await cast.amina.act(), again)
    await withdraw_case(await cast.amina.act(), first, reason_code="moved_away", reason="Left.")
    await decline_referral(await cast.amina.act(), again, reason_code="other", reason="Ask the helpline.")


async def test_whoever_is_shut_out_of_one_is_shut_out_of_both_until_they_are_apart(
    cast: Cast, clock: FixedClock
) -> None:
    first, again = await sent_twice(cast, clock)
    amina = await cast.amina.act()
    await exclude(amina, first, kind="staff", officer=cast.lena.officer_id)
    await read_referral(await cast.lena.act(), again)

    await join(cast, again)
    with pytest.raises(NotFound):
        await read_referral(await cast.lena.act(), again)
    await exclude(amina, again, kind="conflict", officer=cast.bryn.officer_id)
    of_both = await Exclusion.count().where((Exclusion.officer == cast.bryn.officer_id) & Exclusion.to_at.is_null())
    await take_apart(await cast.amina.act(), again)

    await read_referral(await cast.lena.act(), again)
    with pytest.raises(NotFound):
        await read_referral(await cast.lena.act(), first)
    assert of_both == 2


async def test_a_restricted_referral_joins_nothing(cast: Cast, clock: FixedClock) -> None:
    first, again = await sent_twice(cast, clock)
    key = await key_of(cast, again)
    await restrict(await cast.amina.act(), first)

    with pytest.raises(Refused, match="stands alone"):
        await join_referral(await cast.amina.act(), again, key=key, reason=REASON)


async def test_an_earlier_case_out_of_sight_is_not_joined(cast: Cast, clock: FixedClock) -> None:
    first, again = await sent_twice(cast, clock)
    await exclude(await cast.amina.act(), first, kind="staff", officer=cast.amina.officer_id)

    with pytest.raises(NotFound):
        await join_referral(await cast.amina.act(), again, key=f"duplicate_of.{first}", reason=REASON)

    assert await CaseDocument.count().where(CaseDocument.relation == "duplicate") == 0
