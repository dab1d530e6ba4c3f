"""An area in which something of everything is there at once: each page has a record to show and a form to send.

One meeting is over, one is in the room with a case open, one is still to come; the inbox holds what nobody decided.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.invitations import make_invitation
from agencies.parked import park_form
from agencies.proposals import ROLE_GIVE, propose, propose_past_value
from agencies.recovery import report_loss
from agencies.sessions import find_session
from marac.database import transaction
from marac.dates import at_london
from marac.ids import new_ref, uuid7
from marac.post import Subject
from meetings.actions import NewAction, give_action
from meetings.alerts import settle_alert
from meetings.bring_in.checking import check_sheets, keep_check
from meetings.bring_in.word_forms import check_forms
from meetings.bring_in.word_reading import SentFile
from meetings.case_forms.listing import read_forms
from meetings.case_forms.writing import begin_form
from meetings.case_reading import list_cases
from meetings.circulation import issue_agenda
from meetings.decisions import Acceptance, accept_referral, decline_referral
from meetings.finding_people import Asked, run_search
from meetings.intake import take_in
from meetings.minutes import save_section
from meetings.ordering.changing import set_minutes
from meetings.ordering.undoing import undo
from meetings.questions import ask_referrer
from meetings.reconciliation import settle_pair, undo_verdict
from meetings.referral_reading import read_referral
from meetings.research import asks_of_agency
from meetings.research_drafts import draft_of
from meetings.room import open_case, open_meeting
from meetings.schedule import MeetingDay, make_meeting
from meetings.tables.documents import Case, Document
from meetings.tables.people import Mention
from meetings.triage.opinions import ask_opinion
from meetings.undelivered import note_undelivered
from meetings.value_deciding import add_value
from tests.corpus.whole_desk import WholeDesk
from tests.documents import a_line, a_referral, a_return
from tests.grids import a_grid
from tests.leak.canaries import Canaries
from tests.leak.whole_way import TO_THE_MEETING, Way
from tests.meeting_of_the_cast import knows_nobody, meeting_ref_on, seated
from tests.meetings.legacy.word_forms import FORMS
from tests.old_logs import a_log, a_row
from tests.sent_twice import join
from tests.signing import an_enrolled_key

TODAY = date(2026, 9, 30)
TO_COME = date(2026, 10, 14)
WITH_A_LIST = "marac-safety-plan"


async def fill(desk: WholeDesk) -> None:
    """From the first referral to 30 September, in the middle of a meeting."""
    way = Way(desk.running, Canaries(), desk.clock)
    await way.before_the_meeting()
    desk.clock.move(TO_THE_MEETING)
    await way.in_the_room()
    await way.after_the_meeting()
    heard_today = await _for_today(desk)
    desk.clock.move(TODAY - date(2026, 9, 16))
    await _in_the_inbox(desk)
    await _still_to_come(desk)
    await _in_the_room(desk, *heard_today)
    await _of_accounts(desk)
    await desk.running.jobs_are_done()
    await _of_people(desk)
    await _sent_twice(desk)
    await _of_old_records(desk)
    await an_enrolled_key(desk.cast)
    await _a_letter_that_did_not_arrive(desk)
    desk.begin_with.append("/offline-form/northmoor-police/marac-referral")
    await way.papers()
    await desk.keep()


async def _a_letter_that_did_not_arrive(desk: WholeDesk) -> None:
    amina = await desk.cast.amina.act()
    officer = {"officer": str(desk.cast.bryn.officer_id), "subject": Subject.SOMETHING_WAITS.name, "ref": new_ref()}
    async with transaction():
        await note_undelivered(amina, uuid7(), officer)


async def _referral(desk: WholeDesk, number: int, meeting_ref: str = "") -> str:
    """Bryn refers the same two once more; with a meeting named, Amina accepts it. Returns the case's reference."""
    on = desk.clock.now().date()
    told = a_referral(sender_reference=f"NMP-26-{number:05}", referred_on=on.isoformat())
    taken = await take_in(await desk.cast.bryn.act(), told)
    if meeting_ref:
        await accept_referral(await desk.cast.amina.act(), str(taken.case_ref), Acceptance(meeting_ref))
    return str(taken.case_ref)


async def _in_the_inbox(desk: WholeDesk) -> None:
    """One to decide, one asked back, one declined, two texts of one reference, a return of no case we know."""
    bryn, amina = await desk.cast.bryn.act(), await desk.cast.amina.act()
    await ask_opinion(amina, await _referral(desk, 10), "Is the judgement enough without a checklist?")
    await ask_referrer(amina, await _referral(desk, 11), ["Where does he live now?"])
    await decline_referral(amina, await _referral(desk, 12), reason_code="other", reason="It belongs elsewhere.")
    await take_in(bryn, a_referral(sender_reference="NMP-26-00010", afraid_of="Somebody else"))
    await take_in(await desk.cast.nadia.act(), a_return("NM-26-9999", sender_reference="MGP-RES-9"))


async def _still_to_come(desk: WholeDesk) -> None:
    """The agenda is sent. Nadia answered and holds a line, Bryn began an answer, Imran did nothing yet."""
    amina = await desk.cast.amina.act()
    starts_at = at_london(TO_COME, "09:30")
    day = MeetingDay("ordinary", TO_COME, TO_COME, starts_at, starts_at + timedelta(hours=3), "Online")
    meeting_ref = await make_meeting(amina, day)
    for number in (20, 21):
        listed = await _referral(desk, number, meeting_ref)
        await set_minutes(amina, meeting_ref, listed, 20)
    await undo(amina, meeting_ref)
    await issue_agenda(amina, meeting_ref)
    nadia, bryn = await knows_nobody(desk.cast.nadia, meeting_ref), await knows_nobody(desk.cast.bryn, meeting_ref)
    for ask in (await asks_of_agency(bryn, meeting_ref))[:1]:
        await draft_of(bryn, ask.ask_ref)
    asked = (await asks_of_agency(nadia, meeting_ref))[0]
    held = a_return(asked.case_number, sender_reference="MGP-RES-2", meeting_on=TO_COME.isoformat())
    await take_in(nadia, {**held, "lines": [a_line("Kept for the room.", share="hold")]})
    desk.begin_with += [f"/research/{asked.ask_ref}/{copy}" for copy in ("print", "file")]
    desk.begin_with += [f"/meetings/{meeting_ref}/{late}" for late in ("nil", "assign")]


async def _of_old_records(desk: WholeDesk) -> None:
    """A Word form and a log wait to be confirmed; every open case has forms."""
    amina = await desk.cast.amina.act()
    await check_forms(amina, [SentFile("form.docx", (FORMS / "Police 19122024.docx").read_bytes())])
    await keep_check(amina, await check_sheets(amina, a_log([a_row(1, victim="Nobody Anyone")]), {}))
    for case in await list_cases(amina):
        desk.begin_with.append(f"/referrals/{case.case_ref}")
        if case.case_number:
            await _forms_on(amina, case.case_ref)
            desk.begin_with.append(f"/cases/{case.case_ref}/forms")


async def _forms_on(amina: Act, case_ref: str) -> None:
    """Amina signed a grid, and began another and a form with a list of people."""
    number = (await read_forms(amina, case_ref)).case_number
    await take_in(amina, a_grid(number, sender_reference=f"NMP-{number}"))
    for form_id in ("marac-soag", WITH_A_LIST):
        await begin_form(amina, case_ref, form_id)


async def _for_today(desk: WholeDesk) -> tuple[str, str]:
    """Two weeks before, two cases were listed for today; the references of the meeting and of one case."""
    amina = await desk.cast.amina.act()
    meeting_ref = await meeting_ref_on(amina, TODAY)
    cases = [await _referral(desk, number, meeting_ref) for number in (30, 31)]
    await issue_agenda(amina, meeting_ref)
    return meeting_ref, cases[0]


async def _in_the_room(desk: WholeDesk, meeting_ref: str, opened: str) -> None:
    """Of two cases one is open, with an action and a section that two wrote at once."""
    amina = await desk.cast.amina.act()
    grace = await seated(desk.cast.grace, meeting_ref)
    for person in (desk.cast.amina, desk.cast.bryn, desk.cast.nadia):
        await seated(person, meeting_ref)
    await open_meeting(grace, meeting_ref)
    await open_case(grace, meeting_ref, opened)
    first = await save_section(grace, meeting_ref, opened, "information", text="One line.", base_n=0)
    await save_section(grace, meeting_ref, opened, "information", text="Another line.", base_n=first.n)
    await save_section(amina, meeting_ref, opened, "information", text="A third line.", base_n=first.n)
    assert desk.cast.bryn.agency_id is not None
    await give_action(
        grace,
        meeting_ref,
        opened,
        NewAction(text="Visit the school.", agency_id=desk.cast.bryn.agency_id, owner=None, due_on=TO_COME),
    )


async def _of_people(desk: WholeDesk) -> None:
    """One couple referred often, verdicts that contradict that, one that may take effect, a name that Amina knows.

    And an alert that was settled, and a search.
    """
    amina = await desk.cast.amina.act()
    told = a_referral(sender_reference="NMP-26-00041", referred_on=TODAY.isoformat(), incident_on="2026-09-20")
    await take_in(await desk.cast.bryn.act(), told)
    earlier, later = await _people_of("NMP-26-00030"), await _people_of("NMP-26-00041")
    for people in (later, await _people_of("NMP-26-00010")):
        for role in ("victim", "perpetrator"):
            await settle_pair(amina, people[role], earlier[role], kind="same")
    await settle_pair(amina, later["perpetrator"], earlier["victim"], kind="same")
    for people in (earlier, later):
        await _known_as(amina, people["victim"])
    await _free_to_take_effect(amina)
    await _settle_an_alert(amina, "NMP-26-00010")
    await run_search(amina, Asked(given_names="Ellen", family_name="Quarmby", year=1985))
    await desk.running.jobs_are_done()


async def _sent_twice(desk: WholeDesk) -> None:
    """The school wrote twice of a night that the police referred: one text joined the case, the other may."""
    await take_in(await desk.cast.bryn.act(), _of_one_night("NMP-26-00050"))
    for again in ("EDU-26-00051", "EDU-26-00052"):
        desk.clock.move(timedelta(minutes=1))
        told = {**_of_one_night(again), "referring_agency": "northmoor-education"}
        case_ref = str((await take_in(await desk.cast.rosa.act(), told)).case_ref)
        first, later = await _people_of("NMP-26-00050"), await _people_of(again)
        for role in ("victim", "perpetrator"):
            await settle_pair(await desk.cast.amina.act(), later[role], first[role], kind="same")
        if again == "EDU-26-00051":
            await join(desk.cast, case_ref)
    await desk.running.jobs_are_done()


def _of_one_night(reference: str) -> dict[str, Any]:
    told = {"referred_on": TODAY.isoformat(), "incident_on": "2026-09-12", "identified_on": None}
    return a_referral(sender_reference=reference, **told)


async def _known_as(amina: Act, mention: UUID) -> None:
    name = {"given_names": "Nell", "family_name": "Quarmby", "kind": "nickname", "note": None}
    await add_value(amina, mention, kind="alias", value=name, said_on=TODAY)


async def _free_to_take_effect(amina: Act) -> None:
    """A verdict was kept back by another, which was taken back since."""
    one, other = await _people_of("NMP-26-00020"), await _people_of("NMP-26-00021")
    link = await settle_pair(amina, other["victim"], one["victim"], kind="same")
    await settle_pair(amina, other["perpetrator"], one["victim"], kind="same")
    await undo_verdict(amina, link.verdict_id)


async def _settle_an_alert(amina: Act, sender_reference: str) -> None:
    [row] = await Document.select(Document.case.as_alias("case")).where(
        (Document.sender_reference == sender_reference) & (Document.result == "received")
    )
    [case] = await Case.select(Case.ref).where(Case.id == row["case"])
    first = (await read_referral(amina, case["ref"])).alerts[0]
    await settle_alert(amina, case["ref"], key=first.key, reason="Told the police by telephone.")


async def _people_of(sender_reference: str) -> dict[str, UUID]:
    rows = await Mention.select(Mention.id, Mention.role).where(
        Mention.outside_id.like(f"{sender_reference}/%") & (Mention.document.result == "received")
    )
    return {row["role"]: row["id"] for row in rows}


async def _of_accounts(desk: WholeDesk) -> None:
    """What waits for a second person, a letter that invites, and a form kept when a session ended."""
    ada, amina, bryn = [await person.act() for person in (desk.cast.ada, desk.cast.amina, desk.cast.bryn)]
    async with transaction():
        change = {"role": "representative", "agency": None, "from_on": TODAY.isoformat(), "to_on": None}
        await propose(ada, ROLE_GIVE, change, officer_id=desk.cast.kofi.officer_id)
        await make_invitation(ada, desk.cast.rosa.officer_id)
    await propose_past_value(amina, "meeting_capacity", value=12, from_on=date(2026, 9, 1), source="Paper 3")
    await report_loss(bryn, desk.cast.kofi.officer_id)
    session = await find_session(await desk.cast.bryn.session_token())
    assert session is not None
    await park_form(bryn.desk, session, path="/account/password", fields=[("old_password", "a")])
