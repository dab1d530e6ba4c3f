"""A form page as a browser sends it: its boxes by name, its window, and the button that was pressed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Request
from litestar.datastructures import UploadFile

from marac.errors import InvalidForm, NotFound
from meetings.draft_pages import SentPage
from meetings.forms.cleaning import clean
from meetings.forms.declaration import Field, Kind, Page
from meetings.forms.form import Form
from meetings.forms.page_answers import is_below

# What stands in every form page beside its answers.
FRAME = frozenset({"csrf", "once", "revision", "window", "add", "remove", "then"})
SENT_MANY_TIMES = frozenset({Kind.LINES, Kind.CHOICES})
MORE_THAN_ONCE = "This page was not sent as it was shown. Open it again; what was saved before is still there."
_PATH = re.compile(r"[a-z0-9_]{1,60}(\.[a-z0-9_]{1,60}){0,11}")
_REVISION = re.compile("[0-9]{1,9}")
_WINDOW = re.compile("[0-9a-f]{16,64}")


@dataclass(frozen=True, slots=True)
class PostedPage:
    """One sending. `stays_at` is the list to return to; `goes_back` leaves the page for the start of the form."""

    sent: SentPage
    stays_at: str = ""
    goes_back: bool = False


def is_autosave(request: Request[Any, Any, Any]) -> bool:
    return request.headers.get("accept", "") == "application/json"


async def posted_page(request: Request[Any, Any, Any], form: Form, page_id: str, row: int | None) -> PostedPage:
    """Everything typed, cleaned of what only misleads the eye. NotFound for a page the form has not.

    Raises InvalidForm for an answer that a browser would send once and that came twice.
    """
    page = form.page(page_id)
    if page is None:
        raise NotFound
    boxes = await _boxes(request)
    _require_once(form, boxes)
    removed, added = _path(boxes, "remove"), _path(boxes, "add")
    kept = {
        name: sent for name, sent in boxes.items() if name not in FRAME and not (removed and is_below(name, removed))
    }
    sent = SentPage(
        page_id,
        row,
        _with_whether(page, kept),
        base_revision=revision_of(_one(boxes, "revision", _REVISION)),
        window=_one(boxes, "window", _WINDOW),
        more=added,
    )
    stays_at = added or removed.rpartition(".")[0]
    return PostedPage(sent, stays_at, _one(boxes, "then", _PATH) == "list")


async def _boxes(request: Request[Any, Any, Any]) -> dict[str, list[str]]:
    form = await request.form()
    return {
        name: [_cleaned(text) for text in form.getall(name) if not isinstance(text, UploadFile)]
        for name in dict.fromkeys(form.keys())
    }


def _cleaned(text: str) -> str:
    """What no text can hold stays, so that its field says so."""
    return clean(text, one_line=False).text


def _require_once(form: Form, boxes: Mapping[str, list[str]]) -> None:
    for name, sent in boxes.items():
        place = form.part_at(name) if len(sent) > 1 else None
        is_list = place is not None and isinstance(place.part, Field) and place.part.kind in SENT_MANY_TIMES
        if len(sent) > 1 and not is_list:
            raise InvalidForm({}, general=MORE_THAN_ONCE)


def _one(boxes: Mapping[str, list[str]], name: str, shape: re.Pattern[str]) -> str:
    """The value of a field of ours; nothing where it is not one that we wrote."""
    sent = boxes.get(name) or [""]
    return sent[-1] if shape.fullmatch(sent[-1]) else ""


def _path(boxes: Mapping[str, list[str]], name: str) -> str:
    return _one(boxes, name, _PATH)


def _with_whether(page: Page, boxes: dict[str, list[str]]) -> dict[str, list[str]]:
    """Whoever fills in a group without saying that there is one, has said it."""
    whether = page.asks_whether
    if not whether or any(boxes.get(f"{whether}.given", [])):
        return boxes
    is_filled = any(text.strip() for name, sent in boxes.items() if is_below(name, whether) for text in sent)
    return {**boxes, f"{whether}.given": ["yes"]} if is_filled else boxes


def revision_of(text: str) -> int:
    """The revision a page was opened at; nought for anything that is none."""
    return int(text) if _REVISION.fullmatch(text) else 0
