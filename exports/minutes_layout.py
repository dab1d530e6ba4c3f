"""The minutes laid out: how the meeting was held, unfinished actions, then each case, then who signed."""

from collections.abc import Iterator

from exports.blocks import Block, Box, Grid, Heading, Layout, Paragraph, Signature
from exports.minutes_case_layout import corrections_grid, lay_out_case
from exports.stamped import meeting_pairs, stamped
from marac.dates import show_moment, show_time
from meetings.papers.minutes_paper import Affirmation, Apology, Attendee, MinutesPaper, Observer, UnfinishedBin

YES_NO = {True: "Yes", False: "No", None: "Not recorded"}


def lay_out_minutes(paper: MinutesPaper) -> Layout:
    """The whole minutes for their one reader."""
    return stamped("Minutes", paper.stamp, paper.meeting, tuple(_blocks(paper)))


def _blocks(paper: MinutesPaper) -> Iterator[Block]:
    yield meeting_pairs(paper.stamp, paper.meeting, more=_state_pairs(paper))
    yield Box(paper.reminder)
    yield from _presence(paper)
    yield from _statement(paper)
    yield from _unfinished(paper)
    for case in paper.cases:
        yield from lay_out_case(case)
    if not paper.cases:
        yield Paragraph("These minutes hold no case for you.")
    if paper.corrections:
        yield Heading("Corrections to the minutes")
        yield corrections_grid(paper.corrections)
    yield Heading("Approval")
    yield Signature(_approval(paper))


def _state_pairs(paper: MinutesPaper) -> tuple[tuple[str, str], ...]:
    return (
        ("Minutes taken by", paper.minutes_taken_by),
        ("State", "Approved" if paper.is_approved else "Draft, not approved by the chair"),
    )


def _presence(paper: MinutesPaper) -> Iterator[Block]:
    yield Heading("Who was there")
    yield from _table(
        ("Name", "Agency", "Seat", "Present"),
        tuple(_attendee_row(attendee) for attendee in paper.attendees),
        widths=(4.0, 5.3, 3.3, 4.4),
        summary="Attendance",
        empty="Nobody is recorded as present.",
    )
    if paper.quorum:
        yield Paragraph(paper.quorum)
    yield Heading("Apologies and absences", 3)
    yield from _table(
        ("Name", "Agency", "Information sent", "Note"),
        tuple(_apology_row(apology) for apology in paper.apologies),
        widths=(3.8, 5.0, 4.0, 4.2),
        summary="Apologies and absences",
        empty="None.",
    )
    yield Heading("Observers", 3)
    yield from _table(
        ("Name", "Agency", "Condition signed"),
        tuple(_observer_row(observer) for observer in paper.observers),
        widths=(5.5, 7.5, 4.0),
        summary="Observers",
        empty="None.",
    )


def _table(
    heads: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    *,
    widths: tuple[float, ...],
    summary: str,
    empty: str,
) -> Iterator[Block]:
    """A table, or one sentence where it would have no rows."""
    yield Grid(heads, rows, widths, summary) if rows else Paragraph(empty)


def _attendee_row(attendee: Attendee) -> tuple[str, ...]:
    seat = f"{attendee.seat}\nfor {attendee.deputy_for}" if attendee.deputy_for else attendee.seat
    came = show_time(attendee.arrived_at) if attendee.arrived_at else ""
    went = show_time(attendee.left_at) if attendee.left_at else ""
    present = " to ".join(part for part in (came, went) if part) or "Whole meeting"
    return attendee.name, attendee.agency, seat, f"{present}\n{attendee.how}".strip()


def _apology_row(apology: Apology) -> tuple[str, ...]:
    sent = YES_NO[apology.is_information_sent]
    if apology.information_sent_at:
        sent = f"{sent}, {show_moment(apology.information_sent_at)}"
    note = "\n".join(part for part in ("No apology" if apology.is_absent else "", apology.note) if part)
    return apology.name, apology.agency, sent, note


def _observer_row(observer: Observer) -> tuple[str, ...]:
    return observer.name, observer.agency, YES_NO[observer.is_condition_signed]


def _statement(paper: MinutesPaper) -> Iterator[Block]:
    version = f", version {paper.statement_version}" if paper.statement_version else ""
    yield Heading(f"Confidentiality statement{version}")
    if not paper.affirmations:
        yield Paragraph("Nobody is recorded as having affirmed it.")
        return
    yield Grid(
        ("Affirmed by", "How", "When"),
        tuple(_affirmation_row(affirmation) for affirmation in paper.affirmations),
        (7.0, 4.0, 6.0),
        "Affirmations",
    )


def _affirmation_row(affirmation: Affirmation) -> tuple[str, ...]:
    return affirmation.name, affirmation.how, show_moment(affirmation.affirmed_at)


def _unfinished(paper: MinutesPaper) -> Iterator[Block]:
    yield Heading("Unfinished actions of earlier meetings")
    for which in UnfinishedBin:
        yield Heading(which.value, 3)
        rows = tuple((action.case_number, action.text, action.owner) for action in paper.unfinished_in(which))
        yield from _table(
            ("Case number", "Action", "Owner"), rows, widths=(3.2, 8.0, 5.8), summary=which.value, empty="None."
        )


def _approval(paper: MinutesPaper) -> tuple[str, ...]:
    if not paper.approved_at:
        return ("Draft. These minutes are not approved yet.", "Chair", "Date")
    return (f"Approved by {paper.approved_by}, {show_moment(paper.approved_at)}.",)
