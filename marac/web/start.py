"""The start page: the work of the seat one works in, and whether it has changed since it was opened."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from agencies.acts import Act
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, page
from meetings.work_list import read_counts, read_work
from meetings.work_parts import number_new


@get("/", guards=[may("start.read")])
async def show_start(act: NamedDependency[Act]) -> Page:
    work = await read_work(act)
    return page("start/show.html", heading=Heading.YOUR_WORK, work=work, prefix=act.area.prefix)


@get("/news/{known:str}", guards=[may("start.read")])
async def tell_news(act: NamedDependency[Act], known: FromPath[str]) -> dict[str, str | int]:
    """Asked once a minute by an open start page."""
    now = (await read_counts(act)).version
    return {"version": now, "new": number_new(known, now)}


START_PAGES = [show_start, tell_news]
