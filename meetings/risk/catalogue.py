"""Every risk tool this service knows, in every version. A version is added and never taken out."""

from datetime import date

from meetings.risk.dara import DARA
from meetings.risk.dash import DASH_24
from meetings.risk.london_adults import LONDON_ADULTS
from meetings.risk.matac import MATAC
from meetings.risk.other_tool import OTHER_TOOL
from meetings.risk.predictors import PREDICTORS
from meetings.risk.rosh import ROSH
from meetings.risk.soag import SOAG
from meetings.risk.tool import RiskTool

TOOLS: tuple[RiskTool, ...] = (DASH_24, SOAG, LONDON_ADULTS, ROSH, *PREDICTORS.values(), DARA, MATAC, OTHER_TOOL)


def find_tool(tool_id: str, version: int) -> RiskTool:
    """The tool an answer was given under; one we do not have is a mistake of ours and raises KeyError."""
    for tool in TOOLS:
        if (tool.id, tool.version) == (tool_id, version):
            return tool
    raise KeyError("no such risk tool")


def tools_in_force(day: date) -> tuple[RiskTool, ...]:
    """The tools one may begin on a day: an old answer keeps its own."""
    return tuple(tool for tool in TOOLS if tool.is_in_force(day))
