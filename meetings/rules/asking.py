"""Who is asked what they hold about a case, and why. The coordinator adds or takes away.

SafeLives asks that everyone who may know a person is asked; the list itself is a local rule, not confirmed nationally.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from marac.dates import years_old
from meetings.forms.declaration import Json
from meetings.forms.findings import inside, is_blank, rows_of
from meetings.forms.kinds import read_day
from meetings.rules.settings import SettingRow, value_on

ADULT = 18
UNDER_FIVE = 5
# An emergency is heard inside one working day: these must be there, and the referrer.
EMERGENCY_TYPES = ("police", "idva")

WHY = {
    "always": "Asked for every case.",
    "referrer": "Sent the referral.",
    "children": "A child lives in the household or has contact.",
    "school": "A child goes to school or nursery.",
    "under_18": "Somebody in the case is under 18.",
    "under_5": "A child is under five or not yet born.",
    "offender": "A perpetrator has a probation, police or prison number.",
    "core": "Core member of this Marac.",
    "added": "Added by the coordinator.",
}


@dataclass(frozen=True, slots=True)
class AgencyOnDay:
    """An agency as it stands on the meeting day: its kind then, and whether it takes part."""

    slug: str
    type: str
    is_core: bool
    joined_on: date
    left_on: date | None = None

    def takes_part(self, on: date) -> bool:
        return self.joined_on <= on and (self.left_on is None or on <= self.left_on)


@dataclass(frozen=True, slots=True)
class Asked:
    """One agency on the list, with the reason shown beside it."""

    agency: str
    why: str
    sentence: str


@dataclass(frozen=True, slots=True)
class AskRules:
    """The local list as dated settings hold it."""

    always: tuple[str, ...]
    asks_other_core: bool


def ask_rules(rows: Iterable[SettingRow], day: date) -> AskRules:
    rows = tuple(rows)
    always = value_on(rows, "ask_list", day)
    kinds = tuple(str(kind) for kind in always) if isinstance(always, list) else ()
    return AskRules(kinds, value_on(rows, "ask_other_core_members", day) is True)


def who_is_asked(
    document: Json,
    agencies: Sequence[AgencyOnDay],
    *,
    meeting_on: date,
    rules: AskRules,
    is_emergency: bool = False,
    left_out: Collection[str] = (),
) -> tuple[Asked, ...]:
    """In the order of `agencies`. `left_out` is a colleague's own agency in a staff case without a named alternate."""
    referrer = inside(document, "referring_agency")
    reasons = _reasons_by_type(document, meeting_on, rules, is_emergency=is_emergency)
    found = []
    for agency in agencies:
        if agency.slug in left_out or not agency.takes_part(meeting_on):
            continue
        why = reasons.get(agency.type) or ("referrer" if agency.slug == referrer else "")
        if not why and agency.is_core and rules.asks_other_core and not is_emergency:
            why = "core"
        if why:
            found.append(Asked(agency.slug, why, WHY[why]))
    return tuple(found)


def _reasons_by_type(document: Json, meeting_on: date, rules: AskRules, *, is_emergency: bool) -> dict[str, str]:
    reasons: dict[str, str] = {}
    children = [row for _, row in rows_of(document, "children")]
    if is_emergency:
        reasons.update(dict.fromkeys(EMERGENCY_TYPES, "always"))
        if children:
            reasons["childrens_social_care"] = "children"
        return reasons
    if any(not is_blank(inside(child, "school")) for child in children):
        reasons["education"] = "school"
    if _has_anyone_younger(document, meeting_on, ADULT):
        reasons["youth_justice"] = "under_18"
    if any(_is_small(child, document, meeting_on) for child in children):
        reasons["health_visiting"] = "under_5"
    if any(_is_known_offender(row) for _, row in rows_of(document, "perpetrators")):
        reasons.update({"probation": "offender", "prison": "offender"})
    return reasons | dict.fromkeys(rules.always, "always")


def _is_known_offender(perpetrator: Json) -> bool:
    return any(not is_blank(inside(perpetrator, f"identifiers.{name}")) for name in ("crn", "pnc_id", "noms_id"))


def _is_small(child: Json, document: Json, on: date) -> bool:
    if not is_blank(inside(child, "due_on")):
        return True
    age = age_on(child, on, written_on=_referred_on(document))
    return age is not None and age < UNDER_FIVE


def _has_anyone_younger(document: Json, on: date, years: int) -> bool:
    people = [inside(document, "victim"), *(row for _, row in rows_of(document, "perpetrators"))]
    people += [row for _, row in rows_of(document, "children")]
    ages = (age_on(person, on, written_on=_referred_on(document)) for person in people)
    return any(age is not None and age < years for age in ages)


def _referred_on(document: Json) -> date | None:
    written = inside(document, "referred_on")
    return read_day(written) if isinstance(written, str) else None


def age_on(person: Json, on: date, *, written_on: date | None = None) -> int | None:
    """Whole years on a day, as exactly as the birth date is known; an estimated age grows since it was written."""
    precision, written = inside(person, "born_on.precision"), inside(person, "born_on.value")
    if not isinstance(written, str):
        return None
    if precision == "estimated_age":
        return int(written) + (years_old(written_on, on) if written_on and written_on <= on else 0)
    first = read_day((written + "-01-01")[:10])
    return years_old(first, on) if first else None
