"""One agency's answer in the making: the research form about one case, begun with what the agenda says, then sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from agencies.acts import Act
from agencies.directory import names_of
from agencies.members import agencies_of
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import NotFound, Refused
from marac.ids import new_ref
from meetings.arrivals import RESEARCH
from meetings.draft_access import may_write
from meetings.drafts import (
    DraftPaper,
    grade_draft,
    known_of_sender,
    read_draft,
    save_draft,
    send_draft,
    start_draft,
)
from meetings.forms import registry
from meetings.forms.progress import Graded, SectionLine, task_list
from meetings.papers.person_from_card import tidy_name
from meetings.papers.person_lines import NAME_NOT_KNOWN
from meetings.research import STATE_WORDS, find_own_ask, last_return, standing
from meetings.research_lines import Line, read_own_lines
from meetings.rules.asking import WHY
from meetings.rules.redaction import needs_of
from meetings.tables.documents import Case, Draft
from meetings.tables.meeting import AgendaItem, Meeting
from meetings.tables.people import Mention
from meetings.tables.research import Ask, Research

OFF = "This case was taken off that meeting. Your agency need not answer any more."
HEARD = "This case was heard, so the answer cannot be changed any more. Say it at the next meeting."
# What an answer begun again does not take over from the one sent before.
NEW_EACH_TIME = ("form", "version", "sender_reference", "completed_on", "completed_by")


def require_page(page_id: str) -> None:
    """Before a draft is begun: an address that is no page of the form begins nothing. Raises NotFound."""
    if registry.newest(RESEARCH).page(page_id) is None:
        raise NotFound


@dataclass(frozen=True, slots=True)
class ResearchDesk:
    """Where one agency's answer about one case stands."""

    ask_ref: str
    case_ref: str
    case_number: str
    meeting_ref: str
    due_at: datetime
    why: str
    state: str
    state_words: str
    is_heard: bool
    is_off: bool  # the case was taken off that meeting
    draft: DraftPaper | None
    begun_by: str  # the colleague whose draft this is; empty for one's own
    graded: Graded | None
    tasks: tuple[SectionLine, ...]
    lines: tuple[Line, ...]  # of the return sent last
    has_document: bool  # which can be printed and taken out

    @property
    def is_answered(self) -> bool:
        return self.state in ("submitted", "nil_known", "nil_no_trace")


async def read_desk(act: Act, ask_ref: str) -> ResearchDesk:
    """Own draft and own lines; nothing of any other agency."""
    ask = await find_own_ask(act, ask_ref)
    case, meeting = await _case(ask), await _meeting(ask)
    draft = await open_draft(act, ask)
    graded = await grade_draft(act, draft) if draft else None
    return ResearchDesk(
        ask_ref=ask.ref,
        case_ref=case.ref,
        case_number=case.case_number or "",
        meeting_ref=meeting.ref,
        due_at=ask.due_at,
        why=WHY.get(ask.why, WHY["added"]),
        state=ask.state,
        state_words=STATE_WORDS[ask.state],
        is_heard=await _is_heard(ask),
        is_off=not await _stands(ask),
        draft=draft,
        begun_by=await _begun_by(act, draft),
        graded=graded,
        tasks=task_list(draft.form, draft.answers, graded) if draft and graded else (),
        lines=await read_own_lines(act, ask_ref),
        has_document=await last_return(ask) is not None,
    )


async def open_draft(act: Act, ask: Ask) -> DraftPaper | None:
    """The draft of this answer, whoever of the agency began it."""
    row = (
        await Draft.select(Draft.ref)
        .where(may_write(act) & (Draft.form == RESEARCH) & (Draft.about == ask.id) & Draft.document.is_null())
        .order_by(Draft.saved_at, ascending=False)
        .first()
    )
    return await read_draft(act, row["ref"]) if row else None


async def draft_of(act: Act, ask_ref: str) -> DraftPaper:
    """The draft of an answer; begun if there is none yet."""
    ask = await find_own_ask(act, ask_ref)
    if await _is_heard(ask):
        raise Refused(HEARD)
    found = await open_draft(act, ask)
    if found is None and not await _stands(ask):
        raise Refused(OFF)
    return found or await read_draft(act, await _begin(act, ask))


async def _begin(act: Act, ask: Ask) -> str:
    """What was sent before stands in the new one; else what the agenda says of everybody in the case."""
    known = await known_of_sender(act, RESEARCH)
    told = await _sent_before(act, ask) or await _from_the_agenda(act, ask)
    names = await names_of(act, [act.officer_id] if act.officer_id else [])
    known |= told | {
        "sender_reference": new_ref().upper(),
        "completed_on": act.today.isoformat(),
        "completed_by": next(iter(names.values()), ""),
    }
    draft_ref = await start_draft(act, RESEARCH, known=known, about=ask.id)
    await Ask.update({Ask.state: "in_progress"}).where((Ask.id == ask.id) & (Ask.state == "not_started"))
    return draft_ref


async def _sent_before(act: Act, ask: Ask) -> dict[str, Any]:
    document = await last_return(ask)
    if document is None:
        return {}
    permit = act.permit(Event.DOCUMENT_READ, "document", document.id, case=str(ask.case))
    body: dict[str, Any] = (await act.vault.open_record(permit, document))["body"]
    return {name: value for name, value in body.items() if name not in NEW_EACH_TIME}


async def _from_the_agenda(act: Act, ask: Ask) -> dict[str, Any]:
    case, meeting = await _case(ask), await _meeting(ask)
    sees_children = await _sees_children(act, meeting)
    mentions = [
        mention
        for mention in await Mention.objects().where(Mention.document == case.opened_by).order_by(Mention.n)
        if mention.role != "child" or sees_children
    ]
    permit = act.permit(Event.CASE_READ, "case", case.id, reason_code="research").showing([case.id])
    opened = await act.vault.open_records(permit, mentions)
    persons = [
        {"role": mention.role, "index": mention.n, "name_as_listed": _name_as_listed(values["card"])}
        for mention, values in zip(mentions, opened, strict=True)
    ]
    order = {"victim": 0, "perpetrator": 1, "child": 2}
    return {
        "meeting_on": meeting.held_on.isoformat(),
        "case_number": case.case_number,
        "persons": sorted(persons, key=lambda person: (order[str(person["role"])], person["index"])),
    }


async def _sees_children(act: Act, meeting: Meeting) -> bool:
    """As on the agenda: only agencies whose work needs them."""
    agencies = {agency.id: agency for agency in await agencies_of(act.area.id, on=meeting.held_on)}
    own = agencies.get(act.agency_id) if act.agency_id else None
    return needs_of(own.type if own else "").children


def _name_as_listed(card: Mapping[str, Any]) -> str:
    parts = [tidy_name(card.get(part) or "") for part in ("given_names", "family_name")]
    return " ".join(part for part in parts if part) or NAME_NOT_KNOWN


async def send_research(act: Act, ask_ref: str) -> bool:
    """Send it through the same door as every document; what this agency sent before about the case is superseded.

    Gives whether the case still stands on that meeting. If not, the answer is kept with the case, and no room shows it.
    """
    ask = await find_own_ask(act, ask_ref)
    if await _is_heard(ask):
        raise Refused(HEARD)
    draft = await open_draft(act, ask)
    if draft is None:
        raise Refused("This answer was sent already.")
    await _address_to_meeting(act, ask, draft)
    earlier = await Research.select(Research.id).where((Research.ask == ask.id) & (Research.state == "sent"))
    await send_draft(act, draft.ref)
    if earlier:
        async with transaction():
            await Research.update({Research.state: "superseded"}).where(
                Research.id.is_in([row["id"] for row in earlier])
            )
    return await _stands(ask)


async def _address_to_meeting(act: Act, ask: Ask, draft: DraftPaper) -> None:
    """The meeting moved, or the case went to another one, after the answer was begun."""
    day = (await _meeting(ask)).held_on.isoformat()
    if draft.answers.values.get("meeting_on") == day:
        return
    answers = replace(draft.answers, values={**draft.answers.values, "meeting_on": day})
    await save_draft(act, draft.ref, answers, base_revision=draft.revision, marks=draft.marks)


async def _begun_by(act: Act, draft: DraftPaper | None) -> str:
    if draft is None or draft.officer == act.officer_id:
        return ""
    return (await names_of(act, [draft.officer])).get(draft.officer, "")


async def _stands(ask: Ask) -> bool:
    return bool(await Ask.exists().where((Ask.id == ask.id) & standing()))


async def _is_heard(ask: Ask) -> bool:
    here = (AgendaItem.meeting == ask.meeting) & (AgendaItem.case == ask.case)
    return bool(await AgendaItem.exists().where(here & (AgendaItem.state == "heard")))


async def _case(ask: Ask) -> Case:
    found = await Case.objects().get(Case.id == ask.case)
    if found is None:
        raise NotFound
    return found


async def _meeting(ask: Ask) -> Meeting:
    found = await Meeting.objects().get(Meeting.id == ask.meeting)
    if found is None:
        raise NotFound
    return found
