"""Who looked: at one case, for those who may know; and everybody's own looks."""

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from agencies.acts import Act
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, page
from meetings.looks import read_looks, read_own_looks

MOST_PAGES = 1_000_000
PageNumber = Annotated[int, QueryParameter(name="page", ge=1, le=MOST_PAGES)]


@get("/cases/{ref:str}/looks", guards=[may("case.looks")])
async def show_looks(act: NamedDependency[Act], ref: FromPath[str], number: PageNumber = 1) -> Page:
    paper = await read_looks(act, ref, page=number)
    heading = Heading.YOUR_LOOKS if paper.only_own else Heading.WHO_LOOKED
    return page("looks/case.html", heading=heading, paper=paper, prefix=act.area.prefix)


@get("/looks", guards=[may("looks.own")])
async def show_own_looks(act: NamedDependency[Act], number: PageNumber = 1) -> Page:
    return page("looks/own.html", heading=Heading.YOUR_LOOKS, shown=await read_own_looks(act, page=number))


LOOK_PAGES = [show_looks, show_own_looks]
