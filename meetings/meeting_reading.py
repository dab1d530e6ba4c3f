"""How a meeting was held: who came, who sent an apology, who affirmed, what was left unfinished."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from agencies.members import AgencyLine
from agencies.roles import SeatKind
from marac.audit.events import Event
from meetings.access import not_barred, visible
from meetings.papers.marking import MeetingLine, Stamp
from meetings.papers.minutes_paper import Affirmation, Apology, Attendee, Observer, UnfinishedAction, UnfinishedBin
from meetings.seats import seat_at
from meetings.settings_in_force import RulesOfDay, settings_on
from meetings.tables.meeting import AgendaItem, Attendance, Meeting, Presence, Seat
from meetings.tables.minutes import Action
from meetings.tables.minutes import UnfinishedAction as UnfinishedRow

CAME = frozenset({"present", "late", "left"})
SEAT_WORDS = {
    "coordinator": "Coordinator",
    "chair": "Chair",
    "minute_taker": "Minute-taker",
    "representative": "Representative",
    "idva": "Idva",
    "observer": "Observer",
}
HOW_WORDS = {"in_person": "in person", "online": "online"}
REASON_WORDS = {
    "left_early": "left early",
    "condition_not_signed": "had not signed the condition",
    "not_yet_arrived": "not yet arrived",
    "not_listed": "not listed for this case",
    "conflict_declared": "left the room for this case",
    "staff_case": "not listed for this case",
}
BIN_WORDS = {
    "could_not_be_done": UnfinishedBin.THINGS_CHANGED,
    "agency_did_not_do_it": UnfinishedBin.NOT_DONE,
}
Names = Mapping[UUID, str]
Agencies = Mapping[UUID, AgencyLine]


@dataclass(frozen=True, slots=True)
class HowHeld:
    """The attendance of one meeting, opened."""

    meeting: Meeting
    rows: tuple[tuple[Attendance, str], ...]  # with the note
    seats: tuple[Seat, ...]
    statement_version: str
    presence: tuple[Presence, ...]
    binned: tuple[tuple[UnfinishedRow, Action, str, str], ...]  # bin, action, its text, its case number

    @property
    def officers(self) -> list[UUID]:
        people = {row.officer for row, _ in self.rows} | {seat.officer for seat in self.seats}
        people |= {row.deputy_for for row, _ in self.rows} | {action.owner for _, action, _, _ in self.binned}
        return [person for person in people if person is not None]

    def _seated(self, kind: SeatKind) -> UUID | None:
        return next((seat.officer for seat in self.seats if seat.seat == kind.value), None)

    @property
    def chair(self) -> UUID | None:
        return self._seated(SeatKind.CHAIR)

    @property
    def minute_taker(self) -> UUID | None:
        return self._seated(SeatKind.MINUTE_TAKER)

    @property
    def quorum_sentence(self) -> str:
        if self.meeting.quorate is None:
            return ""
        if self.meeting.quorate == "yes":
            return "The meeting was quorate by the area's rule."
        return "The meeting was below quorum; the chair decided what was heard."

    def attendees(self, names: Names, agencies: Agencies) -> tuple[Attendee, ...]:
        return tuple(
            Attendee(
                name=names.get(row.officer, ""),
                agency=_agency(row.agency, agencies),
                seat=SEAT_WORDS[row.seat],
                deputy_for=names.get(row.deputy_for, ""),
                how=HOW_WORDS.get(row.how or "", ""),
                arrived_at=row.arrived_at,
                left_at=row.left_at,
            )
            for row, _ in self.rows
            if row.state in CAME and row.seat != SeatKind.OBSERVER
        )

    def apologies(self, names: Names, agencies: Agencies) -> tuple[Apology, ...]:
        return tuple(
            Apology(
                name=names.get(row.officer, ""),
                agency=_agency(row.agency, agencies),
                is_information_sent=None if row.information_sent is None else row.information_sent == "yes",
                information_sent_at=row.information_sent_at,
                note=note,
                is_absent=row.state == "absent",
            )
            for row, note in self.rows
            if row.state in ("apology", "absent")
        )

    def observers(self, names: Names, agencies: Agencies) -> tuple[Observer, ...]:
        return tuple(
            Observer(
                name=names.get(row.officer, "") or note,
                agency=_agency(row.agency, agencies),
                is_condition_signed=row.condition_signed == "yes",
            )
            for row, note in self.rows
            if row.seat == SeatKind.OBSERVER and row.state in CAME
        )

    def affirmations(self, names: Names) -> tuple[Affirmation, ...]:
        return tuple(
            Affirmation(
                name=names.get(seat.officer, ""),
                how=HOW_WORDS.get(seat.affirmed_how or "", ""),
                affirmed_at=seat.affirmed_at,
            )
            for seat in self.seats
            if seat.affirmed_at is not None
        )

    def out_for(self, item_id: UUID, names: Names) -> tuple[str, ...]:
        """Who was out of the room for a case. That somebody had a conflict is said in neutral words."""
        marks = {mark.officer: mark for mark in self.presence if mark.agenda_item == item_id}
        return tuple(
            f"{names.get(officer, '')}, {REASON_WORDS.get(mark.reason_code or '', 'out of the room')}"
            for officer, mark in marks.items()
            if mark.state == "not_in_room"
        )

    def unfinished(self, agencies: Agencies, names: Names) -> tuple[UnfinishedAction, ...]:
        return tuple(
            UnfinishedAction(
                case_number=case_number,
                text=text,
                owner=", ".join(
                    part for part in (names.get(action.owner, ""), _agency(action.agency, agencies)) if part
                ),
                bin=BIN_WORDS[row.bin],
            )
            for row, action, text, case_number in self.binned
        )


def _agency(agency_id: UUID | None, agencies: Agencies) -> str:
    return agencies[agency_id].name if agency_id is not None and agency_id in agencies else ""


async def how_held(act: Act, meeting: Meeting) -> HowHeld:
    """Attendance, seats and presence of a meeting; unfinished actions only of cases this reader may see."""
    rows = await Attendance.objects().where(Attendance.meeting == meeting.id).order_by(Attendance.id)
    seats = await Seat.objects().where((Seat.meeting == meeting.id) & Seat.to_at.is_null()).order_by(Seat.from_at)
    items = AgendaItem.select(AgendaItem.id).where(AgendaItem.meeting == meeting.id)
    presence = await Presence.objects().where(Presence.agenda_item.is_in(items)).order_by(Presence.id)
    binned = await UnfinishedRow.objects().where(UnfinishedRow.meeting == meeting.id)
    actions = await _binned_actions(act, meeting, [row.action for row in binned])
    opened = await act.vault.open_records(
        act.permit(Event.MEETING_READ, "meeting", meeting.id), [*rows, *[action for action, _ in actions.values()]]
    )
    texts = {
        action.id: values["text"] for (action, _), values in zip(actions.values(), opened[len(rows) :], strict=True)
    }
    return HowHeld(
        meeting=meeting,
        rows=tuple((row, values["note"] or "") for row, values in zip(rows, opened, strict=False)),
        seats=tuple(seats),
        statement_version=await _statement_version(seats),
        presence=tuple(presence),
        binned=tuple(
            (row, actions[row.action][0], texts[row.action], actions[row.action][1])
            for row in binned
            if row.action in actions
        ),
    )


async def _binned_actions(act: Act, meeting: Meeting, ids: list[UUID]) -> dict[UUID, tuple[Action, str]]:
    """For those who run the room all of them; for others only those of their own cases."""
    if not ids:
        return {}
    here = await seat_at(act, meeting)
    sees_all = here is not None and here.runs_the_room
    seen = not_barred(act, Action.case) if sees_all else visible(act, Action.case)
    rows = await Action.objects().where(Action.id.is_in(ids) & seen)
    numbers = await Action.select(Action.id, Action.case.case_number.as_alias("number")).where(Action.id.is_in(ids))
    by_id = {row["id"]: row["number"] or "" for row in numbers}
    return {row.id: (row, by_id[row.id]) for row in rows}


async def _statement_version(seats: list[Seat]) -> str:
    affirmed = [seat.id for seat in seats if seat.statement is not None]
    if not affirmed:
        return ""
    rows = await Seat.select(Seat.statement.version.as_alias("version")).where(Seat.id == affirmed[0])
    return str(rows[0]["version"])


def meeting_line(meeting: Meeting, held: HowHeld | None, names: Names, agencies: Agencies) -> MeetingLine:
    """The meeting as papers name it; an online venue is a place like any other."""
    chair = names.get(held.chair, "") if held is not None and held.chair else ""
    return MeetingLine(
        ref=meeting.ref,
        starts_at=meeting.starts_at,
        ends_at=meeting.closed_at or meeting.ends_at,
        place=meeting.venue,
        chair=chair,
        kind="Emergency meeting" if meeting.kind == "emergency" else "Meeting",
    )


async def stamp_for(
    act: Act, agencies: Agencies, names: Names, *, copy_number: int = 0, rules: RulesOfDay | None = None
) -> Stamp:
    """Whose copy a paper is. `names` must hold the reader's own."""
    marking = (rules or await settings_on(act, act.today)).value("marking")
    return Stamp(
        area_name=act.area.name,
        recipient_name=names.get(act.officer_id, "") if act.officer_id else "",
        recipient_agency=_agency(act.agency_id, agencies),
        copy_mark=f"copy {copy_number}" if copy_number else "on screen",
        made_at=act.business_at,
        marking=str(marking),
        is_practice=act.area.practice,
    )
