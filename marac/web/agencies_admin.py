"""Agencies and seats: who takes part, what is held about each agency, and who has a role in it."""

from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from agencies.agency_changes import AgencyChange, change_agency
from agencies.directory import names_of
from agencies.members import AgencyLine, agencies_of, former_names_of, members_of
from agencies.policy import may as row_allows
from agencies.roles import ROLE_NAMES
from marac.errors import InvalidForm, NotFound
from marac.web.answers import Answers, date_parts, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page

AnyRequest = Request[Any, Any, Any]


@get("/agencies", guards=[may("agency.read")])
async def show_agencies(act: NamedDependency[Act]) -> Page:
    lines = await agencies_of(act.area.id, on=act.today)
    members = await members_of(act.area.id, on=act.today)
    counts = {line.id: len({m.officer_id for m in members if m.agency_id == line.id}) for line in lines}
    return page(
        "agencies/list.html",
        heading=Heading.AGENCIES,
        agencies=[(line, counts[line.id], line.is_member_on(act.today)) for line in lines],
    )


@get("/agencies/{slug:str}", guards=[may("agency.read")])
async def show_agency(act: NamedDependency[Act], slug: FromPath[str]) -> Page:
    line = await _agency(act, slug)
    return await _page(act, line, _filled(line))


@post("/agencies/{slug:str}", guards=[may("agency.change")])
async def change(act: NamedDependency[Act], slug: FromPath[str], request: AnyRequest) -> Page | Redirect:
    line, answers = await _agency(act, slug), await read_answers(request)
    try:
        signed_on = None if answers.is_date_empty("isa_signed_on") else answers.day("isa_signed_on")
        wanted = AgencyChange(
            answers.text("telephone"),
            answers.text("secure_email").strip(),
            signed_on,
            mail_domains=answers.text("mail_domains"),
        )
        changed = await change_agency(act, line, wanted)
    except InvalidForm as refusal:
        return await _page(act, line, answers.mended_by(refusal))
    return outcome(f"/agencies/{slug}", "Saved." if changed else "Nothing was different.")


async def _agency(act: Act, slug: str) -> AgencyLine:
    for line in await agencies_of(act.area.id, on=act.today):
        if line.slug == slug:
            return line
    raise NotFound


async def _page(act: Act, line: AgencyLine, answers: Answers) -> Page:
    members = await members_of(act.area.id, on=act.today, agency_id=line.id)
    names = await names_of(act, [member.officer_id for member in members])
    return page(
        "agencies/show.html",
        heading=Heading.AGENCY,
        agency=line,
        answers=answers,
        may_see_keys=row_allows("agency.keys", roles=act.roles, forum=act.area.forum),
        former=(await former_names_of(act.area.id)).get(line.id, []),
        people=[
            (names[member.officer_id], ROLE_NAMES[member.role], member.from_on, member.to_on) for member in members
        ],
        is_last_seat=line.core and len({member.officer_id for member in members}) <= 1,
    )


def _filled(line: AgencyLine) -> Answers:
    return Answers(
        {
            "telephone": line.telephone,
            "secure_email": line.secure_email,
            "mail_domains": line.mail_domains,
            **date_parts("isa_signed_on", line.isa_signed_on),
        }
    )


AGENCIES_PAGES = [show_agencies, show_agency, change]
