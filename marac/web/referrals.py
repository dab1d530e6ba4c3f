"""A referral as the coordinator reads and decides it: accept, return with questions, decline, pass on."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from agencies.directory import names_of
from agencies.members import members_of
from agencies.roles import Role
from marac.errors import InvalidForm, Refused
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from marac.web.posted import whole_number
from meetings import decisions
from meetings.alerts import DUPLICATE, reopen_alert, settle_alert
from meetings.copying.referral import REASONS as FILE_REASONS
from meetings.decisions import DECLINE_REASONS, REDIRECT_TO, Acceptance
from meetings.joining import APART, join_referral, take_apart
from meetings.questions import ask_referrer
from meetings.referral_reading import ReferralPaper, read_referral
from meetings.suggested_people import suggested_people

AnyRequest = Request[Any, Any, Any]
JOINED = "Joined. This case has two referrals now, and stands once on the agenda."
CHAIRS = (Role.CHAIR, Role.DEPUTY_CHAIR)


@get("/referrals/{ref:str}", guards=[may("referral.triage")])
async def show_referral(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await referral_page(act, ref, BLANK)


@post("/referrals/{ref:str}/decide", guards=[may("referral.decide")])
async def decide(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request, several=("gaps",))
    try:
        said = await _decide(act, ref, answers)
    except InvalidForm as refusal:
        return await referral_page(act, ref, answers.mended_by(_at_own_fields(answers.text("decision"), refusal)))
    except Refused as refusal:
        return await referral_page(act, ref, answers.mended_by(InvalidForm({}, general=str(refusal))))
    return outcome("/inbox", said, undo=f"/referrals/{ref}/undo")


async def _decide(act: Act, ref: str, answers: Answers) -> str:
    choice = answers.text("decision")
    if choice == "accept":
        return await _accept(act, ref, answers)
    if choice == "return":
        questions = [line.strip() for line in answers.text("questions").splitlines() if line.strip()]
        await ask_referrer(act, ref, [*answers.chosen("gaps"), *questions])
        return "Returned with questions. The referrer is told that something waits."
    if choice == "decline":
        await decisions.decline_referral(
            act, ref, reason_code=answers.text("decline_reason"), reason=answers.text("decline_words")
        )
        return "Declined. The referrer is told, and everything is kept."
    if choice == "pass":
        await decisions.redirect_referral(act, ref, to=answers.text("pass_to"), reason=answers.text("pass_words"))
        return "Passed to another forum. Everything is kept here."
    raise InvalidForm({"decision": "Choose what to do with this referral."})


# Every choice has fields of its own on the page, so that what was typed for another is kept.
OWN_FIELDS = {
    "accept": {"meeting_ref": "meeting", "reason": "late_words", "late_agreed_by": "agreed_by"},
    "return": {"questions": "questions", "question": "questions"},
    "decline": {"reason_code": "decline_reason", "reason": "decline_words"},
    "pass": {"to": "pass_to", "reason": "pass_words"},
}


def _at_own_fields(choice: str, refusal: InvalidForm) -> InvalidForm:
    names = OWN_FIELDS.get(choice, {})
    messages = {names.get(name, name): said for name, said in refusal.messages.items()}
    return InvalidForm(messages, general=refusal.general)


async def _accept(act: Act, ref: str, answers: Answers) -> str:
    meeting_ref = answers.text("meeting")
    if not meeting_ref:
        raise InvalidForm({"meeting": "Choose the meeting it goes to."})
    chair = await _agreeing_chair(act, answers.text("agreed_by"))
    number = await decisions.accept_referral(
        act, ref, Acceptance(meeting_ref, late_agreed_by=chair, reason=answers.text("late_words"))
    )
    return f"Accepted as case {number}."


async def _agreeing_chair(act: Act, officer: str) -> Any:
    """The chair who agreed to a late case, one of this area; None when nobody was named."""
    chairs = await members_of(act.area.id, on=act.today, roles=CHAIRS)
    return next((chair.officer_id for chair in chairs if str(chair.officer_id) == officer), None)


@post("/referrals/{ref:str}/undo", guards=[may("referral.decide")])
async def undo(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    await decisions.undo_decision(act, ref)
    return outcome(f"/referrals/{ref}", "Taken back. The referral waits for a decision again.")


@post("/referrals/{ref:str}/alerts/settle", guards=[may("referral.decide")])
async def settle(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    """An alert needs nothing more, and why. Each has fields of its own on the page, told apart by their number."""
    answers = await read_answers(request)
    n = whole_number(answers, "n")
    try:
        await settle_alert(
            act,
            ref,
            key=answers.text("key"),
            reason=answers.text(f"settled.{n}"),
            is_other_incident=answers.text(f"apart.{n}") == "yes",
        )
    except InvalidForm as refusal:
        messages = {f"settled.{n}": said for said in refusal.messages.values()}
        return await referral_page(act, ref, answers.mended_by(InvalidForm(messages)))
    return outcome(f"/referrals/{ref}", "Settled. It stands below with your reason.")


@post("/referrals/{ref:str}/alerts/reopen", guards=[may("referral.decide")])
async def reopen(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Redirect:
    answers = await read_answers(request)
    await reopen_alert(act, ref, key=answers.text("key"))
    return outcome(f"/referrals/{ref}", "Open again. What was written before is kept.")


@post("/referrals/{ref:str}/join", guards=[may("referral.decide")])
async def join(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    """The same was sent twice: this becomes the second referral of the earlier case."""
    answers = await read_answers(request)
    n = whole_number(answers, "n")
    try:
        into = await join_referral(act, ref, key=answers.text("key"), reason=answers.text(f"joined.{n}"))
    except InvalidForm as refusal:
        messages = {f"joined.{n}": said for said in refusal.messages.values()}
        return await referral_page(act, ref, answers.mended_by(InvalidForm(messages)))
    except Refused as refusal:
        return await referral_page(act, ref, answers.mended_by(InvalidForm({}, general=str(refusal))))
    return outcome(f"/referrals/{into}", JOINED, undo=f"/referrals/{ref}/take-apart")


@post("/referrals/{ref:str}/take-apart", guards=[may("referral.decide")])
async def part(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    await take_apart(act, ref)
    return outcome(f"/referrals/{ref}", APART)


async def referral_page(act: Act, ref: str, answers: Answers) -> Page:
    referral = await read_referral(act, ref)
    suggested = await suggested_people(act, ref)
    chairs = await members_of(act.area.id, on=act.today, roles=CHAIRS)
    names = await names_of(act, {chair.officer_id for chair in chairs})
    return page(
        "referral/show.html",
        heading=Heading.REFERRAL,
        answers=_proposing(answers, referral),
        referral=referral,
        suggested=suggested,
        duplicate=DUPLICATE,
        prefix=act.area.prefix,
        looked_at=act.business_at,
        chairs=[(str(officer), name) for officer, name in names.items()],
        decline_reasons=list(DECLINE_REASONS.items()),
        pass_to=list(REDIRECT_TO.items()),
        file_reasons=list(FILE_REASONS.items()),
    )


def _proposing(answers: Answers, referral: ReferralPaper) -> Answers:
    """The next meeting with room is proposed where nobody chose yet; the decision itself never is."""
    offer = referral.next_offer
    return answers.showing("meeting", offer.meeting_ref) if offer else answers


REFERRAL_PAGES = [show_referral, decide, undo, settle, reopen, join, part]
