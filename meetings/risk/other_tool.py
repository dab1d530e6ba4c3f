"""Any other risk tool: its name, version, figure and band as stated, by whom and when. Nothing is read into it.

Tools whose wording or scale no source confirmed come in here: S-DASH, MERIT, SARA, ARMS, B-SAFER, police DASH, DARA.
"""

from datetime import date

from meetings.risk.tool import RiskTool

LIMITS = (
    "Kept as stated by whoever assessed. Its scale is its own: it compares with no other tool and ranks nobody. "
    "Ask the assessor what it measures."
)

OTHER_TOOL = RiskTool(
    id="other-tool",
    version=1,
    title="Another risk tool",
    scoring="As stated by whoever assessed.",
    limits=LIMITS,
    source="The tool that the assessor names.",
    read_on=date(2026, 11, 21),
)
NAMED_TOOLS: dict[str, str] = {
    "dara": "DARA",
    "police_dash": "Police DASH 2009, 27 questions",
    "s_dash": "S-DASH",
    "merit": "MERIT",
    "sara": "SARA",
    "arms": "ARMS",
    "rm2000": "RM2000",
    "ls_cmi": "LS/CMI",
    "b_safer": "B-SAFER",
    "barnardos": "Barnardo’s matrix",
    "other": "Another tool",
}
