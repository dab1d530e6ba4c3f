"""Head, foot and first lines that every paper shares."""

from collections.abc import Sequence

from exports.blocks import Block, Layout, Pairs
from exports.references import shown_ref
from marac.dates import day_in_london, show_date, show_moment, show_time
from meetings.papers.marking import MeetingLine, Stamp


def stamped(kind: str, stamp: Stamp, meeting: MeetingLine, blocks: Sequence[Block]) -> Layout:
    """A paper of this kind with its marking above and whose copy it is below."""
    return Layout(
        title=f"{kind} {show_date(day_in_london(meeting.starts_at))}",
        heading=kind,
        top=stamp.top,
        reader=f"For {stamp.recipient}",
        copy=f"{stamp.copy_mark} · made {show_moment(stamp.made_at)}",
        blocks=tuple(blocks),
    )


def meeting_pairs(stamp: Stamp, meeting: MeetingLine, *, more: Sequence[tuple[str, str]] = ()) -> Pairs:
    """Who this is for and which meeting it is, then what the paper adds; empty answers are left out."""
    rows = (
        ("Marking", stamp.top),
        ("For", f"{stamp.recipient} ({stamp.copy_mark})"),
        (meeting.kind, f"{stamp.area_name}, reference {shown_ref(meeting.ref)}"),
        ("When", f"{show_moment(meeting.starts_at)} to {show_time(meeting.ends_at)}"),
        ("Where", meeting.where),
        ("Chair", meeting.chair or "Not set"),
        *more,
    )
    return Pairs(tuple((label, answer) for label, answer in rows if answer))
