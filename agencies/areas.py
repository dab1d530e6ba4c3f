"""Areas: taken in from an area document, one tenant area a forum, as often as one likes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.acts import Act, AreaOfAct, Desk
from agencies.area_document import AgencyPart, AreaDocument, MeetingPart, SettingPart, read_area_document
from agencies.officers_load import load_officers
from agencies.seats import service_act
from agencies.tables import Agency, AgencyName, AgencyType, Area, Setting
from marac.audit.events import Event
from marac.audit.trail import Actor
from marac.database import across_areas, transaction
from marac.errors import NotFound, Refused
from marac.ids import uuid7


@dataclass(frozen=True, slots=True)
class LoadedArea:
    """One area as it stands after a load, and its part of the calendar for the meetings to take in."""

    id: UUID
    slug: str
    forum: str
    is_new: bool
    number_of_agencies: int
    number_of_officers: int
    number_of_settings: int
    number_of_changes: int
    meetings: tuple[MeetingPart, ...]


@across_areas
async def load_area(desk: Desk, content: bytes, *, practice: bool) -> list[LoadedArea]:
    """Make or update the areas of a document. Loading it twice changes nothing.

    Raises InvalidForm for a document that breaks its rules, Refused when an area would turn from practice to real.
    """
    document = read_area_document(content)
    for forum in document.forums():
        await _refuse_other_kind(_slug(document, forum), practice=practice)
    return [await _load_forum(desk, document, forum, practice=practice) for forum in document.forums()]


async def area_by_slug(slug: str) -> AreaOfAct:
    """Raises NotFound."""
    row = await Area.select().where(Area.slug == slug).first()
    if row is None:
        raise NotFound("There is no such area.")
    kept = {name: row[name] for name in ("id", "slug", "name", "forum", "nation", "practice", "prefix")}
    return AreaOfAct(**kept)


async def move_clock(act: Act, *, to: datetime) -> None:
    """Let a practice area stand at a moment; its business time runs on from there."""
    if not act.area.practice:
        raise Refused("Only the clock of a practice area can be moved.")
    async with transaction():
        await Area.update({Area.practice_moment: to, Area.practice_set_at: act.at}).where(Area.id == act.area.id)
        await act.record(Event.PRACTICE_CLOCK_MOVED, "area", act.area.id, to=to.isoformat())


async def _refuse_other_kind(slug: str, *, practice: bool) -> None:
    row = await Area.select(Area.practice).where(Area.slug == slug).first()
    if row is not None and bool(row["practice"]) != practice:
        raise Refused("Practice is settled when an area is made and never changed. Load it as it was made.")


async def _load_forum(desk: Desk, document: AreaDocument, forum: str, *, practice: bool) -> LoadedArea:
    area_id, is_new = await _area_row(desk, document, forum, practice=practice)
    act = await service_act(desk, area_id)
    agencies, agency_changes = await _load_agencies(act, document)
    settings = [setting for setting in document.settings if forum == "mappa" or not setting.key.startswith("mappa_")]
    setting_changes = await _load_settings(act, settings)
    users = [user for user in document.users if forum in user.forums()]
    officer_changes = await load_officers(act, users, agencies=agencies)
    return LoadedArea(
        id=area_id,
        slug=act.area.slug,
        forum=forum,
        is_new=is_new,
        number_of_agencies=len(document.agencies),
        number_of_officers=len(users),
        number_of_settings=len(settings),
        number_of_changes=is_new + agency_changes + setting_changes + officer_changes,
        meetings=tuple(meeting for meeting in document.meetings if meeting.forum == forum),
    )


async def _area_row(desk: Desk, document: AreaDocument, forum: str, *, practice: bool) -> tuple[UUID, bool]:
    said: dict[str, Any] = {
        "name": document.name if forum == "marac" else document.mappa_name,
        "nation": document.nation,
        "prefix": document.case_prefix,
        "postcode_area": document.postcode_area,
        "towns": json.dumps(document.towns, ensure_ascii=False),
    }
    slug = _slug(document, forum)
    row = await Area.objects().where(Area.slug == slug).first()
    if row is not None:
        await _save_changed(row, said)
        return UUID(str(row.id)), False
    made = Area(id=uuid7(), slug=slug, forum=forum, practice=practice, **said)
    async with transaction():
        await Area.insert(made)
        await desk.vault.make_area_keys(made.id)
        await desk.vault.make_data_key(made.id, "directory", made.id)
        now = desk.clock.now()
        by = Actor(area_id=made.id, officer_id=None, acting_for=None, at=now, business_at=now)
        await desk.trail.record(Event.AREA_KEYS_MADE, by=by, kind="area", about=made.id)
    return UUID(str(made.id)), True


async def _load_agencies(act: Act, document: AreaDocument) -> tuple[dict[str, UUID], int]:
    """The agencies by short name, and how many rows changed."""
    known = {row.slug: row for row in await Agency.objects().where(Agency.area == act.area.id)}
    changes = 0
    async with transaction():
        for part in document.agencies:
            row = known.get(part.slug)
            if row is None:
                row = known[part.slug] = Agency(id=uuid7(), area=act.area.id, **_agency_values(part), slug=part.slug)
                await Agency.insert(row)
                changes += 1
            else:
                changes += await _save_changed(row, _agency_values(part))
            changes += await _load_types(act, row.id, part) + await _load_names(act, row.id, part)
        if changes:
            await act.record(
                Event.AREA_LOADED, "area", act.area.id, agencies=len(known), officers=0, practice=act.area.practice
            )
    return {slug: row.id for slug, row in known.items()}, changes


def _agency_values(part: AgencyPart) -> dict[str, Any]:
    names = ("name", "short", "core", "telephone", "secure_email", "isa_signed_on", "joined_on", "left_on", "nation")
    return {name: getattr(part, name) for name in names}


async def _load_types(act: Act, agency_id: UUID, part: AgencyPart) -> int:
    """Types are dated: a new one is added, the end of an old one is set."""
    known = {row.from_on: row for row in await AgencyType.objects().where(AgencyType.agency == agency_id)}
    changes = 0
    for kind in part.types:
        said: dict[str, Any] = {"type": kind.type, "national_code": kind.national_code, "to_on": kind.to_on}
        if kind.from_on in known:
            changes += await _save_changed(known[kind.from_on], said)
        else:
            await AgencyType(area=act.area.id, agency=agency_id, from_on=kind.from_on, **said).save()
            changes += 1
    return changes


async def _load_names(act: Act, agency_id: UUID, part: AgencyPart) -> int:
    known = {(row["name"], row["to_on"]) for row in await AgencyName.select().where(AgencyName.agency == agency_id)}
    new = [former for former in part.former_names if (former.name, former.to_on) not in known]
    for former in new:
        await AgencyName(area=act.area.id, agency=agency_id, name=former.name, to_on=former.to_on).save()
    return len(new)


async def _load_settings(act: Act, settings: list[SettingPart]) -> int:
    """Rows are only added: the same rule, day and value is the same row."""
    rows = await Setting.select().where(Setting.area == act.area.id).order_by(Setting.entered_at)
    known = {(row["name"], row["from_on"]): row["value"] for row in rows}
    changes = 0
    async with transaction():
        for setting in settings:
            value = json.dumps(setting.value, sort_keys=True, ensure_ascii=False)
            if known.get((setting.key, setting.from_on)) == value:
                continue
            await Setting(
                area=act.area.id,
                name=setting.key,
                value=value,
                from_on=setting.from_on,
                source=setting.source,
                entered_at=act.at,
            ).save()
            await act.record(
                Event.SETTING_CHANGED,
                "setting",
                None,
                name=setting.key,
                from_on=setting.from_on.isoformat(),
                second=False,
            )
            changes += 1
    return changes


async def _save_changed(row: Any, said: Mapping[str, Any]) -> int:
    """Write what differs; 1 if anything did."""
    changed = [name for name, value in said.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, said[name])
    if changed:
        await row.save(columns=[row._meta.get_column_by_name(name) for name in changed])
    return int(bool(changed))


def _slug(document: AreaDocument, forum: str) -> str:
    return document.slug if forum == "marac" else f"{document.slug}-mappa"
