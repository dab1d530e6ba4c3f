"""The agenda being built: why each case stands where it does, whom it needs, whether all fits; the order by rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.roles import SeatKind
from marac.audit.events import Event
from marac.counts import show_count
from marac.dates import show_time
from meetings.access import denied
from meetings.agenda import Opened, cases_to_place, open_agenda, why_here
from meetings.agenda_build import BUILDERS, Place, Running, reorder, running_of
from meetings.links_for_chair import links_before
from meetings.papers.person_from_card import tidy_name
from meetings.rules.agenda_order import order_cases
from meetings.seats import Roster, find_roster
from meetings.settings_in_force import settings_on
from meetings.tables.meeting import Circulation

MINUTES_IN_AN_HOUR = 60
NOT_NEEDED = frozenset({"nil_known", "nil_no_trace", "not_required"})


@dataclass(frozen=True, slots=True)
class BuildLine:
    """One case at its place, with the reason and the agencies that have something to say."""

    place: Place
    why: str
    victim: str  # family name, for the coordinator who builds
    needs: tuple[tuple[str, str], ...]  # full and short name of each agency
    is_new: bool  # listed since the agenda was sent


@dataclass(frozen=True, slots=True)
class BuildPaper:
    """The running order as its builder sees it."""

    running: Running
    lines: tuple[BuildLine, ...]
    version: int
    is_chair: bool
    weighty_links: int  # of people, made since the meeting before

    @property
    def length(self) -> str:
        return hours_and_minutes(self.running.minutes)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What does not fit, in sentences."""
        said = []
        cases = len(self.lines)
        if self.running.is_over_time:
            said.append(
                f"{show_count(cases, 'case needs', 'cases need')} {self.length}; "
                f"the meeting ends at {show_time(self.running.meeting.ends_at)}. "
                "Move some to another meeting, shorten them, or lengthen the meeting."
            )
        if self.running.is_over_capacity:
            over = cases - self.running.capacity
            said.append(
                f"{show_count(cases, 'case stands', 'cases stand')} on a list for {self.running.capacity}: "
                f"{over} too many. "
                "A second list on another day keeps families together."
            )
        return tuple(said)

    @property
    def changes(self) -> str:
        """What came since the agenda was sent."""
        new = sum(line.is_new for line in self.lines)
        if self.version == 0:
            return "This agenda has not been sent yet."
        return f"Version {self.version} was sent. Added since: {new}." if new else f"Version {self.version} was sent."


def hours_and_minutes(minutes: int) -> str:
    """`3h 36m`; under an hour `24 minutes`."""
    hours, rest = divmod(minutes, MINUTES_IN_AN_HOUR)
    if not hours:
        return f"{rest} minutes"
    return f"{hours}h {rest:02}m"


async def read_build(act: Act, meeting_ref: str) -> BuildPaper:
    """For coordinator and chair: the list, opened under one leaf."""
    roster, opened = await _opened(act, meeting_ref)
    running = await running_of(act, roster.here.meeting)
    version, sent_at = await _last_sent(roster)
    places = {place.item_id: place for place in running.places}
    reasons = why_here(opened)
    lines = tuple(
        BuildLine(
            place=places[item.id],
            why=reasons[item.case.ref],
            victim=_family_name(opened, item.case.id),
            needs=_needs(opened, item.case.id),
            is_new=sent_at is not None and item.listed_at > sent_at,
        )
        for item in opened.items
        if item.id in places
    )
    links = await links_before(act, roster.here.meeting.starts_at)
    return BuildPaper(running, lines, version, roster.here.kind is SeatKind.CHAIR, len(links))


async def _opened(act: Act, meeting_ref: str) -> tuple[Roster, Opened]:
    roster = await find_roster(act, meeting_ref)
    if roster.here.kind not in BUILDERS:
        raise await denied(act, "meeting", row="agenda.build")
    meeting = roster.here.meeting
    rules = await settings_on(act, meeting.held_on)
    permit = act.permit(Event.AGENDA_BUILT, "meeting", meeting.id)
    return roster, await open_agenda(act, roster, permit, rules=rules)


async def _last_sent(roster: Roster) -> tuple[int, datetime | None]:
    row = (
        await Circulation.select(Circulation.n, Circulation.business_at)
        .where((Circulation.meeting == roster.here.meeting.id) & (Circulation.kind == "agenda"))
        .order_by(Circulation.n, ascending=False)
        .first()
    )
    return (int(row["n"]), row["business_at"]) if row else (0, None)


def _family_name(opened: Opened, case_id: UUID) -> str:
    card: Mapping[str, Any] = next(card for mention, card in opened.cards[case_id] if mention.role == "victim")
    return tidy_name(card.get("family_name") or "") or "name not known"


def _needs(opened: Opened, case_id: UUID) -> tuple[tuple[str, str], ...]:
    asked = [ask for ask in opened.asks.get(case_id, ()) if ask["state"] not in NOT_NEEDED]
    agencies = [opened.agencies[ask["agency"]] for ask in asked if ask["agency"] in opened.agencies]
    return tuple(sorted((agency.name, agency.short) for agency in agencies))


async def order_by_rule(act: Act, meeting_ref: str, *, mark: str) -> int:
    """Put all cases in the order of the area's rule, pins kept; returns how many moved."""
    _, opened = await _opened(act, meeting_ref)
    items = {item.case.ref: item.id for item in opened.items}
    order = [items[place.ref] for place in order_cases(cases_to_place(opened))]
    return await reorder(act, meeting_ref, order, mark=mark)
