"""The action sheet: what was given at a meeting, by owner, for one reader, before the minutes are signed."""

from dataclasses import dataclass

from meetings.papers.marking import CONFIDENTIALITY_REMINDER, MeetingLine, Stamp
from meetings.papers.minutes_paper import ActionLine


@dataclass(frozen=True, kw_only=True)
class SheetAction:
    """An action with the number of its case. The sheet names nobody of the case."""

    case_number: str
    action: ActionLine


@dataclass(frozen=True, kw_only=True)
class ActionSheetPaper:
    """Actions in the order they are to be read: by due date, then case."""

    stamp: Stamp
    meeting: MeetingLine
    actions: tuple[SheetAction, ...]
    reminder: str = CONFIDENTIALITY_REMINDER
