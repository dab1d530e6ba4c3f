"""The coordinator's inbox: what is new, near its limit, with the referrer or decided, and what could not be placed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from agencies.acts import Act
from agencies.tables import Agency
from marac.audit.events import Event
from marac.errors import NotFound
from meetings.access import Condition, visible
from meetings.conflicts import count_conflicts
from meetings.evidence import Evidence, open_evidence
from meetings.rules.stage_clock import Limit, Stage, stage_limit
from meetings.rules.states import WORDS
from meetings.schedule import MeetingOffer, next_with_room, offer_meetings
from meetings.settings_in_force import RulesOfDay, settings_on
from meetings.suggestions import SuggestedInCase, suggestions_of_cases
from meetings.tables.documents import Case, Document
from meetings.triage.opinion_reading import cases_with_chair

VIEWS = ("new", "emergency", "limit", "waiting", "decided")
DECIDED_SHOWN_FOR = timedelta(days=28)
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """The numbers on the views."""

    new: int
    limit: int
    waiting: int
    unplaced: int
    conflicts: int
    emergency: int = 0


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One referral, without names."""

    case_ref: str
    case_number: str | None
    received_at: datetime
    sender: str
    routes: tuple[str, ...]
    is_repeat: bool
    is_possible_duplicate: bool
    is_emergency_asked: bool
    limit: Limit
    number_of_gaps: int
    number_of_linked_people: int
    number_strong: int
    number_possible: int
    is_searching: bool
    status: str
    status_words: str
    decided_at: datetime | None
    is_with_chair: bool = False


@dataclass(frozen=True, slots=True)
class InboxPaper:
    """One view with the counts of all."""

    view: str
    counts: InboxCounts
    number_decided: int
    lines: tuple[InboxLine, ...]
    next_meeting: MeetingOffer | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, by view, and the moments that matter most."""

    counts: InboxCounts
    cases: dict[str, list[Case]]
    oldest_at: datetime | None
    first_limit: tuple[datetime, str] | None  # by when, and the case's reference


async def read_inbox(act: Act, view: str = "new") -> InboxPaper:
    """One leaf for the list: routes and repeats are computed from the referrals as they stand."""
    if view not in VIEWS:
        raise NotFound
    rules = await settings_on(act, act.today)
    waiting = await read_waiting(act, rules)
    cases = await _decided_cases(act) if view == "decided" else waiting.cases[view]
    return InboxPaper(
        view,
        waiting.counts,
        await _number(_decided(act)),
        await _lines(act, cases[:MOST_SHOWN], rules),
        next_with_room(await offer_meetings(act, received_at=act.business_at)),
    )


async def read_waiting(act: Act, rules: RulesOfDay) -> Waiting:
    """The counts of the inbox, by the very lists they lead to. Nothing is opened."""
    waiting = await _open_cases(act)
    limits = {case.id: limit_of(act, case, rules) for case in waiting}
    new = [case for case in waiting if case.status == "received"]
    near = [case for case in new if limits[case.id].is_near]
    urgent = [case for case in waiting if case.emergency_asked_at is not None]
    returned = [case for case in waiting if case.status == "information_requested"]
    counts = InboxCounts(
        len(new),
        len(near),
        len(returned),
        await _number_unplaced(act),
        await count_conflicts(act),
        len(urgent),
    )
    return Waiting(
        counts,
        {"new": new, "emergency": urgent, "limit": near, "waiting": returned},
        new[0].received_at if new else None,
        min(((limits[case.id].due_at, case.ref) for case in new), default=None),
    )


def limit_of(act: Act, case: Case, rules: RulesOfDay) -> Limit:
    """By when a referral is decided: a dated setting in working days from receipt."""
    return stage_limit(Stage.DECISION, case.received_at, act.business_at, nation=act.area.nation, rows=rules.rows)


async def _open_cases(act: Act) -> list[Case]:
    found: list[Case] = (
        await Case.objects()
        .where(
            (Case.area == act.area.id)
            & Case.status.is_in(["received", "information_requested"])
            & visible(act, Case.id)
        )
        .order_by(Case.received_at)
    )
    return found


def _decided(act: Act) -> Condition:
    since = act.business_at - DECIDED_SHOWN_FOR
    return (
        (Case.area == act.area.id)
        & (Case.decided_at >= since)
        & (Case.status != "recorded_in_error")
        & visible(act, Case.id)
    )


async def _decided_cases(act: Act) -> list[Case]:
    found: list[Case] = (
        await Case.objects().where(_decided(act)).order_by(Case.decided_at, ascending=False).limit(MOST_SHOWN)
    )
    return found


async def _number(where: Condition) -> int:
    return int(await Case.count().where(where))


async def _number_unplaced(act: Act) -> int:
    return int(
        await Document.count().where(
            (Document.area == act.area.id) & (Document.result == "not_placed") & Document.settled_at.is_null()
        )
    )


async def _lines(act: Act, cases: Sequence[Case], rules: RulesOfDay) -> tuple[InboxLine, ...]:
    if not cases:
        return ()
    judged = await open_evidence(act, cases, act.permit(Event.INBOX_LISTED, "inbox", None))
    agencies = await Agency.select(Agency.id, Agency.short).where(Agency.area == act.area.id)
    shorts = {agency["id"]: agency["short"] for agency in agencies}
    suggested = await suggestions_of_cases(act, [case.id for case in cases])
    asked = await cases_with_chair(act, [case.id for case in cases])
    return tuple(
        replace(
            _line(act, case, judged[case.id], suggested[case.id], shorts.get(case.referring_agency, ""), rules),
            is_with_chair=case.id in asked,
        )
        for case in cases
    )


def _line(
    act: Act, case: Case, judged: Evidence, suggested: SuggestedInCase, sender: str, rules: RulesOfDay
) -> InboxLine:
    waiting = [each.band for each in suggested.shown if each.answer is None]
    return InboxLine(
        case_ref=case.ref,
        case_number=case.case_number,
        received_at=case.received_at,
        sender=sender,
        routes=tuple(route.words for route in judged.routes.shown if route.is_evidenced),
        is_repeat=judged.reported.verdict.is_repeat,
        is_possible_duplicate=judged.is_possible_duplicate,
        is_emergency_asked=case.emergency_asked_at is not None,
        limit=limit_of(act, case, rules),
        number_of_gaps=len(judged.gaps),
        number_of_linked_people=judged.number_of_known_people,
        number_strong=waiting.count("strong"),
        number_possible=waiting.count("possible"),
        is_searching=suggested.is_searching,
        status=case.status,
        status_words=WORDS[case.status],
        decided_at=case.decided_at,
    )
