"""Letters to officers: asked for by id within the deed's own transaction, written and addressed when they leave."""

from datetime import datetime
from uuid import UUID

from agencies.acts import Act
from marac.dates import day_in_london, show_time, show_weekday_date
from marac.ids import show_ref
from marac.jobs import Job, later
from marac.post import Subject


async def tell(  # noqa: PLR0913
    act: Act,
    officer_id: UUID,
    subject: Subject,
    *,
    ref: str,
    send_at: datetime | None = None,
    due_at: datetime | None = None,
    meeting: UUID | None = None,
    circulation: UUID | None = None,
    sequence: int = 0,
) -> None:
    """Ask for one letter. Inside a transaction; asking twice for the same thing sends one.

    `ref` is what the letter's link leads to. With `meeting` it carries an invitation for the calendar; with
    `circulation` it is not sent when that sending was called back meanwhile. What happens to one thing again, like a
    second move of a meeting, has another `sequence`.
    """
    ids = {"officer": str(officer_id), "subject": subject.name, "ref": ref}
    if due_at is not None:
        ids["due_at"] = due_at.isoformat()
    if meeting is not None:
        ids["meeting"] = str(meeting)
    if circulation is not None:
        ids["circulation"] = str(circulation)
    await later(
        Job.SEND_LETTER,
        area=act.area.id,
        dedupe=f"letter:{subject.name}:{ref}:{officer_id}" + (f":{sequence}" if sequence else ""),
        due=send_at or act.at,
        **ids,
    )


async def tell_of_chase(  # noqa: PLR0913
    act: Act,
    subject: Subject,
    *,
    officer_id: UUID | None,
    agency_id: UUID | None,
    ref: str,
    kind: str,
    send_at: datetime,
    due_at: datetime,
    sequence: int,
) -> None:
    """Ask for one letter of a chase, to an officer or to the mailbox of an agency. Inside a transaction.

    When it is about to leave it is asked again whether anything of that kind is still open behind `ref`.
    """
    ids = {"officer": str(officer_id)} if officer_id else {"agency": str(agency_id)}
    ids |= {"subject": subject.name, "ref": ref, "due_at": due_at.isoformat(), "chase": kind}
    await later(
        Job.SEND_LETTER,
        area=act.area.id,
        dedupe=f"letter:{subject.name}:{ref}:{officer_id or agency_id}:{sequence}",
        due=send_at,
        **ids,
    )


def letter_text(*, address: str, ref: str, due_at: datetime | None) -> str:
    """The one body every letter has. It names nobody and says nothing of what waits."""
    due = f", due {show_weekday_date(day_in_london(due_at))} at {show_time(due_at)}" if due_at else ""
    return (
        f"There is 1 thing for you in Meeting Desk{due}. Reference {show_ref(ref)}.\n\n"
        f"Sign in to read it: {address}/go/{ref}\n\n"
        "If you did not expect this, tell your coordinator.\n"
    )
