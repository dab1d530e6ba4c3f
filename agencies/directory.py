"""The staff directory: who an officer is, sealed under the key of their home area.

Somebody at home in one area may have a role in another, so the directory reaches across areas.
Names of staff stand on nearly every page, so those already opened are kept in memory, each by the version of its seal;
what is not yet known is opened together under one leaf.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from agencies.acts import Act, Desk
from agencies.tables import Officer
from marac.audit.events import Event
from marac.audit.trail import Actor
from marac.database import across_areas, whole_service
from marac.errors import NotFound
from marac.vault.opening import Permit
from marac.vault.tables import DataKey

NAMES_KEPT = 20_000
AT_ONCE = 100  # Piccolo warns about longer lists of values.
_NAMES: OrderedDict[tuple[UUID, int], str] = OrderedDict()


class Authenticator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The key of the app in use, and one that is being set up and has not proved itself yet."""

    secret: str | None = None
    pending: str | None = None


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One person of the directory. Birth date and previous names are for the silent staff check alone."""

    given_names: str
    family_name: str
    email: str
    telephone: str = ""
    known_as: str | None = None
    previous_names: tuple[str, ...] = ()
    born_on: date | None = None

    @property
    def name(self) -> str:
        return f"{self.known_as or self.given_names} {self.family_name}"


async def names_of(act: Act, officers: Iterable[UUID]) -> dict[UUID, str]:
    """The names of these officers, for people of the same service. Call it before a transaction begins."""
    return await names_for(act.desk, officers, by=act.actor)


def known_name(officer_id: UUID, version: int) -> str | None:
    """A name opened before, if the directory still says the same."""
    return _NAMES.get((officer_id, version))


async def names_by_version(act: Act, versions: Mapping[UUID, int], others: Iterable[UUID] = ()) -> dict[UUID, str]:
    """The same where it is known already how each entry was last sealed: nothing is asked for what is kept.

    `others` are asked for in the ordinary way.
    """
    known = {officer: name for officer, at in versions.items() if (name := known_name(officer, at)) is not None}
    missing = ({*versions, *others}) - known.keys()
    return known | (await names_of(act, missing) if missing else {})


async def names_for(desk: Desk, officers: Iterable[UUID], *, by: Actor) -> dict[UUID, str]:
    """The same before anybody has a seat: the account line of a page is one's own name."""
    versions = await _versions(sorted(set(officers)))
    missing = [officer for officer, version in versions.items() if (officer, version) not in _NAMES]
    for officer, entry in (await _open(desk, missing, by=by, by_machine=True)).items():
        _keep_name(officer, versions[officer], entry.name)
    return {officer: _NAMES[officer, version] for officer, version in versions.items()}


async def open_entries(act: Act, officers: Sequence[UUID]) -> dict[UUID, Entry]:
    """The whole entries: for accounts, letters and the staff check."""
    return await _open(act.desk, officers, by=act.actor)


async def entries_unseen(act: Act, officers: Sequence[UUID]) -> dict[UUID, Entry]:
    """The same for the service's own comparing: nobody looks at them."""
    return await _open(act.desk, officers, by=act.actor, by_machine=True)


async def open_entry(act: Act, officer_id: UUID) -> Entry:
    """Raises NotFound."""
    found = await open_entries(act, [officer_id])
    if officer_id not in found:
        raise NotFound("There is no such person.")
    return found[officer_id]


async def open_officers(
    desk: Desk, officers: Sequence[Officer], *, by: Actor, by_machine: bool = True
) -> list[tuple[Entry, Authenticator]]:
    """Entries with the keys of the authenticators, in the order given: to check a code or to seal a row again.

    The service does that for somebody; only a page that shows whole entries is a look of theirs.
    """
    if not officers:
        return []
    about = officers[0].id if len(officers) == 1 else None
    permit = Permit(by=by, event=Event.OFFICER_LISTED, kind="officer", about=about)
    opening = desk.vault.machine_open if by_machine else desk.vault.open_records
    with whole_service():
        opened = await opening(permit, officers)
    return [
        (msgspec.convert(values["directory"], Entry), msgspec.convert(values["totp"] or {}, Authenticator))
        for values in opened
    ]


async def seal_officer(desk: Desk, officer: Officer, *, entry: Entry, authenticator: Authenticator) -> None:
    """Seal both columns anew, inside the caller's transaction; the caller saves the row and records the deed."""
    values: dict[Any, Any] = {
        Officer.directory: msgspec.to_builtins(entry),
        Officer.totp: msgspec.to_builtins(authenticator),
    }
    await desk.vault.seal(officer, values)


def actor_of(officer: Officer, *, now: datetime, area_id: UUID | None = None) -> Actor:
    """A person before, or beside, any seat: machine time stands for both clocks."""
    return Actor(area_id=area_id or officer.area, officer_id=officer.id, acting_for=None, at=now, business_at=now)


async def officer_row(officer_id: UUID) -> Officer:
    """Raises NotFound."""
    officer = await Officer.objects().where(Officer.id == officer_id).first()
    if officer is None:
        raise NotFound("There is no such person.")
    return officer


async def directory_key(area_id: UUID) -> UUID:
    """The data key of an area's staff directory."""
    row = await (
        DataKey.select(DataKey.id)
        .where((DataKey.area == area_id) & (DataKey.kind == "directory") & DataKey.destroyed_at.is_null())
        .first()
    )
    if row is None:
        raise NotFound("This area has no staff directory.")
    return UUID(str(row["id"]))


@across_areas
async def _open(desk: Desk, officers: Sequence[UUID], *, by: Actor, by_machine: bool = False) -> dict[UUID, Entry]:
    rows: list[Officer] = []
    for start in range(0, len(officers), AT_ONCE):
        rows += await Officer.objects().where(Officer.id.is_in(list(officers[start : start + AT_ONCE])))
    opened = await open_officers(desk, rows, by=by, by_machine=by_machine)
    return {row.id: entry for row, (entry, _) in zip(rows, opened, strict=True)}


@across_areas
async def _versions(officers: Sequence[UUID]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for start in range(0, len(officers), AT_ONCE):
        chunk = list(officers[start : start + AT_ONCE])
        rows = await Officer.select(Officer.id, Officer.sealed_version).where(Officer.id.is_in(chunk))
        found |= {row["id"]: row["sealed_version"] for row in rows}
    return found


def _keep_name(officer: UUID, version: int, name: str) -> None:
    _NAMES[officer, version] = name
    while len(_NAMES) > NAMES_KEPT:
        _NAMES.popitem(last=False)
