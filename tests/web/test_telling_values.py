"""What somebody knows of a person better: it stands beside what was said, and an Idva proposes it."""

import pytest

from marac.web.contact import CONTACT_PAGES
from marac.web.people import PEOPLE_PAGES
from meetings.confidential_places import is_known_place
from meetings.rules.address_in_text import place_keys
from meetings.tables.people import MentionValue
from tests.cast import Cast
from tests.reaching import FLED, HOME, REFUGE, a_case_to_reach, opened, press_first
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = [*CONTACT_PAGES, *PEOPLE_PAGES]


@pytest.fixture
async def case_ref(cast: Cast) -> str:
    return await a_case_to_reach(cast)


async def test_what_a_coordinator_knows_stands_beside_what_was_said(
    browser: Browser, cast: Cast, case_ref: str
) -> None:
    amina = await browser(cast.amina)
    form = await amina.get(f"/people/{case_ref}/1/know/address")
    typed = {"lines": REFUGE, "town": "Wenbeck", "postcode": "ZZ4 3TQ", "kind": "refuge", "confidential": "yes"}

    kept = await amina.press(form, "Keep this", typed)
    page = await opened(amina, f"/people/{case_ref}/1/contact")

    assert kept.outcome == "Kept beside what was said before. People are looked for by it."
    assert HOME in page.text
    assert f"{REFUGE}, Wenbeck, ZZ4 3TQ" in page.text
    assert "Amina Shah, 1 September 2026" in page.text
    assert await is_known_place(await cast.amina.act(), place_keys(FLED))


async def test_a_name_and_a_birth_date_are_added_on_the_page_of_names(
    browser: Browser, cast: Cast, case_ref: str
) -> None:
    amina = await browser(cast.amina)
    names = await amina.get(f"/people/{case_ref}/1/names")

    name = await amina.press(
        await amina.follow(names, "Add another name"), "Keep this", {"family_name": "Ostrey", "kind": "married"}
    )
    born = await amina.press(
        await amina.follow(name, "Add another birth date"),
        "Keep this",
        {"born_on.precision": "exact", "born_on.day": "26", "born_on.month": "3", "born_on.year": "1985"},
    )

    said = [(row[0], row[1], row[2], row[5]) for row in born.tables[0].rows]
    assert ("Also known as", "Ostrey", "Amina Shah", "Accepted") in said
    assert ("Born", "26 March 1985", "Amina Shah", "Accepted") in said
    assert ("Born", "27 March 1985", "Northmoor Constabulary", "In the referral") in said


WRONG: list[tuple[str, dict[str, str], dict[str, str]]] = [
    (
        "telephone",
        {"number": "none", "safe_to_call": "no"},
        {"number": "Enter a telephone number, like 07700 900142."},
    ),
    (
        "address",
        {"kind": "home", "confidential": "no"},
        {"lines": "Enter the address, or the town or postcode alone."},
    ),
    (
        "address",
        {"kind": "home", "town": "Wenbeck"},
        {"confidential": "Choose whether it must be kept from the perpetrator."},
    ),
    (
        "address",
        {"kind": "home", "lines": "long " * 300, "confidential": "no"},
        {"lines": "Shorten “Address” to 1,000 characters."},
    ),
    ("name", {"kind": "alias"}, {"family-name": "Enter the family name, the given names, or both."}),
    (
        "born",
        {"born_on.precision": "exact", "born_on.day": "1", "born_on.month": "1", "born_on.year": "2030"},
        {"born-on": "Enter a date up to today."},
    ),
]


@pytest.mark.parametrize(("what", "typed", "messages"), WRONG)
async def test_what_cannot_be_kept_is_said_at_its_field(
    browser: Browser, cast: Cast, case_ref: str, what: str, typed: dict[str, str], messages: dict[str, str]
) -> None:
    amina = await browser(cast.amina)

    refused = await amina.press(await amina.get(f"/people/{case_ref}/1/know/{what}"), "Keep this", typed)

    assert refused.messages == messages
    assert await MentionValue.count() == 0


async def test_an_idva_proposes_and_a_coordinator_accepts(browser: Browser, cast: Cast, case_ref: str) -> None:
    imran, amina = await browser(cast.imran), await browser(cast.amina)
    form = await imran.get(f"/people/{case_ref}/1/know/telephone")
    proposed = await imran.press(form, "Propose this", {"number": "07700 900888", "safe_to_call": "yes"})
    assert proposed.outcome == "Proposed to the coordinator. Until it is accepted, you and they alone see it."

    names = await amina.get(f"/people/{case_ref}/1/names")
    page = await opened(amina, f"/people/{case_ref}/1/contact", "correction")
    accepted_page = await press_first(amina, page, "Accept")

    assert "900888" not in names.text
    assert ["Telephone", "ends 888", "Imran Malik"] in [row[:3] for row in names.tables[0].rows]
    assert "07700 900888 (safe to ring: yes)" in page.text
    assert "Proposed" in page.text
    assert accepted_page.outcome.startswith("Accepted.")
    assert await states() == ["accepted"]


async def states() -> list[str]:
    return [row["state"] for row in await MentionValue.select(MentionValue.state).order_by(MentionValue.id)]
