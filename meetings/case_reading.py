"""Cases as a list, and one case in summary: what comes next, both repeat clocks, meetings, people, history."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from agencies.acts import Act
from marac.audit.events import Event
from marac.errors import NotFound
from meetings.access import Condition, find_case, visible
from meetings.alerts import AlertShown, read_alerts
from meetings.bring_in.origin import Origin, origin_of
from meetings.evidence import RepeatShown, open_evidence
from meetings.history import Step, events_of, names_in, steps
from meetings.people_rows import PersonRow, person_rows
from meetings.rules.routes import Routes
from meetings.rules.states import ON_WORK_LISTS, WORDS
from meetings.second_referrals import Joined, SecondReferral, joined_by, seconds_of
from meetings.tables.documents import Case
from meetings.tables.meeting import AgendaItem
from meetings.tables.minutes import Action
from meetings.tables.people import Mention
from meetings.values import cards_with_values, value_rows

VIEWS = ("open", "closed", "all")
ENDED = ("closed", "declined", "redirected", "withdrawn", "joined")
MOST_SHOWN = 200
STILL_OPEN = ("agreed", "accepted", "in_progress")


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list, without names."""

    case_ref: str
    case_number: str | None
    status: str
    status_words: str
    sender: str
    referred_on: date
    heard_on: date | None
    closed_on: date | None
    is_restricted: bool


@dataclass(frozen=True, slots=True)
class OnMeeting:
    """One time this case stands or stood on a meeting."""

    meeting_ref: str
    held_on: date
    starts_at: datetime
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A case in summary."""

    line: CaseLine
    victim: PersonRow
    people: tuple[PersonRow, ...]
    routes: Routes
    repeats: tuple[RepeatShown, ...]
    reported: RepeatShown
    alerts: tuple[AlertShown, ...]
    meetings: tuple[OnMeeting, ...]
    number_of_open_actions: int
    history: tuple[Step, ...]
    next_thing: str
    joined: Joined | None = None
    seconds: tuple[SecondReferral, ...] = ()
    origin: Origin | None = None


async def list_cases(act: Act, view: str = "open") -> tuple[CaseLine, ...]:
    """Newest referral first. Nothing is opened."""
    if view not in VIEWS:
        raise NotFound
    where: Condition = (Case.area == act.area.id) & visible(act, Case.id) & (Case.status != "recorded_in_error")
    if view != "all":
        where = where & Case.status.is_in(sorted(ON_WORK_LISTS) if view == "open" else list(ENDED))
    rows = await Case.select(*_COLUMNS).where(where).order_by(Case.referred_on, ascending=False).limit(MOST_SHOWN)
    return tuple(_line(row) for row in rows)


async def read_case(act: Act, case_ref: str, *, reason_code: str | None = None) -> CasePaper:
    """Two leaves, as for a referral."""
    case = await find_case(act, case_ref)
    permit = act.permit(Event.CASE_READ, "case", case.id, reason_code=reason_code)
    evidence = (await open_evidence(act, [case], permit))[case.id]
    mentions = await Mention.objects().where((Mention.case == case.id) & (Mention.document == case.opened_by))
    events = await events_of(case.id)
    values = await value_rows([mention.id for mention in mentions], state="accepted")
    opened = await act.vault.open_records(permit, [*mentions, *values, *events])
    known = opened[: len(mentions) + len(values)]
    people = person_rows(mentions, cards_with_values(mentions, values, known), {})
    row = await Case.select(*_COLUMNS).where(Case.id == case.id).first()
    on_meetings = await _meetings(case)
    return CasePaper(
        line=_line(row or {}),
        victim=next(person for person in people if person.role == "Victim"),
        people=tuple(people),
        routes=evidence.routes,
        repeats=tuple(evidence.repeats.values()),
        reported=evidence.reported,
        alerts=await read_alerts(act, case, evidence),
        meetings=on_meetings,
        number_of_open_actions=await _open_actions(case),
        history=steps(events, [each["reason"] for each in opened[len(known) :]], await names_in(act, events)),
        next_thing=_next_thing(case, on_meetings),
        joined=await joined_by(act, case),
        seconds=await seconds_of(act, case),
        origin=await origin_of(act, case),
    )


_COLUMNS: Any = (
    Case.ref,
    Case.case_number,
    Case.status,
    Case.referring_agency.name.as_alias("sender"),
    Case.referred_on,
    Case.heard_on,
    Case.closed_on,
    Case.restricted,
)


def _line(row: dict[str, Any]) -> CaseLine:
    return CaseLine(
        row["ref"],
        row["case_number"],
        row["status"],
        WORDS[row["status"]],
        row["sender"],
        row["referred_on"],
        row["heard_on"],
        row["closed_on"],
        row["restricted"] is not None,
    )


async def _meetings(case: Case) -> tuple[OnMeeting, ...]:
    meeting = AgendaItem.meeting
    rows = await (
        AgendaItem.select(
            meeting.ref.as_alias("meeting_ref"),
            meeting.held_on.as_alias("held_on"),
            meeting.starts_at.as_alias("starts_at"),
            AgendaItem.kind,
            AgendaItem.state,
        )
        .where(AgendaItem.case == case.id)
        .order_by(AgendaItem.listed_at)
    )
    return tuple(OnMeeting(**row) for row in rows)


async def _open_actions(case: Case) -> int:
    return int(await Action.count().where((Action.case == case.id) & Action.status.is_in(list(STILL_OPEN))))


def _next_thing(case: Case, meetings: tuple[OnMeeting, ...]) -> str:
    """What comes next, in one phrase; a page adds the date."""
    listed = [each for each in meetings if each.state == "listed"]
    if listed:
        return "To be heard" if listed[-1].kind != "update" else "To be heard for update"
    return {
        "received": "To be decided",
        "information_requested": "The referrer answers questions",
        "deferred": "To be put on a later meeting",
        "heard": "Actions are done, then it is closed",
        "actions_open": "Actions are open",
        "joined": "Nothing here: it is heard with the earlier case",
    }.get(case.status, "")
