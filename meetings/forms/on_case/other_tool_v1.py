"""Any other risk tool, version 1: its name, version, figure and band as stated, and who judged what."""

from meetings.forms.case_form import case_form
from meetings.forms.casework.rules import not_ahead
from meetings.forms.check import Rules
from meetings.forms.declaration import Field, Kind, Need, Page, Part, Section, When
from meetings.forms.figures import Answers, FigureLine, FigureTable
from meetings.forms.findings import inside
from meetings.forms.shapes import LONGEST_STORY, LONGEST_TEXT, YES_NO, YES_NO_NOT_KNOWN
from meetings.forms.words import sentence
from meetings.risk.dara import GRADES, routes_given
from meetings.risk.other_tool import NAMED_TOOLS

_IS_DARA = When("tool", ("dara",))
_IS_UNNAMED = When("tool", ("other",))
_WAS_CHANGED = When("overridden", ("yes",))


def _maybe(name: str, kind: Kind, most: int) -> Field:
    return Field(name, kind, nullable=True, most=most)


_PARTS: tuple[Part, ...] = (
    Field("tool", Kind.CHOICE, choices=tuple(NAMED_TOOLS), essential=True, need=Need.MUST),
    Field("tool_name", Kind.TEXT, nullable=True, most=LONGEST_TEXT, asked_if=_IS_UNNAMED, need=Need.MUST),
    Field("tool_version", Kind.TEXT, most=LONGEST_TEXT, need=Need.MAY),
    Field("person", Kind.TEXT, most=LONGEST_TEXT, need=Need.MUST),
    Field("done_on", Kind.DATE, essential=True, need=Need.MUST),
    Field("assessed_by", Kind.TEXT, most=LONGEST_TEXT, need=Need.MUST),
    Field("answered_by", Kind.TEXT, most=LONGEST_TEXT, need=Need.MAY),
    Field("face_to_face", Kind.CHOICE, choices=YES_NO_NOT_KNOWN),
    Field("grade", Kind.CHOICE, nullable=True, choices=GRADES, asked_if=_IS_DARA, need=Need.MUST),
    _maybe("raw", Kind.TEXT, 60),
    _maybe("band", Kind.TEXT, 60),
    Field("judgement", Kind.LONG, most=LONGEST_STORY, need=Need.MUST),
    Field("overridden", Kind.CHOICE, choices=YES_NO, unsure="no"),
    Field("override_reason", Kind.LONG, nullable=True, most=LONGEST_STORY, asked_if=_WAS_CHANGED, need=Need.MUST),
    _maybe("limits", Kind.LONG, LONGEST_STORY),
)
_SECTIONS = (
    Section(
        "tool",
        "risk",
        (
            Page("tool", ("tool", "tool_name", "tool_version", "person")),
            Page("asked", ("done_on", "assessed_by", "answered_by", "face_to_face")),
        ),
    ),
    Section(
        "result",
        "risk",
        (Page("result", ("grade", "raw", "band", "judgement", "overridden", "override_reason", "limits")),),
    ),
)


def stated(answers: Answers, earlier: Answers | None) -> tuple[FigureTable, ...]:
    """For a DARA, what its grade is evidence of; nothing is reckoned for any tool."""
    grade = inside(answers, "grade") if inside(answers, "tool") == "dara" else None
    supports = "PJ" in routes_given(grade if isinstance(grade, str) else None, area_counts_high=False)
    is_dara = inside(answers, "tool") == "dara"
    said = sentence(f"figure.marac-other-tool.{'judgement' if supports else 'not_a_route'}")
    lines = (FigureLine("figure.marac-other-tool.routes", (said,)),) if is_dara else ()
    notes = ("figure.marac-other-tool.limits", *(["figure.marac-other-tool.dara"] if is_dara else []))
    return (FigureTable("figure.marac-other-tool", lines, (), notes),)


_RULES = Rules(refuse=(not_ahead("other_tool", "done_on"),))
FORM = case_form(
    "marac-other-tool", 1, parts=_PARTS, words="other_tool", sections=_SECTIONS, rules=_RULES, figures=stated
)
