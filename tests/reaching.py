"""A person to be reached: a case accepted for a meeting, and the page of contact details opened for a reason."""

from typing import Any

from meetings.decisions import Acceptance, accept_referral
from meetings.intake import take_in
from tests.cast import Cast
from tests.documents import a_referral, address, frank
from tests.meeting_of_the_cast import a_meeting
from tests.web.reader import Page, Reader

NUMBER, HOME, REFUGE = "07700 900142", "4 Mill Lane", "7 Heron Mews"
FLED = {**address(REFUGE, kind="refuge", confidential=True), "postcode": "ZZ4 3TQ"}


async def a_case_to_reach(cast: Cast) -> str:
    """Ellen and Frank, accepted; Imran of the Idvas and Bryn of the police answer for it."""
    return await accepted(cast, "NMP-26-00001", perpetrators=[frank(phones=[phone("07700 900555")])])


async def accepted(cast: Cast, number: str, meeting_ref: str = "", **also: Any) -> str:
    meeting_ref = meeting_ref or await a_meeting(cast)
    taken = await take_in(await cast.bryn.act(), a_referral(sender_reference=number, **also))
    await accept_referral(await cast.amina.act(), str(taken.case_ref), Acceptance(meeting_ref))
    return str(taken.case_ref)


def phone(number: str, safe_to_call: str = "no") -> dict[str, Any]:
    return {"number": number, "safe_to_call": safe_to_call, "note": None}


async def opened(reader: Reader, path: str, reason: str = "reach") -> Page:
    return await reader.press(await reader.get(path), "Open them", {"reason": reason})


async def press_first(reader: Reader, page: Page, begins: str) -> Page:
    words = next(words for form in page.forms for words, _, _ in form.buttons if words.startswith(begins))
    return await reader.press(page, words)
