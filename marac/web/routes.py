"""Every page of the desk, collected from the files of their subjects."""

from litestar.types import ControllerRouterHandler

from marac.web.agenda import AGENDA_PAGES
from marac.web.agenda_building import BUILDING_PAGES
from marac.web.cases import CASE_PAGES
from marac.web.inbox import INBOX_PAGES
from marac.web.linking import LINKING_PAGES
from marac.web.meetings import MEETING_PAGES
from marac.web.referrals import REFERRAL_PAGES

HANDLERS: list[ControllerRouterHandler] = [
    *AGENDA_PAGES,
    *BUILDING_PAGES,
    *CASE_PAGES,
    *INBOX_PAGES,
    *LINKING_PAGES,
    *MEETING_PAGES,
    *REFERRAL_PAGES,
]
