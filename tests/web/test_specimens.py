"""Each component in all its states holds every rule of a page."""

import gzip

import pytest

from marac.web.assets import Assets
from marac.web.frame import STRANGER
from tests.web.reader import reading
from tests.web.specimens.papers import MENDED
from tests.web.specimens.site import COORDINATOR, SPECIMENS, specimen_site

pytestmark = pytest.mark.anyio

PAGE_AND_ASSETS = 100_000
# What every page loads: the style sheet and the scripts that main.js brings in, but for those of the room alone.
LOADED = (".css", ".js")
NOT_LOADED = ("js/moj-frontend.min.js", "js/room.js", "js/outbox.js", "js/live.js", "js/room-clock.js")


@pytest.mark.parametrize("name", [*SPECIMENS, *(f"{name}-mended" for name in MENDED)])
async def test_a_specimen_reads_strictly(name: str) -> None:
    async with reading(specimen_site()) as reader:
        page = await reader.get(f"/specimens/{name}")

    assert page.heading == "Specimen"
    assert page.status == (422 if name.endswith("-mended") else 200)


@pytest.mark.parametrize("name", MENDED)
async def test_a_message_is_said_on_top_and_at_its_field(name: str) -> None:
    async with reading(specimen_site()) as reader:
        page = await reader.get(f"/specimens/{name}-mended")

    assert sorted(page.messages.values()) == sorted(MENDED[name].values())
    assert all(page.text.count(message) == 2 for message in MENDED[name].values())
    assert page.title == "Error: Specimen - Meeting Desk - Practice area"


async def test_what_was_typed_is_still_in_the_form_beside_the_message() -> None:
    async with reading(specimen_site()) as reader:
        page = await reader.get("/specimens/inputs-mended")
        birth = await reader.get("/specimens/choices-mended")

    assert page.form("Save and continue").fields["family_name"] == ["Quarmby"]
    assert page.form("Save and continue").fields["password"] == [""]
    fields = birth.form("Save and continue").fields
    assert (fields["victim.born_on.precision"], fields["victim.born_on.age"]) == (["estimated_age"], ["34"])


async def test_keys_are_written_beside_their_controls_only_for_those_who_want_them() -> None:
    with_keys = specimen_site(COORDINATOR.__class__(who="Bryn Price, representative", uses_keys=True))

    async with reading(with_keys) as reader:
        wanting = await reader.get("/specimens/panels")
    async with reading(specimen_site()) as reader:
        without = await reader.get("/specimens/panels")

    assert wanting.tree.xpath("//input[@value='accept']/@aria-keyshortcuts") == ["a"]
    assert without.tree.xpath("//@aria-keyshortcuts | //@data-key") == []


async def test_a_number_of_things_is_a_link_and_nought_is_written() -> None:
    async with reading(specimen_site()) as reader:
        page = await reader.get("/specimens/lists")

    assert page.links["7 new referrals"] == "/inbox"
    assert "0 same reference, other content" in page.text
    assert not any("same reference" in words for words in page.links)


async def test_an_empty_list_says_what_comes_next() -> None:
    async with reading(specimen_site()) as reader:
        page = await reader.get("/specimens/tables")

    assert "No new referrals. The next close is Wed 16 Sep at midday" in page.text
    assert page.tables[0].caption == "3 new referrals, oldest first"
    assert page.tables[0].rows[0][1] == "NM 7K3Q9-XBD2H"


async def test_a_number_never_stands_without_its_safe_contact() -> None:
    async with reading(specimen_site()) as reader:
        page = await reader.get("/specimens/panels")

    for details in page.tree.xpath("//dl[contains(@class, 'desk-safe__details')]"):
        strip = details.getprevious()
        assert strip.get("class") == "desk-safe__strip"
    assert "Safe contact not recorded. Do not contact until the referrer confirms." in page.text


async def test_a_page_with_its_assets_is_light_enough_for_an_old_laptop() -> None:
    assets = Assets()
    sent = [
        len(gzip.compress(file.content))
        for name in assets.names
        if name.endswith(LOADED) and name not in NOT_LOADED and (file := assets.file(assets.address(name)[8:]))
    ]

    async with reading(specimen_site()) as reader:
        page = await reader.get("/specimens/tables")

    assert len(sent) > 5
    assert sum(sent) + len(page.response.content) < PAGE_AND_ASSETS


async def test_a_stranger_sees_no_marking_no_navigation_and_no_account() -> None:
    async with reading(specimen_site(STRANGER)) as reader:
        page = await reader.get("/specimens/sent")

    assert page.tree.xpath("//nav[@aria-label='Service'] | //*[contains(@class, 'desk-account')]") == []
    assert "OFFICIAL-SENSITIVE" not in page.response.text
    assert "Practice area" not in page.response.text
