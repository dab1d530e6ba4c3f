"""Where the people of a referral are: by the referral itself, and by what was said of them since."""

from collections.abc import Iterable
from typing import Any

from meetings.known_referrals import Json, KnownCase, OpenedReferral
from meetings.people.phone import phones_in
from meetings.rules.accepted_values import with_accepted
from meetings.rules.safety_clash import Adult, Homes

WHERE = ("address", "phone")


def homes_of(case: KnownCase, opened: OpenedReferral | None) -> Homes:
    """As far as the referral was opened. What a return proposes counts until somebody disputes it."""
    victim, perpetrators = (
        _card(opened, "victim", 0),
        [_card(opened, "perpetrator", n) for n in range(len(case.perpetrators))],
    )
    children = opened.answers.get("children", ()) if opened else ()
    return Homes(
        str(case.id),
        case.row["status"],
        str(case.victim),
        tuple(victim.get("addresses", ())),
        tuple(
            Adult(
                str(person),
                card.get("relationship_to_victim", ""),
                tuple(card.get("addresses", ())),
                _numbers(card.get("phones", ())),
            )
            for person, card in zip(case.perpetrators, perpetrators, strict=True)
        ),
        # A number that is known not to be safe needs no alert.
        _numbers(phone for phone in victim.get("phones", ()) if phone.get("safe_to_call") != "no"),
        frozenset(school for child in children if (school := child.get("school"))),
    )


def _card(opened: OpenedReferral | None, role: str, n: int) -> Json:
    if opened is None:
        return {}
    written: Any = opened.answers["victim"] if role == "victim" else opened.answers["perpetrators"][n]
    return with_accepted(written, [each for each in opened.said.get((role, n), ()) if each[0] in WHERE])


def _numbers(phones: Iterable[Json]) -> frozenset[str]:
    return phones_in(phone["number"] for phone in phones)
