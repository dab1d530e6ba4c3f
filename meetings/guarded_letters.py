"""A letter as it leaves: whether its reader may still know of what it is about, and shares no contact with a party."""

from collections.abc import Mapping
from uuid import UUID

from agencies.acts import Act
from marac.database import for_everybody
from meetings.guarded_sendings import cases_on_agenda_for
from meetings.guarding.shut_out import agencies_of_officers, shut_out_of
from meetings.guarding.wrong_recipient import outside_list, stopped
from meetings.tables.documents import Case
from meetings.tables.meeting import Circulation, CirculationReader, Meeting
from meetings.tables.minutes import Action

NO_LONGER_THEIRS, PARTY_CONTACT, OUTSIDE_LIST = "not_entitled", "party_contact", "outside_list"


async def why_not_sent(act: Act, officer: UUID, ids: Mapping[str, str]) -> str | None:
    """The code of what keeps this letter back, asked at the moment it leaves; None where nothing does."""
    if await outside_list(act, [officer]):
        return OUTSIDE_LIST
    cases, is_open = await _cases_of(act, officer, ids)
    if not is_open:
        return NO_LONGER_THEIRS
    met = await stopped(act, {officer: cases})
    return PARTY_CONTACT if met else None


@for_everybody
async def _cases_of(act: Act, officer: UUID, ids: Mapping[str, str]) -> tuple[set[UUID], bool]:
    """The cases behind a letter that this officer may know of, and whether anything is left for them to read."""
    circulation = await _circulation(ids)
    if circulation is not None and circulation.kind != "agenda":
        rows = await CirculationReader.select(CirculationReader.agenda_item.case.as_alias("case")).where(
            (CirculationReader.circulation == circulation.id)
            & (CirculationReader.officer == officer)
            & CirculationReader.agenda_item.is_not_null()
        )
        return await _open_to(act, officer, {row["case"] for row in rows})
    meeting = circulation.meeting if circulation is not None else await _meeting(act, ids)
    if meeting is not None:
        return (await cases_on_agenda_for(act, meeting, [officer]))[officer], True
    one = await _one_case(act, ids.get("ref", ""))
    return await _open_to(act, officer, {one}) if one is not None else (set(), True)


async def _open_to(act: Act, officer: UUID, cases: set[UUID]) -> tuple[set[UUID], bool]:
    shut_out = await shut_out_of(act.area.id, cases)
    theirs = (await agencies_of_officers(act.area.id, [officer], on=act.today)).get(officer, frozenset())
    kept = {case for case in cases if not shut_out.keeps_out(case, officer, theirs)}
    return kept, bool(kept) or not cases


async def _circulation(ids: Mapping[str, str]) -> Circulation | None:
    known = ids.get("circulation")
    found: Circulation | None = await Circulation.objects().get(Circulation.id == UUID(known)) if known else None
    return found


async def _meeting(act: Act, ids: Mapping[str, str]) -> UUID | None:
    if "meeting" in ids:
        return UUID(ids["meeting"])
    row = (
        await Meeting.select(Meeting.id).where((Meeting.ref == ids.get("ref")) & (Meeting.area == act.area.id)).first()
    )
    return UUID(str(row["id"])) if row else None


async def _one_case(act: Act, ref: str) -> UUID | None:
    action = await Action.select(Action.case).where((Action.ref == ref) & (Action.area == act.area.id)).first()
    if action is not None:
        return UUID(str(action["case"]))
    case = await Case.select(Case.id).where((Case.ref == ref) & (Case.area == act.area.id)).first()
    return UUID(str(case["id"])) if case else None
