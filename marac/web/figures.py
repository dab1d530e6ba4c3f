"""Figures by quarter; behind each number, for those who may open it, the meetings it counts."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from agencies.acts import Act
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, page
from meetings.figures import read_figures, read_meetings_of
from meetings.papers.figures_paper import words_of_quarter


@get("/figures", guards=[may("figures.read")])
async def show_figures(act: NamedDependency[Act]) -> Page:
    paper = await read_figures(act)
    return page(
        "figures/show.html", heading=Heading.FIGURES, paper=paper, area=act.area.name, may_make=act.is_coordinator
    )


@get("/figures/meetings/{quarter:str}", guards=[may("figures.list")])
async def show_meetings_of_figure(act: NamedDependency[Act], quarter: FromPath[str]) -> Page:
    rows = await read_meetings_of(act, quarter)
    return page(
        "figures/meetings.html", heading=Heading.FIGURE_LIST, rows=rows, words=words_of_quarter(rows[0].quarter)
    )


FIGURE_PAGES = [show_figures, show_meetings_of_figure]
