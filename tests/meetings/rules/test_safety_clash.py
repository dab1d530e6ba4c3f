"""Where a victim stays, against where the perpetrator can be found."""

from typing import Any

import pytest

from meetings.rules.links import Link
from meetings.rules.safety_clash import SAFETY_CLASH, Adult, Homes, safety_links
from tests.meetings.northmoor import documents, read


def lives(line: str, postcode: str | None = "ZZ1 4QP", **also: Any) -> dict[str, Any]:
    told = {"lines": [line], "town": "Wenbeck", "postcode": postcode, "from_on": None, "to_on": None}
    return {**told, "confidential": False, "kind": "home", **also}


def homes(ref: str, victim: dict[str, Any], perpetrator: dict[str, Any], **also: Any) -> Homes:
    told: dict[str, Any] = {"status": "received", "person": "frank", "relationship": "husband", "who": "ellen", **also}
    adult = Adult(told["person"], told["relationship"], (perpetrator,))
    return Homes(ref, told["status"], told["who"], (victim,), (adult,))


@pytest.mark.parametrize(
    ("victim", "perpetrator", "clashes"),
    [
        (lives("2/14 Mill Ln", "zz14qp", kind="temporary"), lives("Flat 2, 14 Mill Lane"), True),
        (lives("14 Mill Lane", confidential=True), lives("14 Mill Lane"), True),
        (lives("14 Mill Lane", from_on="2026-01-09"), lives("14 Mill Lane", from_on="2025-09-20"), True),
        (lives("14 Mill Lane", from_on="2025-01-09"), lives("14 Mill Lane", from_on="2025-09-20"), False),
        (lives("14 Mill Lane"), lives("14 Mill Lane"), False),
        (lives("14 Mill Lane", confidential=True, to_on="2026-01-01"), lives("14 Mill Lane"), False),
        (lives("16 Mill Lane", confidential=True), lives("14 Mill Lane"), False),
        (lives("14 Mill Lane", None, confidential=True), lives("14 Mill Lane", None), False),
    ],
)
def test_a_clash_needs_one_place_and_an_address_meant_to_be_safe_or_newer(
    victim: dict[str, Any], perpetrator: dict[str, Any], clashes: bool
) -> None:
    found = safety_links(homes("a", victim, perpetrator), [])

    assert found == ((Link(SAFETY_CLASH, "a"),) if clashes else ())


def test_a_clash_with_close_family_reads_the_same_from_both_ends() -> None:
    mother = homes("mother", lives("3 Tern House"), lives("9 Dock Road"), relationship="son", who="sylvia")
    partner = homes("partner", lives("3 Tern Hse", kind="refuge"), lives("27 Saltern Road"))

    assert safety_links(partner, [mother]) == (Link(SAFETY_CLASH, "mother"),)
    assert safety_links(mother, [partner]) == (Link(SAFETY_CLASH, "partner"),)


def test_a_referral_recorded_in_error_clashes_with_nothing() -> None:
    gone = homes("gone", lives("14 Mill Lane", confidential=True), lives("14 Mill Lane"), status="recorded_in_error")

    assert safety_links(gone, []) == ()


def test_no_home_of_northmoor_clashes_inside_one_referral() -> None:
    persons = read("truth.json")["persons"]

    for ref, document in documents().items():
        adults = tuple(
            Adult(persons[f"{ref}/perpetrators/{n}"], each["relationship_to_victim"], tuple(each["addresses"]))
            for n, each in enumerate(document["perpetrators"])
        )
        told = Homes(ref, "closed", persons[f"{ref}/victim"], tuple(document["victim"]["addresses"]), adults)
        assert safety_links(told, []) == ()
