"""Why a referral comes to Marac: what the sender claims, and what its evidence shows by the local rule of its day.

Routes and their order: visible high risk, professional judgement, potential escalation, repeat, transfer (SafeLives,
resources for identifying the risk, read in November 2026). Judgement never takes a computed route away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from marac.dates import months_after, show_date
from meetings.forms.declaration import Json
from meetings.forms.findings import inside, is_blank, rows_of
from meetings.forms.kinds import read_day
from meetings.risk.dash import Counted, count_answers, is_possible_high_risk, is_visible_high_risk
from meetings.rules.repeats import RepeatRules, Verdict
from meetings.rules.settings import SettingRow, row_on, value_on

ROUTES = ("VHR", "PJ", "ESC", "REP", "TRF")
WORDS = {
    "VHR": "Visible high risk",
    "PJ": "Professional judgement",
    "ESC": "Potential escalation",
    "REP": "Repeat",
    "TRF": "Transfer",
}
SENTENCES = {
    "no_checklist": "No checklist is attached.",
    "not_assessed": "The checklist is blank: not assessed.",
    "counted": "{score} of 24, local threshold {threshold}.",
    "counted_since": "{score} of 24, local threshold {threshold} since {since}.",
    "possible": "{score} of 24, local threshold {threshold}. Its gaps could reach {highest}.",
    "possible_since": "{score} of 24, local threshold {threshold} since {since}. Its gaps could reach {highest}.",
    "no_judgement": "Judgement is not claimed.",
    "no_reason": "Judgement is ticked, but no reason is written.",
    "judged": "The referrer judges the risk high and gives a reason.",
    "incidents": "{number} of {count} incidents in the {months} months to {until}.",
    "incidents_police": "{number} of {count} incidents reported to police in the {months} months to {until}.",
    "no_transfer": "Not a transfer from another Marac.",
    "transfer": "From another Marac.",
    "transfer_on": "From another Marac, referred there {on}.",
}
_CLAIMS = {
    "VHR": "visible_high_risk",
    "PJ": "professional_judgement",
    "ESC": "escalation",
    "REP": "repeat",
    "TRF": "transfer",
}


@dataclass(frozen=True, slots=True)
class LocalRules:
    """The dated settings in force on the day of a referral."""

    dash_threshold: int
    threshold_from_on: date | None
    escalation_count: int
    escalation_months: int
    police_only: bool
    repeat: RepeatRules


@dataclass(frozen=True, slots=True)
class RouteShown:
    """One route: said by the referrer, shown by evidence, and why, in a sentence."""

    code: str
    words: str
    is_claimed: bool
    is_evidenced: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Routes:
    """All five routes of a referral, in their order, with the checklist's figures."""

    shown: tuple[RouteShown, ...]
    counted: Counted | None
    threshold: int
    is_possible_high_risk: bool

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(route.code for route in self.shown if route.is_evidenced)

    @property
    def claimed(self) -> tuple[str, ...]:
        return tuple(route.code for route in self.shown if route.is_claimed)

    @property
    def claimed_not_evidenced(self) -> tuple[str, ...]:
        return tuple(route.code for route in self.shown if route.is_claimed and not route.is_evidenced)

    @property
    def evidenced_not_claimed(self) -> tuple[str, ...]:
        return tuple(route.code for route in self.shown if route.is_evidenced and not route.is_claimed)


def local_rules(rows: Iterable[SettingRow], day: date) -> LocalRules:
    """An old referral is judged by the rule of its day."""
    rows = tuple(rows)
    threshold, escalation = value_on(rows, "dash_threshold", day), value_on(rows, "escalation", day)
    begun = row_on(rows, "dash_threshold", day)
    return LocalRules(
        dash_threshold=_whole(threshold),
        threshold_from_on=begun.from_on if begun else None,
        escalation_count=_whole(inside(escalation, "count")),
        escalation_months=_whole(inside(escalation, "window_months")),
        police_only=inside(escalation, "police_only") is True,
        repeat=RepeatRules(
            declined_counts=value_on(rows, "declined_referral_counts_for_repeat", day) is True,
            transfer_carries_clock=value_on(rows, "transfer_carries_clock", day) is True,
            transfer_needs_further_incident=value_on(rows, "transfer_repeat_needs_further_incident", day) is True,
        ),
    )


def _whole(value: Json) -> int:
    if not isinstance(value, int):
        raise TypeError("a setting of this key is a whole number")
    return value


def read_routes(document: Json, *, rules: LocalRules, repeat: Verdict) -> Routes:
    """The routes of a checked referral. `repeat` is the verdict by last referral in the current wording."""
    dash = inside(document, "dash")
    counted = count_answers(inside(dash, "answers")) if isinstance(dash, dict) else None
    evidence = {
        "VHR": _by_checklist(counted, rules),
        "PJ": _by_judgement(document),
        "ESC": _by_incidents(document, rules),
        "REP": (repeat.is_repeat, repeat.sentence),
        "TRF": _by_transfer(document),
    }
    return Routes(
        shown=tuple(_shown(code, document, *evidence[code]) for code in ROUTES),
        counted=counted,
        threshold=rules.dash_threshold,
        is_possible_high_risk=counted is not None and is_possible_high_risk(counted, rules.dash_threshold),
    )


def _shown(code: str, document: Json, is_evidenced: bool, sentence: str) -> RouteShown:
    return RouteShown(code, WORDS[code], _is_claimed(document, code), is_evidenced, sentence)


def _is_claimed(document: Json, code: str) -> bool:
    return inside(document, f"routes.{_CLAIMS[code]}.applies") is True


def _by_checklist(counted: Counted | None, rules: LocalRules) -> tuple[bool, str]:
    if counted is None:
        return False, SENTENCES["no_checklist"]
    if not counted.is_assessed:
        return False, SENTENCES["not_assessed"]
    key = "possible" if is_possible_high_risk(counted, rules.dash_threshold) else "counted"
    sentence = SENTENCES[f"{key}_since" if rules.threshold_from_on else key].format(
        score=counted.score,
        threshold=rules.dash_threshold,
        since=show_date(rules.threshold_from_on) if rules.threshold_from_on else "",
        highest=counted.highest_possible,
    )
    return is_visible_high_risk(counted, rules.dash_threshold), sentence


def _by_judgement(document: Json) -> tuple[bool, str]:
    if not _is_claimed(document, "PJ"):
        return False, SENTENCES["no_judgement"]
    if is_blank(inside(document, "routes.professional_judgement.reason")):
        return False, SENTENCES["no_reason"]
    return True, SENTENCES["judged"]


def _by_incidents(document: Json, rules: LocalRules) -> tuple[bool, str]:
    """Incidents later than the window's length before the referral, up to its day."""
    referred_on = _day(document, "referred_on")
    if referred_on is None:
        raise ValueError("a checked referral has its date")
    after = months_after(referred_on, -rules.escalation_months)
    rows = [row for _, row in rows_of(document, "routes.escalation.incidents")]
    number = sum(_is_counted(row, after, referred_on, police_only=rules.police_only) for row in rows)
    sentence = SENTENCES["incidents_police" if rules.police_only else "incidents"].format(
        number=number, count=rules.escalation_count, months=rules.escalation_months, until=show_date(referred_on)
    )
    return number >= rules.escalation_count, sentence


def _is_counted(incident: Json, after: date, until: date, *, police_only: bool) -> bool:
    on = _day(incident, "occurred_on")
    is_told = inside(incident, "reported_to_police") == "yes" or not police_only
    return on is not None and after < on <= until and is_told


def _by_transfer(document: Json) -> tuple[bool, str]:
    if not _is_claimed(document, "TRF"):
        return False, SENTENCES["no_transfer"]
    on = _day(document, "routes.transfer.previous_referred_on")
    return True, SENTENCES["transfer_on"].format(on=show_date(on)) if on else SENTENCES["transfer"]


def _day(document: Json, path: str) -> date | None:
    written = inside(document, path)
    return read_day(written) if isinstance(written, str) else None
