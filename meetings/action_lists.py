"""Lists of actions over all meetings: one's own, one's agency's, and what is overdue, with the step of the ladder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.members import agencies_of, members_of
from marac.audit.events import Event
from marac.dates import day_in_london, working_days_between
from meetings.access import Condition, denied, not_barred
from meetings.action_orphans import orphaned
from meetings.action_owners import may_act_in
from meetings.actions import MAY_BE_MOVED, NEXT, OPEN, STATUS_WORDS, find_action
from meetings.chasing.action_things import due_moment
from meetings.many import among
from meetings.rules.chase_ladder import RUNG_WORDS, Kind, next_step, rung_reached, steps_of
from meetings.settings_in_force import RulesOfDay, settings_on
from meetings.tables.documents import Case
from meetings.tables.meeting import Meeting
from meetings.tables.minutes import Action, ActionEvent

VIEWS = ("mine", "agency", "given", "overdue", "orphaned")


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action in a list, with what is to be done."""

    ref: str
    case_ref: str
    case_number: str
    n: int
    meeting_on: date
    agency: str
    owner: str
    due_on: date
    status: str
    days_late: int  # working days; 0 when not late
    step: str  # of the ladder, empty when not late
    next_step_on: date | None
    contacts_victim: bool
    is_own: bool
    text: str
    is_done_late: bool = False

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def may_be_refused(self) -> bool:
        return "refused" in NEXT[self.status]

    @property
    def may_be_moved(self) -> bool:
        return self.status in MAY_BE_MOVED

    @property
    def words(self) -> str:
        """Late is said where it was done, and never of the two ways of failing."""
        return "Done late" if self.is_done_late else STATUS_WORDS[self.status]


@dataclass(frozen=True, slots=True)
class ActionPage:
    """One action, opened: what to do, how it is safe, and what became of it."""

    row: ActionRow
    text: str
    risk: str
    safe_method: str
    history: tuple["Step", ...]
    may_verify: bool
    may_move: bool


@dataclass(frozen=True, slots=True)
class Step:
    status: str
    at: datetime
    by: str
    note: str

    @property
    def words(self) -> str:
        return STATUS_WORDS.get(self.status, "Checked by coordinator or chair")


async def list_actions(act: Act, view: str = "mine") -> tuple[ActionRow, ...]:
    """Open actions first by due date, then those ended, newest first."""
    return await _rows(act, await _of_view(act, view))


async def count_actions(act: Act) -> dict[str, int]:
    """How many stand in each list this reader may open."""
    views = VIEWS if act.is_coordinator or act.is_chair else VIEWS[:2]
    return {view: await _count(act, await _of_view(act, view)) for view in views}


async def number_overdue(act: Act) -> int:
    """The same for the list of what is overdue alone."""
    return await _count(act, await _of_view(act, "overdue"))


async def _count(act: Act, which: Condition) -> int:
    return int(await Action.count().where(which & (Action.area == act.area.id) & not_barred(act, Action.case)))


async def _of_view(act: Act, view: str) -> Condition:
    if view == "agency":
        return Action.agency == act.agency_id
    if view == "orphaned":
        return among(Action.id, await orphaned(act))
    if view in ("given", "overdue"):
        if not (act.is_coordinator or act.is_chair):
            raise await denied(act, "action", row="action.overdue")
        late = Action.status.is_in(list(OPEN)) & (Action.due_on < act.today)
        return late if view == "overdue" else Action.area == act.area.id
    return Action.owner == act.officer_id


async def _rows(act: Act, which: Condition) -> tuple[ActionRow, ...]:
    rows = (
        await Action.select(
            Action.id,
            Action.ref,
            Action.n,
            Action.agency,
            Action.owner,
            Action.due_on,
            Action.status,
            Action.contacts_victim,
            Action.case.ref.as_alias("case_ref"),
            Action.case.case_number.as_alias("case_number"),
            Action.meeting.held_on.as_alias("meeting_on"),
        )
        .where(which & (Action.area == act.area.id) & not_barred(act, Action.case))
        .order_by(Action.due_on)
    )
    rules = await settings_on(act, act.today)
    agencies = {agency.id: agency.name for agency in await agencies_of(act.area.id, on=act.today)}
    names = await names_of(act, {row["owner"] for row in rows if row["owner"]})
    texts = await _texts(act, [row["id"] for row in rows])
    late = await _done_late([row for row in rows if row["status"] == "done"])
    made = [
        replace(_row(act, row, rules, agencies, names, texts[row["id"]]), is_done_late=row["id"] in late)
        for row in rows
    ]
    return tuple(sorted(made, key=lambda row: (row.status not in OPEN, row.due_on, row.case_number, row.n)))


async def _done_late(rows: Sequence[Mapping[str, Any]]) -> set[UUID]:
    """Done, but by the day its owner gave after it was due."""
    if not rows:
        return set()
    due = {row["id"]: row["due_on"] for row in rows}
    reports = await ActionEvent.select(ActionEvent.action, ActionEvent.reported_on).where(
        among(ActionEvent.action, list(due)) & (ActionEvent.status == "done")
    )
    return {row["action"] for row in reports if row["reported_on"] > due[row["action"]]}


async def _texts(act: Act, ids: Sequence[UUID]) -> dict[UUID, str]:
    """What is to be done, opened under one leaf for the list."""
    rows = await Action.objects().where(among(Action.id, ids)) if ids else []
    opened = await act.vault.open_records(act.permit(Event.ACTION_LISTED, "action", None), rows)
    return {row.id: values["text"] for row, values in zip(rows, opened, strict=True)}


def _row(
    act: Act,
    row: Mapping[str, Any],
    rules: RulesOfDay,
    agencies: Mapping[UUID, str],
    names: Mapping[UUID, str],
    text: str,
) -> ActionRow:
    is_late = row["status"] in OPEN and row["due_on"] < act.today
    days_late = working_days_between(row["due_on"], act.today, act.area.nation) if is_late else 0
    step, next_on = _ladder_of(act, row["due_on"], rules) if is_late else ("", None)
    return ActionRow(
        ref=row["ref"],
        case_ref=row["case_ref"],
        case_number=row["case_number"] or "",
        n=row["n"],
        meeting_on=row["meeting_on"],
        agency=agencies.get(row["agency"], ""),
        owner=names.get(row["owner"], "") if row["owner"] else "",
        due_on=row["due_on"],
        status=row["status"],
        days_late=days_late,
        step=step,
        next_step_on=next_on,
        contacts_victim=row["contacts_victim"],
        is_own=row["owner"] == act.officer_id,
        text=text,
    )


def _ladder_of(act: Act, due_on: date, rules: RulesOfDay) -> tuple[str, date | None]:
    """How far up the ladder of reminders a late action has come, and when the next step is taken."""
    steps = steps_of(due_moment(due_on), kind=Kind.ACTION, nation=act.area.nation, rows=rules.rows)
    reached = rung_reached(steps, now=act.business_at)
    coming = next_step(steps, now=act.business_at)
    return RUNG_WORDS[reached] if reached else "", day_in_london(coming.at) if coming else None


async def read_action(act: Act, ref: str) -> ActionPage:
    """One action with its history."""
    action = await find_action(act, ref)
    events = await ActionEvent.objects().where(ActionEvent.action == action.id).order_by(ActionEvent.id)
    opened = await act.vault.open_records(act.permit(Event.ACTION_READ, "action", action.id), [action, *events])
    names = await names_of(act, {event.by for event in events if event.by})
    [row] = await _rows(act, Action.id == action.id)
    return ActionPage(
        row=row,
        text=opened[0]["text"],
        risk=opened[0]["risk"] or "",
        safe_method=opened[0]["safe_method"] or "",
        history=tuple(
            Step(event.status, event.business_at, names.get(event.by, ""), values["note"] or "")
            for event, values in zip(events, opened[1:], strict=True)
        ),
        may_move=act.is_coordinator or act.is_chair,
        may_verify=(act.is_coordinator or act.is_chair) and action.status == "done",
    )


async def unfinished_before(act: Act, meeting: Meeting) -> tuple[ActionRow, ...]:
    """Actions of earlier meetings due before this one and not done: to be put in one of the two bins."""
    open_late = Action.status.is_in([*OPEN, "not_done", "not_possible_changed"]) & (Action.due_on < meeting.held_on)
    open_cases = Action.case.not_in(
        Case.select(Case.id).where((Case.area == act.area.id) & Case.restricted.is_not_null())
    )
    return await _rows(act, open_late & (Action.meeting != meeting.id) & open_cases)


async def colleagues_for(act: Act, ref: str) -> tuple[tuple[str, str], ...]:
    """Who else of the same agency may take an action over: id and name."""
    action = await find_action(act, ref)
    members = await members_of(act.area.id, on=act.today, agency_id=action.agency)
    others = {
        member.officer_id
        for member in members
        if member.officer_id != action.owner and await may_act_in(act, action.case, action.agency, member.officer_id)
    }
    names = await names_of(act, others)
    return tuple(sorted(((str(officer), name) for officer, name in names.items()), key=lambda pair: pair[1]))
