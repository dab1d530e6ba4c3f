"""A row of an old log as a document of its own, `marac-log-row` version 1: what it says, as written and as read.

Who reads referrals reads it through `as_referral`: what a log does not say is not known there, and no route applies.
"""

from functools import cache
from typing import Any

from meetings.forms.completing import to_document
from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1
from meetings.forms.page_answers import PageAnswers

Json = dict[str, Any]
LOG_ROW = "marac-log-row"
VERSION = 1
AS_WRITTEN = "as_written"


def is_log_row(form: str) -> bool:
    return form == LOG_ROW


def as_referral(body: Json) -> Json:
    """The row in the shape of a referral; a referral stays what it is."""
    if body.get("form") != LOG_ROW:
        return body
    blank = _blank()
    said = {key: body[key] for key in ("sender_reference", "referring_agency", "referred_on", "children")}
    said |= {"victim": _filled(blank["victim"], body["victim"])}
    said |= {"perpetrators": body["perpetrators"]}
    said |= {"victim_aware": {"answer": body["victim_aware"], "why_not": None}}
    return blank | said | {AS_WRITTEN: body[AS_WRITTEN], "repeat_claim": body["repeat_claim"]}


def _filled(blank: Json, card: Json) -> Json:
    return blank | card


@cache
def _blank() -> Json:
    """Made once and never changed: who reads it makes another of it."""
    blank: Json = to_document(MARAC_REFERRAL_V1, PageAnswers({}))
    return {"reason": ""} | blank
