"""Who has seen this record, over the whole life of a case: every look and act, and none of another case."""

from dataclasses import replace
from datetime import date

import pytest

from agencies.members import MemberLine, members_of
from marac.audit.tables import Leaf
from marac.database import count_queries, transaction
from meetings.action_lists import list_actions
from meetings.actions import NewAction, give_action
from meetings.arrivals import REFERRAL
from meetings.circulation import issue_minutes
from meetings.decisions import Acceptance, accept_referral
from meetings.drafts import known_of_sender, save_draft, send_draft, start_draft
from meetings.flags import ask_for_flags, confirm_flags, read_flags
from meetings.forms import registry
from meetings.forms.completing import to_answers
from meetings.intake import take_in
from meetings.looks import LooksPage, read_looks
from meetings.looks_telling import role_on, what_was_done
from meetings.minutes import add_line
from meetings.minutes_reading import read_minutes
from meetings.research import asks_of_agency
from meetings.research_nil import answer_nil
from meetings.room import close_case_in_room, close_meeting, mark_for_case
from meetings.signing import sign_minutes
from meetings.tables.documents import Case, Document
from tests.cast import Cast
from tests.documents import a_line, a_referral, a_return
from tests.meeting_day import Listed, agency_of, in_session

pytestmark = pytest.mark.anyio


async def sent_from_a_draft(cast: Cast, meeting_ref: str) -> Listed:
    """Bryn fills the form in page by page and sends it; Amina accepts it."""
    bryn = await cast.bryn.act()
    known = await known_of_sender(bryn, REFERRAL)
    draft_ref = await start_draft(bryn, REFERRAL, known=known)
    document = {**a_referral(), "sender_reference": known["sender_reference"]}
    await save_draft(bryn, draft_ref, to_answers(registry.newest(REFERRAL), document), base_revision=1)
    taken = await send_draft(bryn, draft_ref)
    sent = await Document.select(Document.case).where(Document.ref == taken.document_ref).first()
    case = await Case.objects().get(Case.id == sent["case"]) if sent else None
    assert case is not None
    number = await accept_referral(await cast.amina.act(), case.ref, Acceptance(meeting_ref))
    return Listed(meeting_ref, case.ref, number)


async def researched(cast: Cast, listed: Listed) -> None:
    """Nadia sends lines, Bryn has nothing more, and the police confirm a flag."""
    await take_in(await cast.nadia.act(), a_return(listed.case_number))
    bryn = await cast.bryn.act()
    [ask] = [ask for ask in await asks_of_agency(bryn, listed.meeting_ref) if ask.case_ref == listed.case_ref]
    await answer_nil(bryn, listed.meeting_ref, [ask.ask_ref], "no_trace")
    amina, case = await cast.amina.act(), await Case.objects().get(Case.ref == listed.case_ref)
    assert case is not None
    async with transaction():
        await ask_for_flags(amina, case, [await agency_of(amina, "northmoor-police")])
    await confirm_flags(bryn, [flag.ref for flag in await read_flags(bryn)], is_set=True)


async def heard(cast: Cast, listed: Listed) -> None:
    """The meeting itself, up to minutes that Bryn has read."""
    grace = await in_session(cast, listed)
    where = (listed.meeting_ref, listed.case_ref)
    await mark_for_case(grace, *where, cast.nadia.officer_id, in_room=False)
    await add_line(grace, *where, "decision", "Plan agreed.")
    police = await agency_of(grace, "northmoor-police")
    await give_action(
        grace,
        *where,
        NewAction(text="Check tag data", agency_id=police, owner=cast.bryn.officer_id, due_on=date(2026, 9, 18)),
    )
    await close_case_in_room(grace, *where)
    await close_meeting(grace, listed.meeting_ref)
    await sign_minutes(grace, listed.meeting_ref)
    await issue_minutes(await cast.amina.act(), listed.meeting_ref)
    await read_minutes(await cast.bryn.act(), listed.meeting_ref)
    await list_actions(await cast.bryn.act())


async def all_looks(cast: Cast, case_ref: str) -> LooksPage:
    return await read_looks(await cast.amina.act(), case_ref)


async def test_the_whole_life_of_a_case_is_told_and_nobody_is_missing(cast: Cast, meeting_ref: str) -> None:
    listed = await sent_from_a_draft(cast, meeting_ref)
    await researched(cast, listed)
    await heard(cast, listed)

    paper = await all_looks(cast, listed.case_ref)

    told = {(look.who, look.what) for look in paper.shown.looks}
    assert paper.shown.pages == 1
    assert told >= {
        ("Bryn Price", "Draft begun"),
        ("Bryn Price", "Draft saved"),
        ("Bryn Price", "Draft read"),
        ("Bryn Price", "Form sent"),
        ("Amina Shah", "Referral read"),
        ("Amina Shah", "Referral accepted"),
        ("Amina Shah", "Research asked for"),
        ("Nadia Rahman", "Research sent"),
        ("Bryn Price", "Research, nothing to share answered"),
        ("Amina Shah", "Flag asked for"),
        ("Bryn Price", "List of flags read"),
        ("Bryn Price", "Flag confirmed"),
        ("Grace Adebayo", "Case heard"),
        ("Grace Adebayo", "Presence marked"),
        ("Grace Adebayo", "Minutes, section saved"),
        ("Grace Adebayo", "Action given"),
        ("Bryn Price", "Minutes read"),
        ("Bryn Price", "List of actions read"),
    }
    assert paper.number_of_people == len({look.who for look in paper.shown.looks} - {"The service itself"})


async def test_looks_at_another_case_of_the_same_meeting_are_not_told(cast: Cast, meeting_ref: str) -> None:
    listed = await sent_from_a_draft(cast, meeting_ref)
    taken = await take_in(await cast.bryn.act(), a_referral(sender_reference="NMP-26-00009"))
    other = str(taken.case_ref)
    before = (await all_looks(cast, other)).shown.number_of_looks

    await researched(cast, listed)

    assert (await all_looks(cast, other)).shown.number_of_looks == before + 1, "only the look at the looks"


async def test_a_case_with_many_parts_asks_no_more_than_one_with_few(cast: Cast, meeting_ref: str) -> None:
    listed = await sent_from_a_draft(cast, meeting_ref)
    await all_looks(cast, listed.case_ref)
    with count_queries() as few:
        await all_looks(cast, listed.case_ref)
    lines = [a_line(f"Call number {n}.") for n in range(60)]
    await take_in(await cast.nadia.act(), a_return(listed.case_number, lines=lines))
    await heard(cast, listed)
    await all_looks(cast, listed.case_ref)

    with count_queries() as many:
        paper = await all_looks(cast, listed.case_ref)

    assert ("Nadia Rahman", "Research sent") in {(look.who, look.what) for look in paper.shown.looks}
    assert many.number <= few.number <= 12


async def test_the_look_itself_says_how_many_looks_it_showed(cast: Cast, listed: Listed) -> None:
    paper = await all_looks(cast, listed.case_ref)

    leaf = await Leaf.objects().where(Leaf.event == "looks:read").first()
    assert leaf is not None
    assert leaf.keys == f'{{"number_of_looks":{paper.shown.number_of_looks}}}'


async def test_somebody_is_told_with_what_they_were_on_the_day(cast: Cast) -> None:
    day = date(2026, 9, 1)
    [now, *_] = await members_of(cast.amina.area.id)
    earlier: MemberLine = replace(now, from_on=date(2025, 1, 1), to_on=date(2025, 12, 31))
    later = replace(now, from_on=date(2026, 1, 1), to_on=None)

    assert role_on([earlier, later], day) is later
    assert role_on([earlier, later], date(2025, 6, 1)) is earlier
    assert role_on([earlier], day) is earlier, "whoever left is told with the last role"
    assert role_on([], day) is None


@pytest.mark.parametrize(
    ("event", "keys", "words"),
    [
        ("agenda:read", '{"version":2}', "Agenda read, version 2"),
        ("agenda:read", '{"vers', "Agenda read"),
        ("agenda:read", "[]", "Agenda read"),
        ("export:fetch", '{"paper":"minutes"}', "Paper fetched, minutes"),
        ("export:fetch", '{"paper":"rota"}', "Paper fetched"),
        ("document:receive", '{"result":"received"}', "Form received"),
        ("access:deny", '{"policy":"case.see"}', "Refused"),
    ],
)
def test_a_leaf_is_told_in_words_even_when_it_is_damaged(event: str, keys: str, words: str) -> None:
    assert what_was_done(event, keys) == words
