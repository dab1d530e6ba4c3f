"""What stands around every page: its title, its help, its navigation, its marks."""

from dataclasses import replace

import pytest
from jinja2 import UndefinedError

from marac.web.answers import Answers
from marac.web.assets import Assets
from marac.web.frame import NavigationLink
from marac.web.headings import Heading
from marac.web.templating import make_environment
from tests.silence import NAMES
from tests.web.reader import reading
from tests.web.specimens.site import COORDINATOR, specimen_site
from tests.web.strict import text_of

pytestmark = pytest.mark.anyio

PLAIN = ("/help", "/help/keys", "/accessibility", "/privacy", "/who-can-see-what", "/report-a-mistake")


@pytest.mark.parametrize("path", PLAIN)
async def test_a_plain_page_reads_strictly_and_is_open_to_all(path: str) -> None:
    async with reading(specimen_site()) as reader:
        page = await reader.get(path)

    assert page.status == 200
    assert page.title == f"{page.heading} - Meeting Desk - Practice area"


async def test_help_stands_first_in_the_same_order_on_every_page() -> None:
    async with reading(specimen_site()) as reader:
        pages = [await reader.get(path) for path in ("/help", "/nowhere", "/specimens/room", "/specimens/inputs")]

    footers = [[text_of(link) for link in page.tree.xpath("//footer//a")] for page in pages]
    assert footers[0][0] == "Help and keys"
    assert all(footer == footers[0] for footer in footers)


async def test_the_skip_link_comes_first_and_leads_into_the_page() -> None:
    async with reading(specimen_site()) as reader:
        page = await reader.get("/specimens/panels")

    first, second = page.tree.xpath("//body/a")
    assert (text_of(first), first.get("href")) == ("Skip to main content", "#main-content")
    assert (text_of(second), second.get("href")) == ("Skip to decision", "#decision")
    assert page.tree.xpath("//body/*")[0] is first


async def test_the_identity_bar_is_the_first_thing_in_the_page_and_no_heading() -> None:
    async with reading(specimen_site()) as reader:
        page = await reader.get("/specimens/panels")

    first = page.tree.xpath("//main/section")[0]
    assert first.get("aria-label") == "Who this is about"
    assert text_of(first).startswith("Victim Ellen Quarmby, 27 March 1985 (41) Perpetrator Frank Ostrey")
    assert first.xpath(".//h1 | .//h2 | .//h3") == []


async def test_the_live_regions_are_there_and_empty() -> None:
    async with reading(specimen_site()) as reader:
        page = await reader.get("/specimens/inputs")

    regions = page.tree.xpath("//*[@id='status'][@role='status'] | //*[@id='alert'][@role='alert']")
    assert [text_of(region) for region in regions] == ["", ""]


async def test_practice_looks_like_practice_and_the_marking_stands_twice() -> None:
    async with reading(specimen_site()) as reader:
        page = await reader.get("/specimens/lists")

    assert "Practice area. Everyone here is invented. Nothing is sent." in text_of(page.tree)
    assert page.response.text.count("OFFICIAL-SENSITIVE") == 2


async def test_a_deputy_is_told_on_every_page_for_whom_they_act() -> None:
    deputy = replace(COORDINATOR, acts_for="You act for Bryn Price until 14 September 2026")

    async with reading(specimen_site(deputy)) as reader:
        page = await reader.get("/help")

    assert deputy.acts_for in text_of(page.tree)


async def test_nobody_finds_a_page_of_the_frame_by_an_unknown_address_alone() -> None:
    async with reading(specimen_site()) as reader:
        known, unknown = await reader.get("/specimens/nothing"), await reader.get("/no/such/page")

    assert known.status == unknown.status == 404
    assert known.text == unknown.text


@pytest.mark.parametrize(
    ("href", "path", "leads"),
    [
        ("/", "/", True),
        ("/", "/inbox", False),
        ("/inbox", "/inbox", True),
        ("/inbox", "/inbox/view/7k3q9xbd2h", True),
        ("/inbox", "/inboxes", False),
        ("/referrals", "/referrals/new", False),
        ("/referrals/new", "/referrals/new", True),
    ],
)
def test_the_link_one_stands_under_is_marked(href: str, path: str, leads: bool) -> None:
    assert NavigationLink("Inbox", href).leads_to(path) is leads


def test_a_heading_holds_no_name_and_no_exclamation() -> None:
    for heading in Heading:
        assert not any(name in heading for name in NAMES)
        assert "!" not in heading
        assert heading[0].isupper()


def test_a_template_that_was_not_given_a_name_fails_instead_of_showing_a_gap() -> None:
    environment = make_environment(Assets())

    with pytest.raises(UndefinedError):
        environment.get_template("pages/trouble.html").render(heading="Page not found")


def test_every_template_compiles() -> None:
    environment = make_environment(Assets())

    names = environment.list_templates(extensions=["html"])

    assert len(names) > 15
    assert all(environment.get_template(name).name == name for name in names)


def test_what_people_typed_is_shown_and_never_becomes_part_of_the_page() -> None:
    environment = make_environment(Assets())
    source = '{% from "components/fields.html" import text_input %}{{ text_input(answers, "name", label, hint=label) }}'
    hostile = "<script>alert(1)</script>\"' {{ 7*7 }}"

    shown = environment.from_string(source).render(answers=Answers({"name": hostile}), label=hostile)

    assert "<script>" not in shown
    assert "49" not in shown
    assert shown.count("&lt;script&gt;") == 3
