"""Before an agenda is sent, cases that are shut to somebody go last: nobody's times may show a hole."""

from uuid import UUID

from agencies.acts import Act
from meetings.ordering.needed import cases_unseen_by_some
from meetings.ordering.standing import hold, marked, write
from meetings.tables.meeting import AgendaItem


async def put_unseen_last(act: Act, meeting_id: UUID) -> None:
    """Inside a transaction that began beyond exclusions. The service does it, whoever sends: they may not know why."""
    held = await hold(act, meeting_id)
    items = {stand.item for stand in held.whole}
    rows = await AgendaItem.select(
        AgendaItem.id, AgendaItem.case, AgendaItem.case.restricted.as_alias("restricted")
    ).where(AgendaItem.id.is_in(list(items)))
    shut = await cases_unseen_by_some([row["case"] for row in rows])
    last = {row["id"] for row in rows if row["restricted"] is not None or row["case"] in shut}
    after = tuple(sorted(held.whole, key=lambda stand: stand.item in last))
    if after != held.whole:
        await write(act, held, marked(after, last, "access"), kind="access", by_service=True)
