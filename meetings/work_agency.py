"""The work of those who answer for an agency, and of those who only refer."""

from collections.abc import Sequence
from typing import Any

from agencies.acts import Act
from agencies.roles import Role
from marac.counts import show_count
from marac.dates import at_london, show_due, show_moment, show_tense, show_weekday_date
from meetings.access import not_barred
from meetings.actions import OPEN
from meetings.declaring import last_sent
from meetings.flags import count_flags
from meetings.meeting_list import MeetingEntry, next_meeting
from meetings.research import AskLine, open_asks
from meetings.reviews.clocks import reviews_due
from meetings.reviews.dates_ahead import dates_ahead
from meetings.rules.review_clock import State
from meetings.sent import SentLine, list_sent
from meetings.tables.minutes import Action, Telling
from meetings.work_parts import Coming, Count, Fact, NextThing, WorkList, earliest

END_OF_DAY = "17:00"


async def work_of_agency(act: Act) -> WorkList:
    asks, meeting = await open_asks(act), await next_meeting(act)
    actions, first_action = await _actions(act)
    flags, unconfirmed = await count_flags(act)
    sent = await list_sent(act)
    tellings = await _tellings(act) if act.role is Role.IDVA else ()
    candidates = [
        await _agenda_to_open(act, meeting),
        _research(act, asks),
        first_action,
        *(_tell(act, line) for line in tellings),
    ]
    return WorkList(
        next=earliest(candidates),
        counts=(
            Count(len(asks), "research answer to give", "research answers to give", "/research", _due(act, asks)),
            actions,
            Count(flags, "flag", "flags", "/flags", f"{unconfirmed} to confirm" if flags else ""),
            *(await _reviews(act)),
            _sent(sent),
        ),
        coming=(*_coming(meeting), *tellings),
        facts=_own_time(meeting),
    )


async def work_of_referrer(act: Act) -> WorkList:
    return WorkList(
        next=None,
        counts=(_sent(await list_sent(act)),),
        facts=(
            Fact("To refer a victim you need what you know of them and who harms them.", "Refer to Marac", "/refer"),
        ),
    )


def _sent(lines: Sequence[SentLine]) -> Count:
    returned = sum(bool(line.to_do) for line in lines)
    to_do = show_count(returned, "returned, needs an answer", "returned, need an answer") if returned else ""
    return Count(len(lines), "sent by you", "sent by you", "/referrals", to_do)


async def _reviews(act: Act) -> tuple[Count, ...]:
    """Risk reviews are the Idva's to keep up; others find theirs on the case."""
    if act.role is not Role.IDVA:
        return ()
    lines = await reviews_due(act)
    late = sum(line.clock.state is State.OVERDUE for line in lines)
    reviews = Count(len(lines), "review due", "reviews due", "/reviews", f"{late} overdue" if late else "")
    return (reviews, Count(len(await dates_ahead(act)), "date ahead", "dates ahead", "/reviews#dates"))


def _due(act: Act, asks: tuple[AskLine, ...]) -> str:
    return show_due(asks[0].due_at, act.business_at) if asks else ""


def _research(act: Act, asks: tuple[AskLine, ...]) -> NextThing | None:
    if not asks:
        return None
    first = asks[0].due_at
    number = sum(ask.due_at == first for ask in asks)
    words = show_count(number, "answer is", "answers are")
    sentence = f"Answer research: {words} left, {show_due(first, act.business_at)}."
    return NextThing(sentence, "Open the list", "/research", first)


async def _agenda_to_open(act: Act, meeting: MeetingEntry | None) -> NextThing | None:
    """The question before the agenda comes before everything that stands on it."""
    if meeting is None or meeting.agenda_version == 0:
        return None
    if (await last_sent(act, meeting.id)).answer is not None:
        return None
    return NextThing(
        f"Open the agenda of {show_moment(meeting.starts_at)}: say first whether you know anybody on it.",
        "Open the agenda",
        f"/meetings/{meeting.ref}/agenda",
        act.business_at,
    )


def _coming(meeting: MeetingEntry | None) -> tuple[Coming, ...]:
    if meeting is None:
        return ()
    return (Coming(f"{meeting.kind}, {meeting.place}", f"/meetings/{meeting.ref}", meeting.starts_at),)


def _own_time(meeting: MeetingEntry | None) -> tuple[Fact, ...]:
    if meeting is None or meeting.agenda_version == 0:
        return ()
    return (
        Fact(f"Agenda version {meeting.agenda_version} was sent.", "Your time", f"/meetings/{meeting.ref}/my-slots"),
    )


async def _actions(act: Act) -> tuple[Count, NextThing | None]:
    """One's own actions: how many stand in the list, how many of them are open, and the one due first."""
    rows: list[dict[str, Any]] = await Action.select(Action.ref, Action.status, Action.due_on).where(
        (Action.area == act.area.id) & (Action.owner == act.officer_id) & not_barred(act, Action.case)
    )
    still_open = sorted((row for row in rows if row["status"] in OPEN), key=lambda row: row["due_on"])
    late = sum(row["due_on"] < act.today for row in still_open)
    said = f"{len(still_open)} open, {late} overdue" if rows else ""
    first = _do_action(act, still_open[0]) if still_open else None
    return Count(len(rows), "action of yours", "actions of yours", "/actions", said), first


def _do_action(act: Act, row: dict[str, Any]) -> NextThing:
    due_on = row["due_on"]
    due = show_tense(due_on, act.today, to_come="due", past="that was due")
    words = f"Do the action {due} {show_weekday_date(due_on)}."
    return NextThing(words, "Open it", f"/actions/{row['ref']}", at_london(due_on, END_OF_DAY))


async def _tellings(act: Act) -> tuple[Coming, ...]:
    """Victims who are still to be told what the meeting decided, by this Idva."""
    rows = (
        await Telling.select(Telling.due_on, Telling.case.ref.as_alias("ref"))
        .where(
            (Telling.area == act.area.id)
            & (Telling.officer == act.officer_id)
            & Telling.outcome.is_null()
            & not_barred(act, Telling.case)
        )
        .order_by(Telling.due_on)
    )
    return tuple(
        Coming("Tell the victim what was decided", f"/cases/{row['ref']}/told", at_london(row["due_on"], END_OF_DAY))
        for row in rows
    )


def _tell(act: Act, line: Coming) -> NextThing:
    words = f"Tell a victim what was decided, {show_due(line.at, act.business_at)}."
    return NextThing(words, "Open it", line.href, line.at)
