"""Hostile input to the pages of sign-in, accounts, agencies and rules: a clear refusal, never a failure of ours."""

import re
from datetime import timedelta
from urllib.parse import quote_from_bytes

import pytest
from litestar.handlers import HTTPRouteHandler

from agencies.tables import Agency, Membership, Officer, Setting
from marac.web.guards import handlers_of
from marac.web.site import Site
from tests.cast import Cast
from tests.fakes import FixedClock
from tests.web.conftest import Browser
from tests.web.reader import Reader

pytestmark = pytest.mark.anyio

OURS = {"Sec-Fetch-Site": "same-origin"}
FORM = OURS | {"Content-Type": "application/x-www-form-urlencoded"}
NASTY = {
    "nul": b"a\x00b",
    "control": b"a\x1b[31mb",
    "not_utf8": b"\xff\xfe",
    "surrogate": b"\xed\xa0\x80",
    "right_to_left": "\u202eevil".encode(),
    "long": b"x" * 40_000,
    "many_figures": b"9" * 5_000,
    "sql": b"' OR 1=1; DROP TABLE officer; --",
    "template": b"{{ 7 * 7 }}<script>alert(1)</script>",
    "header": b"a\r\nSet-Cookie: x=y",
    "formula": b"=cmd|' /C calc'!A0",
    "negative": b"-1",
    "emoji": "👩‍👩‍👧".encode(),
    "empty": b"",
}
FIELDS = (
    "email password code recovery_code seat session old_password new_password given_names family_name telephone agency"
    " role membership act colleague secure_email source past value working_days at named_types others"
    " from_on.day from_on.month from_on.year to_on.day to_on.month to_on.year isa_signed_on.day"
).split()


def posts(site: Site) -> list[str]:
    """Every address of ours that takes a form, but signing out, which would end the test."""
    return [
        re.sub(r"\{[a-z_]+:[a-z]+\}", "dash-threshold" if "settings" in path else "moorland-gps", path)
        for path, handler in handlers_of(site)
        if isinstance(handler, HTTPRouteHandler) and "POST" in handler.http_methods and path != "/sign-out"
    ]


async def csrf_of(reader: Reader, path: str) -> str:
    found = (await reader.client.get(path)).text
    token = re.search(r'name="csrf" value="([^"]+)"', found)
    assert token is not None
    return token[1]


async def rows() -> list[int]:
    return [int(await table.count()) for table in (Officer, Membership, Setting, Agency)]


@pytest.mark.long_on_postgres
@pytest.mark.parametrize("kind", NASTY)
async def test_no_nasty_value_in_any_field_of_any_form_breaks_a_page(
    site: Site, browser: Browser, cast: Cast, kind: str
) -> None:
    before = await rows()
    value = quote_from_bytes(NASTY[kind])
    for person in (None, cast.ada, cast.amina):
        reader = await browser(person)
        csrf = await csrf_of(reader, "/account/keys" if person else "/sign-in")
        body = "&".join([f"csrf={csrf}", *(f"{field}={value}" for field in FIELDS)])
        for path in posts(site):
            answer = await reader.client.post(path, content=body, headers=FORM)
            assert answer.status_code in (303, 400, 404, 409, 413, 422, 429), (path, answer.status_code)
            assert "<script>alert" not in answer.text and "set-cookie: x=y" not in str(answer.headers).lower()

    assert await rows() == before


async def test_a_field_sent_twice_or_a_thousand_fields_break_nothing(site: Site, browser: Browser, cast: Cast) -> None:
    reader = await browser(cast.ada)
    csrf = await csrf_of(reader, "/account/keys")

    for path in posts(site):
        for body in (f"csrf={csrf}&role=chair&role=idva", f"csrf={csrf}&" + "&".join(f"f{n}=1" for n in range(1_200))):
            answer = await reader.client.post(path, content=body, headers=FORM)
            assert answer.status_code < 500, (path, answer.status_code)


@pytest.mark.parametrize(
    "cookie", ["__Host-desk=x", "__Host-desk=" + "A" * 43, "__Host-desk=" + "é" * 4, "a=b; " * 500, "__Host-way=//evil"]
)
async def test_junk_in_cookies_is_a_stranger_and_no_more(browser: Browser, cast: Cast, cookie: str) -> None:
    reader = await browser(None)

    answer = await reader.client.get("/account", headers={b"Cookie": cookie.encode()})

    assert answer.status_code in (303, 400)


async def test_the_way_back_after_sign_in_leads_to_our_own_pages_only(
    browser: Browser, cast: Cast, clock: FixedClock
) -> None:
    for way in ("//evil.example", "https://evil.example", "/\\evil.example", "/account/sessions"):
        reader = await browser(None)
        page = await reader.get("/sign-in")
        reader.client.cookies.set("__Host-way", way, domain="desk.test", path="/")
        page = await reader.press(page, "Continue", {"email": cast.bryn.email, "password": cast.bryn.password})
        answer = await reader.client.post(
            "/sign-in/second-step", data=page.form("Continue").fields | {"code": cast.bryn.code()}, headers=OURS
        )
        onward = await reader.client.get(answer.headers["location"])
        assert onward.headers["location"] == (way if way == "/account/sessions" else "/")
        clock.move(timedelta(minutes=2))
