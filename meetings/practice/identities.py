"""Who is who in a replay: what is suggested is decided when it is first shown, by the truth or by its strength.

What was true and never suggested is linked after the last delivery, as found by hand.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from uuid import UUID

from agencies.acts import Act
from meetings.area_scan import scan
from meetings.groups_apart import Side, pairs_apart
from meetings.matching import open_searches, search
from meetings.people.scoring import Band
from meetings.reconciliation import BY_HAND, Settled, settle_pair
from meetings.suggestions import Suggested, settle_suggestion, suggested_by
from meetings.tables.people import Mention, Verdict

REASON = "Decided in the replay."
FOUND = "Found by hand."


class Deciding(StrEnum):
    """By what identities are decided."""

    TRUTH = "truth"
    STRONG = "strong"
    NOBODY = "nobody"


async def finish_searches(act: Act) -> list[UUID]:
    """Everything that waits to be looked for is, here and now; returns which searches these were."""
    waiting = await open_searches(act)
    for row in waiting:
        await search(act, row)
        while row.is_scan_needed and row.scanned_at is None:
            await scan(act, row)
    return [row.id for row in waiting]


class Identities:
    """Decides what is suggested, and remembers the truth by outside id."""

    def __init__(self, deciding: Deciding, persons: Mapping[str, str]) -> None:
        self._deciding = deciding
        self._persons = persons

    async def decide_new(self, act: Act, *, is_left_open: bool) -> int:
        """Look for those who just arrived, and answer what is shown; returns how many links were made."""
        searches = await finish_searches(act)
        if not searches or is_left_open or self._deciding is Deciding.NOBODY:
            return 0
        shown = await suggested_by(act, searches)
        if self._deciding is Deciding.STRONG:
            return sum([await _confirm_strong(act, each) for each in shown if each.band == Band.STRONG.value])
        outside = await _outside_ids(shown)
        return sum([await self._answer_truly(act, each, outside) for each in shown])

    async def _answer_truly(self, act: Act, shown: Suggested, outside: Mapping[UUID, str]) -> bool:
        true = [self._persons.get(outside[mention]) for mention in (shown.mention_id, shown.other_id)]
        if None in true:
            return False
        return await _answer(act, shown, "same" if true[0] == true[1] else "different")

    async def link_by_hand(self, act: Act) -> int:
        """True pairs that nothing suggested; none twice."""
        if self._deciding is not Deciding.TRUTH:
            return 0
        linked = 0
        for mention, earlier in await self._missed(act):
            if not await _is_settled(mention, earlier):
                linked += _is_link(
                    await settle_pair(act, mention, earlier, kind="same", reason=FOUND, evidence=BY_HAND)
                )
        return linked

    async def _missed(self, act: Act) -> list[tuple[UUID, UUID]]:
        """Each group that stands apart from the oldest mention of its true person, once."""
        rows = (
            await Mention.select(Mention.id, Mention.outside_id, Mention.person_id)
            .where(Mention.area == act.area.id)
            .order_by(Mention.id)
        )
        oldest: dict[str, tuple[UUID, UUID]] = {}
        missed: dict[tuple[UUID, UUID], tuple[UUID, UUID]] = {}
        for row in rows:
            true = self._persons.get(row["outside_id"])
            if true is None:
                continue
            first, person = oldest.setdefault(true, (row["id"], row["person_id"]))
            if person != row["person_id"]:
                missed.setdefault((person, row["person_id"]), (row["id"], first))
        return list(missed.values())


async def _outside_ids(shown: Sequence[Suggested]) -> dict[UUID, str]:
    wanted = sorted({mention for each in shown for mention in (each.mention_id, each.other_id)})
    rows = [
        await Mention.select(Mention.id, Mention.outside_id).where(Mention.id.is_in(wanted[start : start + 100]))
        for start in range(0, len(wanted), 100)
    ]
    return {row["id"]: row["outside_id"] for part in rows for row in part}


async def _confirm_strong(act: Act, shown: Suggested) -> bool:
    """Unless somebody said otherwise, or one document names them as two."""
    rows = await Mention.select(Mention.id, Mention.person_id).where(
        Mention.id.is_in([shown.mention_id, shown.other_id])
    )
    one, other = [Side(row["id"], row["person_id"]) for row in rows]
    if one.person_id != other.person_id and await pairs_apart(act, [(one, other)]):
        return False
    return await _answer(act, shown, "same")


async def _answer(act: Act, shown: Suggested, answer: str) -> bool:
    """Whether a link was made."""
    return _is_link(await settle_suggestion(act, shown, answer=answer, reason=REASON))


def _is_link(settled: Settled) -> bool:
    """What contradicts something is kept for attention and links nobody."""
    return settled.kind == "same" and not settled.held_for


async def _is_settled(a: UUID, b: UUID) -> bool:
    """Somebody spoke about this very pair, and it stands or waits for attention."""
    forth = (Verdict.a == a) & (Verdict.b == b)
    back = (Verdict.a == b) & (Verdict.b == a)
    return bool(await Verdict.exists().where((forth | back) & Verdict.withdrawn_at.is_null()))
