"""One referral all the way, in four roles and by keyboard alone: each step as the person in that seat does it."""

from dataclasses import dataclass, field
from datetime import timedelta

from tests.cast import Person
from tests.documents import NAMES
from tests.fakes import FixedClock
from tests.journeys.referring import day, refer_somebody
from tests.journeys.visitor import Desks, Visitor
from tests.meeting_of_the_cast import a_meeting, seated
from tests.running import Running

TO_THE_MEETING = timedelta(days=15)
PAPERS = ("agenda-docx", "minutes-docx", "minutes-pdf", "invite-ics", "workbook-xlsx")
SHARED, HELD = "Two missed appointments since June.", "An older debt."
WISH, TASK = "She wants to stay in the house.", "Change the locks of the house"
DEED = "The locks were changed on Monday."
LAST_CONTACT = {
    **day("last_contacts.0.contacted_on", "20 8 2026"),
    "last_contacts.0.what": "Appointment",
    "last_contacts.0.who": "The victim",
}
SHARED_LINE = {
    "lines.0.text": SHARED,
    "lines.0.kind": "=fact",
    "lines.0.source": "Own records",
    "lines.0.share": "=share",
}
HELD_LINE = {
    "lines.1.text": HELD,
    "lines.1.kind": "=opinion",
    "lines.1.source": "A colleague",
    "lines.1.share": "=hold",
    "lines.1.reason": "Not relevant now.",
}


@dataclass
class Journey:
    """Who sits where, and what is being carried along."""

    running: Running
    desks: Desks
    clock: FixedClock
    meeting_ref: str = ""
    pages: list[str] = field(default_factory=list)

    @property
    def meeting(self) -> str:
        return f"/meetings/{self.meeting_ref}"

    def sit_down(self, person: Person) -> Visitor:
        return self.desks.sit_down(person)

    def arrange(self) -> None:
        """There is a calendar, and a statement to affirm."""
        self.meeting_ref = self.running.do(lambda: a_meeting(self.running.cast))

    def go(self) -> None:
        cast = self.running.cast
        self.arrange()
        self.refer(self.sit_down(cast.bryn))
        self.take_in(self.sit_down(cast.amina))
        self.answer_research(self.sit_down(cast.nadia))
        self.answer_nil(self.sit_down(cast.hugh))
        self.see_who_has_not_answered(self.sit_down(cast.amina))
        self.clock.move(TO_THE_MEETING)
        self.affirm(cast.amina, cast.bryn, cast.nadia, cast.imran)
        grace = self.sit_down(cast.grace)
        self.hold_the_meeting(grace)
        self.send_it_out(self.sit_down(cast.amina))
        self.read_and_act(self.sit_down(cast.imran))
        self.check_what_was_done(grace)

    def refer(self, bryn: Visitor) -> None:
        refer_somebody(bryn)
        assert bryn.path.startswith("/receipts/")
        assert "Ellen" not in bryn.text

    def take_in(self, amina: Visitor) -> None:
        """From the start page: read it with its routes, accept it, send the agenda."""
        amina.enter("Inbox")
        amina.enter("NM ")
        assert "Ellen Quarmby" in amina.text
        assert "Visible high risk" in amina.text
        amina.choose("Accept for a meeting", name="decision")
        amina.push("Decide")
        assert "Accepted as case" in amina.text
        amina.enter("Meetings")
        amina.enter("Wed 16 Sep 2026")
        amina.enter("The list")
        amina.push("Order by rule")
        amina.enter("Check and send")
        amina.push("Send to")

    def declare(self, visitor: Visitor) -> None:
        visitor.choose("I know of nobody", name="answer")
        visitor.push("Continue")

    def answer_research(self, nadia: Visitor) -> None:
        """One line shared, one held back with its reason."""
        nadia.enter("Open the agenda")
        self.declare(nadia)
        assert "Quarmby" in nadia.text
        nadia.push("We hold something about")
        nadia.push("Write your answer")
        nadia.answer({"nil_return": "=none"})
        nadia.push("Save and continue")
        nadia.answer({f"persons.{n}.accurate": "=yes" for n in range(3)})
        nadia.push("Save and continue")
        nadia.answer(LAST_CONTACT)
        nadia.push("Save and go back to the list")
        nadia.enter("Lines")
        nadia.answer(SHARED_LINE)
        nadia.push("Add another line")
        nadia.answer(HELD_LINE)
        nadia.push("Save and go back to the list")
        nadia.push("Send to the meeting")

    def answer_nil(self, hugh: Visitor) -> None:
        hugh.enter("Open the agenda")
        self.declare(hugh)
        hugh.push("No trace about")

    def see_who_has_not_answered(self, amina: Visitor) -> None:
        amina.enter("Research by agency")
        amina.enter("Ravenbeck Homes")
        assert "Not begun" in amina.text

    def affirm(self, *people: Person) -> None:
        """The others are here and have affirmed."""

        async def all_of_them() -> None:
            for person in people:
                await seated(person, self.meeting_ref)

        self.running.do(all_of_them)

    def hold_the_meeting(self, grace: Visitor) -> None:
        """From the chair: affirm, say who is here, open, write, give an action, close, sign."""
        grace.enter("Meetings")
        grace.enter("Wed 16 Sep 2026")
        grace.enter("Confidentiality statement")
        grace.push("I will keep to this")
        grace.enter("Who is here")
        grace.push("Here for Hugh Tanner")
        grace.enter("Go to the room")
        grace.push("Open the meeting")
        grace.enter("Go on with the next case")
        grace.push("Open the case")
        self.write_the_minutes(grace)
        grace.push("Close the case")
        self.close_and_sign(grace)

    def write_the_minutes(self, grace: Visitor) -> None:
        assert SHARED in grace.text
        assert HELD not in grace.text
        grace.answer({"section.victim_view": WISH, "section.information": SHARED})
        grace.push("Save the minutes")
        grace.unfold("The same by separate fields")
        grace.answer({"kind": "~Action", "who": "~WAY", "by_when": "25/9", "text": TASK})
        grace.push("Add from these fields")
        grace.choose("Plan agreed.", name="decision")
        grace.push("Put it in the minutes")
        grace.answer({"teller": "~Imran", "method": "By the school office", "tell_by": "18/9"})
        grace.push("Keep who tells")

    def close_and_sign(self, grace: Visitor) -> None:
        grace.push("Close the meeting")
        grace.open(self.meeting)
        grace.enter("Sign the minutes")
        grace.push("Sign the minutes")

    def send_it_out(self, amina: Visitor) -> None:
        """The coordinator sends actions and minutes, fetches every paper, and sees who looked."""
        for what in ("Send the actions", "Send the minutes"):
            amina.enter("Meetings")
            amina.enter("Wed 16 Sep 2026")
            amina.enter(what)
            amina.push("Send to")
        for paper in PAPERS:
            self.fetch(amina, paper)
        amina.enter("Cases")
        amina.enter("NM ")
        assert "Ellen Quarmby" in amina.text
        amina.enter("See who else looked")
        assert "Nadia Rahman" in amina.text

    def fetch(self, amina: Visitor, paper: str) -> None:
        """Ask for it, wait until the job has made it, and take it away."""
        amina.open("/exports")
        amina.choose(name="paper", value=paper)
        if not paper.startswith("workbook"):
            amina.select("Wed 16 Sep", name="meeting")
        amina.push("Ask for it")
        self.running.run_jobs()
        amina.open("/exports")
        amina.enter("Fetch")
        name = amina.download("Fetch it now")
        assert name.endswith(paper.rpartition("-")[2])
        assert not any(word.lower() in name.lower() for word in NAMES)

    def read_and_act(self, imran: Visitor) -> None:
        """The owner of the action accepts it, reads the minutes, and reports that it is done."""
        imran.enter("Actions")
        assert TASK in imran.text
        imran.push("Accept")
        imran.open(f"{self.meeting}/minutes")
        assert WISH in imran.text
        assert HELD not in imran.text
        imran.enter("Actions")
        imran.enter("A1 of")
        imran.enter("Done")
        imran.type(DEED, into="What you did")
        imran.push("It is done")
        assert "Done. It is on record." in imran.text

    def check_what_was_done(self, grace: Visitor) -> None:
        """The chair finds it done, with what the agency wrote, and puts on record that it was checked."""
        grace.enter("Actions")
        grace.enter("All given")
        assert "1 ended" in grace.text
        grace.enter("A1 of")
        assert DEED in grace.text
        grace.push("I have checked that it was done")
        assert "Checked" in grace.text
