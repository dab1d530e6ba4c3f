"""The catalogue of local rules. Sources as read in November 2026; what no source confirms is marked so on its page."""

from dataclasses import dataclass

from meetings.forms.declaration import Json
from meetings.rules.setting_shapes import Shape

AGENCY_TYPES = (
    "police", "idva", "childrens_social_care", "adult_social_care", "primary_care", "secondary_care", "mental_health",
    "housing", "probation", "substance_misuse", "education", "youth_justice", "health_visiting", "prison",
    "voluntary_sector", "mash", "cafcass", "fire", "other",
)  # fmt: skip
ORDER_KEYS = (
    "pinned", "emergency_update", "shared_staff", "linked_family", "repeat", "protection_plan", "oldest", "route",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """One local rule. `rule` is said when a value is refused."""

    key: str
    meaning: str
    unit: str
    shape: Shape
    default: Json
    rule: str
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()
    is_confirmed: bool = False
    source: str = ""


def _deadline(key: str, meaning: str, days: int, at: str, most: int, least: int = 0, source: str = "") -> Setting:
    return Setting(
        key,
        meaning,
        "working days and a time",
        Shape.DEADLINE,
        {"working_days": days, "at": at},
        "Enter working days within the range and a time, like 10 and 12:00.",
        least,
        most,
        is_confirmed=bool(source),
        source=source,
    )


def _days(key: str, meaning: str, days: list[Json]) -> Setting:
    rule = "Enter working days from 1 to 30, like 1, 5, 10."
    return Setting(key, meaning, "working days", Shape.DAYS, {"working_days": days}, rule, 1, 30)


def _whole(key: str, meaning: str, unit: str, default: int, least: int, most: int, source: str = "") -> Setting:
    rule = "Enter a whole number within the range, like the default."
    return Setting(
        key, meaning, unit, Shape.WHOLE, default, rule, least, most, is_confirmed=bool(source), source=source
    )


def _flag(key: str, meaning: str, *, default: bool) -> Setting:
    return Setting(key, meaning, "yes or no", Shape.FLAG, default, "Choose yes or no.")


def _one_of(key: str, meaning: str, choices: tuple[str, ...], source: str = "") -> Setting:
    rule = "Choose one of the values offered."
    return Setting(
        key, meaning, "", Shape.ONE_OF, choices[0], rule, choices=choices, is_confirmed=bool(source), source=source
    )


_TIMETABLE = (
    _deadline("referral_close", "Referrals close before a meeting", -10, "12:00", 20, 1),
    _deadline("agenda_issue", "The agenda goes out before a meeting", -8, "17:00", 15),
    _deadline("late_referral_with_chair_ok", "A late referral needs the chair until", -1, "12:00", 5),
    _deadline("research_due", "Research is due before a meeting", -2, "12:00", 8),
    _deadline("decision_due", "A referral is decided after it was received", 2, "17:00", 10, 1),
    _deadline("answer_due", "A referrer answers questions after they were asked", 2, "17:00", 10, 1),
    _deadline("opinion_due", "The chair gives a second opinion after it was asked", 1, "17:00", 10, 1),
    _deadline("emergency_due", "An emergency meeting is called after it was asked for", 1, "17:00", 5),
    _deadline("idva_contact_due", "The Idva has tried to reach the victim after acceptance", 2, "17:00", 10),
    _deadline("action_sheet_issue", "The action sheet goes out after a meeting", 1, "17:00", 5),
    _deadline(
        "minutes_issue",
        "Minutes go out after a meeting",
        3,
        "17:00",
        15,
        1,
        "Derbyshire Marac operating protocol: no later than 3 working days.",
    ),
    _deadline("action_default_due", "An action without a date is due after a meeting", 10, "17:00", 30, 1),
    _days("chase_before", "A chase goes out before something is due", [2]),
    _days("chase_after", "A chase goes out after something was due", [1, 5, 10]),
    _deadline("victim_feedback_due", "The victim is told through the Idva after a meeting", 2, "17:00", 10),
    _deadline("transfer_unaccepted_alarm", "A transfer nobody accepts raises an alarm after", 2, "17:00", 10),
)


def _ladder(key: str, words: str, days: list[Json], last: str = "chair") -> Setting:
    meaning = f"{words} told to deputies, agency mailbox, coordinator and so on to the {last}, each after"
    rule = "Enter working days from 0 to 30, one for each step, like 0, 1, 1, 2."
    return Setting(key, meaning, "working days", Shape.DAYS, {"working_days": days}, rule, 0, 30)


_CHASING = (
    _ladder("research_ladder", "Late research is", [0, 1, 1, 2]),
    _ladder("action_ladder", "A late action is", [1, 5, 5, 10, 15], "steering group"),
    _ladder("minutes_ladder", "Late minutes are", [1, 1, 1, 1]),
    Setting(
        "quiet_hours",
        "Letters that can wait are not sent between these times, nor on days that are no working days",
        "times of day",
        Shape.HOURS,
        {"from": "18:00", "to": "08:00"},
        "Enter two times of day, like 18:00 and 08:00.",
    ),
)

_ROUTES = (
    _whole(
        "dash_threshold",
        "Visible high risk begins at this many yes answers",
        "yes answers",
        14,
        1,
        24,
        "SafeLives, resources for identifying the risk: 14; each area may set its own.",
    ),
    Setting(
        "escalation",
        "Potential escalation: how many incidents in how many months, and whose",
        "incidents and months",
        Shape.ESCALATION,
        {"count": 3, "window_months": 12, "police_only": True},
        "Enter incidents and months from 1 to 24, like 3 and 12.",
        1,
        24,
        source="SafeLives names three events in twelve months; whether only police-reported ones is a local choice.",
    ),
    _whole("victim_min_age", "The youngest victim a Marac hears", "years", 16, 13, 18, "SafeLives national data: 16."),
)

_REPEATS = (
    _one_of("repeat_clock_reported", "The repeat clock that is reported", ("last_referral", "last_heard")),
    _one_of(
        "repeat_wording",
        "The wording of repeat that is applied",
        ("current", "older"),
        "SafeLives, definition of a repeat at Marac, current wording.",
    ),
    _flag("declined_referral_counts_for_repeat", "A declined referral starts the repeat clock", default=False),
    _flag("transfer_carries_clock", "A transfer brings the other area's dates", default=True),
    _flag("transfer_repeat_needs_further_incident", "A transfer is a repeat only after a new incident", default=True),
)

_MEETINGS = (
    _whole("meeting_capacity", "Cases one meeting can hear", "cases", 16, 1, 60),
    Setting(
        "minutes_per_case",
        "Minutes for a case: aimed at, and at most",
        "minutes",
        Shape.PER_CASE,
        {"aim": 10, "most": 15},
        "Enter minutes from 3 to 60, like 10 and 15.",
        3,
        60,
        is_confirmed=True,
        source="Leicester Marac review: 10 aimed at, 15 at most.",
    ),
    Setting(
        "quorum",
        "Who must be present: named kinds of agency, and how many others",
        "agencies",
        Shape.QUORUM,
        {"named_types": ["police", "idva", "childrens_social_care"], "others": 3},
        "Name kinds of agency and a number of others from 0 to 20.",
        0,
        20,
    ),
    Setting(
        "ask_list",
        "Kinds of agency asked for every case",
        "",
        Shape.CODES,
        ["police", "idva", "childrens_social_care"],
        "Choose kinds of agency from the list.",
        choices=AGENCY_TYPES,
    ),
    _flag("ask_other_core_members", "Other core members are asked for every case", default=True),
    Setting(
        "agenda_order",
        "In what order cases are put on an agenda, most weighty first",
        "",
        Shape.CODES,
        list(ORDER_KEYS),
        "Choose ordering keys from the list.",
        choices=ORDER_KEYS,
    ),
    _whole("agenda_break_after", "A break comes on an agenda after so many minutes", "minutes", 120, 30, 240),
    _whole("agenda_break_minutes", "How long the break of an agenda is; 0 for none", "minutes", 10, 0, 60),
    _whole("minutes_learnt_from", "Minutes for a case are learnt from at least so many heard", "cases", 12, 3, 200),
    _one_of("marking", "The marking on papers", ("OFFICIAL-SENSITIVE", "OFFICIAL")),
)

_FIGURES = (
    _whole("machine_requests", "Requests a minute with one signing key of an agency", "requests", 120, 1, 6000),
    _whole("small_cell_below", "A figure below this is not published", "people", 5, 1, 20),
    _whole("rate_withheld_below", "A rate is withheld below this many cases", "cases", 20, 1, 100),
    _one_of("age_counted_on", "The day on which an age is counted", ("meeting", "referral")),
    _whole("adult_female_population", "Adult women in the area, for rates", "women", 100_000, 1, 10_000_000),
    _whole("retention_years", "Years a closed case is kept", "years", 7, 1, 100),
    _whole("research_months", "Months a research return is kept", "months", 12, 1, 120),
    _whole("bring_in_days", "Days a report of old records waits to be confirmed", "days", 14, 1, 90),
    _whole("search_days", "Days the words of a search are kept, sealed", "days", 1, 1, 90),
)

_REVIEWS = (
    _whole(
        "review_due_days",
        "A checklist, a grid, a safety plan and a case are reviewed after",
        "days",
        42,
        7,
        180,
        "SafeLives, practice pack and Leading Lights risk review: every six to eight weeks.",
    ),
    _whole(
        "review_overdue_days",
        "A review is overdue after",
        "days",
        56,
        7,
        365,
        "SafeLives, practice pack and Leading Lights risk review: every six to eight weeks.",
    ),
    _whole(
        "follow_up_call_months",
        "A victim who agreed to it is called after the support ended",
        "months",
        6,
        1,
        24,
        "SafeLives, practice pack: six months after exit, if agreed.",
    ),
    _whole("dates_ahead_days", "A hearing, the end of an order or a call is told ahead by", "days", 28, 1, 29),
    _flag("dara_high_is_route", "A DARA graded high is a route of its own", default=False),
    *(
        _whole(f"matac_weight_{name}", f"The weight of {words} in the MATAC sum", "percent", 100, 0, 1000)
        for name, words in (
            ("recency", "recency"),
            ("frequency", "frequency"),
            ("gravity", "gravity"),
            ("victims", "the number of victims"),
        )
    ),
)

_MAPPA = (
    _deadline("mappa_screening_due", "A MAPPA referral is screened after receipt", 5, "17:00", 30),
    _deadline("mappa_first_meeting_due", "A first MAPPA meeting is held after receipt", 20, "17:00", 60),
    _deadline("mappa_minutes_issue_level_2", "Minutes of level 2 go out", 10, "17:00", 30, 1),
    _deadline("mappa_minutes_issue_level_3", "Minutes of level 3 go out", 5, "17:00", 30, 1),
    Setting(
        "mappa_review_weeks",
        "Weeks between reviews at levels 2 and 3",
        "weeks",
        Shape.REVIEW_WEEKS,
        {"level_2": 12, "level_3": 6},
        "Enter weeks from 1 to 52, like 12 and 6.",
        1,
        52,
    ),
)

CATALOGUE: dict[str, Setting] = {
    setting.key: setting
    for setting in (*_TIMETABLE, *_CHASING, *_ROUTES, *_REPEATS, *_MEETINGS, *_FIGURES, *_REVIEWS, *_MAPPA)
}
