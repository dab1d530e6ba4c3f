"""Who looked: at one case, for those who may know; and everybody's own looks."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from agencies.acts import Act
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, page
from meetings.looks import read_looks, read_own_looks


@get("/cases/{ref:str}/looks", guards=[may("case.looks")])
async def show_looks(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    paper = await read_looks(act, ref)
    heading = Heading.YOUR_LOOKS if paper.only_own else Heading.WHO_LOOKED
    return page("looks/case.html", heading=heading, paper=paper, prefix=act.area.prefix)


@get("/looks", guards=[may("looks.own")])
async def show_own_looks(act: NamedDependency[Act]) -> Page:
    return page("looks/own.html", heading=Heading.YOUR_LOOKS, looks=await read_own_looks(act))


LOOK_PAGES = [show_looks, show_own_looks]
