"""The calendar on the page: a list with too many cases split over two days; series of meetings by a rule."""

import pytest

from agencies.acts import Desk
from agencies.tables import Setting
from marac.dates import show_moment
from marac.jobs import Runner
from marac.post import Subject
from marac.web.agenda_building import BUILDING_PAGES
from marac.web.calendar.series import SERIES_PAGES
from marac.web.calendar.splitting import SPLIT_PAGES
from marac.web.meetings import MEETING_PAGES
from meetings.case_access import exclude
from meetings.intake import take_in
from meetings.tables.documents import CaseEvent
from meetings.tables.meeting import AgendaItem, Meeting, Series
from meetings.tables.people import Mention
from meetings.tables.research import Ask
from tasks.registry import handlers_for
from tests.cast import Cast
from tests.documents import a_referral
from tests.fakes import FakePost, FixedClock
from tests.meeting_of_the_cast import a_case, a_meeting
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = [*MEETING_PAGES, *BUILDING_PAGES, *SPLIT_PAGES, *SERIES_PAGES]
MAKE = "Make the second list"


async def where(meeting: str) -> dict[str, str]:
    """Each case that stands, with the list it stands on."""
    rows = await AgendaItem.select(
        AgendaItem.case.ref.as_alias("case"), AgendaItem.meeting.ref.as_alias("meeting")
    ).where(AgendaItem.state == "listed")
    return {row["case"]: "first" if row["meeting"] == meeting else "second" for row in rows}


async def test_one_button_makes_the_second_meeting_and_takes_families_and_asks_along(
    browser: Browser, cast: Cast, desk: Desk, clock: FixedClock, post: FakePost
) -> None:
    meeting = await a_meeting(cast)
    cases = [await a_case(cast, meeting, number=n, referred_on=f"2026-08-{20 + n}") for n in range(1, 6)]
    refs = [case.ref for case in cases]
    await same_victim(refs[3], refs[1])
    # Shut to Amina, who splits, and of the same family as the last of all.
    await same_victim(refs[4], refs[2])
    await exclude(await cast.grace.act(), refs[2], kind="conflict", officer=cast.amina.officer_id)
    await answered(refs[4])
    await Setting.update({Setting.value: "3"}).where(Setting.name == "meeting_capacity")
    amina = await browser(cast.amina)
    page = await amina.follow(await amina.get(f"/meetings/{meeting}/agenda/build"), "Split the list over two days")

    done = await amina.press(page, MAKE)
    await Runner(handlers_for(desk), clock, owner="test").run_until_idle()
    again = await amina.press(page, MAKE)

    shown = {table.caption: [row[0] for row in table.rows] for table in page.tables}
    assert [len(rows) for rows in shown.values()] == [1, 3]
    assert "Split. 1 case goes on this second list" in done.outcome
    assert "Thu 17 Sep 2026" in done.text
    assert await where(meeting) == dict(zip(refs, ["first", "first", "second", "first", "second"], strict=True))
    due = {
        (row["state"], show_moment(row["due_at"]))
        for row in await Ask.select(Ask.state, Ask.due_at).where(Ask.case.ref == refs[4])
    }
    assert due == {("not_started", "Tue 15 Sep 2026, midday"), ("nil_known", "Mon 14 Sep 2026, midday")}
    assert await Ask.count().where((Ask.case.ref == refs[4]) & (Ask.meeting.ref == meeting)) == 0
    by = {row["case"]: row["by"] for row in await split_events()}
    assert by == {refs[4]: cast.amina.officer_id, refs[2]: None}
    assert {letter.to for letter in post.sent if letter.subject is Subject.MEETING_ARRANGED} >= {
        cast.bryn.email,
        cast.hugh.email,
        cast.grace.email,
    }
    # Pressed twice by mistake, it is done once.
    assert (again.path, await Meeting.count()) == (done.path, 3)
    assert (await amina.get(f"/meetings/{meeting}/split")).heading == "This cannot be done"


def every_second_wednesday(last: str) -> dict[str, str]:
    """From 2 December 2026 on."""
    first = {"from_on.day": "2", "from_on.month": "12", "from_on.year": "2026"}
    until = {"to_on.day": last, "to_on.month": "1", "to_on.year": "2027"}
    return {**first, **until, "starts": "9.30", "ends": "1pm", "place": "Town Hall"}


async def test_a_series_is_shown_with_its_deadlines_made_once_and_made_longer(browser: Browser, cast: Cast) -> None:
    await a_meeting(cast)
    amina = await browser(cast.amina)
    rule = await amina.follow(await amina.get("/meetings"), "Set a series")

    shown = await amina.press(rule, "Show the days", every_second_wednesday("1"))
    unmade = await Series.count()
    done = await amina.press(shown, "Make 3 meetings")
    longer = await amina.press(rule, "Show the days", every_second_wednesday("31"))
    await amina.press(longer, "Make 2 meetings")
    whole = await amina.press(rule, "Show the days", every_second_wednesday("31"))

    assert [row[:2] for row in shown.tables[0].rows] == [
        ["Wed 2 Dec 2026", "Wed 18 Nov 2026, midday"],
        ["Wed 16 Dec 2026", "Wed 2 Dec 2026, midday"],
        # The vector of 30 December: two bank holidays before it.
        ["Wed 30 Dec 2026", "Mon 14 Dec 2026, midday"],
    ]
    assert (unmade, done.outcome) == (0, "3 meetings are set. Those who run them are told.")
    assert [row[0].replace("in the calendar already", "!") for row in whole.tables[0].rows] == [
        "Wed 2 Dec 2026!",
        "Wed 16 Dec 2026!",
        "Wed 30 Dec 2026!",
        "Wed 13 Jan 2027!",
        "Wed 27 Jan 2027!",
    ]
    assert "Make" not in "".join(words for form in whole.forms for words, _, _ in form.buttons)
    rows = await Meeting.select(Meeting.series, Meeting.starts_at).where(Meeting.series.is_not_null())
    assert (len(rows), len({row["series"] for row in rows}), await Series.count()) == (5, 1, 1)
    assert {show_moment(row["starts_at"]).rpartition(" ")[2] for row in rows} == {"9:30am"}


async def test_the_list_of_meetings_says_how_full_the_next_ones_will_be(browser: Browser, cast: Cast) -> None:
    meeting = await a_meeting(cast)
    await a_case(cast, meeting)
    await take_in(await cast.bryn.act(), a_referral(sender_reference="NMP-26-00002"))
    hidden = await take_in(await cast.bryn.act(), a_referral(sender_reference="NMP-26-00003"))
    await exclude(await cast.amina.act(), str(hidden.case_ref), kind="conflict", officer=cast.lena.officer_id)

    seen = [(await (await browser(person)).get("/meetings")).tables[0].rows[0][2] for person in (cast.amina, cast.lena)]

    assert seen == [
        "1 of 16About 3 expected: 2 waiting, 0 as usual",
        "1 of 16About 2 expected: 1 waiting, 0 as usual",
    ]


async def test_what_is_wrong_in_a_rule_is_said_at_its_field(browser: Browser, cast: Cast) -> None:
    amina = await browser(cast.amina)
    rule = await amina.get("/meetings/series")

    blank = await amina.press(rule, "Show the days")
    wrong = await amina.press(
        rule, "Show the days", {**every_second_wednesday("31"), "every": "99", "ends": "9am", "from_on.year": "2025"}
    )

    assert set(blank.messages) == {"from-on", "to-on", "starts", "ends", "place"}
    assert set(wrong.messages) == {"every", "from-on", "ends"}
    assert await Meeting.count() == 0


async def same_victim(case_ref: str, other_ref: str) -> None:
    """Somebody said that they are one person."""
    row = (
        await Mention.select(Mention.person_id)
        .where((Mention.case.ref == other_ref) & (Mention.role == "victim"))
        .first()
    )
    assert row is not None
    ids = Mention.select(Mention.id).where((Mention.case.ref == case_ref) & (Mention.role == "victim"))
    await Mention.update({Mention.person_id: row["person_id"]}).where(Mention.id.is_in(ids))


async def answered(case_ref: str) -> None:
    asks = await Ask.select(Ask.id).where(Ask.case.ref == case_ref).order_by(Ask.id)
    await Ask.update({Ask.state: "nil_known"}).where(Ask.id == asks[0]["id"])


async def split_events() -> list[dict[str, object]]:
    rows: list[dict[str, object]] = await CaseEvent.select(CaseEvent.case.ref.as_alias("case"), CaseEvent.by).where(
        CaseEvent.reason_code == "split"
    )
    return rows
