"""The headers of every answer, and how long a browser may keep it."""

import pytest
from litestar import Response, get

from marac.web.guards import anyone
from marac.web.headers import CONTENT_SECURITY_POLICY, SECURITY_HEADERS
from marac.web.site import build_site
from marac.web.static_files import FOR_EVER
from tests.web.reader import SAME_SITE, reading
from tests.web.specimens.site import specimen_site

pytestmark = pytest.mark.anyio

STYLES = specimen_site().state.assets.address("main.css")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/help"),
        ("GET", "/nowhere"),
        ("GET", "/help?a=1&a=2"),
        ("POST", "/help"),
        ("GET", "/static/nowhere.css"),
        ("GET", "/api/nowhere"),
        ("GET", STYLES),
    ],
)
async def test_every_answer_has_the_security_headers_once(method: str, path: str) -> None:
    async with reading(specimen_site()) as reader:
        answer = await reader.client.request(method, path, headers=SAME_SITE)

    for name, value in SECURITY_HEADERS.items():
        assert answer.headers.get_list(name) == [value]
    assert len(answer.headers.get_list("Cache-Control")) == 1


async def test_nothing_but_the_page_assets_may_be_kept() -> None:
    async with reading(specimen_site()) as reader:
        style = await reader.client.get(STYLES)
        page = await reader.client.get("/help")
        none = await reader.client.get("/static/nowhere.css")

    assert style.headers["cache-control"] == FOR_EVER
    assert page.headers["cache-control"] == none.headers["cache-control"] == "no-store"


async def test_the_page_assets_are_sent_packed_to_those_who_unpack_them() -> None:
    async with reading(specimen_site()) as reader:
        packed = await reader.client.get(STYLES, headers={"Accept-Encoding": "gzip"})
        plain = await reader.client.get(STYLES, headers={"Accept-Encoding": "identity"})

    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert plain.headers["content-type"].startswith("text/css")
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 5


async def test_a_handler_makes_the_policy_of_the_browser_stricter_and_never_laxer() -> None:
    @get("/strict", guards=[anyone])
    async def strict() -> Response[str]:
        return Response("", headers={"Content-Security-Policy": "sandbox", "X-Frame-Options": "ALLOWALL"})

    async with reading(build_site([strict])) as reader:
        answer = await reader.client.get("/strict")

    assert answer.headers.get_list("Content-Security-Policy") == [f"{CONTENT_SECURITY_POLICY}, sandbox"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_no_script_and_no_style_may_stand_in_a_page() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "sha256-" not in CONTENT_SECURITY_POLICY
    assert "default-src 'none'" in CONTENT_SECURITY_POLICY
    assert "frame-ancestors 'none'" in CONTENT_SECURITY_POLICY


def test_no_page_asset_names_what_only_gov_uk_may_use() -> None:
    assets = specimen_site().state.assets
    style = assets.file(STYLES.removeprefix("/static/"))

    assert style is not None
    assert b"GDS Transport" not in style.content
    assert not [name for name in assets.names if "crown" in name or "crest" in name]
