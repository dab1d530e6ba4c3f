"""Agencies and seats on pages, the ways that open from a letter, and what else a seat may open."""

from datetime import date

import pytest

from agencies.key_checks import fingerprint_of, show_fingerprint
from agencies.members import agencies_of
from marac.audit.tables import Leaf
from marac.ids import new_ref
from marac.vault.primitives import SigningPair, new_signing_pair
from tests.cast import Cast
from tests.web.conftest import Browser
from tests.web.reader import Page

pytestmark = pytest.mark.anyio
KEYS = "/agencies/ravenbeck-homes/keys"


async def test_the_list_of_agencies_counts_people_and_leads_to_each(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.amina)

    page = await reader.get("/agencies")
    agency = await reader.follow(page, "Northmoor Constabulary")

    assert page.tables[0].caption == "6 agencies"
    assert ["Northmoor Constabulary (NMP)", "police", "Yes", "18 Nov 2025", "6"] in page.tables[0].rows
    assert "Bryn Price" in agency.text


async def test_what_changes_about_an_agency_is_saved_and_recorded_by_field(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.amina)
    page = await reader.get("/agencies/ravenbeck-homes")

    saved = await reader.press(
        page,
        "Save",
        {
            "telephone": "01632 960999",
            "isa_signed_on.day": "1",
            "isa_signed_on.month": "9",
            "isa_signed_on.year": "2026",
        },
    )
    again = await reader.press(saved, "Save")

    line = next(line for line in await agencies_of(cast.amina.area.id, on=date(2026, 9, 1)) if line.short == "RVH")
    leaves = await Leaf.select(Leaf.keys).where(Leaf.event == "agency:change")
    assert (saved.outcome, again.outcome) == ("Saved.", "Nothing was different.")
    assert (line.telephone, line.isa_signed_on) == ("01632 960999", date(2026, 9, 1))
    assert sorted(leaf["keys"] for leaf in leaves) == ['{"field":"isa_signed_on"}', '{"field":"telephone"}']


@pytest.mark.parametrize(
    ("field", "value"),
    [("secure_email", "no address"), ("secure_email", "a@b.example\nBcc: c@d.example"), ("isa_signed_on.year", "2027")],
)
async def test_a_mistake_about_an_agency_is_named_and_kept(
    browser: Browser, cast: Cast, field: str, value: str
) -> None:
    reader = await browser(cast.ada)
    page = await reader.get("/agencies/ravenbeck-homes")

    refused = await reader.press(page, "Save", {field: value})

    assert refused.status == 422
    assert list(refused.messages) == [field.partition(".")[0].replace("_", "-")]


async def test_an_agency_of_the_next_area_is_not_found(browser: Browser, cast: Cast) -> None:
    page = await (await browser(cast.amina)).get("/agencies/harbour-idva")

    assert (page.status, page.heading) == (404, "Page not found")


async def test_a_letters_link_says_the_same_for_every_reference(browser: Browser, cast: Cast) -> None:
    reader = await browser(None)

    one, other = [await reader.client.get(f"/go/{ref}") for ref in ("7k3q9xbd2h", "0000000000")]

    assert one.status_code == 200
    assert one.text.replace("7k3q9xbd2h", "0000000000") == other.text


async def test_a_stranger_with_a_letter_signs_in_and_then_learns_whether_it_leads_anywhere(
    browser: Browser, cast: Cast
) -> None:
    reader = await browser(None)
    ref = new_ref()

    page = await reader.get(f"/go/{ref}/on")
    assert page.heading == "Sign in"
    page = await reader.press(page, "Continue", {"email": cast.bryn.email, "password": cast.bryn.password})
    page = await reader.press(page, "Continue", {"code": cast.bryn.code()})

    assert (page.path, page.status) == (f"/go/{ref}/on", 404)


async def test_more_lists_only_what_this_seat_may_open(browser: Browser, cast: Cast) -> None:
    hers, stellas = await browser(cast.amina), await browser(cast.stella)

    more = (await hers.get("/more")).links

    assert {"/settings", "/agencies", "/lost-access"} <= set(more.values())
    assert "/people-and-seats" not in more.values()
    assert "/settings" not in (await stellas.get("/more")).links.values()


async def test_who_can_see_what_says_the_rights_of_ones_own_seat(browser: Browser, cast: Cast) -> None:
    amina = await (await browser(cast.amina)).get("/who-can-see-what")
    stella = await (await browser(cast.stella)).get("/who-can-see-what")
    anybody = await (await browser(None)).get("/who-can-see-what")

    assert "change a local rule from a day on" in amina.text
    assert "change a local rule" not in stella.text and "see your own work list" in stella.text
    assert "In your seat" not in anybody.text


async def test_a_key_is_enrolled_by_one_confirmed_by_another_and_taken_back(browser: Browser, cast: Cast) -> None:
    amina, ada, pair = await browser(cast.amina), await browser(cast.ada), new_signing_pair()
    page = await amina.get(KEYS)

    enrolled = await amina.press(page, "Enrol", _typed(pair))
    own_view = enrolled.tables[0].rows[0]
    waiting = await ada.get(KEYS)
    confirmed = await ada.press(waiting, _button(waiting, "Confirm"))
    in_use = await amina.get(KEYS)
    gone = await amina.press(in_use, _button(in_use, "Lost or stolen"))

    assert enrolled.outcome == "Enrolled. A second person must confirm it before it counts."
    assert show_fingerprint(fingerprint_of(pair.public)) in own_view
    assert "Confirm" not in own_view[-1]
    assert confirmed.outcome.startswith("Confirmed.")
    assert gone.outcome.startswith("Taken back.")
    assert "The device or the key was lost or stolen" in gone.tables[-1].rows[0]


async def test_digits_of_another_key_stop_an_enrolment_on_the_page(browser: Browser, cast: Cast) -> None:
    amina, pair = await browser(cast.amina), new_signing_pair()

    refused = await amina.press(await amina.get(KEYS), "Enrol", _typed(pair) | {"fingerprint": "0" * 20})

    assert refused.status == 422
    assert list(refused.messages) == ["fingerprint"]
    assert fingerprint_of(pair.public) not in refused.text.replace(" ", "")


@pytest.mark.parametrize("who", ["bryn", "stella", "petra", "grace"])
async def test_signing_keys_are_not_there_for_others(browser: Browser, cast: Cast, who: str) -> None:
    page = await (await browser(getattr(cast, who))).get(KEYS)

    assert (page.status, page.heading) == (404, "Page not found")


def _button(page: Page, begins: str) -> str:
    return next(words for form in page.forms for words, _, _ in form.buttons if words.startswith(begins))


def _typed(pair: SigningPair) -> dict[str, str]:
    return {
        "label": "Case system",
        "public": pair.public.hex(),
        "fingerprint": show_fingerprint(fingerprint_of(pair.public)),
    }
