"""How a line of minutes says who shared it: `NMP (fact): Three calls since June.`

People type it, the composer writes it, and papers read it; a line without it is simply a line.
"""

import re
from dataclasses import dataclass

_SHARED = re.compile(r"^(?P<agency>[A-Z][A-Z0-9&]{1,11}) \((?P<kind>fact|opinion)\): (?P<text>.+)$")
_RISK = re.compile(r"^\[(?P<item>[1-9]|1[0-9]|2[0-4])\] (?P<text>.+)$")


@dataclass(frozen=True, slots=True)
class SharedText:
    """A line with its agency's short name and whether it is fact or opinion; both empty where it does not say."""

    agency: str
    kind: str
    text: str


def write_shared(agency: str, kind: str, text: str) -> str:
    return f"{agency} ({kind}): {one_line(text)}"


def read_shared(line: str) -> SharedText:
    found = _SHARED.match(line)
    if found is None:
        return SharedText("", "", line)
    return SharedText(found["agency"], found["kind"], found["text"])


def write_risk(label: str, dash_item: int | None) -> str:
    """A risk with the number of the checklist's question it hangs on."""
    return f"[{dash_item}] {one_line(label)}" if dash_item else one_line(label)


def read_risk(line: str) -> tuple[int | None, str]:
    found = _RISK.match(line)
    return (int(found["item"]), found["text"]) if found else (None, line)


def one_line(text: str) -> str:
    """Line breaks inside a spoken line become spaces, so that a line stays one line."""
    return " ".join(text.split())


def lines_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
