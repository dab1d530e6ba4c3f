"""What else a seat may open, beside the links of its navigation."""

from litestar import get
from litestar.di import NamedDependency

from agencies.acts import Act
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.navigation import rest_of
from marac.web.pages import Page, page


@get("/more", guards=[may("start.read")])
async def show_more(act: NamedDependency[Act]) -> Page:
    links = rest_of(act.role, forum=act.area.forum) if act.role else ()
    return page("more/show.html", heading=Heading.MORE, links=links)


MORE_PAGES = [show_more]
