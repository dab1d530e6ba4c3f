"""One typed line of the meeting day, understood: `/police by fri: check tag data` is an action, `/r 15` a risk.

The same understanding serves the one-line field and the four plain fields below it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meetings.risk.dash_labels import SHORT_LABELS
from meetings.rules.action_due import Calendar, Due, understand_due

KINDS = {
    "information": "Information shared",
    "risk": "Risk",
    "victim_view": "What the victim wants",
    "decision": "Decision",
    "action": "Action",
}
_BY_LETTER = {"i": "information", "r": "risk", "v": "victim_view", "d": "decision"}
_COMMAND = re.compile(r"/(?P<who>[^\s:]*)(?P<rest>.*)", re.DOTALL)
_SAID_BY = re.compile(r"(?P<who>[^\s:]{2,30})(?P<opinion>\s+opinion)?\s*:\s*(?P<text>.+)", re.DOTALL | re.IGNORECASE)
_NUMBER = r"(?:[1-9]|1[0-9]|2[0-4])"
_ACTION = re.compile(
    rf"\s*(?:by\s+(?P<day>[^:\[]{{1,40}}?)|(?P<when>(?:now|immediate|ongoing)\b[^:\[]{{0,40}}?))?"
    rf"\s*(?:\[(?P<item>{_NUMBER})\])?\s*(?::|\uff1a)\s*(?P<text>.*)",
    re.DOTALL | re.IGNORECASE,
)
# A bare number alone, in brackets or before a colon; "3 children" is text.
_ITEM = re.compile(rf"(?:\[(?P<boxed>{_NUMBER})\]|(?P<bare>{_NUMBER})(?=\s*:|$)):?(?P<text>.*)", re.DOTALL)
NOT_AT_THIS_MEETING = "Choose someone at this meeting; this name is not on its list."


@dataclass(frozen=True, slots=True)
class AtMeeting:
    """An agency of this meeting: the names it answers to, and its person here where there is exactly one."""

    agency_id: UUID
    name: str
    short: str
    handles: frozenset[str]
    person: UUID | None = None
    person_name: str = ""
    kind: str = ""  # in words, as people call the agency: police, housing


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line says. `messages` name what is missing; then nothing else is to be trusted."""

    kind: str
    text: str
    who: AtMeeting | None = None
    is_opinion: bool = False
    due_on: date | None = None
    due_rule: str = "earlier"
    dash_item: int | None = None
    messages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """The four plain fields: what kind, who, by when, text."""

    kind: str
    who: str
    by_when: str
    text: str
    dash_item: int | None = None  # the risk that an action answers


def understand_line(line: str, *, roster: Sequence[AtMeeting], days: Calendar) -> Understood:
    """Plain text is information; `/i /r /v /d` name the kind; anything else behind a slash names who acts."""
    line = line.strip()
    command = _COMMAND.fullmatch(line)
    if command is None:
        return _on_line(understand_fields(Typed("information", "", "", line), roster=roster, days=days))
    kind = _BY_LETTER.get(command["who"].lower())
    if kind is not None:
        return _short_kind(kind, command["rest"].strip(), roster, days)
    action = _ACTION.fullmatch(command["rest"])
    if action is None:
        return Understood("action", line, messages=(("line", "Write an action like /police by fri: check tag data."),))
    item = int(action["item"]) if action["item"] else None
    typed = Typed("action", command["who"], action["day"] or action["when"] or "", action["text"], item)
    return _on_line(understand_fields(typed, roster=roster, days=days))


def _short_kind(kind: str, text: str, roster: Sequence[AtMeeting], days: Calendar) -> Understood:
    said_by = _SAID_BY.fullmatch(text) if kind == "information" else None
    who = find_agency(roster, said_by["who"]) if said_by else None
    if said_by is not None and who is not None:
        return Understood(kind, said_by["text"].strip(), who, is_opinion=said_by["opinion"] is not None)
    return _on_line(understand_fields(Typed(kind, "", "", text), roster=roster, days=days))


def _on_line(understood: Understood) -> Understood:
    """There is one field, so there is one message."""
    messages = tuple(("line", message) for _, message in understood.messages[:1])
    return Understood(
        understood.kind,
        understood.text,
        understood.who,
        due_on=understood.due_on,
        due_rule=understood.due_rule,
        dash_item=understood.dash_item,
        messages=messages,
    )


def understand_fields(typed: Typed, *, roster: Sequence[AtMeeting], days: Calendar) -> Understood:
    """The plain fields understood; messages are keyed kind, who, by_when, text."""
    text = " ".join(typed.text.split()) if typed.kind != "victim_view" else typed.text.strip()
    messages: list[tuple[str, str]] = []
    if typed.kind not in KINDS:
        messages.append(("kind", "Choose what kind of line this is."))
    item, text = _risk_item(text) if typed.kind == "risk" else (typed.dash_item, text)
    who = find_agency(roster, typed.who) if typed.who else None
    if (typed.who or typed.kind == "action") and who is None:
        messages.append(("who", NOT_AT_THIS_MEETING))
    due = understand_due(typed.by_when, days) if typed.kind == "action" else Due(None)
    if due.message:
        messages.append(("by_when", due.message))
    if not text:
        messages.append(("text", "Write the line first."))
    return Understood(typed.kind, text, who, due_on=due.on, due_rule=due.rule, dash_item=item, messages=tuple(messages))


def _risk_item(text: str) -> tuple[int | None, str]:
    """`15`, `15: strangled in July` and `[15] …` hang a risk on the checklist's question."""
    found = _ITEM.fullmatch(text)
    if found is None:
        return None, text
    item = int(found["boxed"] or found["bare"])
    return item, found["text"].strip(" :") or SHORT_LABELS[item]


def find_agency(roster: Sequence[AtMeeting], typed: str) -> AtMeeting | None:
    """The one agency of this meeting that answers to this name or begins with it; None for none or for several."""
    wanted = typed.strip().lower()
    if not wanted:
        return None
    exact = [entry for entry in roster if wanted in entry.handles]
    if exact:
        return exact[0] if len(exact) == 1 else None
    begins = [entry for entry in roster if any(handle.startswith(wanted) for handle in entry.handles)]
    return begins[0] if len(begins) == 1 else None
