"""The confidentiality statement: nothing of a case opens for someone who has not affirmed it."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from meetings.attendance import affirm_statement, read_statement


@get("/meetings/{ref:str}/statement", guards=[may("statement.affirm")])
async def show_statement(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return page("statement/show.html", heading=Heading.STATEMENT, statement=await read_statement(act, ref))


@post("/meetings/{ref:str}/statement", guards=[may("statement.affirm")])
async def affirm(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    await affirm_statement(act, ref)
    return outcome(f"/meetings/{ref}/room", "You have affirmed the statement. The room is open to you.")


STATEMENT_PAGES = [show_statement, affirm]
