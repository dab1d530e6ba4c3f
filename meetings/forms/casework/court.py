"""What the summaries of a hearing share. One hearing is one summary; the dates of each make the chronology."""

from meetings.forms.casework.rules import in_order, named
from meetings.forms.casework.shapes import BORN, NAMES, day, is_yes, record_day, story, text, under, yes_no
from meetings.forms.check import FindGaps
from meetings.forms.declaration import Need, Page, Part, Rows, Section

_PARTY: tuple[Part, ...] = (*NAMES, *BORN)
PARTIES: tuple[Part, ...] = (
    Rows("victims", _PARTY, ("court_victim", "case_person", "person"), least=1, most=30),
    Rows("defendants", _PARTY, ("court_defendant", "case_person", "person"), least=1, most=30),
)
NEXT_HEARING: tuple[Part, ...] = (
    yes_no("is_next_hearing"),
    day("next_court_on", need=Need.MUST, asked_if=is_yes("is_next_hearing"), may_be_ahead=True),
    text("which_court", need=Need.MUST, asked_if=is_yes("is_next_hearing")),
    yes_no("victim_informed", asked_if=is_yes("is_next_hearing")),
    story("comments"),
)


COURT_HEAD: tuple[Part, ...] = (
    day("intake_on", need=Need.MUST),
    text("worker_at_court", need=Need.MUST),
    *PARTIES,
    record_day("hearing_on"),
    text("court", need=Need.MUST),
)


def parties(rows: str, page: str) -> Section:
    names = (part.name for part in _PARTY)
    return Section(rows, "hearing", (Page(page, under(f"{rows}.*", *names)),), row=rows)


NEXT = Section("next", "after", (Page("next", tuple(part.name for part in NEXT_HEARING)),))
COURT_GAPS: tuple[FindGaps, ...] = (
    named("victims.*", "defendants.*"),
    in_order("hearing_on", "next_court_on", "next_court_before"),
)
