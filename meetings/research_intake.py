"""A research return arrives: it finds its case by the number agencies quote, or is kept until somebody places it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from piccolo.columns import Column

from agencies.acts import Act
from marac.audit.events import Event
from marac.ids import new_ref, uuid7
from meetings.access import unseen_cases
from meetings.arrivals import Arrival, Filed, Json, Result, document_row, insert_document
from meetings.confidential_places import keep_places
from meetings.matching import look_for
from meetings.mentions import propose_values
from meetings.research import standing
from meetings.tables.documents import Case, Document, Exclusion, NamedReader
from meetings.tables.meeting import AgendaItem, Meeting
from meetings.tables.research import Ask, Research, ResearchLine

STATE_OF_NIL = {"none": "submitted", "known_no_info": "nil_known", "no_trace": "nil_no_trace"}


async def find_case_of(act: Act, arrival: Arrival) -> Case | None:
    """The case a return names, unless its sender must never meet that case: then it names none we know."""
    case: Case | None = await Case.objects().get(
        (Case.area == act.area.id)
        & (Case.case_number == arrival.answers["case_number"].strip().upper())
        & Case.id.not_in(unseen_cases(act))
    )
    if case is None or await is_barred(case.id, arrival.sender_id):
        return None
    return case


async def is_barred(case_id: UUID, agency_id: UUID) -> bool:
    """The colleague's own agency answers through its named alternate alone."""
    barred = (Exclusion.case == case_id) & (Exclusion.agency == agency_id) & Exclusion.to_at.is_null()
    if not await Exclusion.exists().where(barred):
        return False
    alternate = (NamedReader.case == case_id) & (NamedReader.officer.agency == agency_id) & NamedReader.to_at.is_null()
    return not await NamedReader.exists().where(alternate)


async def file_research(act: Act, arrival: Arrival, case: Case) -> Filed:
    """Keep a return with its lines under a key of its own. Inside a transaction."""
    document = document_row(act, arrival, Result.RECEIVED)
    document.case = case.id
    research = await _research_row(act, arrival, case)
    research.document = document.id
    document.dk = research.dk = await act.vault.make_data_key(act.area.id, "research", research.id)
    await insert_document(act, document, arrival)
    await _keep_research(act, arrival, case, research, document_id=document.id)
    return Filed(Result.RECEIVED, document.id, document.ref, case.id, case.ref)


async def place_research(act: Act, document: Document, arrival: Arrival, case: Case) -> None:
    """File a return that was kept without a place: the document keeps its key, the return gets its own."""
    research = await _research_row(act, arrival, case)
    research.document = document.id
    research.dk = await act.vault.make_data_key(act.area.id, "research", research.id)
    await Document.update({Document.case: case.id}).where(Document.id == document.id)
    await _keep_research(act, arrival, case, research, document_id=document.id)


async def _research_row(act: Act, arrival: Arrival, case: Case) -> Research:
    meeting_id, ask_id = await _ask_of(act, arrival, case)
    return Research(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        agency=arrival.sender_id,
        ask=ask_id,
        case=case.id,
        meeting=meeting_id,
        nil=arrival.answers["nil_return"],
        state="sent",
        revision=1,
        saved_at=act.at,
        sent_at=act.business_at,
        by=act.officer_id,
    )


async def _ask_of(act: Act, arrival: Arrival, case: Case) -> tuple[UUID | None, UUID | None]:
    """The meeting and the ask it answers; an agency that was not asked may still tell what it knows."""
    meeting_on = date.fromisoformat(arrival.answers["meeting_on"])
    that_day = (Meeting.area == act.area.id) & (Meeting.held_on == meeting_on)
    meetings = [row["id"] for row in await Meeting.select(Meeting.id).where(that_day)]
    asked = await Ask.select(Ask.id, Ask.meeting).where((Ask.case == case.id) & (Ask.agency == arrival.sender_id))
    ask = next((row for row in asked if row["meeting"] in meetings), None)
    if ask is not None:
        return ask["meeting"], ask["id"]
    return (meetings[0] if meetings else None), None


async def _keep_research(act: Act, arrival: Arrival, case: Case, research: Research, *, document_id: UUID) -> None:
    answers = arrival.answers
    lines = lines_of(answers)
    apart = {"lines", "kept_back"}
    await act.vault.seal(research, {Research.body: {key: value for key, value in answers.items() if key not in apart}})
    await Research.insert(research)
    shared_at = act.business_at if await _is_before_the_room(research) else None
    rows = [await _line_row(act, research, n, line, shared_at=shared_at) for n, line in enumerate(lines)]
    if rows:
        await ResearchLine.insert(*rows)
    if research.ask is not None:
        await Ask.update({Ask.state: STATE_OF_NIL[answers["nil_return"]], Ask.answered_at: act.business_at}).where(
            (Ask.id == research.ask) & standing()
        )
    said_on = date.fromisoformat(answers["completed_on"])
    corrected = await propose_values(act, case, source=document_id, said_on=said_on, persons=answers["persons"])
    await keep_places(act, case.id, [person["corrections"] for person in answers["persons"] if person["corrections"]])
    for mention_id in corrected:
        await look_for(act, case_id=case.id, document_id=document_id, mention_id=mention_id)
    await act.record(
        Event.RESEARCH_SENT,
        "research",
        research.id,
        case=str(case.id),
        meeting=str(research.meeting) if research.meeting else None,
        lines=len(rows),
        held=sum(row.share != "share" for row in rows),
    )


def lines_of(answers: Json) -> list[dict[str, Any]]:
    """What was told line by line, and what was kept back with its reason, as one list."""
    kept_back = [
        {"text": line["text"], "reason": line["reason"], "share": "kept_back", "kind": "fact", "source": None}
        for line in answers.get("kept_back", [])
    ]
    return [*answers.get("lines", []), *kept_back]


async def _is_before_the_room(research: Research) -> bool:
    """The case was opened in the meeting already, so what is shared is read at once."""
    here = (AgendaItem.meeting == research.meeting) & (AgendaItem.case == research.case)
    return bool(await AgendaItem.exists().where(here & AgendaItem.opened_at.is_not_null()))


async def _line_row(
    act: Act, research: Research, n: int, line: dict[str, Any], *, shared_at: datetime | None
) -> ResearchLine:
    row = ResearchLine(
        id=uuid7(),
        area=act.area.id,
        research=research.id,
        n=n,
        share=line["share"],
        kind=line.get("kind") or "fact",
        dash_item=line.get("dash_item"),
        shared_at=shared_at if line["share"] == "share" else None,
        dk=research.dk,
    )
    told: dict[Column | str, object] = {
        ResearchLine.text: line["text"],
        ResearchLine.source: line.get("source"),
        ResearchLine.reason: line.get("reason"),
    }
    await act.vault.seal(row, told)
    return row
