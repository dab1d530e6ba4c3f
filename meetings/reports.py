"""Reports for machines: every referral judged, and who is whom, by outside ids; no names."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from agencies.acts import Act
from marac.audit.events import Event
from marac.dates import day_in_london
from meetings.access import unseen_cases
from meetings.evidence import Evidence, open_area_evidence
from meetings.known_referrals import KnownCase
from meetings.people.scoring import Band
from meetings.rules.repeats import TRANSFER, RepeatClock
from meetings.tables.documents import Case
from meetings.tables.matching import Suggestion
from meetings.tables.people import Mention

Json = dict[str, Any]


async def report_referrals(act: Act) -> Json:
    """Status, routes, claims, repeat by each clock with its reason, and links of every referral."""
    permit = act.permit(Event.MACHINE_REPORTED, "area", act.area.id, report="referrals")
    judged = await open_area_evidence(act, permit)
    references = await _references(act)
    return {"referrals": {references[case_id]: _entry(each, references) for case_id, each in judged.items()}}


async def _references(act: Act) -> dict[UUID, str]:
    """The sender's reference of the document that opened each case; with the sender where two use the same one."""
    cases = await Case.select(
        Case.id,
        Case.opened_by.sender_reference.as_alias("reference"),
        Case.referring_agency.slug.as_alias("sender"),
    ).where((Case.area == act.area.id) & Case.id.not_in(unseen_cases(act)))
    uses = Counter(case["reference"] for case in cases)
    return {
        case["id"]: case["reference"] if uses[case["reference"]] == 1 else f"{case['sender']}:{case['reference']}"
        for case in cases
    }


def _entry(judged: Evidence, references: dict[UUID, str]) -> Json:
    case: KnownCase = judged.case
    return {
        "status": case.row["status"],
        "case_number": case.case_number,
        "routes": list(judged.routes.codes),
        "claimed_not_evidenced": list(judged.routes.claimed_not_evidenced),
        "evidenced_not_claimed": list(judged.routes.evidenced_not_claimed),
        "repeat": {clock.value: shown.verdict.is_repeat for clock, shown in judged.repeats.items()},
        "reasons": [_reason(judged, clock, references) for clock in RepeatClock],
        "links": [{"type": link.type, "to": references[UUID(link.to)]} for link in judged.links],
    }


def _reason(judged: Evidence, clock: RepeatClock, references: dict[UUID, str]) -> Json:
    verdict = judged.repeats[clock].verdict
    return {
        "clock": clock.value,
        "reason": verdict.reason.value,
        "anchor_on": verdict.anchor_on.isoformat() if verdict.anchor_on else None,
        "anchor_from": _from(verdict.anchor_from, references),
        "ends_on": verdict.ends_on.isoformat() if verdict.ends_on else None,
        "test_on": verdict.test_on.isoformat(),
        "estimated": verdict.estimated,
    }


def _from(anchor: str | None, references: dict[UUID, str]) -> str | None:
    return anchor if anchor in (None, TRANSFER) or anchor is None else references[UUID(anchor)]


async def report_identities(act: Act) -> Json:
    """Each mention with its person, named by the person's oldest mention, and what was suggested about it."""
    document: Any = Mention.document
    sender = document.sender.slug.as_alias("sender")
    rows = await Mention.select(Mention.id, Mention.outside_id, Mention.person_id, sender).where(
        Mention.area == act.area.id
    )
    names = _names(rows)
    persons = {names[row["id"]]: names[row["person_id"]] for row in rows}
    return {"persons": dict(sorted(persons.items())), **await _suggested(act, names)}


def _names(rows: Sequence[Json]) -> dict[UUID, str]:
    """What a report calls each mention; with the sender where two use one reference."""
    uses = Counter(row["outside_id"] for row in rows)
    return {
        row["id"]: row["outside_id"] if uses[row["outside_id"]] == 1 else f"{row['sender']}:{row['outside_id']}"
        for row in rows
    }


async def _suggested(act: Act, names: Mapping[UUID, str]) -> Json:
    """As shown when a mention's document arrived; and what a research return caused later, with the day it came."""
    rows = await Suggestion.select(
        Suggestion.mention,
        Suggestion.other,
        Suggestion.band,
        Suggestion.weight,
        Suggestion.is_later,
        Suggestion.business_at,
    ).where((Suggestion.area == act.area.id) & (Suggestion.band != Band.WEAK.value))
    told: dict[str, dict[str, list[list[object]]]] = {"suggestions": {}, "later": {}}
    for row in sorted(rows, key=lambda row: (names[row["mention"]], -row["weight"], names[row["other"]])):
        line = [names[row["other"]], row["band"], round(row["weight"], 2)]
        on = [day_in_london(row["business_at"]).isoformat()] if row["is_later"] else []
        told["later" if row["is_later"] else "suggestions"].setdefault(names[row["mention"]], []).append([*line, *on])
    return told
