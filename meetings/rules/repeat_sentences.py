"""The one sentence beside each repeat verdict, whole and with its dates; both sides of the rule are said."""

from datetime import date

from marac.dates import show_date

_BY = {"last_referral": "referred", "last_heard": "heard"}

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
    "duplicate_of_earlier": (
        "Same two people and the same abuse of {test} as an earlier referral; decide whether it was sent twice."
    ),
    "not_yet_heard": "Same two people, referred before, but that case had not been heard when this was referred.",
    "prior_not_counted": "Same two people, referred before, but that referral did not become a case.",
    "roles_swapped": "The same two people with roles exchanged: a counter allegation, not a repeat.",
    "other_perpetrator": "An earlier case of this victim was with another perpetrator, so this is not a repeat.",
    "first_known": "No earlier referral of these two people is known here.",
}


def sentence_of(
    reason: str, clock: str, *, test_from: str, test_on: date, anchor_on: date | None, ends_on: date | None
) -> str:
    """At most 30 words, with dates."""
    whole = SENTENCES.get(reason) or SENTENCES[f"{reason}.{_BY[clock]}.{test_from}"]
    return whole.format(test=show_date(test_on), anchor=_shown(anchor_on), ends=_shown(ends_on))


def _shown(day: date | None) -> str:
    return show_date(day) if day else ""
