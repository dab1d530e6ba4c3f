"""What each kept risk tool of a case says, beside its date, its limits and what changed since the one before it.

No figure of one tool is set against a figure of another, and nothing here puts anybody in an order.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from meetings.forms.declaration import Json
from meetings.forms.findings import inside
from meetings.forms.on_case.matac_v1 import inputs_of
from meetings.forms.on_case.rosh_v1 import stated_figures, stated_level
from meetings.risk import dara, dash, london_adults, matac, other_tool, predictors, rosh, soag
from meetings.risk.tool import RiskTool


@dataclass(frozen=True, slots=True)
class LocalRisk:
    """The area's dated settings on the day a record was made."""

    dash_threshold: int
    matac_weights: Mapping[str, int]
    dara_high_is_route: bool


@dataclass(frozen=True, slots=True)
class ToolSays:
    """One kept record in sentences: what it says, what does not fit together in it, what differs from the last."""

    tool: RiskTool
    title: str
    says: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


Reading = Callable[[Json, Json, LocalRisk], ToolSays]


def read_tool(form: str, body: Json, earlier: Json, local: LocalRisk) -> ToolSays:
    """`earlier` is the record of the same tool, about the same person, before this one; None for the first."""
    return _READINGS[form](body, earlier, local)


def subject_of(form: str, body: Json) -> tuple[str, ...]:
    """What two records must share to be compared: the tool, and whom it is about where a case has several."""
    return (form, _said(body, "tool"), _said(body, "person").casefold())


def assessor_of(form: str, body: Json) -> str:
    """Who asked or assessed, as the record names them."""
    return _said(body, {"marac-dash": "dash.done_by", "marac-matac": "done_by"}.get(form, "assessed_by"))


def day_path(form: str) -> str:
    return "dash.done_on" if form == "marac-dash" else "done_on"


def _said(body: Json, path: str) -> str:
    held = inside(body, path)
    return held if isinstance(held, str) else ""


def _dash(body: Json, earlier: Json, local: LocalRisk) -> ToolSays:
    answers = inside(body, "dash.answers")
    counted = dash.count_answers(answers)
    says = [dash.say_score(counted)]
    if counted.is_assessed:
        says.append(_against_threshold(counted, local.dash_threshold))
    if _said(body, "dash.professional_judgement") == "yes":
        says.append("Professional judgement: high, whatever the number.")
    changes = dash.change_since(inside(earlier, "dash.answers"), answers) if earlier is not None else ()
    return ToolSays(dash.DASH_24, dash.DASH_24.title, tuple(says), (), changes)


def _against_threshold(counted: dash.Counted, threshold: int) -> str:
    if dash.is_visible_high_risk(counted, threshold):
        return f"Visible high risk by the local threshold of {threshold}."
    if dash.is_possible_high_risk(counted, threshold):
        return f"Below the local threshold of {threshold}; its gaps could reach it."
    return f"Below the local threshold of {threshold}."


def _soag(body: Json, earlier: Json, local: LocalRisk) -> ToolSays:
    now = soag.read_grid(body)
    changes = soag.change_since(soag.read_grid(earlier), now) if earlier is not None else ()
    return ToolSays(soag.SOAG, soag.SOAG.title, tuple(f"{row.label}: {soag.say_row(row)}" for row in now), (), changes)


def _adults(body: Json, earlier: Json, local: LocalRisk) -> ToolSays:
    now, before = _rating(body), _rating(earlier)
    differs = earlier is not None and now != before
    changes = (f"Before: {london_adults.say_rating(before)}",) if differs else ()
    tool = london_adults.LONDON_ADULTS
    return ToolSays(tool, tool.title, (london_adults.say_rating(now),), (), changes)


def _rating(body: Json) -> london_adults.Rating | None:
    held = [_said(body, name) for name in ("likelihood", "consequence")]
    return london_adults.rate(*(int(each) if each.isdecimal() else None for each in held))


def _rosh(body: Json, earlier: Json, local: LocalRisk) -> ToolSays:
    level, figures = stated_level(body), stated_figures(body)
    says = [f"{_level(level)} as stated, in {_said(body, 'system') or 'a system that is not named'}."]
    says += [f"{predictors.PREDICTORS[each.tool].title}: {predictors.say_figure(each)}." for each in figures]
    warned = [predictors.warn_of_band(each) for each in figures]
    warnings = (*rosh.warnings_of(level), *(told for told in warned if told))
    before = stated_level(earlier) if earlier is not None else None
    changes = (f"Level before: {_level(before)}.",) if before and before.level != level.level else ()
    return ToolSays(rosh.ROSH, rosh.ROSH.title, tuple(says), warnings, changes)


def _level(stated: rosh.StatedLevel) -> str:
    return rosh.LEVEL_WORDS.get(stated.level or "", "No level")


def _matac(body: Json, earlier: Json, local: LocalRisk) -> ToolSays:
    now = inputs_of(body)
    says = f"Weighted sum by this area’s weights: {matac.say_sum(matac.weigh(now, local.matac_weights))}."
    before = inputs_of(earlier) if earlier is not None else now
    changes = tuple(
        f"{label}: before {_number(before[code])}, now {_number(now[code])}."
        for code, label in matac.INPUTS.items()
        if before[code] != now[code]
    )
    return ToolSays(matac.MATAC, matac.MATAC.title, (says.replace("..", "."),), (), changes)


def _number(held: int | None) -> str:
    return "not given" if held is None else str(held)


def _other(body: Json, earlier: Json, local: LocalRisk) -> ToolSays:
    code = _said(body, "tool")
    title = (
        _said(body, "tool_name") if code == "other" else other_tool.NAMED_TOOLS.get(code, other_tool.OTHER_TOOL.title)
    )
    if code == "dara":
        return _dara(body, earlier, local)
    now, before = _as_stated(body), _as_stated(earlier)
    changes = (f"Before: {before}.",) if earlier is not None and before != now else ()
    return ToolSays(other_tool.OTHER_TOOL, title, (f"{now}.",), (), changes)


def _as_stated(body: Json) -> str:
    raw, band = _said(body, "raw") or "no figure", _said(body, "band") or "no band"
    return f"{raw.capitalize()}, {band}, as stated"


def _dara(body: Json, earlier: Json, local: LocalRisk) -> ToolSays:
    grade, before = _said(body, "grade"), _said(earlier, "grade")
    routes = dara.routes_given(grade or None, area_counts_high=local.dara_high_is_route)
    says = [f"{grade.capitalize() or 'No grade'}, the officer’s grade."]
    if "PJ" in routes:
        says.append("It supports professional judgement, and the police know it as high.")
    if "dara_high" in routes:
        says.append("This area takes a high DARA as a route of its own.")
    changes = (f"Grade before: {before or 'none'}.",) if earlier is not None and before != grade else ()
    return ToolSays(dara.DARA, dara.DARA.title, tuple(says), (), changes)


_READINGS: dict[str, Reading] = {
    "marac-dash": _dash,
    "marac-soag": _soag,
    "marac-adults-at-risk": _adults,
    "marac-rosh": _rosh,
    "marac-matac": _matac,
    "marac-other-tool": _other,
}
RISK_FORMS = tuple(_READINGS)
