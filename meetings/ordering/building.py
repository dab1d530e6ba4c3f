"""The agenda being built: why each case stands where it does, whom it needs, whether all fits; the order by rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.roles import SeatKind
from marac.audit.events import Event
from marac.counts import show_count
from marac.dates import show_time
from meetings.access import denied
from meetings.agenda import Opened, open_agenda, why_here
from meetings.agenda_versions import Differences, differences
from meetings.links_for_chair import links_before
from meetings.ordering.changing import reorder
from meetings.ordering.needed import NOT_NEEDED, cases_unseen_by_some, read_needed
from meetings.ordering.running import BUILDERS, Place, Running, running_with
from meetings.ordering.shortening import Orders, work_out
from meetings.ordering.undoing import OwnChanges, read_own_changes
from meetings.papers.person_from_card import tidy_name
from meetings.rules.running_order import Shorter
from meetings.seats import Roster, find_roster
from meetings.settings_in_force import settings_on
from meetings.tables.meeting import AgendaItem

MINUTES_IN_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class BuildLine:
    """One case at its place, with the reason and the agencies that have something to say."""

    place: Place
    why: str
    victim: str  # family name, for the coordinator who builds
    needs: tuple[tuple[str, str], ...]  # full and short name of each agency
    is_new: bool  # not on the version sent last


@dataclass(frozen=True, slots=True)
class BuildPaper:
    """The running order as its builder sees it."""

    running: Running
    lines: tuple[BuildLine, ...]
    version: int
    is_chair: bool
    weighty_links: int  # of people, made since the meeting before
    shorter: Shorter
    own: OwnChanges
    since: Differences | None  # against the version sent last

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
    def waiting(self) -> str:
        """What all representatives wait together."""
        return hours_and_minutes(self.shorter.waited)

    @property
    def saving(self) -> str:
        """`saves 4h 05m, 6 moves`; empty where no order that keeps the constraints waits less."""
        if self.shorter.saved <= 0:
            return ""
        moves = show_count(len(self.shorter.moved), "move", "moves")
        return f"saves {hours_and_minutes(self.shorter.saved)}, {moves}"

    @property
    def changes(self) -> str:
        """What came, went and moved since the agenda was sent."""
        if self.since is None:
            return "This agenda has not been sent yet."
        added, removed, moved = (len(each) for each in (self.since.added, self.since.removed, self.since.moved))
        if not self.since:
            return f"Version {self.version} was sent. Nothing has changed since."
        return f"Version {self.version} was sent. Changes since: added {added}, removed {removed}, moved {moved}."


def hours_and_minutes(minutes: int) -> str:
    """`3h 36m`; under an hour `24 minutes`."""
    hours, rest = divmod(minutes, MINUTES_IN_AN_HOUR)
    if not hours:
        return show_count(rest, "minute", "minutes")
    return f"{hours}h {rest:02}m"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one builder works on."""

    roster: Roster
    opened: Opened
    running: Running
    orders: Orders


async def read_build(act: Act, meeting_ref: str) -> BuildPaper:
    """For coordinator and chair: the list, opened under one leaf, with what an order that waits less would save."""
    sheet = await _sheet(act, meeting_ref)
    opened, running = sheet.opened, sheet.running
    places = {place.item_id: place for place in running.places}
    told = why_here(opened, sheet.roster.here.kind)
    return BuildPaper(
        running=running,
        lines=tuple(_line(sheet, item, places[item.id], told[item.case.ref]) for item in opened.items),
        version=max(opened.versions.lines, default=0),
        is_chair=sheet.roster.here.kind is SeatKind.CHAIR,
        weighty_links=len(await links_before(act, running.meeting.starts_at)),
        shorter=sheet.orders.shorter,
        own=await read_own_changes(act, running.meeting.id),
        since=_since(opened),
    )


def _line(sheet: Sheet, item: AgendaItem, place: Place, why: str) -> BuildLine:
    sent = {line.item for line in sheet.opened.versions.newest}
    return BuildLine(
        place=place,
        why=why,
        victim=_family_name(sheet.opened, item.case.id),
        needs=_needs(sheet.opened, item.case.id),
        is_new=bool(sent) and item.id not in sent,
    )


def _since(opened: Opened) -> Differences | None:
    if not opened.versions.newest:
        return None
    return differences([line.item for line in opened.versions.newest], [item.id for item in opened.items])


async def _sheet(act: Act, meeting_ref: str) -> Sheet:
    roster = await find_roster(act, meeting_ref)
    if roster.here.kind not in BUILDERS:
        raise await denied(act, "meeting", row="agenda.build")
    meeting = roster.here.meeting
    rules = await settings_on(act, meeting.held_on)
    permit = act.permit(Event.AGENDA_BUILT, "meeting", meeting.id)
    opened = await open_agenda(act, roster, permit, rules=rules)
    running = running_with(meeting, opened.items, rules)
    needed = await read_needed(meeting, [ask for asks in opened.asks.values() for ask in asks])
    unseen = await cases_unseen_by_some([item.case.id for item in opened.items])
    orders = await work_out(opened, running, needed, unseen=unseen, keys=rules.value("agenda_order"))
    return Sheet(roster, opened, running, orders)


def _family_name(opened: Opened, case_id: UUID) -> str:
    card: Mapping[str, Any] = next(card for mention, card in opened.cards[case_id] if mention.role == "victim")
    return tidy_name(card.get("family_name") or "") or "name not known"


def _needs(opened: Opened, case_id: UUID) -> tuple[tuple[str, str], ...]:
    asked = [ask for ask in opened.asks.get(case_id, ()) if ask["state"] not in NOT_NEEDED]
    agencies = [opened.agencies[ask["agency"]] for ask in asked if ask["agency"] in opened.agencies]
    return tuple(sorted((agency.name, agency.short) for agency in agencies))


async def order_by_rule(act: Act, meeting_ref: str, *, mark: str) -> int:
    """Put all cases in the order of the area's rule, pins kept; returns how many moved."""
    orders = (await _sheet(act, meeting_ref)).orders
    order = [placed.ref for placed in orders.by_rule]
    return await reorder(act, meeting_ref, order, mark=mark, kind="rule", why=orders.why_by_rule)


async def shorten(act: Act, meeting_ref: str, *, mark: str) -> Shorter:
    """Put all cases in the order found in which representatives wait less; returns what that saves."""
    orders = (await _sheet(act, meeting_ref)).orders
    if orders.shorter.saved > 0:
        order = orders.shorter.order
        await reorder(act, meeting_ref, order, mark=mark, kind="waiting", why=orders.why_shorter)
    return orders.shorter
