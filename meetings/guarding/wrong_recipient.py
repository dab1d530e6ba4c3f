"""The stop before anything leaves: whoever shares a mailbox or a telephone with somebody in a case gets none of it."""

from collections.abc import Collection, Mapping
from uuid import UUID

from agencies.acts import Act
from agencies.directory import entries_unseen
from agencies.mail_domains import outside_their_list
from meetings.guarding.contacts_of_cases import contacts_of_cases
from meetings.rules.party_contact import contacts_of

Going = Mapping[UUID, Collection[UUID]]  # officer: the cases that are about to go to them


async def stopped(act: Act, going: Going) -> dict[UUID, frozenset[UUID]]:
    """Which of these officers must not get which of these cases. Call it before a transaction begins."""
    cases = {case_id for some in going.values() for case_id in some}
    theirs = await contacts_of_cases(act, cases)
    entries = await entries_unseen(act, [officer for officer, some in going.items() if some])
    found: dict[UUID, frozenset[UUID]] = {}
    for officer, entry in entries.items():
        own = contacts_of(email=entry.email, telephone=entry.telephone)
        met = frozenset(case_id for case_id in going[officer] if case_id in theirs and own.meets(theirs[case_id]))
        if met:
            found[officer] = met
    return found


async def outside_list(act: Act, officers: Collection[UUID]) -> frozenset[UUID]:
    """Those whose mailbox is at no domain that their agency writes from, where the agency has such a list."""
    entries = await entries_unseen(act, sorted(set(officers)))
    return await outside_their_list(act, {officer: entry.email for officer, entry in entries.items()})
