"""Words of the record of any other risk tool."""

from meetings.risk.other_tool import NAMED_TOOLS

WORDS = {
    "form.marac-other-tool": "Another risk tool",
    "section.marac-other-tool.tool": "The tool",
    "section.marac-other-tool.result": "What it said",
    "page.marac-other-tool.tool": "Which tool was used?",
    "page.marac-other-tool.asked": "Who used it, and when?",
    "page.marac-other-tool.result": "What did it say?",
    "other_tool.tool": "Tool",
    **{f"other_tool.tool.{code}": name for code, name in NAMED_TOOLS.items()},
    "other_tool.tool_name": "Name of the tool",
    "other_tool.tool_version": "Its version or edition",
    "other_tool.person": "Whom is it about?",
    "other_tool.done_on": "Date of the assessment",
    "other_tool.assessed_by": "Who assessed?",
    "other_tool.answered_by": "Who answered?",
    "other_tool.face_to_face": "Was it done face to face?",
    "other_tool.grade": "The officer’s grade",
    "other_tool.grade.standard": "Standard",
    "other_tool.grade.medium": "Medium",
    "other_tool.grade.high": "High",
    "other_tool.raw": "Figure as stated",
    "other_tool.band": "Band as stated",
    "other_tool.judgement": "Judgement and reasons",
    "other_tool.overridden": "Was the result overridden?",
    "other_tool.override_reason": "Why was it overridden?",
    "other_tool.limits": "What the assessor says it cannot show",
    "figure.marac-other-tool": "What it is evidence of",
    "figure.marac-other-tool.routes": "Routes to Marac",
    "figure.marac-other-tool.judgement": "Professional judgement; known as high to the police",
    "figure.marac-other-tool.not_a_route": "None by itself",
    "figure.marac-other-tool.limits": (
        "Kept as stated by whoever assessed. Its scale is its own: it compares with no other tool and ranks nobody."
    ),
    "figure.marac-other-tool.dara": "A DARA is an officer’s grade and no count: it never shows visible high risk.",
}
