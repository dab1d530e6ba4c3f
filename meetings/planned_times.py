"""The break of an agenda by the settings of the day; when cases begin and end follows from it."""

from meetings.rules.running_times import Pause
from meetings.settings_in_force import RulesOfDay


def pause_of(rules: RulesOfDay) -> Pause:
    """The break of a long agenda; of no minutes where the area has none."""
    return Pause(int(rules.value("agenda_break_after")), int(rules.value("agenda_break_minutes")))
