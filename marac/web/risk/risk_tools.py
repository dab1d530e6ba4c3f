"""The risk tools of one case side by side: each with its date, its limits and what changed since the last."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from agencies.acts import Act
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, page
from meetings.case_forms.risk_tools import read_risk


@get("/cases/{ref:str}/risk", guards=[may("risk.read")])
async def show_risk(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return page(
        "risk/tools.html",
        heading=Heading.RISK_TOOLS,
        risk=await read_risk(act, ref),
        prefix=act.area.prefix,
        looked_at=act.business_at,
    )


RISK_PAGES = [show_risk]
