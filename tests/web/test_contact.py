"""How to reach a person: safe contact first, numbers and addresses for a reason, and for nobody else."""

import pytest

from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.errors import NotFound
from marac.web.cases import CASE_PAGES
from marac.web.contact import CONTACT_PAGES
from marac.web.people import PEOPLE_PAGES
from meetings.contact_reading import give_contact_reason, read_contact
from meetings.intake import take_in
from meetings.reconciliation import settle_pair
from meetings.tables.people import MentionValue
from meetings.value_deciding import add_value
from tests.cast import Cast
from tests.documents import a_referral, address, ellen
from tests.meeting_of_the_cast import a_meeting
from tests.reaching import FLED, HOME, NUMBER, REFUGE, a_case_to_reach, accepted, opened, phone
from tests.shutting_out import shut_out
from tests.suggested import mention_of
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = [*CASE_PAGES, *CONTACT_PAGES, *PEOPLE_PAGES]
SHUT = "Safe contact not recorded. Do not contact until the referrer confirms."


@pytest.fixture
async def case_ref(cast: Cast) -> str:
    return await a_case_to_reach(cast)


async def test_first_comes_how_contact_is_safe_and_nothing_to_reach_by(
    browser: Browser, cast: Cast, case_ref: str
) -> None:
    amina = await browser(cast.amina)

    shut = await amina.follow(await amina.get(f"/cases/{case_ref}"), "Contact")

    assert (shut.heading, shut.path) == ("Contact details", f"/cases/{case_ref}/contact")
    assert "Safe times: Weekdays 10am to 2pm" in shut.text
    assert "Said by Northmoor Constabulary, 1 September 2026. Only the last word counts." in shut.text
    for never in (NUMBER, HOME, "Wenbeck", "ZZ1 4AB"):
        assert never not in shut.response.text


async def test_for_a_reason_numbers_and_addresses_stand_under_it_with_who_said_them(
    browser: Browser, cast: Cast, case_ref: str
) -> None:
    amina = await browser(cast.amina)

    page = await opened(amina, f"/people/{case_ref}/1/contact")

    assert f"{NUMBER} (safe to ring: yes)" in page.text
    assert f"{HOME}, Wenbeck, ZZ1 4AB" in page.text
    assert "Do not write" in page.text
    assert page.text.index("Before you contact this person") < page.text.index(NUMBER) < page.text.index(HOME)
    assert "Northmoor Constabulary, 1 September 2026" in page.text
    assert "older than what is said above" not in page.text


async def test_each_look_is_recorded_with_its_reason(browser: Browser, cast: Cast, case_ref: str) -> None:
    amina = await browser(cast.amina)
    await amina.get(f"/people/{case_ref}/1/contact")
    looks = await Leaf.count().where(Leaf.event == Event.CONTACT_OPENED.value)

    await opened(amina, f"/people/{case_ref}/1/contact", "safety")

    [leaf] = await Leaf.select(Leaf.actor, Leaf.keys).where(Leaf.event == Event.CONTACT_OPENED.value)
    [given] = await Leaf.select(Leaf.keys).where(Leaf.event == Event.REASON_GIVEN.value)
    assert (looks, leaf["actor"]) == (0, cast.amina.officer_id)
    assert '"safety"' in leaf["keys"]
    assert '"safety"' in given["keys"]


async def test_without_a_reason_nothing_opens(browser: Browser, cast: Cast, case_ref: str) -> None:
    amina = await browser(cast.amina)
    shut = await amina.get(f"/people/{case_ref}/1/contact")

    refused = await amina.press(shut, "Open them")
    made_up = await amina.get(f"/people/{case_ref}/1/contact/because/curiosity")

    assert refused.messages == {"reason": "Choose why you need them."}
    assert NUMBER not in refused.response.text
    assert made_up.status == 404


async def test_nobody_else_is_told_that_there_is_such_a_page(browser: Browser, cast: Cast, case_ref: str) -> None:
    """Bryn answers for this case and may read it; how to reach Ellen is not his agency's to know."""
    paths = ["contact", "contact/because/reach", "know/address", "know/name"]
    for person in (cast.bryn, cast.nadia, cast.petra, cast.ada, cast.stella, cast.rosa, cast.cerys):
        reader = await browser(person)
        pages = [await reader.get(f"/people/{case_ref}/1/{path}") for path in paths]
        assert [page.heading for page in pages] == ["Page not found"] * 4
        assert (await reader.get(f"/cases/{case_ref}/contact")).status == 404
    bryn = await browser(cast.bryn)
    for path in (f"/cases/{case_ref}", f"/people/{case_ref}/1", f"/people/{case_ref}/1/names"):
        page = await bryn.get(path)
        assert (page.status, "Contact" in page.links) == (200, False)


async def test_the_doing_itself_asks_who_it_is(cast: Cast, case_ref: str) -> None:
    victim = await mention_of(case_ref)
    await shut_out(cast.lena, case_ref)

    for person in (cast.bryn, cast.nadia, cast.lena, cast.cerys):
        act = await person.act()
        with pytest.raises(NotFound):
            await read_contact(act, case_ref, 1, reason_code="reach")
        with pytest.raises(NotFound):
            await give_contact_reason(act, case_ref, 1, "reach")
        with pytest.raises(NotFound):
            await add_value(act, victim, kind="phone", value=phone("07700 900000"), said_on=act.today)

    assert await MentionValue.count() == 0


async def test_an_idva_reads_it_of_their_client_and_of_nobody_else(browser: Browser, cast: Cast, case_ref: str) -> None:
    """Of the case that was not given to Imran, nothing follows Ellen into his page."""
    later = await take_in(
        await cast.bryn.act(),
        a_referral(sender_reference="NMP-26-00002", victim=ellen(phones=[phone("07700 900777")], addresses=[FLED])),
    )
    await settle_pair(
        await cast.amina.act(), await mention_of(str(later.case_ref)), await mention_of(case_ref), kind="same"
    )
    imran = await browser(cast.imran)

    client = await opened(imran, f"/people/{case_ref}/1/contact")
    others = [await imran.get(f"/people/{case_ref}/{number}/contact/because/reach") for number in (2, 3)]
    elsewhere = await imran.get(f"/people/{later.case_ref}/1/contact")

    assert NUMBER in client.text
    assert "900777" not in client.response.text
    assert "Heron" not in client.response.text
    assert [page.status for page in (*others, elsewhere)] == [404, 404, 404]
    assert "Contact" not in (await imran.get(f"/people/{case_ref}/2")).links


async def test_the_chair_reads_it_and_adds_nothing(browser: Browser, cast: Cast, case_ref: str) -> None:
    grace = await browser(cast.grace)

    page = await opened(grace, f"/people/{case_ref}/1/contact")

    assert NUMBER in page.text
    assert "Add a telephone number" not in page.links
    assert (await grace.get(f"/people/{case_ref}/1/know/telephone")).status == 404


async def test_nobody_is_said_to_be_safe_to_reach_who_was_not_asked(
    browser: Browser, cast: Cast, case_ref: str
) -> None:
    amina = await browser(cast.amina)

    perpetrator = await opened(amina, f"/people/{case_ref}/2/contact")

    assert SHUT in perpetrator.text
    assert "07700 900555 (safe to ring: no)" in perpetrator.text


async def test_what_was_safe_once_is_so_no_more_when_a_later_word_says_otherwise(browser: Browser, cast: Cast) -> None:
    meeting_ref = await a_meeting(cast)
    told = ellen()["safe_contact"]
    once = {
        "safe_contact": {**told, "safe_to_write": "yes", "times": "Any time"},
        "addresses": [address("9 Fell View")],
    }
    when = {"referred_on": "2026-03-14", "incident_on": "2026-03-12"}
    first = await accepted(cast, "NMP-26-00001", meeting_ref, victim=ellen(**once), **when)
    second = await accepted(cast, "NMP-26-00002", meeting_ref)
    await settle_pair(await cast.amina.act(), await mention_of(second), await mention_of(first), kind="same")
    amina = await browser(cast.amina)

    page = await opened(amina, f"/people/{first}/1/contact")

    assert "Weekdays 10am to 2pm" in page.text
    assert "Any time" not in page.text
    assert "Write only as said above" not in page.text
    assert "9 Fell View" in page.text
    assert page.text.count("older than what is said above") == 2


async def test_a_refuge_is_not_shown_beside_what_the_same_person_did(browser: Browser, cast: Cast) -> None:
    """Ellen fled in one case and is named as perpetrator in another: by that door her refuge stays shut."""
    meeting_ref = await a_meeting(cast)
    fled = await accepted(cast, "NMP-26-00001", meeting_ref, victim=ellen(addresses=[FLED]))
    counter = await accepted(cast, "NMP-26-00002", meeting_ref)
    await settle_pair(
        await cast.amina.act(), await mention_of(counter, "perpetrator"), await mention_of(fled), kind="same"
    )
    amina = await browser(cast.amina)

    as_perpetrator = await opened(amina, f"/people/{counter}/2/contact")
    as_victim = await opened(amina, f"/people/{fled}/1/contact")

    assert "Heron" not in as_perpetrator.response.text
    assert "An address that is kept back here." in as_perpetrator.text
    assert REFUGE in as_victim.text
    assert "refuge; to be kept from the perpetrator; Do not write" in as_victim.text
