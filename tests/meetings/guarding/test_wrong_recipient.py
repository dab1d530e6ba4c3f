"""Nothing leaves for somebody who shares a mailbox or a telephone with a party of a case that goes to them."""

from random import Random
from typing import Any

import pytest

from agencies.directory import entries_unseen
from agencies.tables import Agency
from marac.audit.tables import Leaf
from marac.errors import Refused
from marac.jobs import Outbox, Runner
from meetings.case_access import exclude
from meetings.circulation import issue_action_sheet, issue_agenda, issue_minutes
from meetings.decisions import Acceptance, accept_referral
from meetings.guarded_sendings import BLOCKED, OUTSIDE
from meetings.guarding.wrong_recipient import stopped
from meetings.handing_out import NOT_FOR_YOU, ask_for_paper
from meetings.intake import take_in
from meetings.recipients import minutes_recipients
from meetings.room import close_case_in_room, mark_for_case, open_case
from meetings.room_deeds import Extra, say_line
from meetings.signing import sign_minutes
from meetings.tables.documents import Case
from meetings.tables.meeting import Circulation, CirculationReader
from tasks.registry import handlers_for
from tests.cast import Cast
from tests.documents import a_referral, a_return, ellen, frank
from tests.fakes import FakePost
from tests.meeting_day import Listed, in_session
from tests.wrong_recipients import CASES, spelled_somehow

pytestmark = pytest.mark.anyio
MOBILE = "01632960100"  # of Bryn, as the document of the area says it
LONGEST_NUMBER = 40
NOTHING: dict[str, Any] = {
    "given_names": None, "family_name": None, "born_on": None, "aliases": [], "addresses": [], "identifiers": {},
    "note": None,
}  # fmt: skip


async def another_case(cast: Cast, meeting_ref: str, *, reference: str = "MGP-26-1", **also: Any) -> Listed:
    """Nadia refers it, so that Bryn and his agency have no part in it of their own."""
    document = a_referral(referring_agency="moorland-gps", sender_reference=reference, **also)
    taken = await take_in(await cast.nadia.act(), document)
    number = await accept_referral(await cast.amina.act(), str(taken.case_ref), Acceptance(meeting_ref))
    return Listed(meeting_ref, str(taken.case_ref), number)


async def post_is_out(cast: Cast) -> None:
    await Runner(handlers_for(cast.desk), cast.desk.clock, owner="test").run_until_idle()


def corrected(note: str, **also: Any) -> dict[str, Any]:
    """A return that says something of Ellen."""
    person = {"role": "victim", "index": 0, "name_as_listed": "As listed", "accurate": "no"}
    return {"persons": [{**person, "corrections": {**NOTHING, "note": note}}], **also}


def spelled(email: str) -> str:
    local, _, host = email.partition("@")
    return f"{local.upper()}+home@{host}"


async def test_agenda_sheet_minutes_and_paper_each_stop_at_the_contact_of_a_party(cast: Cast, meeting_ref: str) -> None:
    listed = await another_case(cast, meeting_ref, perpetrators=[frank()])
    grace, amina = await in_session(cast, listed), await cast.amina.act()
    where = (listed.meeting_ref, listed.case_ref)
    await say_line(grace, *where, "/police by 18/9: check tag data", Extra())
    await close_case_in_room(grace, *where)
    await sign_minutes(grace, meeting_ref)
    sent_before = await Circulation.count()

    # What a return corrects counts from the moment it is proposed.
    note = f"Writes from {spelled(cast.bryn.email)}."
    await take_in(await cast.nadia.act(), a_return(listed.case_number, **corrected(note)))

    await another_case(cast, meeting_ref, reference="MGP-26-2", victim=ellen(emails=[spelled(cast.hugh.email)]))
    for issue in (issue_agenda, issue_action_sheet, issue_minutes):
        with pytest.raises(Refused, match=BLOCKED):
            await issue(amina, meeting_ref)
    with pytest.raises(Refused, match=NOT_FOR_YOU):
        await ask_for_paper(await cast.bryn.act(), "agenda", "docx", meeting_ref=meeting_ref)
    assert await Circulation.count() == sent_before


async def test_only_those_are_stopped_to_whom_the_case_goes(cast: Cast, listed: Listed) -> None:
    """Of two cases of one meeting, Bryn is outside for the one in which somebody has his contact."""
    grace = await in_session(cast, listed)
    other = await another_case(cast, listed.meeting_ref, victim=ellen(emails=[spelled(cast.bryn.email)]))
    await open_case(grace, other.meeting_ref, other.case_ref)
    await mark_for_case(grace, other.meeting_ref, other.case_ref, cast.bryn.officer_id, in_room=False)
    for case in (listed, other):
        await close_case_in_room(grace, case.meeting_ref, case.case_ref)
    await sign_minutes(grace, listed.meeting_ref)

    await issue_minutes(await cast.amina.act(), listed.meeting_ref)

    assert await CirculationReader.exists().where(CirculationReader.officer == cast.bryn.officer_id)


async def test_of_a_case_the_sender_must_not_know_the_reader_is_left_out_without_a_word(
    cast: Cast, listed: Listed
) -> None:
    grace = await in_session(cast, listed)
    hidden = await another_case(cast, listed.meeting_ref, victim=ellen(emails=[spelled(cast.bryn.email)]))
    await open_case(grace, hidden.meeting_ref, hidden.case_ref)
    for case in (listed, hidden):
        await close_case_in_room(grace, case.meeting_ref, case.case_ref)
    await sign_minutes(grace, listed.meeting_ref)
    await exclude(grace, hidden.case_ref, kind="conflict", officer=cast.amina.officer_id)
    amina = await cast.amina.act()
    bryn = next(
        one for one in await minutes_recipients(amina, listed.meeting_ref) if one.officer_id == cast.bryn.officer_id
    )
    assert len(bryn.items) == 2

    await issue_minutes(amina, listed.meeting_ref)

    item: Any = CirculationReader.agenda_item
    rows = await CirculationReader.select(item.case.ref.as_alias("case")).where(
        (CirculationReader.officer == cast.bryn.officer_id) & item.is_not_null()
    )
    assert [row["case"] for row in rows] == [listed.case_ref]


async def test_a_letter_is_asked_once_more_as_it_leaves(cast: Cast, listed: Listed, post: FakePost) -> None:
    grace = await in_session(cast, listed)
    await close_case_in_room(grace, listed.meeting_ref, listed.case_ref)
    await sign_minutes(grace, listed.meeting_ref)
    await post_is_out(cast)
    post.sent.clear()
    await issue_minutes(await cast.amina.act(), listed.meeting_ref)

    await exclude(await cast.amina.act(), listed.case_ref, kind="staff", officer=cast.bryn.officer_id)
    await take_in(await cast.nadia.act(), a_return(listed.case_number, **corrected(spelled(cast.nadia.email))))
    await Outbox.update({Outbox.due: cast.desk.clock.now()}, force=True)
    await post_is_out(cast)

    to = {letter.to for letter in post.sent}
    assert cast.grace.email in to
    assert not to & {cast.bryn.email, cast.nadia.email}
    leaves = await Leaf.select(Leaf.keys).where(Leaf.event == "letter:fail")
    assert sorted("party_contact" in row["keys"] for row in leaves) == [False, True]


async def test_a_mailbox_outside_the_domains_of_an_agency_is_sent_nothing(cast: Cast, listed: Listed) -> None:
    await Agency.update({Agency.mail_domains: "elsewhere.example"}).where(Agency.id == cast.bryn.agency_id)

    with pytest.raises(Refused, match=OUTSIDE):
        await issue_agenda(await cast.amina.act(), listed.meeting_ref)


@pytest.mark.long
async def test_five_hundred_cases_are_stopped_at_the_door(cast: Cast, meeting_ref: str) -> None:
    """The same as for the rule alone: each case is taken in and held against somebody to whom it would go."""
    amina, nadia = await cast.amina.act(), await cast.nadia.act()
    [entry] = (await entries_unseen(amina, [cast.bryn.officer_id])).values()
    chance, missed = Random(20261123), []
    for n in range(CASES):
        said = spelled_somehow(chance, n, email=entry.email, telephone=MOBILE)
        taken = await take_in(nadia, in_a_referral(n, said))
        case = await Case.objects().get(Case.ref == taken.case_ref)
        assert case is not None
        if not await stopped(amina, {cast.bryn.officer_id: [case.id]}):
            missed.append((n, said))
    assert missed == []


def in_a_referral(n: int, said: str) -> dict[str, Any]:
    """In one of the places where a referral takes free text about reaching somebody."""
    place = n % 3
    also: dict[str, Any] = {}
    if place == 0 and len(said) <= LONGEST_NUMBER:
        also["perpetrators"] = [frank(phones=[{"number": said, "safe_to_call": "no", "note": None}])]
    elif place == 1:
        also["victim"] = ellen(safe_contact={**ellen()["safe_contact"], "notes": f"His mother: {said}"})
    else:
        also["not_safe_to_talk_to"] = f"His brother, {said}"
    return a_referral(referring_agency="moorland-gps", sender_reference=f"MGP-26-{n}", **also)
