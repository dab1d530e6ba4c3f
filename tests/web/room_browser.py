"""A browser in the room: Grace in the chair, one case open before her."""

from tests.cast import Cast
from tests.meeting_day import Listed, in_session
from tests.web.conftest import Browser
from tests.web.reader import Page, Reader


def path_to(listed: Listed) -> str:
    return f"/meetings/{listed.meeting_ref}/room/{listed.case_ref}"


async def open_page(browser: Browser, cast: Cast, listed: Listed) -> tuple[Reader, Page]:
    """Grace in the chair, the case open before her."""
    await in_session(cast, listed)
    reader = await browser(cast.grace)
    return reader, await reader.get(path_to(listed))
