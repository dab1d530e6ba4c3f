"""The one sentence beside each repeat verdict, whole and with its dates; both sides of the rule are said."""

from datetime import date

from marac.dates import show_date

BY = {"last_referral": "referred", "last_heard": "heard"}

SENTENCES = {
    "within_window.referred.incident": (
        "Same two people, referred {anchor}; abuse on {test} is within twelve months, to {ends}."
    ),
    "within_window.referred.identified": (
        "Same two people, referred {anchor}; abuse learned of on {test} (estimated) is within twelve months, to {ends}."
    ),
    "within_window.referred.referred": (
        "Same two people, referred {anchor}; no abuse date, so the referral of {test} (estimated) counts, to {ends}."
    ),
    "within_window.heard.incident": (
        "Same two people, heard {anchor}; abuse on {test} is within twelve months, to {ends}."
    ),
    "within_window.heard.identified": (
        "Same two people, heard {anchor}; abuse learned of on {test} (estimated) is within twelve months, to {ends}."
    ),
    "within_window.heard.referred": (
        "Same two people, heard {anchor}; no abuse date, so the referral of {test} (estimated) counts, to {ends}."
    ),
    "after_window.referred.incident": (
        "Same two people, referred {anchor}; abuse on {test} is later than twelve months, which ended {ends}."
    ),
    "after_window.referred.identified": (
        "Same two people, referred {anchor}; abuse learned of on {test} (estimated) is later than {ends}."
    ),
    "after_window.referred.referred": (
        "Same two people, referred {anchor}; no abuse date, and the referral, {test} (estimated), is after {ends}."
    ),
    "after_window.heard.incident": (
        "Same two people, heard {anchor}; abuse on {test} is later than twelve months, which ended {ends}."
    ),
    "after_window.heard.identified": (
        "Same two people, heard {anchor}; abuse learned of on {test} (estimated) is later than {ends}."
    ),
    "after_window.heard.referred": (
        "Same two people, heard {anchor}; no abuse date, and the referral, {test} (estimated), is after {ends}."
    ),
    "no_further_incident.referred.incident": (
        "Same two people, referred {anchor}; the abuse of {test} is not after that, so it is no further incident."
    ),
    "no_further_incident.referred.identified": (
        "Same two people, referred {anchor}; abuse learned of on {test} (estimated) is not after that."
    ),
    "no_further_incident.referred.referred": (
        "Same two people, referred {anchor}; no abuse date, and the referral of {test} (estimated) is not after that."
    ),
    "no_further_incident.heard.incident": (
        "Same two people, heard {anchor}; the abuse of {test} is not after that, so it is no further incident."
    ),
    "no_further_incident.heard.identified": (
        "Same two people, heard {anchor}; abuse learned of on {test} (estimated) is not after that."
    ),
    "no_further_incident.heard.referred": (
        "Same two people, heard {anchor}; no abuse date, and the referral of {test} (estimated) is not after that."
    ),
    "joined_to_earlier": "Sent twice: part of an earlier case as its second referral, whose repeat verdict counts.",
    "duplicate_of_earlier": (
        "Same two people and the same abuse of {test} as an earlier referral; decide whether it was sent twice."
    ),
    "not_yet_heard": "Same two people, referred before, but that case had not been heard when this was referred.",
    "prior_not_counted": "Same two people, referred before, but that referral did not become a case.",
    "roles_swapped": "The same two people with roles exchanged: a counter allegation, not a repeat.",
    "other_perpetrator": "An earlier case of this victim was with another perpetrator, so this is not a repeat.",
    "first_known": "No earlier referral of these two people is known here.",
}

SHORT = {
    "within_window": "Repeat: the same two people, {by} {anchor}, {ago}",
    "after_window": "Not a repeat: the same two people, {by} {anchor}, but more than twelve months before the abuse",
    "no_further_incident": "Not a repeat: the same two people, {by} {anchor}, and no further abuse since",
    "joined_to_earlier": "Not a repeat: the second referral of an earlier case",
    "duplicate_of_earlier": "Same incident? The same abuse of the same two people was referred before",
    "not_yet_heard": "Not a repeat: the same two people, but their earlier case had not been heard",
    "prior_not_counted": "Not a repeat: the same two people, but their earlier referral did not become a case",
    "roles_swapped": "Not a repeat: the same two people with roles exchanged",
    "other_perpetrator": "Not a repeat: other perpetrator",
    "first_known": "Not a repeat: first referral of these two people here",
}
_NUMBERS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty twenty-one twenty-two twenty-three"
).split()
MONTHS_OF_A_YEAR = 12


def in_short(reason: str, clock: str, *, anchor_on: date | None, today: date) -> str:
    """For a list: repeat or not, of whom, since when. An anchor whose date may not be shown is left out."""
    if anchor_on is None:
        return SHORT[reason].split(", {by}")[0]
    return SHORT[reason].format(by=BY[clock], anchor=show_date(anchor_on), ago=ago(anchor_on, today))


def ago(day: date, today: date) -> str:
    """Whole months in words, years from the second one on."""
    months = (today.year - day.year) * MONTHS_OF_A_YEAR + today.month - day.month - (today.day < day.day)
    if months < 1:
        return "less than a month ago"
    if months >= len(_NUMBERS):
        return f"{months // MONTHS_OF_A_YEAR} years ago"
    return f"{_NUMBERS[months]} month{'s' if months > 1 else ''} ago"


def sentence_of(
    reason: str,
    clock: str,
    *,
    test_from: str,
    test_on: date,
    anchor_on: date | None,
    ends_on: date | None,
    today: date | None = None,
) -> str:
    """At most 30 words, with dates; for who reads it today, with how long ago that was."""
    whole = SENTENCES.get(reason) or SENTENCES[f"{reason}.{BY[clock]}.{test_from}"]
    anchor = _shown(anchor_on)
    if anchor_on is not None and today is not None:
        anchor = f"{anchor}, {ago(anchor_on, today)}"
    return whole.format(test=show_date(test_on), anchor=anchor, ends=_shown(ends_on))


def _shown(day: date | None) -> str:
    return show_date(day) if day else ""
