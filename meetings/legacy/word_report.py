"""The report on Word forms, as a coordinator reads it: each line with its place and what was made of its words."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any

from meetings.forms.findings import Gap
from meetings.legacy.word_form import FormReading, Line
from meetings.legacy.word_reading import Sure

# The order in which a coordinator must look at them.
ORDER = (Sure.PERSON, Sure.NOT_PLACED, Sure.RULE, Sure.SAID, Sure.WRITTEN, Sure.BLANK)
HEADS = ("File", "Place", "Label", "As written", "Said by a person", "Field", "Reading", "How sure", "Why")
UNREAD = {
    "comments": "comments in its margin",
    "pictures": "pictures",
    "headers": "what stands at the top of its pages",
    "footers": "what stands at the foot of its pages",
    "footnotes": "footnotes",
    "deleted": "words that were deleted while changes were tracked",
}
HIDDEN = "hidden"
READY, WAITS, REFUSED, BEFORE, HANDED_ON = "ready", "waits", "refused", "before", "handed_on"
STATES = {
    READY: "Ready to bring in",
    WAITS: "Waits for an answer",
    REFUSED: "Cannot be read",
    BEFORE: "Brought in before",
    HANDED_ON: "With its agency",
}


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file: its state, why, its lines and the gaps the referral will have."""

    name: str
    reference: str
    state: str
    reasons: tuple[str, ...]
    reading: FormReading | None = None
    gaps: tuple[Gap, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.reading.lines if self.reading else ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What the file holds that is not in any line."""
        codes = self.reading.unread if self.reading else ()
        told = [f"Not read: {UNREAD[code]}. Look into the file itself." for code in codes if code in UNREAD]
        return (*told, *(["Some of its words are hidden on paper; they are listed below."] if HIDDEN in codes else []))

    def counted_in_short(self) -> tuple[str, ...]:
        """All of them, and those a person must look at."""
        if not self.lines:
            return ()
        looked_at = {Sure.PERSON: "for a person", Sure.NOT_PLACED: "not placed"}
        numbers = ((sum(line.read.sure is sure for line in self.lines), words) for sure, words in looked_at.items())
        return (f"{len(self.lines)} lines", *(f"{number} {words}" for number, words in numbers if number))

    def counted(self) -> tuple[tuple[str, int], ...]:
        """How many lines of each kind, the ones to look at first."""
        counts = ((sure.words, sum(line.read.sure is sure for line in self.lines)) for sure in ORDER)
        return tuple((words, number) for words, number in counts if number)


def to_json(reports: Iterable[FileReport]) -> list[dict[str, Any]]:
    """Everything of the report; its fingerprint is what is confirmed."""
    return [
        {
            "file": report.name,
            "reference": report.reference,
            "state": report.state,
            "reasons": list(report.reasons),
            "notes": list(report.notes),
            "lines": [_line(line) for line in report.lines],
            "gaps": [{"field": gap.path, "gap": gap.sentence} for gap in report.gaps],
        }
        for report in reports
    ]


def _line(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "place": line.place,
        "label": line.label,
        "as_written": line.text,
        "said_by_a_person": line.said,
        "field": line.field,
        "values": dict(line.read.values),
        "reading": line.read.shown,
        "how_sure": line.read.sure.words,
        "why": line.read.why,
    }


def to_csv(reports: Iterable[FileReport]) -> str:
    """One line a reading. Cells that a spreadsheet would run get an apostrophe."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(HEADS)
    for report in reports:
        if not report.lines:
            writer.writerow(map(_safe, (report.name, "", "", "", "", "", "", STATES[report.state], report.reasons[0])))
        for line in report.lines:
            told = (line.place, line.label, line.text, line.said or "", line.field)
            read = (line.read.shown, line.read.sure.words, line.read.why)
            writer.writerow(map(_safe, (report.name, *told, *read)))
    return written.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if text[:1] in "=+-@\t\r" and text[:1] else text


def to_text(reports: Iterable[FileReport]) -> str:
    """For a screen or a printer: first what a person must look at."""
    return "\n".join(line for report in reports for line in _text(report))


def to_screen(reports: Iterable[FileReport]) -> str:
    """What is to be done, without a word of the forms: a screen keeps what it showed."""
    return "\n".join(line for report in reports for line in _in_short(report))


def _in_short(report: FileReport) -> Iterator[str]:
    yield f"{report.name}: {STATES[report.state]}."
    yield from (f"  {told}" for told in (*report.reasons, *report.notes))
    if report.lines:
        yield f"  Lines: {', '.join(f'{words.lower()} {number}' for words, number in report.counted())}"
    if report.gaps:
        yield f"  Gaps of the referral: {len(report.gaps)}"
    for line in report.lines:
        if line.read.sure is Sure.PERSON:
            yield f"  [{line.read.sure.words}] {line.place} ({line.id}), {line.field}"


def _text(report: FileReport) -> Iterator[str]:
    yield f"{report.name}: {STATES[report.state]}."
    yield from (f"  {reason}" for reason in report.reasons)
    yield from (f"  {note}" for note in report.notes)
    if report.lines:
        yield f"  Lines: {', '.join(f'{words.lower()} {number}' for words, number in report.counted())}"
    for sure in ORDER:
        for line in report.lines:
            if line.read.sure is sure:
                yield from _text_of(line)
    yield from (f"  Gap: {gap.sentence}" for gap in report.gaps)
    yield ""


def _text_of(line: Line) -> Iterator[str]:
    shown = " ".join(line.text.split()) or "(blank)"
    yield f"  [{line.read.sure.words}] {line.place}: {line.label or '(no label)'}"
    yield f"      written: {shown}"
    if line.said is not None:
        yield f"      said:    {' '.join(line.said.split()) or '(left out)'}"
    if line.field or line.read.shown:
        yield f"      read:    {line.field}{': ' if line.read.shown else ''}{' '.join(line.read.shown.split())}"
    if line.read.why:
        yield f"      why:     {line.read.why}"
