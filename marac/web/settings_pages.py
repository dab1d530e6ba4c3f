"""Local rules with their dates: what holds, since when, whether anything national confirms it, and a new value."""

from datetime import date, timedelta
from typing import Any

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies import proposals
from agencies.acts import Act
from agencies.directory import names_of
from agencies.policy import may as row_allows
from agencies.proposals import SETTING, propose_past_value
from agencies.settings import DatedValue, add_value, rule_on, values_of
from marac.dates import show_date
from marac.errors import InvalidForm, NotFound
from marac.web.answers import Answers, date_parts, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from marac.web.setting_values import fields_of, filled_with, in_words, read_value, words_of
from meetings.rules.settings import CATALOGUE, Setting, say_status

AnyRequest = Request[Any, Any, Any]
LONGEST_SOURCE = 200
_SEVERAL = ("value", "named_types")


@get("/settings", guards=[may("setting.read")])
async def show_settings(act: NamedDependency[Act]) -> Page:
    values = await values_of(act.area.id)
    lines = []
    for setting in CATALOGUE.values():
        rule = rule_on([value for value in values if value.name == setting.key], act.today)
        lines.append(
            {
                "path": _path(setting.key),
                "meaning": setting.meaning,
                "value": in_words(setting, rule.value if rule else setting.default),
                "since": rule.from_on if rule else None,
                "is_confirmed": setting.is_confirmed,
            }
        )
    return page("settings/list.html", heading=Heading.SETTINGS, settings=lines, waiting=await _waiting(act))


@get("/settings/{name:str}", guards=[may("setting.read")])
async def show_setting(act: NamedDependency[Act], name: FromPath[str]) -> Page:
    setting, values = _setting(name), await values_of(act.area.id, name=_key(name))
    now = rule_on(values, act.today)
    filled = filled_with(setting, now.value if now else setting.default)
    tomorrow = date_parts("from_on", act.today + timedelta(days=1))
    return await _page(act, setting, values, Answers({**filled, **tomorrow}))


@post("/settings/{name:str}", guards=[may("setting.change")])
async def change(act: NamedDependency[Act], name: FromPath[str], request: AnyRequest) -> Page | Redirect:
    setting, answers = _setting(name), await read_answers(request, several=_SEVERAL)
    values = await values_of(act.area.id, name=setting.key)
    try:
        value, from_on, source = read_value(setting, answers), answers.day("from_on"), _source(answers)
        if from_on <= act.today and answers.text("past") == "yes":
            await propose_past_value(act, setting.key, value=value, from_on=from_on, source=source)
            return outcome(f"/settings/{name}", "Asked for. A second person must agree before this counts.")
        await add_value(act, setting.key, value=value, from_on=from_on, source=source)
    except InvalidForm as refusal:
        return await _page(act, setting, values, answers.mended_by(refusal))
    return outcome(f"/settings/{name}", f"Saved. It counts from {show_date(from_on)}.")


@post("/settings/waiting/{ref:str}", guards=[may("setting.change")])
async def decide(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Redirect:
    agrees = (await read_answers(request)).text("act") == "agree"
    await proposals.decide(act, ref, agrees=agrees, kinds=(SETTING,))
    return outcome("/settings", "Agreed. The rule is entered." if agrees else "Refused. Nothing has changed.")


async def _page(act: Act, setting: Setting, values: list[DatedValue], answers: Answers) -> Page:
    entered_by = await names_of(act, [value.by for value in values if value.by])
    now = rule_on(values, act.today)
    return page(
        "settings/show.html",
        heading=Heading.SETTING,
        answers=answers,
        path=_path(setting.key),
        setting=setting,
        now=in_words(setting, now.value if now else setting.default),
        since=now.from_on if now else None,
        confirmation=say_status(setting.key),
        history=[
            (
                in_words(setting, value.value),
                value.from_on,
                value.source or "Not given",
                entered_by.get(value.by, "") if value.by else "The area document",
            )
            for value in reversed(values)
        ],
        fields=fields_of(setting),
        words_of=words_of,
        sentence=_sentence,
        may_change=row_allows("setting.change", roles=act.roles, forum=act.area.forum),
    )


async def _waiting(act: Act) -> list[dict[str, Any]]:
    """Values for days already past, with every stretch of time each would alter."""
    found = await proposals.waiting_in(act.area.id, kinds=(SETTING,))
    names = await names_of(act, [each.asked_by for each in found])
    values = await values_of(act.area.id)
    lines = []
    for each in found:
        setting = CATALOGUE[each.change["name"]]
        from_on = date.fromisoformat(each.change["from_on"])
        old = [value for value in values if value.name == setting.key]
        lines.append(
            {
                "ref": each.ref,
                "meaning": setting.meaning,
                "value": in_words(setting, each.change["value"]),
                "from_on": from_on,
                "alters": _altered(setting, old, from_on=from_on, today=act.today),
                "asked_by": names[each.asked_by],
                "is_mine": each.asked_by == act.officer_id,
            }
        )
    return lines


def _altered(setting: Setting, old: list[DatedValue], *, from_on: date, today: date) -> str:
    """What held on the days that a value from the past would rule now, up to the next dated value."""
    later = [value for value in old if value.from_on > from_on]
    rule = rule_on(old, from_on)
    until = min([today, *(value.from_on - timedelta(days=1) for value in later)])
    was = in_words(setting, rule.value if rule else setting.default)
    return f"{show_date(from_on)} to {show_date(until)}: was {was}"


def _source(answers: Answers) -> str:
    source = answers.text("source").strip()
    if not source:
        raise InvalidForm({"source": "Enter who decided this, like “steering group paper 4”"})
    if len(source) > LONGEST_SOURCE:
        raise InvalidForm({"source": f"Enter at most {LONGEST_SOURCE} characters"})
    return source


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _path(key: str) -> str:
    return key.replace("_", "-")


def _key(path: str) -> str:
    return path.replace("-", "_")


def _setting(path: str) -> Setting:
    setting = CATALOGUE.get(_key(path))
    if setting is None:
        raise NotFound
    return setting


SETTINGS_PAGES = [show_settings, show_setting, change, decide]
