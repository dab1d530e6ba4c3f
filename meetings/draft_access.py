"""Whose a form being filled in is: its author's alone, but an answer about a case is that of the agency asked."""

from agencies.acts import Act
from meetings.access import Condition, visible
from meetings.arrivals import RESEARCH
from meetings.tables.documents import Draft
from meetings.tables.research import Ask


def may_write(act: Act) -> Condition:
    """An answer goes with those who answer: a colleague takes it over, and who answers no more loses sight of it."""
    own_asks = Ask.select(Ask.id).where((Ask.agency == act.agency_id) & visible(act, Ask.case))
    answers = (Draft.form == RESEARCH) & Draft.about.is_in(own_asks)
    own = (Draft.form != RESEARCH) & (Draft.officer == act.officer_id)
    return (Draft.area == act.area.id) & (own | answers)
