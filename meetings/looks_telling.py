"""A leaf as a person reads it: when, who it was on that day, and what was done, without a code word."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.members import MemberLine, agencies_of, members_of
from agencies.roles import ROLE_NAMES
from marac.audit.events import Event
from marac.audit.words import words_of
from marac.dates import day_in_london
from meetings.handing_out import KIND_WORDS

THE_SERVICE = "The service itself"
PAPERS = (Event.PAPER_ASKED, Event.PAPER_WRITTEN, Event.PAPER_FETCHED)
IN_A_LONG_LIST = "in a list too long to name its cases, so perhaps without this one"


@dataclass(frozen=True, slots=True)
class Look:
    """One look or act: when by both clocks, by whom (and for whom), what."""

    at: datetime
    business_at: datetime
    who: str
    for_whom: str
    role: str
    agency: str
    what: str
    event: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class _People:
    """What is known of those who looked."""

    names: Mapping[UUID, str]
    members: Mapping[UUID, Sequence[MemberLine]]
    agencies: Mapping[UUID, str]


async def tell_looks(act: Act, leaves: Sequence[Mapping[str, Any]], *, uncertain: Collection[UUID]) -> tuple[Look, ...]:
    people = await _people(act, leaves)
    return tuple(_look(act, leaf, people, is_uncertain=leaf["id"] in uncertain) for leaf in leaves)


async def _people(act: Act, leaves: Sequence[Mapping[str, Any]]) -> _People:
    officers = {leaf[column] for leaf in leaves for column in ("actor", "acting_for") if leaf[column]}
    members: dict[UUID, list[MemberLine]] = {}
    for member in await members_of(act.area.id):
        members.setdefault(member.officer_id, []).append(member)
    agencies = await agencies_of(act.area.id, on=act.today)
    return _People(await names_of(act, officers), members, {agency.id: agency.name for agency in agencies})


def _look(act: Act, leaf: Mapping[str, Any], people: _People, *, is_uncertain: bool) -> Look:
    member = role_on(people.members.get(leaf["actor"], ()), day_in_london(leaf["business_at"]))
    what = what_was_done(leaf["event"], leaf["keys"])
    return Look(
        at=leaf["at"],
        business_at=leaf["business_at"],
        who=people.names.get(leaf["actor"], THE_SERVICE),
        for_whom=people.names.get(leaf["acting_for"], ""),
        role=ROLE_NAMES[member.role] if member else "",
        agency=people.agencies.get(member.agency_id, "") if member and member.agency_id else "",
        what=f"{what}, {IN_A_LONG_LIST}" if is_uncertain else what,
        event=leaf["event"],
        is_own=leaf["actor"] == act.officer_id,
    )


def role_on(roles: Sequence[MemberLine], day: date) -> MemberLine | None:
    """What somebody was on the day they looked; whoever left since is still told with the last role."""
    return next((role for role in roles if role.is_active_on(day)), roles[-1] if roles else None)


def what_was_done(event: str, keys: str) -> str:
    """`Referral accepted`, `Agenda read, version 2`, `Paper fetched, agenda`."""
    words = words_of(event)
    if event == Event.AGENDA_READ and (version := _told(keys).get("version")):
        return f"{words}, version {version}"
    if event in PAPERS and (paper := KIND_WORDS.get(_told(keys).get("paper", ""))):
        return f"{words}, {paper.lower()}"
    return words


def _told(keys: str) -> dict[str, Any]:
    """A damaged leaf is told by its event alone; the check of the log names it."""
    try:
        told = json.loads(keys)
    except json.JSONDecodeError:
        return {}
    return told if isinstance(told, dict) else {}
