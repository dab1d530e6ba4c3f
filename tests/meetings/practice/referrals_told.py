"""What a report of referrals tells beside what is true, in the same words."""

from typing import Any

CLOCKS = ("last_referral", "last_heard")
REASON = ("reason", "anchor_on", "anchor_from", "ends_on", "test_on", "estimated")


def true_of(told: dict[str, Any]) -> dict[str, Any]:
    """What truth.json says, in the words of the report."""
    return {
        "status": told["status"],
        "routes": told["routes"],
        "claimed_not_evidenced": told["claimed_not_evidenced"],
        "evidenced_not_claimed": told["evidenced_not_claimed"],
        "repeat": {clock: told["repeat"][clock]["verdict"] for clock in CLOCKS},
        "reasons": [{"clock": clock, **{key: told["repeat"][clock][key] for key in REASON}} for clock in CLOCKS],
        "links": sorted(told["links"], key=lambda link: (link["type"], link["to"])),
    }


def reported(entry: dict[str, Any]) -> dict[str, Any]:
    links = sorted(entry["links"], key=lambda link: (link["type"], link["to"]))
    return {key: value for key, value in entry.items() if key != "case_number"} | {"links": links}
