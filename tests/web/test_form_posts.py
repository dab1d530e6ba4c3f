"""Hostile and odd posts to the pages of a form: kept or refused with a message, never an error of ours."""

from typing import Any

import pytest

from marac.web.drafts import DRAFT_PAGES
from marac.web.sent import SENT_PAGES
from tests.cast import Cast
from tests.web.conftest import Browser
from tests.web.filling_referral import SAVE, begin
from tests.web.reader import SAME_SITE, Page, Reader

pytestmark = pytest.mark.anyio
PAGES = [*DRAFT_PAGES, *SENT_PAGES]
Posted = dict[str, Any]

TAKEN_AS_TYPED: dict[str, str] = {
    "markup": "<script>alert(1)</script>",
    "template": "{{7*7}} ${7*7} <%= 7 %>",
    "sql": "'; DROP TABLE draft; -- %_\\",
    "formula": '=cmd|"/C calc"!A0',
    "combining": "Z\u0351\u036b\u0343\u036a",
    "nfd": "Zoe\u0308",
    "homoglyph": "\u0415llen",
    "arabic": "\u0645\u0631\u06cc\u0645",
    "emoji": "\U0001f469\u200d\U0001f467",
    "line ends": "Ellen\r\nBcc: nobody",
}
REFUSED_AT_ITS_FIELD: dict[str, Posted] = {
    "nul": {"victim.given_names": "Ellen\x00"},
    "escape": {"victim.given_names": "Ellen\x1b[31m"},
    "too long": {"victim.given_names": "x" * 201},
    "not offered": {"victim.sex_recorded": "FEMALE"},
    "two-digit year": {
        "victim.born_on.precision": "exact",
        "victim.born_on.day": "27",
        "victim.born_on.month": "3",
        "victim.born_on.year": "85",
    },
    "no such day": {
        "victim.born_on.precision": "exact",
        "victim.born_on.day": "30",
        "victim.born_on.month": "2",
        "victim.born_on.year": "1987",
    },
    "american order": {
        "victim.born_on.precision": "exact",
        "victim.born_on.day": "3",
        "victim.born_on.month": "27",
        "victim.born_on.year": "1987",
    },
    "other digits": {"victim.born_on.precision": "estimated_age", "victim.born_on.age": "\u0663\u0664"},
    "negative age": {"victim.born_on.precision": "estimated_age", "victim.born_on.age": "-4"},
    "year nought": {"victim.born_on.precision": "year", "victim.born_on.only_year": "0000"},
}
TAKEN_FOR_NO_ANSWER: dict[str, Posted] = {
    "unknown fields": {"victim.password": "x", "__proto__": "x", "victim.aliases.999999.note": "x"},
    "wild rows": {"victim.aliases.7.given_names": "", "remove": "victim.aliases.99"},
    "odd frame": {"revision": "-1", "window": "'", "add": "../../etc", "then": "[]"},
    "large revision": {"revision": "9" * 400},
    "old window": {"window": "0" * 32},
}


async def _post(reader: Reader, page: Page, typed: Posted) -> Page:
    fields = page.form(SAVE).fields
    return Page(await reader.client.post(page.path, data={**fields, **typed}, headers=SAME_SITE, follow_redirects=True))


@pytest.fixture
async def victim(browser: Browser, cast: Cast) -> tuple[Reader, Page]:
    bryn = await browser(cast.bryn)
    tasks = await begin(bryn)
    return bryn, await bryn.get(f"{tasks.path}/victim")


async def test_names_are_real_and_come_back_as_they_were_typed(victim: tuple[Reader, Page]) -> None:
    bryn, page = victim
    for written in TAKEN_AS_TYPED.values():
        await _post(bryn, await bryn.get(page.path), {"victim.given_names": written})

        again = (await bryn.get(page.path)).form(SAVE).fields["victim.given_names"]
        assert again == [" ".join(written.split())]


@pytest.mark.parametrize("name", REFUSED_AT_ITS_FIELD)
async def test_what_cannot_be_is_refused_at_its_field_and_not_repeated(victim: tuple[Reader, Page], name: str) -> None:
    bryn, page = victim
    typed = REFUSED_AT_ITS_FIELD[name]

    wrong = await _post(bryn, page, typed)

    assert wrong.status == 422
    [field] = wrong.messages
    assert next(iter(typed)).replace(".", "-").replace("_", "-").startswith(field)
    message = wrong.messages[field]
    assert not any(text in message for name, text in typed.items() if len(text) > 2 and not name.endswith("precision"))


@pytest.mark.parametrize("name", TAKEN_FOR_NO_ANSWER)
async def test_what_no_page_asked_for_changes_nothing(victim: tuple[Reader, Page], name: str) -> None:
    bryn, page = victim

    answered = await _post(bryn, page, {"victim.family_name": "Quarmby", **TAKEN_FOR_NO_ANSWER[name]})

    assert answered.status == 200
    assert (await bryn.get(page.path)).form(SAVE).fields["victim.family_name"] == ["Quarmby"]


async def test_an_answer_sent_twice_is_refused_and_nothing_of_the_page_is_kept(victim: tuple[Reader, Page]) -> None:
    bryn, page = victim

    twice = await _post(bryn, page, {"victim.family_name": ["Quarmby", "Other"]})

    assert twice.status == 422
    assert (await bryn.get(page.path)).form(SAVE).fields["victim.family_name"] == [""]


async def test_bytes_that_are_no_text_are_refused(victim: tuple[Reader, Page]) -> None:
    bryn, page = victim
    csrf = page.form(SAVE).fields["csrf"][0]
    headers = {**SAME_SITE, "Content-Type": "application/x-www-form-urlencoded"}
    for body in (b"", b"\xff\xfe=\x00", b"csrf=%ff%fe", f"csrf={csrf}&victim.given_names=%ED%A0%80".encode()):
        answer = await bryn.client.post(page.path, content=body, headers=headers, follow_redirects=True)
        assert answer.status_code < 500

    large = await bryn.client.post(
        page.path, data={"csrf": csrf, "victim.given_names": "x" * 1_000_000}, headers=SAME_SITE
    )
    assert large.status_code == 413


async def test_a_token_of_nobody_saves_nothing(victim: tuple[Reader, Page]) -> None:
    bryn, page = victim

    answered = await _post(bryn, page, {"csrf": "0" * 64, "victim.family_name": "Quarmby"})

    assert answered.status == 409
    assert (await bryn.get(page.path)).form(SAVE).fields["victim.family_name"] == [""]


async def test_pages_and_rows_that_are_not_there_look_like_any_other_missing_page(
    victim: tuple[Reader, Page],
) -> None:
    bryn, page = victim
    base = page.path.removesuffix("/victim")
    for path in (
        "/nothing",
        "/perpetrator/0",
        "/perpetrator/99999999999999999999",
        "/child",
        "/victim/0",
        "/perpetrator/-1",
    ):
        assert (await bryn.get(base + path)).status == 404, path
    for path in ("/drafts/0000000000", "/drafts/x/victim", "/sent/0000000000", "/receipts/zz"):
        assert (await bryn.get(path)).status == 404, path
    csrf = page.form(SAVE).fields["csrf"][0]
    for path in (f"{base}/nothing", f"{base}/perpetrator/3", "/drafts/0000000000/send", "/sent/0000000000/take-back"):
        answer = await bryn.client.post(path, data={"csrf": csrf, "is_true": "yes"}, headers=SAME_SITE)
        assert answer.status_code == 404, path
