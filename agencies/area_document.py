"""The area document, version 1: an area with its agencies, people, calendar and dated settings, as it arrives."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

import msgspec

from agencies.roles import Role
from marac.errors import InvalidForm

Forum = Literal["marac", "mappa"]
Slug = Annotated[str, msgspec.Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Word = Annotated[str, msgspec.Meta(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f\x7f]*$")]
Line = Annotated[str, msgspec.Meta(max_length=254, pattern=r"^[^\x00-\x1f\x7f]*$")]
Email = Annotated[str, msgspec.Meta(max_length=254, pattern=r"^[^\s@<>\x00-\x1f]+@[^\s@<>\x00-\x1f]+\.[a-z]+$")]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the document; a field it does not know is refused."""


class TypeOnDays(Part, frozen=True):
    type: Word
    national_code: Word
    from_on: date
    to_on: date | None


class FormerName(Part, frozen=True):
    name: Word
    to_on: date


class AgencyPart(Part, frozen=True):
    slug: Slug
    name: Word
    short: Annotated[str, msgspec.Meta(min_length=1, max_length=12)]
    types: Annotated[tuple[TypeOnDays, ...], msgspec.Meta(min_length=1)]
    core: bool
    telephone: Annotated[str, msgspec.Meta(max_length=40)]
    secure_email: Email
    isa_signed_on: date | None
    joined_on: date
    left_on: date | None
    former_names: tuple[FormerName, ...]
    nation: Annotated[str, msgspec.Meta(max_length=30)]


class RoleOnDays(Part, frozen=True):
    role: Role
    forum: Forum
    from_on: date
    to_on: date | None


class UserPart(Part, frozen=True):
    user_id: Annotated[str, msgspec.Meta(min_length=1, max_length=20, pattern="^[A-Za-z0-9-]+$")]
    given_names: Word
    family_name: Word
    known_as: Word | None
    previous_names: tuple[Word, ...]
    born_on: date
    agency: Slug
    email: Email
    phone: Annotated[str, msgspec.Meta(max_length=40)]
    roles: Annotated[tuple[RoleOnDays, ...], msgspec.Meta(min_length=1)]

    def forums(self) -> set[str]:
        return {held.forum for held in self.roles}


class MeetingPart(Part, frozen=True):
    """A day of the calendar; the meetings take it in."""

    meeting_id: Word
    forum: Forum
    kind: Literal["ordinary", "emergency", "mappa_level_2", "mappa_level_3"]
    planned_on: date
    held_on: date
    starts_at: datetime
    ends_at: datetime
    venue: Line
    status: Literal["planned", "moved", "cancelled"]
    note: str | None


class SettingPart(Part, frozen=True):
    key: Annotated[str, msgspec.Meta(pattern="^[a-z0-9_]{1,60}$")]
    value: dict[str, Any] | int | float | str | bool
    from_on: date
    source: Annotated[str, msgspec.Meta(max_length=200)]


class AreaDocument(Part, frozen=True):
    form: Literal["area"]
    version: Literal[1]
    slug: Slug
    name: Word
    mappa_name: Word
    nation: Literal["england_and_wales", "scotland", "northern_ireland"]
    time_zone: Literal["Europe/London"]
    case_prefix: Annotated[str, msgspec.Meta(pattern="^[A-Z]{1,8}$")]
    towns: tuple[Word, ...]
    postcode_area: Annotated[str, msgspec.Meta(max_length=4)]
    agencies: Annotated[tuple[AgencyPart, ...], msgspec.Meta(min_length=1)]
    users: Annotated[tuple[UserPart, ...], msgspec.Meta(min_length=1)]
    meetings: tuple[MeetingPart, ...]
    settings: tuple[SettingPart, ...]

    def forums(self) -> list[str]:
        """The forums somebody has a role in, Marac first."""
        present = {forum for user in self.users for forum in user.forums()}
        return sorted(present, reverse=True, key=lambda forum: forum == "marac")


def read_area_document(content: bytes) -> AreaDocument:
    """Raises InvalidForm with the path of what must be mended, and never with what stood there."""
    try:
        document = msgspec.json.decode(content, type=AreaDocument)
    except msgspec.ValidationError as error:
        raise InvalidForm({_path(str(error)): _message(str(error))}) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise InvalidForm({}, general="This file is not a JSON document.") from None
    _check(document)
    return document


def _check(document: AreaDocument) -> None:
    """What the shape alone cannot say."""
    slugs = [agency.slug for agency in document.agencies]
    messages = {
        f"agencies.{n}.slug": "Give each agency a short name of its own"
        for n, slug in enumerate(slugs)
        if slug in slugs[:n]
    }
    seen: set[str] = set()
    for n, user in enumerate(document.users):
        if user.agency not in slugs:
            messages[f"users.{n}.agency"] = "Name an agency of this document"
        for mark in (user.user_id, user.email.lower()):
            if mark in seen:
                messages[f"users.{n}"] = "Give each person an id and an e-mail address of their own"
            seen.add(mark)
    if messages:
        raise InvalidForm(messages)


def _path(error: str) -> str:
    found = re.search(r" - at `\$\.?([^`]*)`", error)
    return re.sub(r"\[(\d+)\]", r".\1", found[1]).strip(".") if found else ""


def _message(error: str) -> str:
    if "unknown field" in error:
        return "Take out the field that an area document does not have"
    if "missing required field" in error:
        field = re.search(r"missing required field `([a-z_]+)`", error)
        return f"Add the field {field[1]}" if field else "Add the missing field"
    return "Mend this value; it is not what an area document holds here"
