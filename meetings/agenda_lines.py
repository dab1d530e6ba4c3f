"""One line of an agenda, as far as its reader may have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.members import AgencyLine
from agencies.roles import SeatKind
from marac.dates import day_in_london, show_short_date
from meetings.evidence import Evidence, RepeatShown
from meetings.papers.agenda_paper import AgendaItem as ItemLine
from meetings.papers.agenda_paper import AnswerLine, RepeatMark, Route, RouteLine
from meetings.papers.person_from_card import EVERYTHING, MayRead, person_lines, relation_words
from meetings.papers.person_lines import PersonLines
from meetings.rules.redaction import needs_of
from meetings.rules.repeats import RepeatClock
from meetings.tables.meeting import AgendaItem
from meetings.tables.people import Mention

SEES_ALL = frozenset({SeatKind.COORDINATOR, SeatKind.CHAIR, SeatKind.MINUTE_TAKER})
ANSWER_WORDS = {
    "not_started": "not begun",
    "in_progress": "begun",
    "nil_known": "nil",
    "nil_no_trace": "nil",
    "submitted": "in",
    "not_required": "not needed",
}
CROSS_WORDS = {
    "counter_allegation": "The same two people the other way round: {number}",
    "serial_perpetrator": "Same perpetrator as {number}",
    "duplicate_of": "May be the same incident as {number}",
    "safety_clash": "An address here touches {number}",
}
Cards = Sequence[tuple[Mention, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Lines:
    """Who reads, and what all lines share."""

    act: Act
    seat: SeatKind
    agency: AgencyLine | None
    agencies: Mapping[UUID, AgencyLine]
    names: Mapping[UUID, str]
    sentences: Mapping[str, str]

    @property
    def sees_all(self) -> bool:
        return self.seat in SEES_ALL

    def may_read(self) -> MayRead:
        """Enough to search the own records, by the kind of agency; held addresses for coordinator and chair."""
        if self.sees_all:
            return EVERYTHING
        needs = needs_of(self.agency.type if self.agency else "")
        return MayRead(addresses=needs.addresses, school=needs.schools)

    @property
    def sees_children(self) -> bool:
        return self.sees_all or needs_of(self.agency.type if self.agency else "").children


def item_of(
    reader: Lines,
    item: AgendaItem,
    evidence: Evidence,
    cards: Cards,
    asks: Sequence[Mapping[str, Any]],
    *,
    number: int,
    at: datetime,
) -> ItemLine:
    victim, perpetrators, children = _people(reader, item, cards)
    return ItemLine(
        number=number,
        case_number=item.case.case_number or "",
        case_ref=item.case.ref,
        starts_at=at,
        minutes=item.minutes,
        victim=victim,
        perpetrators=perpetrators,
        children=children,
        routes=_routes(evidence),
        repeat=repeat_mark(evidence),
        transfer_from=_transfer_from(evidence),
        referred_by=_referred_by(reader, item, evidence),
        victim_aware=_words(evidence.answers["victim_aware"]["answer"]),
        idva_engaged=_idva_engaged(reader, item, asks),
        cross_references=_cross_references(evidence) if reader.sees_all else (),
        why_here=reader.sentences.get(item.case.ref, ""),
        kind=_kind(item),
        is_restricted=item.case.restricted is not None,
        answer=next((answer_line(reader, ask) for ask in asks if ask["agency"] == reader.act.agency_id), None),
        asked=tuple(answer_line(reader, ask) for ask in asks) if reader.sees_all else (),
    )


def _people(
    reader: Lines, item: AgendaItem, cards: Cards
) -> tuple[PersonLines, tuple[PersonLines, ...], tuple[PersonLines, ...]]:
    may, written_on = reader.may_read(), item.case.referred_on
    by_role: dict[str, list[Mapping[str, Any]]] = {"victim": [], "perpetrator": [], "child": []}
    for mention, card in cards:
        by_role[mention.role].append(card)

    def lines(role: str, card: Mapping[str, Any], relationships: Sequence[str] = ()) -> PersonLines:
        return person_lines(
            role, card, today=reader.act.today, written_on=written_on, may=may, relationships=relationships
        )

    victim = lines("victim", by_role["victim"][0])
    perpetrators = tuple(
        lines("perpetrator", card, relation_words(card, victim=victim.full_name, perpetrators=()))
        for card in by_role["perpetrator"]
    )
    adults = [person.full_name for person in perpetrators]
    children = tuple(
        lines("child", card, relation_words(card, victim=victim.full_name, perpetrators=adults))
        for card in by_role["child"]
    )
    return victim, perpetrators, children if reader.sees_children else ()


def _routes(evidence: Evidence) -> tuple[RouteLine, ...]:
    return tuple(
        RouteLine(route=Route(route.code), is_said=route.is_claimed, is_shown=route.is_evidenced)
        for route in evidence.routes.shown
        if route.is_claimed or route.is_evidenced
    )


def repeat_mark(evidence: Evidence) -> RepeatMark | None:
    """The verdict of the reported clock with its reason; the other clock is named where it differs."""
    reported = evidence.reported
    if not reported.sentence:
        return None
    if evidence.is_possible_duplicate:
        tag = "Same incident?"
    else:
        tag = "Repeat" if reported.verdict.is_repeat else "Not a repeat"
    other = next(shown for clock, shown in evidence.repeats.items() if clock is not evidence.reported_clock)
    return RepeatMark(tag=tag, sentence=reported.sentence, other_clock=_by_other_clock(reported, other))


def _by_other_clock(reported: RepeatShown, other: RepeatShown) -> str:
    """The same in three words, or what the other clock says, in short."""
    clock = "last heard" if other.verdict.clock is RepeatClock.LAST_HEARD else "last referral"
    if other.verdict.is_repeat == reported.verdict.is_repeat:
        return f"By {clock}: the same."
    if not other.in_short:
        return ""
    return f"By {clock}: {other.in_short[0].lower()}{other.in_short[1:].rstrip('.')}."


def _referred_by(reader: Lines, item: AgendaItem, evidence: Evidence) -> str:
    """`Northmoor Constabulary, and again by Ravenbeck Homes`."""
    again = {second.row["referring_agency"] for second in evidence.seconds}
    senders = [item.case.referring_agency, *sorted(again)]
    names = [reader.agencies[sender].name for sender in senders if sender in reader.agencies]
    return ", and again by ".join(names)


def _transfer_from(evidence: Evidence) -> str:
    transfer = evidence.answers["routes"]["transfer"]
    return (transfer["from_area"] or "another area") if transfer["applies"] else ""


def _idva_engaged(reader: Lines, item: AgendaItem, asks: Sequence[Mapping[str, Any]]) -> str:
    """Whether the Idva service is in touch, as far as its referral or its answer says."""
    if reader.agencies[item.case.referring_agency].type == "idva":
        return "yes"
    states = [ask["state"] for ask in asks if reader.agencies[ask["agency"]].type == "idva"]
    if "submitted" in states:
        return "yes"
    return "no" if "nil_no_trace" in states else "not known"


def _cross_references(evidence: Evidence) -> tuple[str, ...]:
    found = []
    for link in evidence.links:
        other = evidence.other_cases.get(link.to)
        if other is None or other.row["joined_to"]:
            continue
        if other.id not in evidence.hidden and link.type in CROSS_WORDS:
            found.append(CROSS_WORDS[link.type].format(number=other.case_number or "a referral not yet decided"))
    return tuple(found)


def _kind(item: AgendaItem) -> str:
    if item.kind in ("emergency", "update"):
        return str(item.kind).capitalize()
    return "Late item" if item.late_by is not None else ""


def _words(code: str) -> str:
    return code.replace("_", " ")


def answer_line(reader: Lines, ask: Mapping[str, Any]) -> AnswerLine:
    state = ANSWER_WORDS[ask["state"]]
    if state in ("not begun", "begun") and ask["due_at"] < reader.act.business_at:
        state = "late"
    answered = ask["answered_at"]
    return AnswerLine(
        agency=reader.agencies[ask["agency"]].name,
        state=state,
        detail=show_short_date(day_in_london(answered)) if answered else "",
        ask_ref=ask["ref"],
    )
