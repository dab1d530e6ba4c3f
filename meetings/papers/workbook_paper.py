"""The coordinator's figures: one row a meeting as the SafeLives data return asks, and the sums drawn from them.

The same sums stand in the workbook as live formulas; the functions here are what those formulas must equal.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from meetings.papers.marking import DEFAULT_MARKING, with_practice

# Agency types of the exchange documents with the words of the sheet, in the order of the return. That this is the
# national list is UNCONFIRMED.
REFERRAL_SOURCES: Mapping[str, str] = {
    "police": "Police",
    "idva": "Idva",
    "childrens_social_care": "Children's social care",
    "adult_social_care": "Adult social care",
    "primary_care": "Primary care",
    "secondary_care": "Secondary care, acute trust",
    "mental_health": "Mental health",
    "education": "Education",
    "housing": "Housing",
    "probation": "Probation",
    "voluntary_sector": "Voluntary sector, specialist domestic abuse",
    "substance_misuse": "Substance misuse",
    "mash": "MASH",
    "health_visiting_midwifery": "Health visiting, midwifery",
    "youth_justice": "Youth justice",
    "fire": "Fire",
    "another_marac": "Another Marac (transfer)",
    "other": "Other",
}
# Counts that are known for some cases only, with the words of the sheet.
DIVERSITY: Mapping[str, str] = {
    "racially_minoritised": "Racially minoritised victims",
    "lgbt": "LGBT+ victims",
    "disabled": "Disabled victims",
    "male": "Male victims",
    "victims_16_17": "Victims aged 16 and 17",
    "perpetrators_17_or_below": "Perpetrators aged 17 or below",
}
QUARTERS_IN_A_YEAR = 4


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A count that may be partly or wholly unknown: not recorded is never zero."""

    count: int | None
    """None: data not held."""
    known: int | None
    """Of how many cases it is known either way."""
    not_recorded: int | None


NOT_HELD = Counted(count=None, known=None, not_recorded=None)


@dataclass(frozen=True, kw_only=True)
class MeetingRow:
    """One meeting date of the return."""

    marac_name: str
    meeting_on: date
    cases_discussed: int
    """Distinct cases heard; a relist for update is not counted, an emergency hearing once."""
    repeat_cases: int
    """Of these, repeats by the current SafeLives definition on the last-referral clock."""
    children: int
    """Children of these cases; one child in two cases counts once per case."""
    referrals: Mapping[str, int] = field(default_factory=dict)
    """Cases by agency type of the first referrer, keys of REFERRAL_SOURCES; a missing key is 0."""
    diversity: Mapping[str, Counted] = field(default_factory=dict)
    """By key of DIVERSITY; a missing key means data not held."""

    @property
    def quarter(self) -> str:
        """Calendar quarter, `2025-Q4`."""
        return quarter_of(self.meeting_on)

    def counted(self, measure: str) -> Counted:
        """One diversity measure, key of DIVERSITY."""
        return self.diversity.get(measure, NOT_HELD)


@dataclass(frozen=True, kw_only=True)
class WorkbookPaper:
    """The coordinator's workbook. It holds true rows, so it never leaves the area; it names nobody."""

    area_name: str
    made_at: datetime
    rows: tuple[MeetingRow, ...]
    """In order of date."""
    adult_female_population: int | None = None
    population_note: str = ""
    """Source and date of the population."""
    is_practice: bool = False
    marking: str = DEFAULT_MARKING

    @property
    def top(self) -> str:
        """The marking as it stands on each sheet."""
        return with_practice(self.marking, is_practice=self.is_practice)


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Figures of a period. A rate is None where nothing can be divided."""

    meetings: int
    cases: int
    repeats: int
    children: int
    police: int

    @property
    def repeat_rate(self) -> float | None:
        """Repeats over cases."""
        return self.repeats / self.cases if self.cases else None

    @property
    def partner_rate(self) -> float | None:
        """Cases referred by any agency but the police, over cases."""
        return (self.cases - self.police) / self.cases if self.cases else None


def quarter_of(day: date) -> str:
    """Quarter 1 is January to March."""
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def quarters_of(rows: Iterable[MeetingRow]) -> tuple[str, ...]:
    """Every quarter from the first meeting to the last, also one without a meeting."""
    days = sorted(row.meeting_on for row in rows)
    if not days:
        return ()
    first, last = (day.year * 4 + (day.month - 1) // 3 for day in (days[0], days[-1]))
    return tuple(f"{number // 4}-Q{number % 4 + 1}" for number in range(first, last + 1))


def sums_of(rows: Iterable[MeetingRow], quarters: Sequence[str]) -> Sums:
    """The figures of these quarters together."""
    chosen = [row for row in rows if row.quarter in quarters]
    return Sums(
        meetings=len(chosen),
        cases=sum(row.cases_discussed for row in chosen),
        repeats=sum(row.repeat_cases for row in chosen),
        children=sum(row.children for row in chosen),
        police=sum(row.referrals.get("police", 0) for row in chosen),
    )


def counted_in(rows: Iterable[MeetingRow], quarters: Sequence[str], measure: str) -> Counted:
    """One diversity measure of these quarters; where one meeting holds no data, the sum is not held either."""
    parts = [row.counted(measure) for row in rows if row.quarter in quarters]
    return Counted(
        count=_sum_or_not_held([part.count for part in parts]),
        known=_sum_or_not_held([part.known for part in parts]),
        not_recorded=_sum_or_not_held([part.not_recorded for part in parts]),
    )


def _sum_or_not_held(numbers: Sequence[int | None]) -> int | None:
    held = [number for number in numbers if number is not None]
    return sum(held) if len(held) == len(numbers) else None


def rolling_quarters(quarters: Sequence[str], ending: str) -> tuple[str, ...]:
    """The four quarters up to and with this one; fewer than four are no rolling year and give none."""
    end = quarters.index(ending) + 1
    return tuple(quarters[end - QUARTERS_IN_A_YEAR : end]) if end >= QUARTERS_IN_A_YEAR else ()
