"""The work of coordinator and chair: decisions near their limit, the next meeting, minutes, what is overdue."""

from datetime import datetime, timedelta

from agencies.acts import Act
from marac.counts import show_count
from marac.dates import show_due, show_moment, show_tense
from meetings.access import not_barred
from meetings.action_lists import number_overdue
from meetings.clearing import number_to_clear
from meetings.inbox import Waiting, read_waiting
from meetings.links_for_chair import links_before
from meetings.meeting_list import MeetingEntry, MeetingsPaper, list_meetings
from meetings.research import OPEN_STATES, standing
from meetings.settings_in_force import settings_on
from meetings.tables.research import Ask
from meetings.triage.opinion_reading import opinions_waiting
from meetings.work_parts import Coming, Count, Fact, NextThing, WorkList, earliest
from meetings.work_people import people_counts


async def work_of_coordinator(act: Act) -> WorkList:
    rules = await settings_on(act, act.today)
    waiting, meetings = await read_waiting(act, rules), await list_meetings(act, rules=rules)
    counts = waiting.counts
    next_one = meetings.next_one
    to_clear = await number_to_clear(act, next_one.id) if next_one else 0
    candidates = [
        _to_clear_next(act, next_one, to_clear),
        _decide(act, waiting),
        _send_agenda(act, next_one),
        _send_minutes(act, meetings),
    ]
    return WorkList(
        next=earliest(candidates),
        counts=(
            Count(counts.emergency, "emergency asked for", "emergencies asked for", "/inbox/emergency"),
            Count(counts.new, "new referral", "new referrals", "/inbox", _since(waiting.oldest_at)),
            Count(counts.limit, "nearing a limit", "nearing a limit", "/inbox/limit", _first_limit(act, waiting)),
            Count(counts.waiting, "with the referrer", "with the referrer", "/inbox/waiting"),
            *await people_counts(act),
            Count(counts.unplaced, "document that cannot be placed", "documents that cannot be placed", "/unplaced"),
            Count(counts.conflicts, "same reference, other content", "same reference, other content", "/conflicts"),
            _overdue(await number_overdue(act)),
        ),
        coming=_coming(act, next_one),
        facts=(*await _research(act, next_one), *_minutes_of_last(meetings)),
    )


async def work_of_chair(act: Act) -> WorkList:
    """A deputy chair sees here only the meetings where the seat was given."""
    meetings = await list_meetings(act)
    next_one = meetings.next_one
    to_clear = await number_to_clear(act, next_one.id) if next_one and act.is_chair else 0
    return WorkList(
        next=earliest([_to_clear_next(act, next_one, to_clear), _sign_minutes(act, meetings), _room(act, next_one)]),
        counts=await _counts_of_chair(act, next_one) if act.is_coordinator or act.is_chair else (),
        coming=_coming(act, next_one),
        facts=(*(await _research(act, next_one) if act.is_chair else ()), *_minutes_of_last(meetings)),
    )


async def _counts_of_chair(act: Act, next_one: MeetingEntry | None) -> tuple[Count, ...]:
    asked = await opinions_waiting(act)
    oldest = f"oldest asked {show_moment(asked[0].asked_at)}" if asked else ""
    overdue = (
        Count(len(asked), "second opinion", "second opinions", "/opinions", oldest),
        _overdue(await number_overdue(act)),
    )
    if next_one is None:
        return overdue
    number = len(await links_before(act, next_one.starts_at))
    one, many = "link of people weighs more", "links of people weigh more"
    return (*overdue, Count(number, one, many, f"/meetings/{next_one.ref}/links"))


def _overdue(number: int) -> Count:
    return Count(number, "action overdue", "actions overdue", "/actions/overdue")


def _since(at: datetime | None) -> str:
    return f"oldest received {show_moment(at)}" if at else ""


def _first_limit(act: Act, waiting: Waiting) -> str:
    if not waiting.counts.limit or waiting.first_limit is None:
        return ""
    first_at, _ = waiting.first_limit
    return f"first {show_tense(first_at, act.business_at, to_come='ends', past='ended')} {show_moment(first_at)}"


def _decide(act: Act, waiting: Waiting) -> NextThing | None:
    if waiting.first_limit is None:
        return None
    due_at, ref = waiting.first_limit
    ends = show_tense(due_at, act.business_at, to_come="ends", past="ended")
    words = f"Accept or return the referral whose limit {ends} {show_moment(due_at)}."
    return NextThing(words, "Open it", f"/referrals/{ref}", due_at)


def _send_agenda(act: Act, entry: MeetingEntry | None) -> NextThing | None:
    if entry is None or entry.agenda_version or not entry.number_of_cases:
        return None
    due_at, cases = entry.deadlines.agenda_issue, show_count(entry.number_of_cases, "case", "cases")
    return NextThing(
        f"Send the agenda of {show_moment(entry.starts_at)}: {cases}, {show_due(due_at, act.business_at)}.",
        "Build the agenda",
        f"/meetings/{entry.ref}/agenda/build",
        due_at,
    )


def _send_minutes(act: Act, meetings: MeetingsPaper) -> NextThing | None:
    ready = [entry for entry in meetings.past if entry.state == "Held, minutes signed"]
    if not ready:
        return None
    due_at = ready[-1].deadlines.minutes_issue
    return NextThing(
        f"Send the minutes of {show_moment(ready[-1].starts_at)}, {show_due(due_at, act.business_at)}.",
        "Open them",
        f"/meetings/{ready[-1].ref}/minutes/send",
        due_at,
    )


def _sign_minutes(act: Act, meetings: MeetingsPaper) -> NextThing | None:
    unsigned = [entry for entry in meetings.past if entry.state == "Held, minutes not signed"]
    if not unsigned:
        return None
    due_at = unsigned[-1].deadlines.minutes_issue
    return NextThing(
        f"Sign the minutes of {show_moment(unsigned[-1].starts_at)}, {show_due(due_at, act.business_at)}.",
        "Open them",
        f"/meetings/{unsigned[-1].ref}/minutes/sign",
        due_at,
    )


def _room(act: Act, entry: MeetingEntry | None) -> NextThing | None:
    """On the day, the room."""
    if entry is None or entry.starts_at - act.business_at > timedelta(hours=24):
        return None
    begins = show_tense(entry.starts_at, act.business_at, to_come="begins", past="began")
    return NextThing(
        f"The meeting {begins} {show_moment(entry.starts_at)}.",
        "Open the meeting",
        f"/meetings/{entry.ref}",
        entry.starts_at,
    )


def _to_clear_next(act: Act, entry: MeetingEntry | None, number: int) -> NextThing | None:
    if entry is None or not number:
        return None
    people = show_count(number, "person", "people")
    return NextThing(
        f"Find out which case it is: {people} may know someone on the list of {show_moment(entry.starts_at)}.",
        "Open it",
        f"/meetings/{entry.ref}/declarations",
        act.business_at,
    )


def _coming(act: Act, entry: MeetingEntry | None) -> tuple[Coming, ...]:
    if entry is None:
        return ()
    deadlines, path = entry.deadlines, f"/meetings/{entry.ref}"
    listed = f"{entry.number_of_cases} of {show_count(entry.capacity, 'place', 'places')}"
    dates = [
        Coming("Referrals close", f"{path}/agenda/build", deadlines.referral_close),
        Coming("Agenda due", f"{path}/agenda/build", deadlines.agenda_issue),
        Coming("Research due", f"{path}/research", deadlines.research_due),
        Coming(f"{entry.kind}, {entry.place}, {listed}", path, entry.starts_at),
    ]
    return tuple(sorted((one for one in dates if one.at >= act.business_at), key=lambda one: one.at))


async def _research(act: Act, entry: MeetingEntry | None) -> tuple[Fact, ...]:
    if entry is None:
        return ()
    rows = await Ask.select(Ask.state).where(
        (Ask.meeting == entry.id)
        & (Ask.area == act.area.id)
        & (Ask.state != "not_required")
        & standing()
        & not_barred(act, Ask.case)
    )
    missing = sum(row["state"] in OPEN_STATES for row in rows)
    return (
        Fact(
            f"Research for {show_moment(entry.starts_at)}: {len(rows) - missing} of {len(rows)} in.",
            "Research by agency",
            f"/meetings/{entry.ref}/research",
        ),
    )


def _minutes_of_last(meetings: MeetingsPaper) -> tuple[Fact, ...]:
    held = [entry for entry in meetings.past if entry.status == "held"]
    if not held:
        return ()
    last = held[0]
    return (
        Fact(
            f"Last meeting, {show_moment(last.starts_at)}: {last.state}.", "See that meeting", f"/meetings/{last.ref}"
        ),
    )
