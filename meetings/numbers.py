"""Case numbers: prefix, year and digits that say nothing about how many cases there are, or which came first."""

from agencies.acts import Act
from agencies.tables import Area
from marac.database import for_everybody, for_update
from marac.errors import Refused
from marac.ids import uuid7
from meetings.tables.documents import Case, CaseNumber

FEWEST_DIGITS = 4


async def give_case_number(act: Act) -> str:
    """The next number of the year, in the transaction of the acceptance."""
    year = act.today.year
    # Two acceptances at once wait for each other here, also before the first number of a year.
    await for_update(Area.select(Area.id).where(Area.id == act.area.id))
    while True:
        number = await act.vault.keyed_permutation(act.area.id, year, await _next_of(act, year))
        case_number = f"{act.area.prefix}-{year % 100:02d}-{number:0{FEWEST_DIGITS}d}"
        # A practice replay gives numbers of its own; one of those may stand in the way.
        if not await _is_taken(act, case_number):
            return case_number


async def claim_case_number(act: Act, case_number: str) -> str:
    """A number told by the replay of a practice area."""
    if not act.area.practice:
        raise Refused("Only a practice area is told its case numbers.")
    if await _is_taken(act, case_number):
        raise Refused("This case number is given already.")
    return case_number


@for_everybody
async def _is_taken(act: Act, case_number: str) -> bool:
    return bool(await Case.exists().where((Case.area == act.area.id) & (Case.case_number == case_number)))


async def _next_of(act: Act, year: int) -> int:
    this_year = (CaseNumber.area == act.area.id) & (CaseNumber.year == year)
    row = await CaseNumber.objects().where(this_year).first()
    if row is None:
        await CaseNumber.insert(CaseNumber(id=uuid7(), area=act.area.id, year=year, given=1))
        return 0
    await CaseNumber.update({CaseNumber.given: row.given + 1}).where(CaseNumber.id == row.id)
    return int(row.given)
