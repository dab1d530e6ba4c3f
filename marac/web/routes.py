"""Every page of the desk, collected from the files of their subjects."""

from litestar.types import ControllerRouterHandler

from marac.web.action_moving import ACTION_MOVING_PAGES
from marac.web.actions import ACTION_PAGES
from marac.web.agenda import AGENDA_PAGES
from marac.web.agenda_building import BUILDING_PAGES
from marac.web.attaching import ATTACHING_PAGES
from marac.web.attention import ATTENTION_PAGES
from marac.web.bring_in.sheets import SHEET_PAGES
from marac.web.bring_in.word_forms import WORD_FORM_PAGES
from marac.web.calendar.emergency import EMERGENCY_PAGES
from marac.web.calendar.series import SERIES_PAGES
from marac.web.calendar.splitting import SPLIT_PAGES
from marac.web.case_forms.pages import CASE_FORM_PAGES
from marac.web.cases import CASE_PAGES
from marac.web.contact import CONTACT_PAGES
from marac.web.copies.pages import COPY_PAGES
from marac.web.drafts import DRAFT_PAGES
from marac.web.figures import FIGURE_PAGES
from marac.web.flags import FLAG_PAGES
from marac.web.handing_out import EXPORT_PAGES
from marac.web.inbox import INBOX_PAGES
from marac.web.linking import LINKING_PAGES
from marac.web.links_for_chair import CHAIR_LINK_PAGES
from marac.web.looks import LOOK_PAGES
from marac.web.matches import MATCH_PAGES
from marac.web.meetings import MEETING_PAGES
from marac.web.minutes import MINUTES_PAGES
from marac.web.notices import NOTICE_PAGES
from marac.web.offline_form import OFFLINE_PAGES
from marac.web.opinions import OPINION_PAGES
from marac.web.people import PEOPLE_PAGES
from marac.web.presence import PRESENCE_PAGES
from marac.web.referrals import REFERRAL_PAGES
from marac.web.research import RESEARCH_PAGES
from marac.web.risk.reviews import REVIEW_PAGES
from marac.web.risk.risk_tools import RISK_PAGES
from marac.web.room import ROOM_PAGES
from marac.web.room_acts import ROOM_ACT_PAGES
from marac.web.room_case import ROOM_CASE_PAGES
from marac.web.room_live.stream import STREAM_PAGES
from marac.web.sealed import SEALED_PAGES
from marac.web.sealing_here import SEALING_PAGES
from marac.web.search import SEARCH_PAGES
from marac.web.sending import SENDING_PAGES
from marac.web.sent import SENT_PAGES
from marac.web.start import START_PAGES
from marac.web.statement import STATEMENT_PAGES
from marac.web.telling import TELLING_PAGES
from marac.web.two_lines import TWO_LINES_PAGES
from marac.web.undelivered import UNDELIVERED_PAGES
from marac.web.uploads import UPLOAD_PAGES

HANDLERS: list[ControllerRouterHandler] = [
    *ACTION_PAGES,
    *ACTION_MOVING_PAGES,
    *AGENDA_PAGES,
    *BUILDING_PAGES,
    *ATTACHING_PAGES,
    *ATTENTION_PAGES,
    *WORD_FORM_PAGES,
    *CASE_PAGES,
    *SHEET_PAGES,
    *CASE_FORM_PAGES,
    *CONTACT_PAGES,
    *COPY_PAGES,
    *DRAFT_PAGES,
    *EMERGENCY_PAGES,
    *EXPORT_PAGES,
    *FIGURE_PAGES,
    *FLAG_PAGES,
    *INBOX_PAGES,
    *CHAIR_LINK_PAGES,
    *LINKING_PAGES,
    *LOOK_PAGES,
    *MATCH_PAGES,
    *MEETING_PAGES,
    *MINUTES_PAGES,
    *NOTICE_PAGES,
    *OFFLINE_PAGES,
    *OPINION_PAGES,
    *PEOPLE_PAGES,
    *PRESENCE_PAGES,
    *REFERRAL_PAGES,
    *RESEARCH_PAGES,
    *UNDELIVERED_PAGES,
    *REVIEW_PAGES,
    *RISK_PAGES,
    *ROOM_ACT_PAGES,
    *ROOM_CASE_PAGES,
    *ROOM_PAGES,
    *STREAM_PAGES,
    *SEALED_PAGES,
    *SEALING_PAGES,
    *SEARCH_PAGES,
    *SENDING_PAGES,
    *SENT_PAGES,
    *START_PAGES,
    *SERIES_PAGES,
    *SPLIT_PAGES,
    *STATEMENT_PAGES,
    *TELLING_PAGES,
    *TWO_LINES_PAGES,
    *UPLOAD_PAGES,
]
