"""Suggestions for tests of pages: two mentions put beside each other, weighed by the model as a search would."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from marac.ids import new_ref
from meetings.people.levels import Address, Alike, Born, Forename, Levels, Number, Surname, levels_code
from meetings.people.model import default_model
from meetings.people.scoring import score
from meetings.tables.matching import PeopleSearch, Suggestion
from meetings.tables.people import Mention
from tests.fakes import TUESDAY

STORE = 1_000
ALIKE = Levels(
    forename=Forename.SAME,
    surname=Surname.SAME,
    born=Born.SAME,
    address=Address.DIFFERS,
    phone=Number.SAME,
    sex=Alike.SAME,
)
PERHAPS = Levels(forename=Forename.SAME, surname=Surname.SAME, born=Born.WITHIN_TWO_YEARS, sex=Alike.SAME)
HARDLY = Levels(forename=Forename.SIMILAR, surname=Surname.SAME, sex=Alike.SAME)


async def mention_of(case_ref: str, role: str = "victim") -> UUID:
    [row] = await Mention.select(Mention.id).where((Mention.case.ref == case_ref) & (Mention.role == role))
    found: UUID = row["id"]
    return found


async def all_searched() -> None:
    """No search is under way, and none came to anything."""
    await Suggestion.delete(force=True)
    done: dict[Any, Any] = {PeopleSearch.searched_at: TUESDAY, PeopleSearch.is_scan_needed: False}
    await PeopleSearch.update(done, force=True)


async def suggest(
    later: str, earlier: str, role: str = "victim", *, levels: Levels = ALIKE, band: str = "", after: int = 0
) -> str:
    """Somebody of the later case may be who has the same role in the earlier one; returns the reference."""
    return await suggest_pair((later, role), (earlier, role), levels=levels, band=band, after=after)


async def suggest_pair(
    later: tuple[str, str], earlier: tuple[str, str], *, levels: Levels = ALIKE, band: str = "", after: int = 0
) -> str:
    """Somebody of the later case, by role, may be somebody of the earlier one."""
    mention, other = await mention_of(*later), await mention_of(*earlier)
    search = await PeopleSearch.objects().where(PeopleSearch.case.ref == later[0]).first()
    assert search is not None
    weighed = score(default_model(), levels, store_size=STORE)
    row = Suggestion(
        ref=new_ref(),
        area=search.area,
        mention=mention,
        other=other,
        search=search.id,
        shown_at=TUESDAY + timedelta(minutes=after),
        business_at=TUESDAY,
        band=band or weighed.band.value,
        weight=weighed.bits,
        levels=levels_code(levels),
        model=default_model().name,
        store_size=STORE,
    )
    await Suggestion.insert(row)
    return str(row.ref)
