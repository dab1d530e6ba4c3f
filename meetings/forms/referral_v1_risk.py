"""Gaps of a referral's checklist and of its record of sharing without consent."""

from collections.abc import Iterator
from datetime import timedelta

from meetings.forms import words
from meetings.forms.check import Circumstances
from meetings.forms.declaration import NOT_KNOWN, Json, Need
from meetings.forms.findings import Gap, inside, is_blank
from meetings.forms.kinds import read_day
from meetings.risk.dash import count_answers

# Where no senior was available beforehand, the share is reviewed within 48 hours (2014 practice pack).
REVIEW_DAYS = 2


def gaps_of_checklist(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
    dash = document.get("dash")
    if dash is None:
        if inside(document, "routes.visible_high_risk.applies") is True:
            yield Gap("dash", words.sentence("gap.no_checklist"))
        return
    counted = count_answers(inside(dash, "answers"))
    yield from _counted("item_blank", counted.blank, answered="")
    yield from _counted("item_not_known", counted.dont_know, answered=NOT_KNOWN)
    if inside(dash, "answered_by") != "victim" and not inside(dash, "sources"):
        yield Gap("dash.sources", words.sentence("gap.no_source"), Need.MAY)
    if inside(dash, "children_at_risk") == "yes" and inside(dash, "safeguarding_referral") == "no":
        yield Gap("dash.safeguarding_referral", words.sentence("gap.safeguarding_not_made"), Need.MAY)


def _counted(key: str, count: int, *, answered: str) -> Iterator[Gap]:
    """All 24 may stay open; they are named and counted all the same."""
    one, many = f"gap.one_{key}", f"gap.{key.replace('item', 'items', 1)}"
    if count:
        sentence = words.sentence(one if count == 1 else many, count=count)
        yield Gap("dash.answers", sentence, Need.MAY, answered=answered, number=count)


def gaps_of_sharing(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
    sharing = inside(document, "consent.sharing_without_consent")
    if not isinstance(sharing, dict):
        return
    path = "consent.sharing_without_consent"
    if sharing.get("senior_available_beforehand") is False and is_review_late(sharing):
        yield Gap(f"{path}.review_due_on", words.sentence("gap.review_late"), Need.MAY)
    answers = inside(document, "dash.answers")
    ticks = sharing.get("ticks")
    if not is_blank(ticks) and answers is not None and ticks != count_answers(answers).score:
        yield Gap(f"{path}.ticks", words.sentence("gap.ticks_differ"), Need.MAY)


def is_review_late(sharing: dict[str, Json]) -> bool:
    shared, review = (sharing.get(name) for name in ("shared_on", "review_due_on"))
    first = read_day(shared) if isinstance(shared, str) else None
    last = read_day(review) if isinstance(review, str) else None
    return first is not None and last is not None and last > first + timedelta(days=REVIEW_DAYS)
