"""What happened in the rooms, as deeds with their moments. Pure: the file in, the order of deeds out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from marac.dates import at_london

Json = dict[str, Any]
# Where the file tells only a day, the deed is done at the end of the working day.
END_OF_DAY = "17:00"


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that happened: when, by whom (an outside id; None where the meeting itself did it), and what."""

    at: datetime
    verb: str
    by: str | None
    meeting: str
    told: Json


def deeds_of(practice: Json) -> list[Deed]:
    """Every deed in order; deeds of one moment stay in the order in which a meeting does them."""
    deeds = [deed for meeting in practice["meetings"] for deed in _meeting(meeting)]
    deeds += [deed for flag in practice["flags"] for deed in _flag(flag)]
    return sorted(deeds, key=lambda deed: deed.at)


def _meeting(meeting: Json) -> Iterator[Deed]:
    ref, chair = meeting["meeting_id"], meeting["chaired_by"]
    opened_at = datetime.fromisoformat(meeting["opened_at"])
    yield Deed(opened_at, "gather", chair, ref, meeting)
    for case in meeting["cases"]:
        told = case | {"chaired_by": chair, "minutes_taken_by": meeting["minutes_taken_by"]}
        yield Deed(datetime.fromisoformat(case["opened_at"]), "open_case", chair, ref, told)
        yield Deed(datetime.fromisoformat(case["closed_at"]), "close_case", chair, ref, told)
        yield from _after_case(case, ref)
    yield Deed(datetime.fromisoformat(meeting["closed_at"]), "close_meeting", chair, ref, meeting)
    if meeting["action_sheet"]:
        yield Deed(datetime.fromisoformat(meeting["action_sheet"]["issued_at"]), "send_actions", chair, ref, {})
    if meeting["approval"]:
        yield from _approval(meeting["approval"], ref)
    for correction in meeting["corrections"]:
        yield Deed(end_of(correction["on"]), "correct", correction["by"], ref, correction)


def _after_case(case: Json, ref: str) -> Iterator[Deed]:
    for action in case["actions"]:
        for step in action["history"]:
            if step["status"] != "agreed":
                yield Deed(end_of(step["on"]), "report", step["by"], ref, step | {"action_id": action["action_id"]})
        if action["verified"]:
            verified = action["verified"]
            yield Deed(end_of(verified["on"]), "verify", verified["by"], ref, {"action_id": action["action_id"]})
    telling = case["minutes"]["telling_victim"]
    if telling and telling["outcome"]:
        day = telling["told_on"] or telling["due_on"]
        yield Deed(end_of(day), "tell", telling["by"], ref, telling | {"case_number": case["case_number"]})


def _approval(approval: Json, ref: str) -> Iterator[Deed]:
    yield Deed(datetime.fromisoformat(approval["approved_at"]), "sign", approval["by"], ref, approval)
    if approval["issued_at"]:
        yield Deed(datetime.fromisoformat(approval["issued_at"]), "send_minutes", approval["by"], ref, approval)


def _flag(flag: Json) -> Iterator[Deed]:
    yield Deed(end_of(flag["asked_on"]), "ask_flag", None, "", flag)
    if flag["set_on"]:
        yield Deed(end_of(flag["set_on"]), "set_flag", flag["confirmed_by"], "", flag)
    if flag["removed_on"]:
        yield Deed(end_of(flag["removed_on"]), "remove_flag", flag["confirmed_by"], "", flag)


def end_of(day: str) -> datetime:
    return at_london(date.fromisoformat(day), END_OF_DAY)
