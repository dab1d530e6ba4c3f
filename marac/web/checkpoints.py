"""Signed heads of the log: what anybody can hold against it later to see that nothing was taken out or changed."""

from litestar import get

from marac.audit.positions import number_of_leaves_without_place
from marac.audit.signed import newest_checkpoints
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, page


@get("/checkpoints", guards=[may("checkpoint.read")])
async def show_checkpoints() -> Page:
    return page(
        "checkpoints/list.html",
        heading=Heading.CHECKPOINTS,
        checkpoints=await newest_checkpoints(),
        waiting=await number_of_leaves_without_place(),
    )


CHECKPOINT_PAGES = [show_checkpoints]
