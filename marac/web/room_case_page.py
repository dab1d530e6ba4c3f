"""What the page of one case in the room is made of: prompts, bars, choices, and the state of its fields."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from agencies.acts import Act
from marac.counts import show_count
from marac.dates import show_time
from marac.web.answers import Answers
from marac.web.headings import Heading
from meetings.minutes import HEADINGS
from meetings.room_deeds import DECISIONS, MISSING, WHY_MISSING
from meetings.room_live.news import Known
from meetings.room_place import Place
from meetings.room_reading import CaseForAgency, CaseInRoom
from meetings.room_speaking import RiskShown, risks_of
from meetings.rules.spoken_line import KINDS

# Where on the page each missing thing is put right.
ANCHORS = {
    "victim_view": "field-section-victim-view",
    "decision": "field-section-decision",
    "risk": "risks",
    "owner": "actions",
    "telling": "telling",
}


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing a case should not close without."""

    words: str
    is_done: bool
    anchor: str
    code: str


def case_page(act: Act, case: CaseInRoom, answers: Answers, *, known: Known) -> dict[str, Any]:
    """For those who run the room."""
    risks = risks_in(case)
    prompts = prompts_of(case, risks)
    return {
        "heading": Heading.CASE,
        "answers": with_sections(case, answers),
        "case": case,
        "place": case.place,
        "risks": risks,
        "risk_choices": [(risk.label, risk.label) for risk in risks],
        "prompts": prompts,
        "missing": [prompt for prompt in prompts if not prompt.is_done],
        "bar": bar_of(act, case.place),
        "clock": clock_of(act, case.place),
        "saved_at": max((section.saved_at for section in case.sections if section.saved_at), default=None),
        "room_path": path_of(case.place),
        "known": known.by_others,
        "counts": f"{known.news.written} {known.news.done}",
        "prefix": act.area.prefix,
        "kinds": [("", "Choose"), *KINDS.items()],
        "whom": [("", "Nobody named")]
        + [(entry.short.lower(), _who_words(entry.name, entry.person_name)) for entry in case.roster],
        "tellers": [("", "Choose")]
        + [(str(person.officer_id), f"{person.name}, {person.agency}") for person in case.here],
        "decisions": list(DECISIONS.items()),
        "reasons": [(code, words.capitalize()) for code, words in WHY_MISSING.items()],
        "looked_at": act.business_at,
    }


def agency_page(act: Act, case: CaseForAgency, answers: Answers, *, known: Known) -> dict[str, Any]:
    """For those who speak for an agency: no prompt, no silence, nothing for the chair."""
    return {
        "heading": Heading.CASE,
        "answers": answers,
        "case": case,
        "place": case.place,
        "bar": bar_of(act, case.place)[:2],
        "clock": {"parts": {0: "time"}, "now": act.business_at.isoformat()},
        "room_path": path_of(case.place),
        "known": known.by_others,
        "counts": f"{known.news.written} {known.news.done}",
        "prefix": act.area.prefix,
        "looked_at": act.business_at,
    }


def _who_words(agency: str, person: str) -> str:
    return f"{agency}, {person}" if person else agency


def path_of(place: Place) -> str:
    return f"/meetings/{place.meeting_ref}/room/{place.case_ref}"


def bar_of(act: Act, place: Place) -> list[str]:
    """The one line on top: time, place in the day, when it ends, who is here."""
    parts = [show_time(act.business_at), f"case {place.place} of {place.of}"]
    if place.opened_at is None:
        parts.append(f"{show_count(place.minutes, 'minute', 'minutes')} planned")
    elif place.closed_at is None:
        used = int((act.business_at - place.opened_at).total_seconds() // 60)
        parts.append(_used_words(used, place.minutes))
    return [*parts, _ends_words(place), f"{place.number_here} here"]


def _ends_words(place: Place) -> str:
    late = int((place.ends_about - place.planned_end).total_seconds() // 60)
    return f"ends about {show_time(place.ends_about)}{f' ({late} late)' if late > 0 else ''}"


def _used_words(used: int, planned: int) -> str:
    if used > planned:
        return f"{show_count(used - planned, 'minute', 'minutes')} over"
    return f"{show_count(used, 'minute', 'minutes')} used of {planned}"


def clock_of(act: Act, place: Place) -> dict[str, Any]:
    """What the clock of the page goes on from: which parts of the bar tick, and the moments they are made of."""
    running = place.opened_at is not None and place.closed_at is None
    at_the_end = place.ends_about - act.business_at
    used = act.business_at - place.opened_at if running and place.opened_at else None
    left_here = max(timedelta(minutes=place.minutes) - used, timedelta()) if used is not None else timedelta()
    return {
        "parts": {0: "time", 2: "used", 3: "ends"} if running else {0: "time"},
        "now": act.business_at.isoformat(),
        "opened": place.opened_at.isoformat() if running and place.opened_at else "",
        "planned": place.minutes,
        "after": max(at_the_end - left_here, timedelta()).total_seconds() / 60,
        "ends": place.planned_end.isoformat(),
    }


def risks_in(case: CaseInRoom) -> tuple[RiskShown, ...]:
    """The risks of the minutes, each with the actions that answer it."""
    answers = [(f"A{action.n}, {action.short}", action.dash_item, action.risk) for action in case.actions]
    return risks_of(case.section("risks").text, answers)


def prompts_of(case: CaseInRoom, risks: tuple[RiskShown, ...]) -> list[Prompt]:
    done = {
        "victim_view": bool(case.section("victim_view").text.strip()),
        "decision": bool(case.section("decision").text.strip()),
        "risk": all(risk.answered_by for risk in risks),
        "owner": all(action.owner for action in case.actions),
        "telling": case.telling is not None,
    }
    said = {
        "victim_view": "What the victim wants",
        "decision": "Decision",
        "risk": "Every risk has an action",
        "owner": "Every action has an owner in person",
        "telling": "Who tells the victim",
    }
    return [Prompt(said[code], done[code], ANCHORS[code], code) for code in MISSING]


def with_sections(case: CaseInRoom, answers: Answers) -> Answers:
    """What was typed goes before what stands, so that a refused form loses nothing."""
    values: dict[str, Any] = {}
    for heading in HEADINGS:
        section = case.section(heading)
        values[f"section.{heading}"] = section.text
        values[f"base.{heading}"] = str(section.n)
    return Answers({**values, **answers.values}, answers.errors, answers.general, answers.cleaned)
