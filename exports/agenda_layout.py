"""The agenda laid out: the order at a glance, then each case with what one needs to search one's records."""

from collections.abc import Iterator

from exports.blocks import Block, Box, Bullets, Grid, Heading, Layout, Pairs, Paragraph
from exports.people_grid import people_grid
from exports.references import shown_ref
from exports.stamped import meeting_pairs, stamped
from marac.counts import show_count
from marac.dates import show_moment, show_time
from meetings.papers.agenda_paper import AgendaItem, AgendaPaper, AnswerLine, OwnTime, RepeatMark


def lay_out_agenda(paper: AgendaPaper) -> Layout:
    """The whole agenda for its one reader."""
    return stamped("Agenda", paper.stamp, paper.meeting, tuple(_blocks(paper)))


def _blocks(paper: AgendaPaper) -> Iterator[Block]:
    yield meeting_pairs(paper.stamp, paper.meeting, more=_own_pairs(paper))
    yield Box(paper.reminder)
    if paper.changes:
        yield Heading("Changes since your last version")
        yield Bullets(paper.changes)
    yield Heading("Order")
    if not paper.items:
        yield Paragraph("You have no cases on this agenda.")
        return
    yield _order(paper.items)
    yield Heading("Cases")
    for item in paper.items:
        yield from _case(item)


def _own_pairs(paper: AgendaPaper) -> tuple[tuple[str, str], ...]:
    return (
        ("Version", str(paper.version) if paper.version else "Not issued yet"),
        ("Your time", ", ".join(_stretch(own) for own in paper.own_times)),
        ("Answer by", show_moment(paper.answer_by) if paper.answer_by else ""),
    )


def _stretch(own: OwnTime) -> str:
    return f"{show_time(own.from_at)} to {show_time(own.to_at)}"


def _order(items: tuple[AgendaItem, ...]) -> Grid:
    return Grid(
        heads=("No.", "Time", "Minutes", "Case number", "Why it stands here"),
        rows=tuple(_order_row(item) for item in items),
        widths=(1.2, 2.4, 2.0, 3.2, 8.2),
        summary=f"Order of {show_count(len(items), 'case', 'cases')}",
    )


def _order_row(item: AgendaItem) -> tuple[str, ...]:
    starts = show_time(item.starts_at) if item.starts_at else "not set"
    return str(item.number), starts, str(item.minutes), item.case_number, item.why_here


def _case(item: AgendaItem) -> Iterator[Block]:
    when = f", {show_time(item.starts_at)}" if item.starts_at else ""
    yield Heading(f"{item.number}. {item.case_number}{when}", 3)
    yield people_grid(item.victim, item.perpetrators, item.children)
    yield Pairs(tuple((label, answer) for label, answer in _case_pairs(item) if answer))
    if item.asked:
        yield _asked(item.asked)


def _case_pairs(item: AgendaItem) -> tuple[tuple[str, str], ...]:
    return (
        ("Reference", shown_ref(item.case_ref)),
        ("Marks", ", ".join(mark for mark in (item.kind, "Restricted" if item.is_restricted else "") if mark)),
        ("Routes", "\n".join(route.words for route in item.routes)),
        ("Repeat", _repeat_words(item.repeat)),
        ("Transferred from", item.transfer_from),
        ("Referred by", item.referred_by),
        ("Victim aware", _sentence(item.victim_aware)),
        ("Idva engaged", _sentence(item.idva_engaged)),
        ("See also", "\n".join(item.cross_references)),
        ("Your answer", _answer_words(item.answer)),
    )


def _repeat_words(repeat: RepeatMark | None) -> str:
    if repeat is None:
        return ""
    return " ".join(part for part in (f"{repeat.tag}.", repeat.sentence, repeat.other_clock) if part)


def _answer_words(answer: AnswerLine | None) -> str:
    return ", ".join(part for part in (_sentence(answer.state), answer.detail) if part) if answer else ""


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _asked(asked: tuple[AnswerLine, ...]) -> Grid:
    return Grid(
        heads=("Agency asked", "Research", "Who and when"),
        rows=tuple((answer.agency, answer.state, answer.detail) for answer in asked),
        widths=(8.0, 3.5, 5.5),
        summary="Research asked for this case",
    )
