"""The life of one meeting as a list of tasks: what is done, what is due, and where it is done."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from agencies.acts import Act
from agencies.policy import may
from agencies.roles import SeatKind
from marac.counts import show_count
from marac.dates import show_due, show_moment, show_tense
from meetings.access import not_barred, visible
from meetings.clearing import number_to_clear
from meetings.links_for_chair import MAY_LOOK, links_before
from meetings.meeting_list import MeetingEntry, entry_of
from meetings.research import OPEN_STATES, standing
from meetings.seats import SeatHere, find_meeting, seat_at
from meetings.tables.meeting import Approval, Circulation, Meeting
from meetings.tables.research import Ask

FINISHED = "Completed"


@dataclass(frozen=True, slots=True)
class Task:
    """One step: its words, where it is done (empty: not here or not yet), its state, and the date that goes with it."""

    words: str
    href: str
    state: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """A meeting for one reader."""

    entry: MeetingEntry
    tasks: tuple[Task, ...]
    may_arrange: bool
    may_build: bool
    number_to_clear: int
    uid: str


@dataclass(frozen=True, slots=True)
class _Stand:
    """What the states are made of."""

    act: Act
    meeting: Meeting
    entry: MeetingEntry
    sent: dict[str, datetime]
    asked: int
    answered: int
    is_signed: bool
    has_affirmed: bool
    weighty_links: int | None  # nothing for those who do not look at them

    def path(self, tail: str) -> str:
        return f"/meetings/{self.meeting.ref}/{tail}"

    def door(self, row: str, tail: str) -> str:
        """The path, for those whom the row of its page lets in; else no link."""
        return self.path(tail) if may(row, roles=self.act.roles, forum=self.act.area.forum) else ""

    def due(self, done: bool, due_at: datetime) -> str:
        if done:
            return FINISHED
        return show_tense(due_at, self.act.business_at, to_come="Not started", past="Overdue")

    def due_words(self, due_at: datetime) -> str:
        return f"{show_tense(due_at, self.act.business_at, to_come='Due', past='Was due')} {show_moment(due_at)}"


async def read_life(act: Act, meeting_ref: str) -> Life:
    meeting = await find_meeting(act, meeting_ref)
    seat = await seat_at(act, meeting)
    runs = seat is not None and seat.runs_the_room
    stand = await _stand(act, meeting, seat, runs=runs)
    tasks = _tasks_of_those_who_run(stand) if runs else _tasks_of_an_agency(stand)
    builds = seat is not None and seat.kind in (SeatKind.COORDINATOR, SeatKind.CHAIR)
    return Life(
        entry=stand.entry,
        tasks=tasks if meeting.status != "cancelled" else (),
        may_arrange=act.is_coordinator and meeting.status == "planned",
        may_build=builds,
        number_to_clear=await number_to_clear(act, meeting.id) if builds else 0,
        uid=meeting.uid,
    )


async def _stand(act: Act, meeting: Meeting, seat: SeatHere | None, *, runs: bool) -> _Stand:
    mine = not_barred(act, Ask.case) if runs else (Ask.agency == act.agency_id) & visible(act, Ask.case)
    needed = (Ask.meeting == meeting.id) & (Ask.state != "not_required") & standing()
    asks = await Ask.select(Ask.state).where(needed & mine)
    states = Counter(row["state"] for row in asks)
    waiting = sum(states[state] for state in OPEN_STATES)
    circulations = (
        await Circulation.select(Circulation.kind, Circulation.business_at)
        .where((Circulation.meeting == meeting.id) & Circulation.recalled_at.is_null())
        .order_by(Circulation.n)
    )
    return _Stand(
        act=act,
        meeting=meeting,
        entry=await entry_of(act, meeting),
        sent={row["kind"]: row["business_at"] for row in circulations},
        asked=len(asks),
        answered=len(asks) - waiting,
        is_signed=bool(await Approval.exists().where(Approval.meeting == meeting.id)),
        has_affirmed=seat is not None and seat.has_affirmed,
        weighty_links=len(await links_before(act, meeting.starts_at))
        if seat is not None and seat.kind in MAY_LOOK
        else None,
    )


def _agenda_hint(stand: _Stand) -> str:
    if "agenda" in stand.sent:
        return f"Sent {show_moment(stand.sent['agenda'])}"
    return stand.due_words(stand.entry.deadlines.agenda_issue)


def _tasks_of_those_who_run(stand: _Stand) -> tuple[Task, ...]:
    return (*_tasks_before(stand), *_tasks_of_the_day(stand), *_tasks_after(stand))


def _tasks_before(stand: _Stand) -> tuple[Task, ...]:
    deadlines, path, is_sent = stand.entry.deadlines, stand.path, "agenda" in stand.sent
    is_closed = deadlines.referral_close < stand.act.business_at
    listed = f"{stand.entry.number_of_cases} of {show_count(stand.entry.capacity, 'place', 'places')}"
    closes = f"{listed}, {'closed' if is_closed else 'closes'} {show_moment(deadlines.referral_close)}"
    return (
        Task("The list", stand.door("agenda.order", "agenda/build"), FINISHED if is_closed else "In progress", closes),
        Task(
            "Send the agenda",
            stand.door("agenda.build", "agenda/issue"),
            stand.due(is_sent, deadlines.agenda_issue),
            _agenda_hint(stand),
        ),
        *_links_task(stand),
        Task("Read the agenda", path("agenda"), "Ready" if is_sent else "Not sent yet"),
        Task(
            "Research by agency",
            stand.door("research.read", "research"),
            f"{stand.answered} of {stand.asked} in",
            stand.due_words(deadlines.research_due),
        ),
    )


def _links_task(stand: _Stand) -> tuple[Task, ...]:
    if stand.weighty_links is None:
        return ()
    state = f"{stand.weighty_links} to look at" if stand.weighty_links else "None"
    return (Task("Links that weigh more", stand.door("person.review", "links"), state),)


def _tasks_of_the_day(stand: _Stand) -> tuple[Task, ...]:
    path = stand.path
    state = _moment_state(stand.meeting.opened_at is not None, stand.meeting.status == "held")
    return (
        Task("Confidentiality statement", path("statement"), "Affirmed" if stand.has_affirmed else "Not started"),
        Task("Who is here", path("presence"), state),
        Task("The room", path("room"), state, show_moment(stand.meeting.starts_at)),
    )


def _tasks_after(stand: _Stand) -> tuple[Task, ...]:
    deadlines, path, sent = stand.entry.deadlines, stand.path, stand.sent
    was_opened = stand.meeting.opened_at is not None

    def sending(kind: str, due_at: datetime) -> str:
        return stand.due(kind in sent, due_at) if was_opened else "Not started"

    return (
        Task(
            "Send the actions",
            stand.door("minutes.issue", "actions/send"),
            sending("action_sheet", deadlines.action_sheet_issue),
            stand.due_words(deadlines.action_sheet_issue),
        ),
        Task(
            "Sign the minutes",
            stand.door("minutes.sign", "minutes/sign"),
            FINISHED if stand.is_signed else "Not started",
        ),
        Task(
            "Send the minutes",
            stand.door("minutes.issue", "minutes/send"),
            sending("minutes", deadlines.minutes_issue),
            stand.due_words(deadlines.minutes_issue),
        ),
        Task("Read the minutes", path("minutes") if was_opened else "", "Ready" if was_opened else "Not started"),
    )


def _moment_state(was_opened: bool, is_held: bool) -> str:
    if is_held:
        return FINISHED
    return "In progress" if was_opened else "Not started"


def _tasks_of_an_agency(stand: _Stand) -> tuple[Task, ...]:
    path, sent = stand.path, stand.sent
    is_sent, was_opened = "agenda" in sent, stand.meeting.opened_at is not None
    due = show_due(stand.entry.deadlines.research_due, stand.act.business_at)
    research = "Needs you" if stand.answered < stand.asked else FINISHED
    return (
        Task(
            "Read the agenda and answer",
            path("agenda") if is_sent else "",
            research if is_sent else "Not sent yet",
            f"{stand.answered} of {stand.asked} answered, {due}",
        ),
        Task("Who will answer", path("assign") if stand.asked else "", f"{stand.asked} asked"),
        Task("Your time", path("my-slots") if is_sent else "", show_moment(stand.meeting.starts_at)),
        Task(
            "Confidentiality statement",
            path("statement") if is_sent else "",
            "Affirmed" if stand.has_affirmed else "Not started",
        ),
        Task("The room", path("room") if was_opened else "", "Open" if stand.meeting.status == "open" else "Not open"),
        Task(
            "Read the minutes",
            path("minutes") if "minutes" in sent else "",
            "Ready" if "minutes" in sent else "Not sent yet",
        ),
    )
