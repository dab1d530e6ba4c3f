"""Local rules on pages: dated, explained, and for the past only by two people."""

import pytest

from agencies.settings import rule_on, values_of
from meetings.rules.settings import CATALOGUE
from tests.cast import Cast
from tests.web.conftest import Browser
from tests.web.reader import Page, Reader

pytestmark = pytest.mark.anyio

WHEN = {"from_on.day": "1", "from_on.month": "10", "from_on.year": "2026"}
PAST = {"from_on.day": "1", "from_on.month": "6", "from_on.year": "2026"}


async def save(reader: Reader, name: str, typed: dict[str, str]) -> Page:
    page = await reader.get(f"/settings/{name}")
    return await reader.press(page, "Save this value", {"source": "steering group paper 9", **WHEN} | typed)


async def test_every_rule_of_the_catalogue_has_a_page_that_can_be_read(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.ada)
    page = await reader.get("/settings")

    assert page.tables[-1].caption == f"{len(CATALOGUE)} local rules"
    for path in (path for path in page.links.values() if path.startswith("/settings/")):
        setting = await reader.get(path)
        assert setting.heading == "Setting"
        confirmed = CATALOGUE[path.rpartition("/")[2].replace("-", "_")].is_confirmed
        assert ("not confirmed against national guidance" in setting.text) != confirmed


@pytest.mark.long_on_postgres
async def test_every_rule_can_be_saved_as_its_page_shows_it(browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.amina)
    listed = await reader.get("/settings")

    for path in [path for path in listed.links.values() if path.startswith("/settings/")]:
        saved = await save(reader, path.rpartition("/")[2], {})
        assert saved.outcome == "Saved. It counts from 1 October 2026.", (path, saved.messages)

    assert {value.name for value in await values_of(cast.amina.area.id)} == set(CATALOGUE)


async def test_a_new_value_counts_from_its_day_and_the_old_one_rules_before(browser: Browser, cast: Cast) -> None:
    saved = await save(await browser(cast.amina), "dash-threshold", {"value": "12"})

    values = await values_of(cast.amina.area.id, name="dash_threshold")
    amina = await cast.amina.act()
    rule = rule_on(values, amina.today)
    assert saved.outcome == "Saved. It counts from 1 October 2026."
    assert [value.value for value in values] == [14, 12]
    assert rule is not None and rule.value == 14
    assert saved.tables[0].rows[0][:3] == ["12 yes answers", "1 Oct 2026", "steering group paper 9"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"value": "25"}, "value"),
        ({"value": "many"}, "value"),
        ({"source": " "}, "source"),
        ({"from_on.day": "31", "from_on.month": "2"}, "from-on"),
        ({"from_on.month": "8"}, "from-on"),
        ({"from_on.month": "9"}, "from-on"),
    ],
)
async def test_a_value_that_cannot_be_is_refused_at_its_field_and_everything_typed_is_kept(
    browser: Browser, cast: Cast, typed: dict[str, str], message: str
) -> None:
    refused = await save(await browser(cast.amina), "dash-threshold", {"value": "13"} | typed)

    assert (refused.status, list(refused.messages)) == (422, [message])
    assert refused.form("Save this value").fields["source"] == [typed.get("source", "steering group paper 9")]
    assert len(await values_of(cast.amina.area.id, name="dash_threshold")) == 1


async def test_a_rule_for_days_already_past_takes_a_second_person_who_sees_what_it_alters(
    browser: Browser, cast: Cast
) -> None:
    hers, other = await browser(cast.amina), await browser(cast.ada)
    asked = await save(hers, "dash-threshold", {"value": "12", "past": "yes", **PAST})
    assert asked.outcome == "Asked for. A second person must agree before this counts."
    assert len(await values_of(cast.amina.area.id, name="dash_threshold")) == 1

    page = await other.get("/settings")
    assert "1 June 2026 to 1 September 2026: was 14 yes answers" in page.text
    [agree] = [words for form in page.forms for words, _, value in form.buttons if value == "agree"]
    await other.press(page, agree)

    values = await values_of(cast.amina.area.id, name="dash_threshold")
    assert [(value.value, value.by, value.second) for value in values][1] == (
        12,
        cast.amina.officer_id,
        cast.ada.officer_id,
    )


async def test_whoever_asked_for_the_past_does_not_agree_to_it(browser: Browser, cast: Cast) -> None:
    hers = await browser(cast.amina)
    await save(hers, "dash-threshold", {"value": "12", "past": "yes", **PAST})

    page = await hers.get("/settings")

    assert "Somebody else must decide" in page.text
    assert not [form for form in page.forms if "waiting" in form.action]


async def test_a_chair_reads_the_rules_and_changes_none(browser: Browser, cast: Cast) -> None:
    hers, amina = await browser(cast.grace), await browser(cast.amina)
    form = (await amina.get("/settings/dash-threshold")).form("Save this value").fields
    page = await hers.get("/settings/dash-threshold")
    own = page.forms[0].fields["csrf"]

    answer = await hers.client.post(
        "/settings/dash-threshold", data=form | {"csrf": own, "value": "12"}, headers={"Sec-Fetch-Site": "same-origin"}
    )

    assert "Save this value" not in page.text
    assert answer.status_code == 404
    assert len(await values_of(cast.amina.area.id, name="dash_threshold")) == 1


async def test_a_rule_there_is_not_is_not_found(browser: Browser, cast: Cast) -> None:
    page = await (await browser(cast.ada)).get("/settings/no-such-rule")

    assert (page.status, page.heading) == (404, "Page not found")
