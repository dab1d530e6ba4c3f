"""How many mentions an area has, by which weights are scaled: the more people, the likelier a chance likeness."""

from uuid import UUID

from agencies.acts import Act
from meetings.access import unseen_cases
from meetings.tables.people import Mention

# Above this a count is kept for as many searches as it takes to grow by one in a hundred.
COUNTED_EACH_TIME = 20_000
_SEARCHES_A_COUNT = 200
_counted: dict[UUID, tuple[int, int]] = {}


async def store_size(act: Act) -> int:
    """Exact for a small area; of a large one as lately counted, because counting reads every row."""
    size, searches_left = _counted.get(act.area.id, (0, 0))
    if searches_left > 0:
        _counted[act.area.id] = size, searches_left - 1
        return size
    size = int(await Mention.count().where((Mention.area == act.area.id) & Mention.case.not_in(unseen_cases(act))))
    if size > COUNTED_EACH_TIME:
        _counted[act.area.id] = size, _SEARCHES_A_COUNT
    return size
