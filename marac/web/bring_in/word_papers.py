"""A Word form as its page shows it: what is written left, what is read right, what a person must look at first."""

from dataclasses import dataclass

from marac.web.answers import BLANK, Answers
from meetings.bring_in.word_forms import LotPaper
from meetings.legacy.word_fields import TARGETS
from meetings.legacy.word_form import LEFT_OUT, FormReading, Line
from meetings.legacy.word_reading import Sure
from meetings.legacy.word_report import ORDER, STATES, FileReport

DATE_ORDERS = {"day": True, "month": False, "form": None}
ORDER_WORDS = (
    ("day", "Day first", "3/4/1985 is 3 April"),
    ("month", "Month first", "3/4/1985 is 4 March"),
    ("form", "As the form shows it", "Where it does not show it, the date is left out"),
)
HEADINGS = {
    Sure.PERSON: "Needs a person",
    Sure.NOT_PLACED: "Not placed",
    Sure.RULE: "Read by a rule",
    Sure.SAID: "Said by a person",
    Sure.WRITTEN: "Taken as written",
    Sure.BLANK: "Blank on the form",
}
TELLING = {
    Sure.PERSON: "Nothing is taken of these until somebody says what they mean. Left as they are, they are not known.",
    Sure.NOT_PLACED: "These words go into no field. They stay in this report.",
    Sure.RULE: "Each says its rule. Change what is wrong.",
    Sure.SAID: "What you said, beside what is written.",
    Sure.WRITTEN: "Word for word.",
    Sure.BLANK: "Taken in as not known, never as a no.",
}
TARGET_CHOICES = [
    ("", "Choose what it is"),
    (LEFT_OUT, "Leave it out"),
    # A line of a table of children keeps its row; nothing else can become one.
    *((target.code, target.words) for target in TARGETS if not target.code.startswith("children.")),
    *((target.code, target.words) for target in TARGETS if target.code.startswith("children.")),
]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of one kind."""

    id: str
    heading: str
    telling: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FormPaper:
    """One form."""

    here: str
    lot: str
    number: int
    name: str
    state: str
    is_ready: bool
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    parts: tuple[Part, ...]
    gaps: tuple[str, ...]
    settled: str
    order: str
    orders: tuple[tuple[str, str, str], ...] = ORDER_WORDS


def form_paper(lot: LotPaper, number: int, report: FileReport) -> FormPaper:
    return FormPaper(
        here=f"/bring-in/forms/{lot.ref}/{number}",
        lot=f"/bring-in/forms/{lot.ref}",
        number=number,
        name=report.name,
        state=STATES[report.state],
        is_ready=not report.reasons,
        reasons=report.reasons,
        notes=report.notes,
        parts=tuple(_parts(report)),
        gaps=tuple(gap.sentence for gap in report.gaps),
        settled=report.reading.settled if report.reading else "",
        order=_order(report.reading),
    )


def _parts(report: FileReport) -> list[Part]:
    parts = []
    for sure in ORDER:
        lines = tuple(line for line in report.lines if line.read.sure is sure)
        if lines:
            parts.append(Part(f"part-{sure.value.replace('_', '-')}", HEADINGS[sure], TELLING[sure], lines))
    return parts


def _order(reading: FormReading | None) -> str:
    """What a person chose; else the form tells it."""
    if reading is None or "as a person said" not in reading.settled:
        return "form"
    return "day" if reading.settled.startswith("Day") else "month"


def line_answers(line: Line | None) -> Answers:
    """The boxes as they stand: what a person said, else what is written."""
    if line is None:
        return BLANK
    target = line.target.code if line.target else (LEFT_OUT if line.said is not None else "")
    return Answers({"target": target, "text": line.text if line.said is None else line.said})
