"""What is held about an agency and may change from one day to the next: how to reach it, and its sharing agreement."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from agencies.acts import Act
from agencies.mail_domains import read_domains
from agencies.members import AgencyLine
from agencies.tables import Agency
from marac.audit.events import Event
from marac.database import transaction
from marac.errors import InvalidForm
from marac.staff_address import StaffAddress

LONGEST_TELEPHONE = 40


@dataclass(frozen=True, slots=True)
class AgencyChange:
    """The new values; an unchanged one is given as it was."""

    telephone: str
    secure_email: str
    isa_signed_on: date | None
    mail_domains: str = ""


async def change_agency(act: Act, line: AgencyLine, wanted: AgencyChange) -> list[str]:
    """Write what differs and record each field. Gives the names of the fields that changed. Raises InvalidForm."""
    _check(act, wanted)
    wanted = replace(wanted, mail_domains=read_domains(wanted.mail_domains))
    said: dict[str, Any] = {name: getattr(wanted, name) for name in AgencyChange.__slots__}
    changed = [name for name, value in said.items() if getattr(line, name) != value]
    if not changed:
        return []
    async with transaction():
        await Agency.update({getattr(Agency, name): said[name] for name in changed}).where(
            (Agency.id == line.id) & (Agency.area == act.area.id)
        )
        for name in changed:
            await act.record(Event.AGENCY_CHANGED, "agency", line.id, field=name)
    return changed


def _check(act: Act, wanted: AgencyChange) -> None:
    messages = {}
    if len(wanted.telephone) > LONGEST_TELEPHONE:
        messages["telephone"] = f"Enter at most {LONGEST_TELEPHONE} characters"
    try:
        StaffAddress(wanted.secure_email)
    except ValueError as error:
        messages["secure_email"] = str(error)
    try:
        read_domains(wanted.mail_domains)
    except InvalidForm as refusal:
        messages |= refusal.messages
    if wanted.isa_signed_on is not None and wanted.isa_signed_on > act.today:
        messages["isa_signed_on"] = "Enter a date up to today"
    if messages:
        raise InvalidForm(messages)
