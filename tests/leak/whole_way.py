"""One referral all the way, by the functions behind the pages: everything anybody writes is a canary."""

from dataclasses import dataclass
from datetime import timedelta

from marac.database import transaction
from meetings.action_lists import list_actions
from meetings.actions import NewAction, give_action, report_action
from meetings.case_forms.reading import export_form, print_form, read_form
from meetings.case_forms.writing import begin_correction
from meetings.circulation import issue_action_sheet, issue_agenda, issue_minutes
from meetings.decisions import Acceptance, accept_referral, decline_referral
from meetings.drafts import known_of_sender, start_draft
from meetings.handing_out import ask_for_paper, fetch_paper
from meetings.intake import take_in
from meetings.minutes import HEADINGS, read_sections, save_section
from meetings.questions import answer_questions, ask_referrer, read_questions
from meetings.research import asks_of_agency
from meetings.research_nil import answer_nil
from meetings.room import close_case_in_room, close_meeting, open_case, open_meeting
from meetings.room_access import find_room_case
from meetings.signing import sign_minutes
from meetings.telling import TellingPlan, plan_telling
from tests.cast import Cast, Person
from tests.fakes import FixedClock
from tests.grids import FOLLOW_UPS, ROWS, a_grid
from tests.leak.canaries import Canaries
from tests.leak.planted import planted_referral, planted_return
from tests.meeting_of_the_cast import HELD_ON, a_meeting, knows_nobody, seated
from tests.running import Running

PAPERS = (("agenda", "pdf"), ("agenda", "docx"), ("minutes", "pdf"), ("minutes", "docx"), ("invite", "ics"))
TO_THE_MEETING = timedelta(days=15)


@dataclass
class Way:
    """Where the way leads through, and the words planted along it."""

    running: Running
    canaries: Canaries
    clock: FixedClock
    meeting_ref: str = ""
    case_ref: str = ""
    case_number: str = ""

    @property
    def cast(self) -> Cast:
        return self.running.cast

    async def before_the_meeting(self) -> None:
        """Refer, ask back, decline one, accept one, send the agenda, answer research, and leave a draft."""
        bryn, amina = await self.cast.bryn.act(), await self.cast.amina.act()
        self.meeting_ref = await a_meeting(self.cast)
        other = await take_in(bryn, planted_referral(self.canaries, "NMP-26-00002"))
        await decline_referral(amina, str(other.case_ref), reason_code="other", reason=self.canaries.text())
        taken = await take_in(bryn, planted_referral(self.canaries, "NMP-26-00001"))
        self.case_ref = str(taken.case_ref)
        await self._ask_back(str(taken.document_ref))
        self.case_number = await accept_referral(
            amina, self.case_ref, Acceptance(self.meeting_ref, reason=self.canaries.text())
        )
        await issue_agenda(amina, self.meeting_ref)
        nadia = await knows_nobody(self.cast.nadia, self.meeting_ref)
        await take_in(nadia, planted_return(self.canaries, self.case_number))
        await self._answer_nil(self.cast.hugh)
        await self._forms()
        known = {**await known_of_sender(bryn, "marac-referral"), "reason": self.canaries.text()}
        await start_draft(bryn, "marac-referral", known=known)

    async def _forms(self) -> None:
        """A grid is signed, read, printed and taken out; another is a draft."""
        amina = await self.cast.amina.act()
        told = {"occurring": "yes", **dict.fromkeys(FOLLOW_UPS), "note": self.canaries.text()}
        rows = {row: {**told, "note": self.canaries.text()} for row in ROWS}
        taken = await take_in(amina, a_grid(self.case_number, **rows))
        here = (self.case_ref, str(taken.document_ref))
        await read_form(amina, *here)
        await print_form(amina, *here)
        await export_form(amina, *here)
        await begin_correction(amina, *here)

    async def _ask_back(self, document_ref: str) -> None:
        bryn, amina = await self.cast.bryn.act(), await self.cast.amina.act()
        await ask_referrer(amina, self.case_ref, [self.canaries.text(), self.canaries.text()])
        asked = await read_questions(bryn, document_ref)
        await answer_questions(bryn, document_ref, {str(one.ref): self.canaries.text() for one in asked})

    async def _answer_nil(self, person: Person) -> None:
        act = await knows_nobody(person, self.meeting_ref)
        asks = [ask.ask_ref for ask in await asks_of_agency(act, self.meeting_ref)]
        await answer_nil(act, self.meeting_ref, asks, "no_trace")

    async def in_the_room(self) -> None:
        """Open the meeting and the case, say all there is to say of it, and close it."""
        await self.case_in_the_room()
        await close_case_in_room(await self.cast.grace.act(), self.meeting_ref, self.case_ref)

    async def case_in_the_room(self) -> None:
        """Open the meeting and the case, write every section, give actions, agree who tells the victim."""
        grace = await seated(self.cast.grace, self.meeting_ref)
        for person in (self.cast.amina, self.cast.bryn, self.cast.nadia, self.cast.imran):
            await seated(person, self.meeting_ref)
        await open_meeting(grace, self.meeting_ref)
        await open_case(grace, self.meeting_ref, self.case_ref)
        await self._write_minutes()
        for person in (self.cast.bryn, self.cast.imran):
            await give_action(grace, self.meeting_ref, self.case_ref, self._action_for(person))
        room = await find_room_case(grace, self.meeting_ref, self.case_ref, runs_the_room=True)
        async with transaction():
            plan = TellingPlan(officer=self.cast.imran.officer_id, method=self.canaries.text(), due_on=HELD_ON)
            await plan_telling(grace, room, plan)

    async def _write_minutes(self) -> None:
        grace, amina = await self.cast.grace.act(), await self.cast.amina.act()
        for heading in HEADINGS:
            here = (self.meeting_ref, self.case_ref, heading)
            first = await save_section(grace, *here, text="\n".join(self._lines()), base_n=0)
            await save_section(amina, *here, text="\n".join([first.text, *self._lines()]), base_n=first.n)
        await read_sections(amina, self.meeting_ref, self.case_ref)

    def _lines(self) -> list[str]:
        return [self.canaries.text(), f"NMP (fact): {self.canaries.text()}"]

    def _action_for(self, person: Person) -> NewAction:
        assert person.agency_id is not None
        return NewAction(
            text=self.canaries.text(),
            agency_id=person.agency_id,
            owner=person.officer_id,
            due_on=HELD_ON + timedelta(days=9),
            contacts_victim=True,
            safe_method=self.canaries.text(),
            risk=self.canaries.text(),
        )

    async def after_the_meeting(self) -> None:
        """Close, sign, send, report on actions, and hand every paper out."""
        grace, amina, bryn = [await person.act() for person in (self.cast.grace, self.cast.amina, self.cast.bryn)]
        await close_meeting(grace, self.meeting_ref)
        await issue_action_sheet(amina, self.meeting_ref)
        await sign_minutes(grace, self.meeting_ref)
        await issue_minutes(amina, self.meeting_ref)
        for action in await list_actions(bryn, "mine"):
            await report_action(bryn, action.ref, "accepted", note=self.canaries.text())

    async def papers(self) -> None:
        """Ask for each paper, let the job make it, fetch it."""
        amina = await self.cast.amina.act()
        asked = [await ask_for_paper(amina, *each, meeting_ref=self.meeting_ref) for each in PAPERS]
        asked.append(await ask_for_paper(amina, "workbook", "xlsx"))
        await self.running.jobs_are_done()
        for ref in asked:
            assert (await fetch_paper(amina, ref)).body


def go_the_whole_way(running: Running, clock: FixedClock, canaries: Canaries) -> Way:
    """From the first word of the referral to the last paper, with the post that goes out on the way."""
    way = Way(running, canaries, clock)
    running.do(way.before_the_meeting)
    running.run_jobs()
    clock.move(TO_THE_MEETING)
    running.do(way.in_the_room)
    running.do(way.after_the_meeting)
    running.run_jobs()
    running.do(way.papers)
    running.run_jobs()
    return way
