"""Cases: the list, and one case in summary."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from agencies.acts import Act
from agencies.policy import may as may_do
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, page
from meetings.access import may_see_every_case
from meetings.calendar.emergency import LISTED
from meetings.case_reading import list_cases, read_case
from meetings.contact_reading import may_reach
from meetings.reviews.clocks import due_on_case


@get("/cases", guards=[may("case.list")])
async def show_cases(act: NamedDependency[Act]) -> Page:
    return await _cases_page(act, "open")


@get("/cases/view/{view:str}", guards=[may("case.list")])
async def show_cases_view(act: NamedDependency[Act], view: FromPath[str]) -> Page:
    return await _cases_page(act, view)


async def _cases_page(act: Act, view: str) -> Page:
    cases = await list_cases(act, view)
    return page("cases/list.html", heading=Heading.CASES, view=view, cases=cases, prefix=act.area.prefix)


@get("/cases/{ref:str}", guards=[may("case.read")])
async def show_case(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    case = await read_case(act, ref)
    return page(
        "cases/show.html",
        heading=Heading.CASE,
        case=case,
        prefix=act.area.prefix,
        looked_at=act.business_at,
        may_open_referral=act.is_coordinator,
        may_see_forms=may_do("form.read", roles=act.roles, forum=act.area.forum),
        may_see_files=may_see_every_case(act),
        may_contact=await may_reach(act, case.victim.mention_id),
        reviews_due=await due_on_case(act, ref),
        may_call_emergency=may_do("meeting.emergency", roles=act.roles, forum=act.area.forum)
        and case.line.status in LISTED,
    )


CASE_PAGES = [show_cases, show_cases_view, show_case]
