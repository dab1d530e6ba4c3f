"""The action sheet laid out: one table by owner, with case numbers and nobody of a case."""

from collections.abc import Iterator

from exports.blocks import Block, Box, Grid, Heading, Layout, Paragraph
from exports.stamped import meeting_pairs, stamped
from marac.counts import show_count
from marac.dates import show_weekday_date
from meetings.papers.action_sheet_paper import ActionSheetPaper, SheetAction


def lay_out_action_sheet(paper: ActionSheetPaper) -> Layout:
    """The whole sheet for its one reader."""
    return stamped("Action sheet", paper.stamp, paper.meeting, tuple(_blocks(paper)))


def _blocks(paper: ActionSheetPaper) -> Iterator[Block]:
    yield meeting_pairs(paper.stamp, paper.meeting)
    yield Box(paper.reminder)
    yield Heading("Actions")
    yield _actions(paper.actions) if paper.actions else Paragraph("No actions are yours from this meeting.")


def _actions(actions: tuple[SheetAction, ...]) -> Grid:
    return Grid(
        heads=("Case", "Action", "Owner", "Due", "Status"),
        rows=tuple(_row(given) for given in actions),
        widths=(2.5, 5.0, 3.9, 3.4, 2.2),
        summary=show_count(len(actions), "action", "actions"),
    )


def _row(given: SheetAction) -> tuple[str, ...]:
    action = given.action
    safe = f"\nSafe to tell the victim: {action.safe_to_tell}" if action.safe_to_tell else ""
    number = f"{given.case_number}\n{action.ref}"
    due = show_weekday_date(action.due_on)
    return number, f"{action.text}{safe}", f"{action.owner_person}\n{action.owner_agency}", due, action.status
