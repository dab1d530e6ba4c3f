"""Minutes on their pages: signed by the chair, sent to those entitled, read by each, called back in time."""

from datetime import timedelta
from typing import Any

import pytest

from agencies.roles import SeatKind
from marac.audit.tables import Leaf
from marac.database import transaction
from marac.errors import Refused
from marac.jobs import Runner
from marac.web.minutes import MINUTES_PAGES
from marac.web.sending import SENDING_PAGES
from meetings.arrivals import Result
from meetings.circulation import issue_minutes
from meetings.intake import take_in
from meetings.minutes import add_line
from meetings.room import close_case_in_room, close_meeting
from meetings.room_deeds import Extra, say_line
from meetings.seats import give_seat
from meetings.signing import sign_minutes
from meetings.tables.documents import Case
from meetings.tables.meeting import Meeting
from meetings.tables.papers import Paper
from tasks.registry import handlers_for
from tests.cast import Cast
from tests.documents import a_return
from tests.fakes import FakePost, FixedClock
from tests.meeting_day import Listed, in_session
from tests.web.conftest import Browser
from tests.web.reader import SAME_SITE, Page

pytestmark = pytest.mark.anyio
PAGES = [*MINUTES_PAGES, *SENDING_PAGES]


async def heard(cast: Cast, listed: Listed) -> None:
    """The case was spoken of, an action given, and the meeting is over."""
    grace = await in_session(cast, listed)
    where = (listed.meeting_ref, listed.case_ref)
    await add_line(grace, *where, "information", "NMP (fact): Bail until 20 September.")
    await add_line(grace, *where, "victim_view", "Wants to stay; fears his return.")
    await add_line(grace, *where, "risks", "[15] Strangulation")
    await say_line(grace, *where, "/police by 18/9: check tag data", Extra())
    await close_case_in_room(grace, *where)
    await close_meeting(grace, listed.meeting_ref)


async def sent(cast: Cast, listed: Listed) -> None:
    await heard(cast, listed)
    await sign_minutes(await cast.grace.act(), listed.meeting_ref)
    await issue_minutes(await cast.amina.act(), listed.meeting_ref)


async def test_the_chair_sees_what_is_open_and_signs(browser: Browser, cast: Cast, listed: Listed) -> None:
    await heard(cast, listed)
    reader = await browser(cast.grace)

    page = await reader.get(f"/meetings/{listed.meeting_ref}/minutes/sign")
    assert "No decision is written" in page.text
    assert "Bail until 20 September." in page.text
    page = await reader.press(page, "Sign the minutes")

    assert page.outcome == "The minutes are signed. Later changes are shown as corrections."
    assert "Signed by Grace Adebayo" in page.text


async def test_minutes_go_out_only_signed_and_come_back_within_two_minutes(
    browser: Browser, cast: Cast, listed: Listed, clock: FixedClock, post: FakePost
) -> None:
    await heard(cast, listed)
    reader = await browser(cast.amina)
    page = await reader.get(f"/meetings/{listed.meeting_ref}/minutes/send")
    assert "The chair signs the minutes before they go out." in page.text
    await sign_minutes(await cast.grace.act(), listed.meeting_ref)

    page = await reader.get(f"/meetings/{listed.meeting_ref}/minutes/send")
    rows = {row[1]: row for row in page.tables[0].rows}
    assert rows["Bryn Price"] == ["Northmoor Constabulary", "Bryn Price", listed.case_number, "was there"]
    page = await reader.press(page, f"Send to {len(rows)} people")
    assert page.outcome == f"Minutes sent to {len(rows)} people. You can call them back for 2 minutes."
    assert (await (await browser(cast.bryn)).get(f"/meetings/{listed.meeting_ref}/minutes")).status == 200
    page = await reader.press(page, "Call them back")
    assert page.outcome == "Called back before any letter left. 1 person had opened them here."
    assert (await (await browser(cast.bryn)).get(f"/meetings/{listed.meeting_ref}/minutes")).status == 404
    await Runner(handlers_for(cast.desk), clock, owner="test").run_until_idle()
    post.sent.clear()
    clock.move(timedelta(seconds=121))
    await Runner(handlers_for(cast.desk), clock, owner="test").run_until_idle()
    assert post.sent == []
    page = await reader.press(page, f"Send to {len(rows)} people")
    clock.move(timedelta(minutes=3))

    page = await reader.get(f"/meetings/{listed.meeting_ref}/minutes/send")
    assert "Call them back" not in [words for form in page.forms for words, _, _ in form.buttons]


async def test_each_reads_the_minutes_of_the_own_cases_and_is_on_record(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    await sent(cast, listed)
    bryn = await browser(cast.bryn)

    page = await bryn.get(f"/meetings/{listed.meeting_ref}/minutes")

    assert "For Bryn Price, Northmoor Constabulary." in page.text
    assert "Strangulation (15): no action" in page.text
    assert "A1 Check tag data" in [row[0] for table in page.tables for row in table.rows]
    reads = await Leaf.select(Leaf.actor).where((Leaf.event == "minutes:read") & (Leaf.actor == cast.bryn.officer_id))
    assert reads


async def test_a_copy_is_asked_for_by_those_entitled_alone(browser: Browser, cast: Cast, listed: Listed) -> None:
    await sent(cast, listed)
    bryn = await browser(cast.bryn)
    page = await bryn.get(f"/meetings/{listed.meeting_ref}/minutes")

    asked = await bryn.client.post(
        f"/meetings/{listed.meeting_ref}/minutes/paper",
        data={"csrf": page.form("Ask for Word").fields["csrf"][0], "format": "docx"},
        headers=SAME_SITE,
    )

    assert (asked.status_code, asked.headers["location"]) == (303, "/exports")
    assert [(row["kind"], row["reader"]) for row in await Paper.select(Paper.kind, Paper.reader)] == [
        ("minutes", cast.bryn.officer_id)
    ]


async def test_who_was_not_there_learns_of_no_minutes(browser: Browser, cast: Cast, listed: Listed) -> None:
    await sent(cast, listed)

    for person in (cast.hugh, cast.cerys, cast.rosa, cast.stella, cast.ada):
        reader = await browser(person)
        for path in ("minutes", "minutes/reason"):
            answer = await reader.client.get(f"/meetings/{listed.meeting_ref}/{path}")
            assert (answer.status_code, Page(answer).heading) == (404, "Page not found")
    bryn = await browser(cast.bryn)
    for path in ("minutes/sign", "minutes/send", "actions/send"):
        assert (await bryn.get(f"/meetings/{listed.meeting_ref}/{path}")).status == 404


async def test_ninety_days_after_the_end_a_reason_comes_first(
    browser: Browser, cast: Cast, listed: Listed, clock: FixedClock
) -> None:
    await sent(cast, listed)
    bryn_today = (await cast.bryn.act()).today
    await Case.update({Case.closed_on: bryn_today}).where(Case.ref == listed.case_ref)
    clock.move(timedelta(days=91))
    bryn = await browser(cast.bryn)

    page = await bryn.get(f"/meetings/{listed.meeting_ref}/minutes")
    assert page.heading == "Why are you opening this?"
    assert "Bail" not in page.text
    refused = await bryn.press(page, "Open the minutes")
    assert refused.messages == {"reason": "Choose why you are opening these minutes."}
    page = await bryn.press(refused, "Open the minutes", {"reason": "new_concern"})

    assert page.heading == "Minutes"
    assert "Bail until 20 September." in page.text
    given = await Leaf.select(Leaf.keys).where(Leaf.event == "reason:give")
    assert "new_concern" in given[0]["keys"]


async def test_a_deputy_chair_in_the_seat_reads_and_signs(browser: Browser, cast: Cast, listed: Listed) -> None:
    await heard(cast, listed)
    amina = await cast.amina.act()
    meeting = await Meeting.objects().get(Meeting.ref == listed.meeting_ref)
    assert meeting is not None
    async with transaction():
        await give_seat(amina, meeting.id, cast.viktor.officer_id, SeatKind.CHAIR)
    viktor = await browser(cast.viktor)

    # Viktor came in as a representative: the seat, not the name, decides, but the page asks for a chair's role first.
    assert (await viktor.get(f"/meetings/{listed.meeting_ref}/minutes/sign")).status == 404
    assert (await viktor.get(f"/meetings/{listed.meeting_ref}/minutes")).status == 200


async def test_actions_go_to_their_owners_once_each_has_one(browser: Browser, cast: Cast, listed: Listed) -> None:
    await heard(cast, listed)
    reader = await browser(cast.amina)

    page = await reader.get(f"/meetings/{listed.meeting_ref}/actions/send")
    page = await reader.press(page, "Send to 1 person")

    assert page.outcome == "Actions sent to 1 person."
    assert page.tables[0].rows == [["Northmoor Constabulary", "Bryn Price", listed.case_number]]


async def test_minutes_never_go_to_somebody_whose_contact_is_that_of_a_party(
    browser: Browser, cast: Cast, listed: Listed
) -> None:
    await heard(cast, listed)
    await sign_minutes(await cast.grace.act(), listed.meeting_ref)
    person = {"role": "victim", "index": 0, "name_as_listed": "As listed", "accurate": "no"}
    corrections: dict[str, Any] = {
        **dict.fromkeys(("given_names", "family_name", "born_on")),
        "aliases": [],
        "addresses": [],
    }
    note = {"note": f"Now writes from {cast.bryn.email.upper()}", "identifiers": {}}
    told = a_return(listed.case_number, persons=[{**person, "corrections": {**corrections, **note}}])
    assert (await take_in(await cast.nadia.act(), told)).result is Result.RECEIVED
    reader = await browser(cast.amina)

    for path, what in (("minutes/send", "minutes"), ("actions/send", "actions")):
        page = await reader.get(f"/meetings/{listed.meeting_ref}/{path}")

        assert "The contact of Bryn Price is also a contact of somebody in these cases." in page.text, what
        assert "Nothing can be sent now." in page.text
        assert [form for form in page.forms if form.action.endswith(path)] == []


async def test_late_minutes_say_why_and_corrected_ones_are_signed_again(
    browser: Browser, cast: Cast, listed: Listed, clock: FixedClock
) -> None:
    await heard(cast, listed)
    await sign_minutes(await cast.grace.act(), listed.meeting_ref)
    path = f"/meetings/{listed.meeting_ref}/minutes/send"
    clock.move(timedelta(minutes=1))
    await add_line(await cast.grace.act(), listed.meeting_ref, listed.case_ref, "decision", "Plan agreed.")
    page = await (await browser(cast.amina)).get(path)
    assert "The minutes were corrected after the chair signed." in page.text
    with pytest.raises(Refused):
        await issue_minutes(await cast.amina.act(), listed.meeting_ref)
    clock.move(timedelta(days=40))
    await sign_minutes(await cast.grace.act(), listed.meeting_ref)
    reader = await browser(cast.amina)
    page = await reader.get(path)
    button = next(words for form in page.forms for words, _, _ in form.buttons if words.startswith("Send to"))

    refused = await reader.press(page, button)

    assert refused.messages == {"late-reason": "Say why the minutes go out late."}
    page = await reader.press(refused, button, {"late_reason": "The chair was ill."})
    assert page.outcome.startswith("Minutes sent to")
