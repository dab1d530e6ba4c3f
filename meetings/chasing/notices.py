"""How each person wants letters: the area's quiet hours, or hours of their own."""

from collections.abc import Mapping
from uuid import UUID

from agencies.acts import Act
from meetings.rules.quiet_hours import QuietHours
from meetings.settings_in_force import RulesOfDay
from meetings.tables.chasing import NoticeChoice


async def quiet_hours_of(act: Act, rules: RulesOfDay) -> Mapping[UUID | None, QuietHours]:
    """By officer, for those who chose; under None those of the area, which hold for everybody else."""
    found: dict[UUID | None, QuietHours] = {None: QuietHours.of_setting(rules.on(act.today).value("quiet_hours"))}
    rows = await NoticeChoice.select(NoticeChoice.officer, NoticeChoice.quiet_from, NoticeChoice.quiet_to).where(
        (NoticeChoice.area == act.area.id) & (NoticeChoice.quiet_from != "")
    )
    return found | {row["officer"]: QuietHours(row["quiet_from"], row["quiet_to"]) for row in rows}
