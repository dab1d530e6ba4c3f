"""Who may and who may never see one case: exclusions, restriction, and those named for a restricted case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agencies.acts import Act
from agencies.directory import names_of
from agencies.tables import Agency
from marac.audit.events import Event
from marac.database import for_everybody, transaction
from marac.errors import InvalidForm, Refused
from marac.ids import uuid7
from meetings.access import find_case, unseen_cases
from meetings.joined_cases import as_one
from meetings.tables.documents import Case, Exclusion, NamedReader

KINDS = {"conflict": "Conflict of interest", "staff": "A colleague is involved", "restricted": "Restricted"}


@dataclass(frozen=True, slots=True)
class Barred:
    """One exclusion that stands."""

    id: UUID
    who: str
    kind: str
    from_at: datetime


@dataclass(frozen=True, slots=True)
class AccessPaper:
    """Who is named, and who is shut out."""

    case_ref: str
    is_restricted: bool
    named: tuple[str, ...]
    barred: tuple[Barred, ...]


@dataclass(frozen=True, slots=True)
class StaffCase:
    """That a colleague is involved in a case, for its restricted owner; nothing of the case itself."""

    case_ref: str
    received_at: datetime
    is_decided: bool


@for_everybody
async def list_staff_cases(act: Act) -> tuple[StaffCase, ...]:
    """The silent matches that this officer owns, newest first. Whoever owns none learns of none.

    The owner may be of the agency that is shut out, and sees no more of the case than that it is there.
    """
    rows = await (
        Case.select(Case.ref, Case.received_at, Case.decided_at)
        .where((Case.area == act.area.id) & (Case.restricted_owner == act.officer_id) & (Case.restricted == "staff"))
        .where(Case.id.not_in(unseen_cases(act)))
        .order_by(Case.received_at, ascending=False)
    )
    return tuple(StaffCase(row["ref"], row["received_at"], row["decided_at"] is not None) for row in rows)


async def read_access(act: Act, case_ref: str) -> AccessPaper:
    """For coordinator and chair."""
    case = await find_case(act, case_ref)
    named = await NamedReader.select(NamedReader.officer).where(
        (NamedReader.case == case.id) & NamedReader.to_at.is_null()
    )
    barred = await Exclusion.objects().where((Exclusion.case == case.id) & Exclusion.to_at.is_null())
    officers = {row["officer"] for row in named} | {row.officer for row in barred if row.officer}
    names = await names_of(act, officers)
    agencies = await Agency.select(Agency.id, Agency.name).where(Agency.area == act.area.id)
    who = {**names, **{row["id"]: row["name"] for row in agencies}}
    return AccessPaper(
        case.ref,
        case.restricted is not None,
        tuple(sorted(names[row["officer"]] for row in named)),
        tuple(Barred(row.id, who[row.officer or row.agency], KINDS[row.kind], row.from_at) for row in barred),
    )


async def exclude(
    act: Act, case_ref: str, *, kind: str, officer: UUID | None = None, agency: UUID | None = None
) -> None:
    """Shut somebody, or an agency, out of a case at once; this wins over every right."""
    if kind not in KINDS:
        raise InvalidForm({"kind": "Choose why"})
    if (officer is None) == (agency is None):
        raise InvalidForm({"who": "Choose one person or one agency"})
    case = await find_case(act, case_ref)
    async with transaction():
        for case_id in await as_one(case.id):
            row = Exclusion(
                id=uuid7(),
                area=act.area.id,
                case=case_id,
                officer=officer,
                agency=agency,
                kind=kind,
                from_at=act.at,
                by=act.officer_id,
            )
            await Exclusion.insert(row)
            await _record(act, case_id, "exclude", kind=kind, officer=officer, agency=agency)


async def end_exclusion(act: Act, case_ref: str, exclusion_id: UUID) -> None:
    """Let somebody see a case again; a declared conflict is never ended by anybody else."""
    case = await find_case(act, case_ref)
    async with transaction():
        ended = (
            await Exclusion.update({Exclusion.to_at: act.at})
            .where(
                (Exclusion.id == exclusion_id)
                & (Exclusion.case == case.id)
                & (Exclusion.kind != "conflict")
                & Exclusion.to_at.is_null()
            )
            .returning(Exclusion.officer, Exclusion.agency, Exclusion.kind)
        )
        if not ended:
            raise Refused("A conflict that somebody declared stays.")
        row = ended[0]
        await _record(act, case.id, "end", kind=row["kind"], officer=row["officer"], agency=row["agency"])


async def restrict(act: Act, case_ref: str) -> None:
    """From now on only those named see this case; whoever restricts it is the first of them."""
    case = await find_case(act, case_ref)
    if case.restricted is not None or act.officer_id is None:
        raise Refused("This case is restricted already.")
    async with transaction():
        for case_id in await as_one(case.id):
            await Case.update({Case.restricted: "restricted"}).where(Case.id == case_id)
            await name_reader(act, case_id, act.officer_id)


async def name_reader(act: Act, case_id: UUID, officer: UUID) -> None:
    """Name somebody for a restricted case. Inside a transaction."""
    await NamedReader.insert(
        NamedReader(id=uuid7(), area=act.area.id, case=case_id, officer=officer, from_at=act.at, by=act.officer_id)
    )
    await _record(act, case_id, "name", kind="restricted", officer=officer, agency=None)


async def _record(
    act: Act, case_id: UUID, change: str, *, kind: str, officer: UUID | None, agency: UUID | None
) -> None:
    await act.record(
        Event.ACCESS_CHANGED,
        "case",
        case_id,
        change=change,
        exclusion=kind,
        officer=str(officer) if officer else None,
        agency=str(agency) if agency else None,
    )
