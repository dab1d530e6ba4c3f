"""Which reviews stand where: of one case, and all that wait for the own agency."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.dates import day_in_london
from meetings.access import Condition, find_case, may_see_every_case, visible
from meetings.rules.review_clock import (
    EVENTS,
    WORDS,
    NotDone,
    Record,
    ReviewClock,
    ReviewEvent,
    ReviewRules,
    review_clock,
    say_clock,
)
from meetings.settings_in_force import settings_on
from meetings.tables.documents import Case
from meetings.tables.reviews import ReviewDone, ReviewNote

# In these a case is nobody's to review any more.
OVER = ("declined", "redirected", "withdrawn", "recorded_in_error")


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One review of one case by one agency, in words."""

    case_ref: str
    agency: str
    record: str
    clock: ReviewClock

    @property
    def words(self) -> str:
        return say_clock(self.clock)


@dataclass(frozen=True, slots=True)
class NoteShown:
    """What was noted about reviews of a case."""

    words: str
    happened_on: date
    note: str


@dataclass(frozen=True, slots=True)
class ReviewsOfCase:
    """The clocks of one case, and what moved them."""

    case_ref: str
    lines: tuple[ReviewLine, ...]
    notes: tuple[NoteShown, ...]


async def rules_of_today(act: Act) -> ReviewRules:
    rules = await settings_on(act, act.today)
    return ReviewRules(
        due_days=rules.value("review_due_days"),
        overdue_days=rules.value("review_overdue_days"),
        follow_up_months=rules.value("follow_up_call_months"),
    )


async def reviews_due(act: Act) -> tuple[ReviewLine, ...]:
    """The own agency's reviews that wait, soonest first. Nothing is opened."""
    if act.agency_id is None:
        return ()
    theirs = (ReviewDone.agency == act.agency_id) & (ReviewDone.area == act.area.id)
    lines = await _lines(act, theirs & visible(act, ReviewDone.case) & ReviewDone.case.status.not_in(list(OVER)))
    waiting = [line for line in lines if line.clock.waits]
    return tuple(sorted(waiting, key=lambda line: (line.clock.due_on or act.today, line.case_ref, line.record)))


async def due_on_case(act: Act, case_ref: str) -> tuple[ReviewLine, ...]:
    """The reviews of one case that wait, for its page."""
    case = await find_case(act, case_ref)
    return tuple(line for line in await clocks_of(act, case) if line.clock.waits)


async def clocks_of(act: Act, case: Case) -> tuple[ReviewLine, ...]:
    """Every clock of a case: the own agency's, or for coordinator and chair all of them. The caller found the case."""
    here = (ReviewDone.case == case.id) & (ReviewDone.area == act.area.id)
    return await _lines(act, here if may_see_every_case(act) else here & (ReviewDone.agency == act.agency_id))


async def may_see_case(act: Act, case_ref: str) -> None:
    """Raises NotFound, with the denial on record, for a case that is not this reader's."""
    await find_case(act, case_ref)


async def read_reviews(act: Act, case_ref: str) -> ReviewsOfCase:
    """The clocks with the notes behind them, which are opened under one leaf."""
    case = await find_case(act, case_ref)
    notes = await ReviewNote.objects().where(_notes_for(act, [case.id])).order_by(ReviewNote.at, ascending=False)
    opened = await act.vault.open_records(act.permit(Event.REVIEW_READ, "case", case.id), notes)
    pairs = zip(notes, opened, strict=True)
    shown = tuple(NoteShown(_say(note), note.happened_on, held["note"] or "") for note, held in pairs)
    return ReviewsOfCase(case.ref, await clocks_of(act, case), shown)


def _say(note: ReviewNote) -> str:
    if note.kind == "not_done":
        return f"{WORDS[Record(note.record)]} not done"
    return next((codes[note.code] for codes in EVENTS.values() if note.code in codes), "")


async def _lines(act: Act, where: Condition) -> tuple[ReviewLine, ...]:
    """Two statements, however many cases."""
    done: list[dict[str, Any]] = await ReviewDone.select(
        ReviewDone.case,
        ReviewDone.case.ref.as_alias("case_ref"),
        ReviewDone.agency,
        ReviewDone.agency.name.as_alias("agency_name"),
        ReviewDone.record,
        ReviewDone.done_on,
    ).where(where)
    notes = await _plain_notes(act, sorted({row["case"] for row in done}, key=str)) if done else []
    rules, groups = await rules_of_today(act), _grouped(done)
    return tuple(_line(act, rows, notes, rules) for rows in groups)


def _grouped(done: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """By case, agency and record, in the order of the records."""
    order = [record.value for record in Record]
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in done:
        groups.setdefault((row["case_ref"], row["agency_name"], row["record"]), []).append(row)
    return [groups[key] for key in sorted(groups, key=lambda key: (key[0], key[1], order.index(key[2])))]


def _line(act: Act, rows: list[dict[str, Any]], notes: Sequence[dict[str, Any]], rules: ReviewRules) -> ReviewLine:
    first, record = rows[0], Record(rows[0]["record"])
    of_case = [note for note in notes if note["case"] == first["case"] and note["agency"] in (None, first["agency"])]
    events = [
        ReviewEvent(note["code"], note["happened_on"], day_in_london(note["business_at"]))
        for note in of_case
        if note["kind"] == "event" and note["code"] in EVENTS[record]
    ]
    tries = [NotDone(note["code"], note["happened_on"]) for note in of_case if note["record"] == record.value]
    clock = review_clock(record, [row["done_on"] for row in rows], events, tries, today=act.today, rules=rules)
    return ReviewLine(first["case_ref"], first["agency_name"], WORDS[record], clock)


async def _plain_notes(act: Act, cases: list[UUID]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = await ReviewNote.select(
        ReviewNote.case,
        ReviewNote.agency,
        ReviewNote.record,
        ReviewNote.kind,
        ReviewNote.code,
        ReviewNote.happened_on,
        ReviewNote.business_at,
    ).where((ReviewNote.area == act.area.id) & ReviewNote.case.is_in(cases))
    return rows


def _notes_for(act: Act, cases: list[UUID]) -> Condition:
    """Events are everybody's who may see the case; what an agency could not do is its own and the coordinator's."""
    here = (ReviewNote.area == act.area.id) & ReviewNote.case.is_in(cases)
    if may_see_every_case(act):
        return here
    return here & (ReviewNote.agency.is_null() | (ReviewNote.agency == act.agency_id))
