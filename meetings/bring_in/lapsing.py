"""Reports of old records that nobody confirmed in time: what was read of the files goes, that they were read stays."""

from datetime import timedelta

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from meetings.settings_in_force import settings_on
from meetings.tables.bring_in import BringIn

LAPSED = "lapsed"


async def days_to_confirm(act: Act) -> int:
    return int((await settings_on(act, act.today)).value("bring_in_days"))


async def let_reports_lapse(act: Act) -> int:
    """For the service itself: one area. What waits longer than the dated setting of today says; returns how many."""
    days = await days_to_confirm(act)
    waiting = (
        (BringIn.area == act.area.id) & (BringIn.state == "checked") & (BringIn.made_at < act.at - timedelta(days=days))
    )
    rows = await BringIn.select(BringIn.id, BringIn.dk).where(waiting)
    for row in rows:
        async with transaction():
            # Somebody may confirm it at this moment.
            still = (BringIn.id == row["id"]) & (BringIn.state == "checked")
            if await BringIn.update({BringIn.state: LAPSED}).where(still).returning(BringIn.id):
                await act.vault.destroy_data_keys([row["dk"]], at=act.at)
                await act.record(Event.BRING_IN_LAPSED, "bring_in", row["id"])
    return len(rows)
