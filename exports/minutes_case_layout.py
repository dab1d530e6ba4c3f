"""One case of the minutes laid out: people, what was shared, risks, the victim's view, decisions and actions."""

from collections.abc import Iterable, Iterator

from exports.blocks import Block, Bullets, Grid, Heading, Pairs, Paragraph
from exports.people_grid import people_grid
from exports.references import shown_ref
from marac.dates import show_moment, show_time, show_weekday_date
from meetings.papers.minutes_paper import ActionLine, Correction, MinutesCase, RiskLine, SharedLine, TellingVictim

NONE_RECORDED = "None recorded."


def lay_out_case(case: MinutesCase) -> Iterator[Block]:
    """Every part stands, also where nothing was said, so that silence can be seen."""
    yield Heading(f"{case.number}. {case.case_number}", starts_page=True)
    yield people_grid(case.victim, case.perpetrators, case.children)
    yield Pairs(tuple((label, answer) for label, answer in _case_pairs(case) if answer))
    yield Heading("Why the case is here", 3)
    yield Paragraph(case.summary or NONE_RECORDED)
    yield Heading("What the victim wants", 3)
    yield Paragraph(_view(case))
    yield Heading("Information shared", 3)
    yield _shared(case) if case.shared else Paragraph(NONE_RECORDED)
    yield Heading("Risks", 3)
    yield _risks(case.risks) if case.risks else Paragraph(NONE_RECORDED)
    yield Heading("Decisions", 3)
    yield Bullets(case.decisions) if case.decisions else Paragraph(NONE_RECORDED)
    yield Pairs((("Dissent", case.dissent or "None"), ("Telling the victim", _telling(case.telling_victim))))
    yield Heading("Actions", 3)
    yield actions_grid(case.actions) if case.actions else Paragraph(NONE_RECORDED)
    if case.corrections:
        yield Heading("Corrections", 3)
        yield corrections_grid(case.corrections)


def _case_pairs(case: MinutesCase) -> tuple[tuple[str, str], ...]:
    heard = " to ".join(show_time(at) for at in (case.opened_at, case.closed_at) if at)
    return (
        ("Reference", shown_ref(case.case_ref)),
        ("Heard", ", ".join(part for part in (heard, case.kind) if part)),
        ("Repeat", case.repeat),
        ("Not in the room", "\n".join(case.not_in_room)),
    )


def _shared(case: MinutesCase) -> Grid:
    rows = tuple((_sharer(line), line.kind.capitalize() or "Not said", line.text) for line in case.shared)
    return Grid(("Agency", "Kind", "Information"), rows, (5.0, 2.2, 9.8), "Information shared")


def _sharer(line: SharedLine) -> str:
    return "\n".join(part for part in (line.agency, line.spoken_by) if part) or "Not said"


def _risks(risks: Iterable[RiskLine]) -> Grid:
    rows = tuple((risk.label, _dash_item(risk), ", ".join(risk.actions) or "No action") for risk in risks)
    return Grid(("Risk", "Dash question", "Answered by"), rows, (9.4, 3.6, 4.0), "Risks")


def _dash_item(risk: RiskLine) -> str:
    return str(risk.dash_item) if risk.dash_item else "none"


def _view(case: MinutesCase) -> str:
    if case.victim_view is None:
        return NONE_RECORDED
    said_by = f"Said by {case.victim_view.spoken_by}." if case.victim_view.spoken_by else ""
    return "\n".join(part for part in (case.victim_view.text, said_by) if part)


def _telling(telling: TellingVictim | None) -> str:
    if telling is None:
        return "Not settled"
    due = f"due {show_weekday_date(telling.due_on)}" if telling.due_on else ""
    told_on = show_weekday_date(telling.told_on) if telling.told_on else ""
    outcome = " ".join(part for part in (telling.outcome, told_on) if part)
    return "; ".join(part for part in (telling.by, telling.method, due, outcome, telling.reason) if part)


def actions_grid(actions: Iterable[ActionLine]) -> Grid:
    """One row an action: what, whose, by when, how it stands."""
    rows = tuple(
        (action.ref, _what(action), _owner(action), show_weekday_date(action.due_on), action.status)
        for action in actions
    )
    return Grid(("No.", "Action", "Owner", "Due", "Status"), rows, (1.2, 5.5, 4.2, 3.4, 2.7), "Actions")


def _what(action: ActionLine) -> str:
    risk = f"Risk: {action.risk}" if action.risk else ""
    safe = f"Safe to tell the victim: {action.safe_to_tell}" if action.safe_to_tell else ""
    return "\n".join(part for part in (action.text, risk, safe) if part)


def _owner(action: ActionLine) -> str:
    helpers = f"with {', '.join(action.helpers)}" if action.helpers else ""
    return "\n".join(part for part in (action.owner_person, action.owner_agency, helpers) if part)


def corrections_grid(corrections: Iterable[Correction]) -> Grid:
    """Corrections in the order they were made; what stood before stays readable."""
    rows = tuple(
        (f"{show_moment(correction.corrected_at)}\n{correction.by}", correction.section, _change(correction))
        for correction in corrections
    )
    return Grid(("When and by whom", "Part", "Correction"), rows, (4.6, 3.2, 9.2), "Corrections")


def _change(correction: Correction) -> str:
    before = f"Before: {correction.before}" if correction.before else ""
    return "\n".join(part for part in (f"Now: {correction.now}", before) if part)
