"""The offline form handed out: each form as one file for an agency, its SHA-256, and the digits of the area's keys."""

from dataclasses import dataclass
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from agencies.acts import Act
from agencies.members import AgencyLine, agencies_of
from marac.errors import NotFound
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.offline_file import OfflineFor, offline_file, sha256_shown
from marac.web.pages import Page, page
from meetings.forms import registry
from meetings.sealed.kinds import name_of, sealed_kinds
from meetings.sealed_intake.lists import list_of_area, read_keys


@dataclass(frozen=True, slots=True)
class OfflineLine:
    """One form as a file."""

    title: str
    href: str
    sha256: str


@get("/offline-form", guards=[may("referral.upload")])
async def show_offline_forms(act: NamedDependency[Act]) -> Page:
    """A sender's own agency at once; a coordinator chooses for which agency the files are."""
    agencies = await _agencies(act)
    if len(agencies) == 1:
        return await _page_of(act, agencies[0])
    return page("offline/agencies.html", heading=Heading.OFFLINE_FORMS, agencies=agencies)


@get("/offline-form/{agency:str}", guards=[may("referral.upload")])
async def show_offline_forms_of(act: NamedDependency[Act], agency: FromPath[str]) -> Page:
    return await _page_of(act, await _agency(act, agency))


@get("/offline-form/{agency:str}/{form:str}", guards=[may("referral.upload")])
async def download_offline_form(
    act: NamedDependency[Act], agency: FromPath[str], form: FromPath[str]
) -> Response[bytes]:
    """The file itself: it holds what everybody may know, and nothing of any case."""
    line, keys = await _agency(act, agency), await list_of_area(act)
    if keys is None or form not in {kind.form for kind in sealed_kinds()}:
        raise NotFound
    return Response(
        offline_file(form, _told(act, line), keys),
        media_type="text/html; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{form}-offline.html"'},
    )


async def _page_of(act: Act, agency: AgencyLine) -> Page:
    keys = await list_of_area(act)
    return page(
        "offline/forms.html",
        heading=Heading.OFFLINE_FORMS,
        agency=agency,
        lines=_lines(act, agency, keys) if keys else (),
        keys=await read_keys(act),
    )


def _lines(act: Act, agency: AgencyLine, keys: dict[str, Any]) -> list[OfflineLine]:
    named = [(name_of(form), form.title) for form in registry.FORMS]
    return [
        OfflineLine(
            title=title,
            href=f"/offline-form/{agency.slug}/{name}",
            sha256=sha256_shown(offline_file(name, _told(act, agency), keys)),
        )
        for name, title in named
    ]


def _told(act: Act, agency: AgencyLine) -> OfflineFor:
    return OfflineFor(agency.slug, agency.name, act.area.name, act.desk.address)


async def _agencies(act: Act) -> list[AgencyLine]:
    """Those a person may fetch files for: the own one, or every present one for a coordinator."""
    present = [line for line in await agencies_of(act.area.id, on=act.today) if line.is_member_on(act.today)]
    return present if act.is_coordinator else [line for line in present if line.id == act.agency_id]


async def _agency(act: Act, slug: str) -> AgencyLine:
    found = next((line for line in await _agencies(act) if line.slug == slug), None)
    if found is None:
        raise NotFound
    return found


OFFLINE_PAGES = [download_offline_form, show_offline_forms, show_offline_forms_of]
