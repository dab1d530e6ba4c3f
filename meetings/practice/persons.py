"""Who is who in a replay that decides by the truth: each person of an arriving referral is linked to the one known."""

from collections.abc import Mapping
from uuid import UUID

from agencies.acts import Act
from marac.database import transaction
from meetings.reconciliation import settle
from meetings.tables.people import Mention


class TruePersons:
    """True persons by outside id, with the oldest mention met of each."""

    def __init__(self, persons: Mapping[str, str]) -> None:
        self._persons = persons
        self._oldest: dict[str, UUID] = {}
        self._grouped: dict[UUID, UUID] = {}

    async def learn_known(self, act: Act) -> None:
        """What stands already, oldest first: a second replay links nothing twice."""
        rows = (
            await Mention.select(Mention.id, Mention.outside_id, Mention.person_id)
            .where(Mention.area == act.area.id)
            .order_by(Mention.id)
        )
        for row in rows:
            self._meet(row["outside_id"], row["id"], row["person_id"])

    def _meet(self, outside_id: str, mention_id: UUID, person_id: UUID) -> None:
        person = self._persons.get(outside_id)
        self._grouped[mention_id] = person_id
        if person is not None:
            self._oldest.setdefault(person, mention_id)

    async def link_arrived(self, act: Act, case_ref: str) -> int:
        """Link the people of a referral as it arrives; returns how many links were made."""
        rows = (
            await Mention.select(Mention.id, Mention.outside_id, Mention.person_id)
            .where((Mention.case.ref == case_ref) & (Mention.area == act.area.id))
            .order_by(Mention.id)
        )
        pairs = []
        for row in rows:
            earlier = self._oldest.get(self._persons.get(row["outside_id"], ""))
            self._meet(row["outside_id"], row["id"], row["person_id"])
            if earlier is not None and self._grouped[earlier] != row["person_id"]:
                pairs.append((row["id"], earlier))
        if pairs:
            async with transaction():
                for new, earlier in pairs:
                    await settle(act, new, earlier, kind="same")
        for new, earlier in pairs:
            self._grouped[new] = self._grouped[earlier]
        return len(pairs)
