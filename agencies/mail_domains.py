"""The domains an agency writes from. Where it has named some, nobody of it is invited or written to anywhere else."""

import re
from collections.abc import Mapping
from uuid import UUID

from agencies.acts import Act
from agencies.tables import Membership
from marac.database import for_everybody
from marac.errors import InvalidForm

MOST = 20
_DOMAIN = re.compile(
    r"(?=.{1,190}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+", re.ASCII
)
NOT_A_DOMAIN = "Enter domains with a space between them, like northmoor.example police.example"
NOT_ON_LIST = "Enter an address at a domain that this agency writes from, or add the domain to the agency first"


def read_domains(text: str) -> str:
    """The domains typed, once each, as they are kept. Raises InvalidForm."""
    words = [word.removeprefix("@").strip(".") for word in re.split(r"[\s,;]+", text.strip().lower()) if word]
    if len(words) > MOST or any(_DOMAIN.fullmatch(word) is None for word in words):
        raise InvalidForm({"mail_domains": NOT_A_DOMAIN})
    return " ".join(dict.fromkeys(words))


def is_on_list(email: str, domains: str) -> bool:
    """An empty list allows every domain."""
    at = email.rpartition("@")[2].lower().rstrip(".")
    return not domains or at in domains.split()


@for_everybody
async def outside_their_list(act: Act, emails: Mapping[UUID, str]) -> frozenset[UUID]:
    """Officers whose address is allowed by none of the agencies they are part of here."""
    if not emails:
        return frozenset()
    running = Membership.to_on.is_null() | (Membership.to_on >= act.today)
    rows = await Membership.select(Membership.officer, Membership.agency.mail_domains.as_alias("domains")).where(
        (Membership.area == act.area.id) & Membership.agency.is_not_null() & running
    )
    lists: dict[UUID, list[str]] = {}
    for row in rows:
        if row["officer"] in emails:
            lists.setdefault(row["officer"], []).append(row["domains"] or "")
    return frozenset(
        officer for officer, domains in lists.items() if not any(is_on_list(emails[officer], each) for each in domains)
    )
