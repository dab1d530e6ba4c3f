"""People of an area document: taken into the sealed directory, with their roles on their days."""

from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from agencies.area_document import RoleOnDays, UserPart
from agencies.directory import Authenticator, Entry, directory_key, open_officers, seal_officer
from agencies.roles import Role
from agencies.tables import Membership, Officer
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import Refused
from marac.ids import uuid7

AT_ONCE = 50  # Rows a transaction: none may take longer than 200 ms.


@dataclass(slots=True)
class Known:
    """A person who is in the directory already."""

    officer: Officer
    entry: Entry
    authenticator: Authenticator


async def load_officers(act: Act, users: list[UserPart], *, agencies: dict[str, UUID]) -> int:
    """Make or update these people and their roles in this area. Gives the number of rows that changed."""
    changes = 0
    for start in range(0, len(users), AT_ONCE):
        some = users[start : start + AT_ONCE]
        changes += await _load_some(act, some, await _known(act, some), agencies=agencies)
    return changes + await _say_whom_deputies_cover(act)


async def _say_whom_deputies_cover(act: Act) -> int:
    """A deputy of an agency with one representative stands for that one; every look of theirs is recorded so."""
    rows = await Membership.select().where((Membership.area == act.area.id) & Membership.to_on.is_null())
    deputies = await Membership.select().where(
        (Membership.area == act.area.id) & (Membership.role == Role.DEPUTY.value) & Membership.deputy_for.is_null()
    )
    changes = 0
    for deputy in deputies:
        covered = {
            row["officer"]
            for row in rows
            if row["role"] == Role.REPRESENTATIVE.value and row["agency"] == deputy["agency"]
        } - {deputy["officer"]}
        if len(covered) == 1:
            await Membership.update({Membership.deputy_for: covered.pop()}).where(Membership.id == deputy["id"])
            changes += 1
    return changes


async def _load_some(act: Act, users: list[UserPart], known: dict[str, Known], *, agencies: dict[str, UUID]) -> int:
    dk = await directory_key(act.area.id)
    changes = 0
    async with transaction():
        for user in users:
            agency_id = agencies[user.agency]
            index = act.vault.index_email(user.email)
            if index not in known:
                known[index] = await _make(act, user, dk=dk, agency_id=agency_id, index=index)
                changes += 1
            else:
                changes += await _update(act, known[index], user, index=index)
            changes += await _load_roles(act, known[index].officer.id, user.roles, agency_id=agency_id)
        if changes:
            await act.record(
                Event.AREA_LOADED, "area", act.area.id, agencies=0, officers=len(users), practice=act.area.practice
            )
    return changes


async def _known(act: Act, users: list[UserPart]) -> dict[str, Known]:
    """Those already here: by e-mail anywhere, or by their id in this area's document."""
    index_of = {user.user_id: act.vault.index_email(user.email) for user in users}
    by_mail = await Officer.objects().where(Officer.email_index.is_in(list(index_of.values())))
    by_id = await Officer.objects().where((Officer.area == act.area.id) & Officer.outside_id.is_in(list(index_of)))
    rows = {row.id: row for row in [*by_mail, *by_id]}
    opened = await open_officers(act.desk, list(rows.values()), by=act.actor)
    known: dict[str, Known] = {}
    for row, (entry, authenticator) in zip(rows.values(), opened, strict=True):
        found = index_of.get(row.outside_id) if row.area == act.area.id and row.outside_id else None
        index = row.email_index if row.email_index in index_of.values() else found or row.email_index
        if index in known:
            raise Refused("An e-mail address of this document belongs to somebody else already.")
        known[index] = Known(row, entry, authenticator)
    return known


async def _make(act: Act, user: UserPart, *, dk: UUID, agency_id: UUID, index: str) -> Known:
    officer = Officer(
        id=uuid7(),
        area=act.area.id,
        agency=agency_id,
        outside_id=user.user_id,
        email_index=index,
        state="invited",
        made_at=act.at,
        dk=dk,
    )
    entry = _entry(user)
    await seal_officer(act.desk, officer, entry=entry, authenticator=Authenticator())
    await Officer.insert(officer)
    role = next(held.role for held in user.roles if held.forum == act.area.forum)
    await act.record(Event.OFFICER_MADE, "officer", officer.id, role=role.value, agency=str(agency_id))
    return Known(officer, entry, Authenticator())


async def _update(act: Act, known: Known, user: UserPart, *, index: str) -> int:
    """What the document says differently. Somebody whose home is another area keeps what that area says of them."""
    officer, entry = known.officer, _entry(user)
    if officer.area != act.area.id or (entry == known.entry and officer.email_index == index):
        return 0
    officer.email_index = index
    await seal_officer(act.desk, officer, entry=entry, authenticator=known.authenticator)
    await officer.save()
    return 1


async def _load_roles(act: Act, officer_id: UUID, roles: tuple[RoleOnDays, ...], *, agency_id: UUID) -> int:
    rows = await Membership.objects().where((Membership.officer == officer_id) & (Membership.area == act.area.id))
    known = {(row.role, row.from_on): row for row in rows}
    changes = 0
    for held in roles:
        if held.forum != act.area.forum:
            continue
        row = known.get((held.role.value, held.from_on))
        if row is None:
            await _give(act, officer_id, held, agency_id=agency_id)
        elif row.to_on != held.to_on:
            await Membership.update({Membership.to_on: held.to_on}).where(Membership.id == row.id)
        else:
            continue
        changes += 1
    return changes


async def _give(act: Act, officer_id: UUID, held: RoleOnDays, *, agency_id: UUID) -> None:
    await Membership(
        officer=officer_id,
        area=act.area.id,
        agency=agency_id,
        role=held.role.value,
        from_on=held.from_on,
        to_on=held.to_on,
    ).save()


def _entry(user: UserPart) -> Entry:
    return Entry(
        given_names=user.given_names,
        family_name=user.family_name,
        known_as=user.known_as,
        previous_names=user.previous_names,
        born_on=user.born_on,
        email=user.email,
        telephone=user.phone,
    )
