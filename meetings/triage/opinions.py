"""A second opinion: the coordinator asks the chair about a referral, the chair says a view, why, and who differs.

SafeLives expects a referrer to ask why a referral was turned down, so a dispute about the threshold keeps its reason
and its dissent. The view binds nobody: the coordinator decides, and both stand on the case.
"""

from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from agencies.letters import tell
from agencies.members import members_of
from agencies.roles import CHAIRS, Role
from marac.audit.events import Event
from marac.database import beyond_exclusions, for_update, transaction
from marac.errors import Conflict, InvalidForm, Refused
from marac.ids import new_ref, uuid7
from marac.post import Subject
from meetings.access import denied, find_case
from meetings.cases import hold_case
from meetings.decisions import find_case_to_decide
from meetings.tables.documents import Case, Exclusion, NamedReader
from meetings.tables.triage import Opinion

VIEWS = {
    "hear": "It should be heard",
    "emergency": "It cannot wait for the next meeting",
    "ask": "More must be known first",
    "not_here": "It is not for this meeting",
}
UNDECIDED = ("received", "information_requested")
SHORTEST, LONGEST = 20, 2_000
DECIDED = "This referral is decided. Ask about it before it is decided, or take the decision back."
ASKED_ALREADY = "The chair was asked about this referral and has not answered yet."
NOTHING_ASKED = "Nothing waits for a second opinion on this referral."
NO_CHAIR = "No chair of this area may see this referral. Ask the administrator who stands in."
GIVEN_MEANWHILE = "Somebody gave a view meanwhile. Read it before you go on."


@dataclass(frozen=True, slots=True)
class View:
    """What the chair says: a view of VIEWS, why, and who sees it otherwise."""

    code: str
    reason: str
    dissent: str = ""


async def ask_opinion(act: Act, case_ref: str, question: str) -> str:
    """Ask the chair about a referral that is not decided; returns the reference of the question."""
    asked = question.strip()
    _check_length("question", asked, "Write what you ask the chair")
    case = await find_case_to_decide(act, case_ref)
    chairs = await chairs_for(act, case)
    if not chairs:
        raise Refused(NO_CHAIR)
    async with transaction():
        held = await hold_case(case.id)
        await _check_may_ask(held)
        row = await _insert(act, held, asked)
        for chair in chairs:
            await tell(act, chair, Subject.SOMETHING_WAITS, ref=row.ref)
        await act.record(Event.OPINION_ASKED, "case", held.id, case=str(held.id))
    return row.ref


async def _check_may_ask(case: Case) -> None:
    if case.status not in UNDECIDED:
        raise Refused(DECIDED)
    if await Opinion.exists().where((Opinion.case == case.id) & Opinion.given_at.is_null()):
        raise Refused(ASKED_ALREADY)


async def _insert(act: Act, case: Case, question: str) -> Opinion:
    row = Opinion(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        case=case.id,
        asked_at=act.business_at,
        asked_by=act.officer_id,
        dk=case.dk,
    )
    await act.vault.seal(row, {Opinion.body: {"question": question}})
    await row.save()
    return row


async def give_opinion(act: Act, case_ref: str, view: View) -> None:
    """The chair's view on the question that waits. NotFound for whoever is not a chair who may see the case."""
    case = await find_case(act, case_ref)
    if not act.roles & CHAIRS:
        raise await denied(act, "case", row="referral.opinion", about=case.id)
    _check_view(view)
    waiting = await Opinion.objects().where((Opinion.case == case.id) & Opinion.given_at.is_null()).first()
    if waiting is None:
        raise Refused(NOTHING_ASKED)
    permit = act.permit(Event.REFERRAL_READ, "case", case.id, case=str(case.id))
    [opened] = await act.vault.open_records(permit, [waiting])
    async with transaction():
        [row] = await for_update(Opinion.objects().where(Opinion.id == waiting.id))
        if row.given_at is not None:
            raise Conflict(GIVEN_MEANWHILE)
        row.given_at, row.given_by, row.view = act.business_at, act.officer_id, view.code
        said = {"reason": view.reason.strip(), "dissent": view.dissent.strip()}
        await act.vault.seal(row, {Opinion.body: opened["body"] | said})
        await row.save()
        await tell(act, row.asked_by, Subject.QUESTIONS_ANSWERED, ref=row.ref)
        await act.record(Event.OPINION_GIVEN, "case", case.id, case=str(case.id), code=view.code)


def _check_view(view: View) -> None:
    if view.code not in VIEWS:
        raise InvalidForm({"view": "Choose your view"})
    _check_length("view_reason", view.reason.strip(), "Write why")
    if len(view.dissent.strip()) > LONGEST:
        raise InvalidForm({"dissent": f"Write {LONGEST:,} characters at most"})


def _check_length(field: str, text: str, what: str) -> None:
    if len(text) < SHORTEST:
        raise InvalidForm({field: f"{what}, in at least {SHORTEST} characters"})
    if len(text) > LONGEST:
        raise InvalidForm({field: f"Write {LONGEST:,} characters at most"})


async def chairs_for(act: Act, case: Case) -> tuple[UUID, ...]:
    """Who may see the case today as a chair: not shut out of it, and named where it is restricted.

    A deputy chair has a chair's rights in the seat alone, so is asked only where named for the case.
    """
    members = await members_of(act.area.id, on=act.today, roles=CHAIRS)
    with beyond_exclusions():
        shut = await Exclusion.select(Exclusion.officer, Exclusion.agency).where(
            (Exclusion.case == case.id) & Exclusion.to_at.is_null()
        )
        named = await NamedReader.select(NamedReader.officer).where(
            (NamedReader.case == case.id) & NamedReader.to_at.is_null()
        )
    officers, agencies = {row["officer"] for row in shut}, {row["agency"] for row in shut} - {None}
    entitled = {row["officer"] for row in named}
    return tuple(
        dict.fromkeys(
            member.officer_id
            for member in members
            if member.officer_id not in officers
            and member.agency_id not in agencies
            and (member.officer_id in entitled or (case.restricted is None and member.role is Role.CHAIR))
        )
    )
