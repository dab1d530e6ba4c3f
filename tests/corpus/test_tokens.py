"""Class S, tokens: each opens what it was made for, where it was made, and nothing else."""

import re
from secrets import token_urlsafe

import pytest

from agencies.sessions import find_session
from marac.web.cookies import INVITATION_COOKIE, SESSION_COOKIE
from tests.cast import Cast
from tests.fakes import FakePost, FixedClock
from tests.signing import an_enrolled_key
from tests.web.conftest import HOST, Browser
from tests.web.reader import Reader
from tests.web.test_accounts import OURS, invite, letters_go_out

pytestmark = pytest.mark.anyio
ACCOUNT = "/account"


async def signed_in_by(reader: Reader, token: str) -> bool:
    reader.client.cookies.set(SESSION_COOKIE, token, domain=HOST, path="/")
    return (await reader.client.get(ACCOUNT)).status_code == 200


async def invitation_of(browser: Browser, cast: Cast, clock: FixedClock, post: FakePost) -> str:
    await invite(await browser(cast.ada))
    await letters_go_out(cast, clock)
    found = re.search(r"/invitation/([0-9a-f]{64})", post.sent[0].text)
    assert found is not None
    return found[1]


async def test_no_token_of_one_kind_opens_what_another_kind_opens(
    browser: Browser, cast: Cast, clock: FixedClock, post: FakePost
) -> None:
    invitation = await invitation_of(browser, cast, clock, post)
    session, key = await cast.bryn.session_token(), await an_enrolled_key(cast)
    known = await find_session(session)
    assert known is not None
    csrf = cast.desk.vault.csrf_token(str(known.id))

    opened = [await signed_in_by(await browser(None), token) for token in (invitation, csrf, key.key_id, session)]
    stranger = await browser(None)
    begun = []
    for token in (session, csrf, key.key_id):
        stranger.client.cookies.set(INVITATION_COOKIE, token, domain=HOST, path="/")
        sent = [f"/invitation/{token}", "/set-up-account"]
        begun += [
            (await stranger.client.post(path, data={"password": "wicket ferns loop"}, headers=OURS)) for path in sent
        ]

    assert opened == [False, False, False, True]
    assert not [answer for answer in begun if answer.status_code not in {404, 409}]


async def test_a_token_in_the_query_opens_nothing(browser: Browser, cast: Cast) -> None:
    session = await cast.bryn.session_token()

    for name in (SESSION_COOKIE, "session", "token"):
        answer = await (await browser(None)).client.get(f"{ACCOUNT}?{name}={session}")
        assert answer.status_code != 200
        assert session not in answer.text + str(answer.headers)


async def test_a_session_of_another_installation_is_a_strangers(browser: Browser, cast: Cast) -> None:
    ours = await cast.bryn.session_token()

    assert await signed_in_by(await browser(None), ours)
    for foreign in (token_urlsafe(32), ours[:-1] + ("A" if ours[-1] != "A" else "B"), ours[::-1]):
        assert not await signed_in_by(await browser(None), foreign)
