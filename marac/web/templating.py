"""The template environment: our templates are strict about missing names, the components they lean on are not."""

import secrets
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
)
from markupsafe import Markup

from marac.counts import show_count, show_noun
from marac.dates import day_in_london, show_date, show_moment, show_short_date, show_time, show_weekday_date
from marac.ids import show_ref
from marac.web.answers import BLANK, field_id
from marac.web.assets import Assets
from marac.web.frame import current_frame
from marac.web.service import MARKING, SERVICE_NAME, VERSION
from marac.web.tags import colour_of, is_tag

TEMPLATES = Path(__file__).parent / "templates"
_LENT = "govuk_frontend_jinja"
_TRIM: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True}


@dataclass(frozen=True)
class Column:
    """The head of a table's column: its words, and where it sorts."""

    text: str
    href: str = ""
    sorted: str = ""  # "ascending", "descending" or "".
    kind: str = ""  # "number" stands right; "quiet" is read out but not seen.


class DeskEnvironment(Environment):
    """Templates under our folder raise for a name they were not given.

    The GOV.UK macros look up names that nobody gave them, so they keep an environment of their own.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(loader=FileSystemLoader(folders), autoescape=True, undefined=StrictUndefined, **_TRIM)
        lent = PrefixLoader({_LENT: PackageLoader(_LENT)})
        self.lent = Environment(loader=lent, autoescape=True, **_TRIM)
        # A macro file that knows fewer names than the page would be run anew on every page.
        self.lent.globals = self.globals

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        if isinstance(name, str) and name.startswith(f"{_LENT}/"):
            return self.lent.get_template(name, parent)
        return super().get_template(name, parent, globals)


@cache
def make_environment(assets: Assets, folders: tuple[Path, ...] = (TEMPLATES,)) -> DeskEnvironment:
    """The environment with every filter and name our templates may use; each template is compiled once a process."""
    environment = DeskEnvironment(folders)
    environment.filters.update(_FILTERS)
    environment.globals.update(
        SERVICE_NAME=SERVICE_NAME,
        VERSION=VERSION,
        MARKING=MARKING,
        BLANK=BLANK,
        asset=assets.address,
        colour_of=colour_of,
        column=Column,
        field_id=field_id,
        frame=current_frame,
        is_tag=is_tag,
        new_once=_new_once,
        said=said,
    )
    return environment


def said(words: str | Markup) -> dict[str, str | Markup]:
    """Words for a GOV.UK macro: markup of our own as html, everything else as text that it escapes."""
    return {"html": words} if isinstance(words, Markup) else {"text": words}


def _new_once() -> str:
    """A form sent twice carries the same key, and has one effect."""
    return secrets.token_hex(16)


def _time_element(machine: str, words: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(machine, words)


def _date(day: date) -> Markup:
    return _time_element(day.isoformat(), show_date(day))


def _short_date(day: date) -> Markup:
    return _time_element(day.isoformat(), show_short_date(day))


def _weekday_date(day: date) -> Markup:
    return _time_element(day.isoformat(), show_weekday_date(day))


def _time(at: datetime) -> Markup:
    return _time_element(at.isoformat(timespec="minutes"), show_time(at))


def _moment(at: datetime) -> Markup:
    return _time_element(at.isoformat(timespec="minutes"), show_moment(at))


def _bdi(name: str) -> Markup:
    """A person's name: its direction and its spelling are its own."""
    return Markup('<bdi translate="no">{}</bdi>').format(name)


def _ref(ref: str, prefix: str = "", number: str | None = None) -> Markup:
    """Of a case, its number where it has one; neither ever breaks over two lines."""
    return Markup('<span class="desk-ref">{}</span>').format(number or _ref_text(ref, prefix))


def _ref_text(ref: str, prefix: str = "") -> str:
    return f"{prefix} {show_ref(ref)}".lstrip()


_FILTERS: dict[str, Any] = {
    "bdi": _bdi,
    "counted": show_count,
    "date": _date,
    "date_text": show_date,
    "day_of": day_in_london,
    "moment": _moment,
    "moment_text": show_moment,
    "noun": show_noun,
    "ref": _ref,
    "ref_text": _ref_text,
    "short_date": _short_date,
    "time": _time,
    "time_text": show_time,
    "weekday_date": _weekday_date,
    "weekday_text": show_weekday_date,
}
