"""What each figure means: its formula, where the definition comes from, and whether that source was confirmed."""

from dataclasses import dataclass

# SafeLives, "Marac data", read November 2026: the published measures. The form's own column headings were not had.
_DATA = "SafeLives, Marac data, twelve months to 30 September 2024"
_REVIEW = "SafeLives, Reviewing your Marac data"
_OURS = "Meeting Desk"


@dataclass(frozen=True)
class Measure:
    """One figure of the workbook."""

    name: str
    formula: str
    source: str
    is_confirmed: bool = True

    @property
    def standing(self) -> str:
        """Whether one may quote it as a national definition."""
        if self.source == _OURS:
            return "Ours"
        return "Published" if self.is_confirmed else "UNCONFIRMED"


MEASURES = (
    Measure("Quarter", "Calendar quarter of the meeting date; Q1 is January to March", _DATA),
    Measure(
        "Cases discussed",
        "Distinct cases heard at the meeting; a relist for update with no new referral is not counted, an emergency "
        "hearing is counted once",
        _DATA,
    ),
    Measure(
        "Repeat cases",
        "Cases with any abuse between the same victim and perpetrator within twelve months of the last referral",
        "SafeLives, Definition of a repeat at Marac",
    ),
    Measure(
        "Children",
        "Children in the households of these cases; a child in two cases of one meeting counts once for each case",
        _DATA,
        is_confirmed=False,
    ),
    Measure(
        "Referrals by agency",
        "Cases by type of the agency that referred first, at the time; the list of types is ours",
        _DATA,
        is_confirmed=False,
    ),
    Measure("Referrals less cases", "Sum of referrals less cases discussed; anything but 0 is a mistake", _OURS),
    Measure(
        "Count, known, not recorded",
        "Of the cases: those for whom yes is recorded; those recorded either way; those not recorded. "
        "'Data not held' is never 0",
        _DATA,
    ),
    Measure("Victims aged 16 and 17", "Age on the meeting date", _DATA, is_confirmed=False),
    Measure("Perpetrators aged 17 or below", "Age on the meeting date", _DATA, is_confirmed=False),
    Measure("Repeat rate", "Repeat cases divided by cases discussed", _DATA),
    Measure("Partner share", "(Cases discussed less police referrals) divided by cases discussed", _DATA),
    Measure("Share of cases", "Count divided by cases discussed, as SafeLives publishes it", _DATA),
    Measure("Share of known", "Count divided by known: how it reads where the answer is recorded", _OURS),
    Measure(
        "Cases per 10,000 adult females",
        "Cases of twelve months divided by the adult female population, times 10,000; about 40 are expected",
        _REVIEW,
    ),
    Measure("Idvas needed", "Cases of twelve months divided by 100 full-time equivalents", _REVIEW),
    Measure("Administrators needed", "Cases of twelve months divided by 400 full-time equivalents", _REVIEW),
    Measure("Twelve months to", "Sum of four calendar quarters; no rolling year stands before the fourth", _DATA),
)

BOTH_READINGS = (
    "A low repeat rate may mean that repeats go unnoticed; a high one may mean that people are not made safe.",
    "Guidelines are no targets. Not recorded is kept apart from zero.",
)
