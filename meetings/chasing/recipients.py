"""Who is told at a step: by rung, without anybody shut out of the case, and with cover in the place of who is away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from agencies.members import MemberLine, agencies_of, members_of
from agencies.roles import COORDINATORS, Role
from meetings.chasing.things import Thing
from meetings.many import among
from meetings.rules.chase_ladder import Rung
from meetings.tables.chasing import Leave
from meetings.tables.documents import Case, Exclusion, NamedReader


@dataclass(frozen=True, slots=True)
class Addressee:
    """An officer, or the mailbox of an agency."""

    officer_id: UUID | None
    agency_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Who is in office today, and what each may not be told of."""

    members: Sequence[MemberLine]
    mailboxes: frozenset[UUID]
    shut_officers: Mapping[UUID, frozenset[UUID]]  # by case
    shut_agencies: Mapping[UUID, frozenset[UUID]]
    named: Mapping[UUID, frozenset[UUID]]  # restricted cases alone
    cover: Mapping[UUID, UUID]

    def told(self, thing: Thing, rung: Rung) -> frozenset[Addressee]:
        """Nobody for the steering group: it is told by its own figures, never by letter."""
        match rung:
            case Rung.REPRESENTATIVE:
                return self._officers(thing, self._owners(thing))
            case Rung.DEPUTIES:
                return self._officers(thing, self._of_agency(thing, Role.DEPUTY))
            case Rung.MAILBOX:
                return self._mailbox(thing)
            case Rung.COORDINATOR:
                return self._officers(thing, {each.officer_id for each in self.members if each.role in COORDINATORS})
            case Rung.CHAIR:
                return self._officers(thing, {each.officer_id for each in self.members if each.role is Role.CHAIR})
        return frozenset()

    def _owners(self, thing: Thing) -> set[UUID]:
        """Deputies come a step later, unless nobody else owes it."""
        deputies = self._of_agency(thing, Role.DEPUTY)
        return set(thing.owners - deputies) or set(thing.owners)

    def _of_agency(self, thing: Thing, role: Role) -> set[UUID]:
        return {each.officer_id for each in self.members if each.role is role and each.agency_id == thing.agency}

    def _officers(self, thing: Thing, officers: set[UUID]) -> frozenset[Addressee]:
        there = {self.cover.get(officer, officer) for officer in officers}
        return frozenset(Addressee(officer) for officer in there if self._may_be_told(thing, officer))

    def _may_be_told(self, thing: Thing, officer: UUID) -> bool:
        agencies = {each.agency_id for each in self.members if each.officer_id == officer}
        if not agencies:  # Not in office any more.
            return False
        if thing.case is None:
            return True
        if self._is_shut(thing.case, {officer}, agencies):
            return False
        return thing.case not in self.named or officer in self.named[thing.case]

    def _is_shut(self, case: UUID, officers: set[UUID], agencies: set[UUID | None]) -> bool:
        shut = officers & self.shut_officers.get(case, frozenset())
        return bool(shut or agencies & self.shut_agencies.get(case, frozenset()))

    def _mailbox(self, thing: Thing) -> frozenset[Addressee]:
        """Who reads a mailbox is not known, so it hears nothing of a case that is shut to anybody there."""
        if thing.agency not in self.mailboxes or thing.case in self.named:
            return frozenset()
        colleagues = {each.officer_id for each in self.members if each.agency_id == thing.agency}
        if thing.case and self._is_shut(thing.case, colleagues, {thing.agency}):
            return frozenset()
        return frozenset({Addressee(None, thing.agency)})


async def people_for(act: Act, things: Sequence[Thing]) -> People:
    """Read at the moment: also when a letter is about to leave."""
    cases = sorted({thing.case for thing in things if thing.case is not None})
    members = [each for each in await members_of(act.area.id, on=act.today) if each.state == "active"]
    agencies = await agencies_of(act.area.id, on=act.today)
    shut_officers: dict[UUID, set[UUID]] = {}
    shut_agencies: dict[UUID, set[UUID]] = {}
    for row in await _exclusions(cases):
        if row["officer"]:
            shut_officers.setdefault(row["case"], set()).add(row["officer"])
        if row["agency"]:
            shut_agencies.setdefault(row["case"], set()).add(row["agency"])
    return People(
        members=members,
        mailboxes=frozenset(each.id for each in agencies if each.secure_email and each.is_member_on(act.today)),
        shut_officers={case: frozenset(officers) for case, officers in shut_officers.items()},
        shut_agencies={case: frozenset(each) for case, each in shut_agencies.items()},
        named=await _named(cases),
        cover=await cover_today(act),
    )


async def _exclusions(cases: Sequence[UUID]) -> list[dict[str, UUID]]:
    if not cases:
        return []
    running = among(Exclusion.case, cases) & Exclusion.to_at.is_null()
    return await Exclusion.select(Exclusion.case, Exclusion.officer, Exclusion.agency).where(running)


async def _named(cases: Sequence[UUID]) -> dict[UUID, frozenset[UUID]]:
    if not cases:
        return {}
    restricted = await Case.select(Case.id).where(among(Case.id, cases) & Case.restricted.is_not_null())
    named: dict[UUID, set[UUID]] = {row["id"]: set() for row in restricted}
    if named:
        rows = await NamedReader.select(NamedReader.case, NamedReader.officer).where(
            among(NamedReader.case, sorted(named)) & NamedReader.to_at.is_null()
        )
        for row in rows:
            named[row["case"]].add(row["officer"])
    return {case: frozenset(officers) for case, officers in named.items()}


async def cover_today(act: Act) -> dict[UUID, UUID]:
    """Who is away today, and who covers. There is no chain: the cover of a cover covers nobody else."""
    rows = await Leave.select(Leave.officer, Leave.cover).where(
        (Leave.area == act.area.id)
        & (Leave.from_on <= act.today)
        & (Leave.to_on >= act.today)
        & Leave.ended_at.is_null()
    )
    return {row["officer"]: row["cover"] for row in rows}
