"""Late answers are chased by themselves: one letter each, nothing personal in it, nobody who is shut out."""

from datetime import date, datetime, timedelta

import pytest

from agencies.tables import Agency
from marac.database import transaction
from marac.dates import at_london
from marac.ids import new_ref, uuid7
from marac.jobs import Job, Runner, later
from marac.post import Letter, LetterRefused, Subject
from meetings.actions import NewAction, give_action, report_action
from meetings.chasing.pausing import pause
from meetings.chasing.research_things import research_to_chase
from meetings.decisions import withdraw_case
from meetings.declaring import shut_case
from meetings.research import asks_of_agency
from meetings.research_nil import answer_nil
from meetings.tables.chasing import Chase, Leave, Undelivered
from meetings.tables.documents import Case
from meetings.undelivered import list_undelivered, send_again
from tasks.registry import handlers_for
from tests.cast import Cast, Person
from tests.fakes import FakePost, FixedClock
from tests.meeting_day import Listed, agency_of, in_session
from tests.meeting_of_the_cast import CaseListed, a_case, a_meeting

pytestmark = pytest.mark.anyio


def on(day: int, wall: str = "09:00") -> datetime:
    return at_london(date(2026, 9, day), wall)


@pytest.fixture
async def meeting(cast: Cast) -> str:
    """Wed 16 September; research is due Mon 14 at midday."""
    return await a_meeting(cast)


async def at(cast: Cast, clock: FixedClock, moment: datetime) -> None:
    """The service looks what is due at that moment."""
    clock.at = moment
    async with transaction():
        await later(Job.CHASE, area=None, dedupe=f"chase:{moment.isoformat()}", due=moment)
    runner = Runner(handlers_for(cast.desk), clock, "test")
    await runner.run_until_idle(only=(Job.CHASE, Job.SEND_LETTER))


def sent_to(post: FakePost, person: Person) -> list[Subject]:
    return [letter.subject for letter in post.sent if letter.to == person.email]


async def id_of(listed: CaseListed) -> Case:
    case = await Case.objects().get(Case.ref == listed.ref)
    assert case is not None
    return case


async def test_each_is_reminded_once_in_one_letter_and_then_the_ladder_climbs(
    cast: Cast, clock: FixedClock, post: FakePost, meeting: str
) -> None:
    listed = [await a_case(cast, meeting, number=number) for number in (1, 2)]
    post.sent.clear()

    await at(cast, clock, on(10))
    await at(cast, clock, on(10, "09:15"))

    assert sent_to(post, cast.nadia) == [Subject.SOMETHING_DUE]
    assert {letter.subject for letter in post.sent} == {Subject.SOMETHING_DUE}
    assert sent_to(post, cast.amina) == sent_to(post, cast.grace) == []
    told = "".join(letter.text for letter in post.sent)
    assert "due Mon 14 Sep 2026 at midday" in told
    assert not any(word in told for word in ("Quarmby", "Ostrey", "Marac", listed[0].number, listed[0].ref))
    post.sent.clear()

    await at(cast, clock, on(15))

    assert sent_to(post, cast.nadia) == sent_to(post, cast.amina) == [Subject.SOMETHING_OVERDUE]
    reached = [str(letter.to) for letter in post.sent]
    mailbox = await Agency.select(Agency.secure_email).where(Agency.id == cast.nadia.agency_id).first()
    assert mailbox is not None
    assert mailbox["secure_email"] in reached
    assert len(set(reached)) == len(reached)
    assert sent_to(post, cast.grace) == []


async def test_an_action_climbs_from_its_owner_to_the_chair_until_it_is_done(
    cast: Cast, clock: FixedClock, post: FakePost, listed: Listed
) -> None:
    grace = await in_session(cast, listed)
    police = await agency_of(grace, "northmoor-police")
    given = NewAction(text="Check tag data", agency_id=police, owner=cast.bryn.officer_id, due_on=date(2026, 9, 18))
    action = await give_action(grace, listed.meeting_ref, listed.case_ref, given)

    def told_of(ref: str) -> dict[str, list[Subject]]:
        about = [letter for letter in post.sent if f"/go/{ref}" in letter.text]
        people = (cast.bryn, cast.amina, cast.grace)
        return {each.name: [letter.subject for letter in about if letter.to == each.email] for each in people}

    told = {}
    for moment in (on(16), on(21), on(25), at_london(date(2026, 10, 2), "09:00")):
        post.sent.clear()
        await at(cast, clock, moment)
        told[moment.day] = told_of(action.ref)
        assert not any("tag" in letter.text for letter in post.sent)
    await report_action(await cast.bryn.act(), action.ref, "done", note="The tag was in place.")
    post.sent.clear()
    await at(cast, clock, at_london(date(2026, 10, 9), "09:00"))

    due, late = Subject.SOMETHING_DUE, Subject.SOMETHING_OVERDUE
    bryn, amina, chair = cast.bryn.name, cast.amina.name, cast.grace.name
    assert told[16] == {bryn: [due], amina: [], chair: []}
    assert told[21] == {bryn: [late], amina: [], chair: []}
    assert told[25] == {bryn: [late], amina: [late], chair: []}
    assert told[2] == {bryn: [late], amina: [], chair: [late]}
    assert told_of(action.ref) == {bryn: [], amina: [], chair: []}


async def test_after_a_standstill_only_the_newest_step_is_taken(
    cast: Cast, clock: FixedClock, post: FakePost, meeting: str
) -> None:
    await a_case(cast, meeting)
    post.sent.clear()

    await at(cast, clock, on(16))

    assert sent_to(post, cast.nadia) == [Subject.SOMETHING_OVERDUE]
    assert {row["days"] for row in await Chase.select(Chase.days)} == {2}
    assert sent_to(post, cast.amina) == []


async def test_whoever_is_shut_out_hears_of_nothing_and_answered_or_paused_is_not_chased(
    cast: Cast, clock: FixedClock, post: FakePost, meeting: str
) -> None:
    listed = await a_case(cast, meeting)
    case, amina = await id_of(listed), await cast.amina.act()
    async with transaction():
        await shut_case(await cast.bryn.act(), case.id, cast.bryn.officer_id)
        await shut_case(amina, case.id, cast.amina.officer_id)
    nadia = await cast.nadia.act()
    await answer_nil(nadia, meeting, [ask.ask_ref for ask in await asks_of_agency(nadia, meeting)], "no_trace")
    homes = [thing for thing in await research_to_chase(amina) if thing.agency == cast.hugh.agency_id]
    await pause(amina, homes, until_on=date(2026, 9, 16), reason_code="spoken")
    post.sent.clear()

    await at(cast, clock, on(15))

    for person in (cast.bryn, cast.amina, cast.nadia, cast.hugh):
        assert sent_to(post, person) == []
    assert post.sent


async def test_a_letter_held_over_night_does_not_leave_when_all_was_done_meanwhile(
    cast: Cast, clock: FixedClock, post: FakePost, meeting: str
) -> None:
    listed = [await a_case(cast, meeting, number=number) for number in (1, 2)]
    post.sent.clear()
    await at(cast, clock, on(10, "18:30"))
    assert post.sent == []

    nadia = await cast.nadia.act()
    await answer_nil(nadia, meeting, [ask.ask_ref for ask in await asks_of_agency(nadia, meeting)], "no_trace")
    await withdraw_case(await cast.amina.act(), listed[0].ref, reason_code="moved_away", reason="")
    await at(cast, clock, on(11, "08:00"))

    assert sent_to(post, cast.nadia) == []
    assert sent_to(post, cast.hugh) == [Subject.SOMETHING_DUE]


async def test_cover_is_told_instead_of_who_is_away(
    cast: Cast, clock: FixedClock, post: FakePost, meeting: str
) -> None:
    await a_case(cast, meeting)
    nadia = await cast.nadia.act()
    await Leave.insert(
        Leave(
            id=uuid7(),
            ref=new_ref(),
            area=nadia.area.id,
            officer=nadia.officer_id,
            cover=cast.hugh.officer_id,
            from_on=date(2026, 9, 7),
            to_on=date(2026, 9, 11),
            at=nadia.at,
        )
    )
    post.sent.clear()

    await at(cast, clock, on(10))

    assert sent_to(post, cast.nadia) == []
    assert sent_to(post, cast.hugh) == [Subject.SOMETHING_DUE]


class RefusingPost(FakePost):
    """The mail server knows one address no more."""

    refused = ""

    async def send(self, letter: Letter) -> None:
        if letter.to == self.refused:
            raise LetterRefused("The mail server refused this letter.")
        await super().send(letter)


@pytest.fixture
def post() -> RefusingPost:
    return RefusingPost()


async def test_a_letter_nobody_takes_becomes_a_line_of_the_coordinator_and_is_sent_again(
    cast: Cast, clock: FixedClock, post: RefusingPost, meeting: str
) -> None:
    await a_case(cast, meeting)
    post.refused = cast.nadia.email
    await at(cast, clock, on(10))
    amina = await cast.amina.act()
    [line] = await list_undelivered(amina)
    assert line.subject == "Something is due soon"

    post.refused = ""
    await send_again(amina, line.ref)
    await at(cast, clock, on(10) + timedelta(hours=1))

    assert sent_to(post, cast.nadia) == [Subject.SOMETHING_DUE]
    assert await list_undelivered(amina) == ()
    assert await Undelivered.count() == 1
