"""Merge two people, let anything happen, take the merge back: as if it had never been, for all that nobody touched."""

from typing import Any
from uuid import UUID

import pytest

from meetings.reconciliation import settle_pair, undo_verdict
from meetings.rules.groups import Edge, groups_of
from meetings.tables.documents import Case, Document
from meetings.tables.people import Mention, MentionValue, Verdict
from tests.cast import Cast
from tests.fakes import FixedClock
from tests.meetings.people_edited import Edited, Stage, check_rule, rows_of, stage

pytestmark = pytest.mark.anyio
Rows = dict[UUID, dict[str, Any]]
Told = tuple[dict[str, object], dict[str, object]]


async def merge(on: Stage) -> UUID:
    """The first two victims who can be one."""
    act = await on.coordinator()
    victims = await Mention.select(Mention.id, Mention.person_id).where(Mention.role == "victim").order_by(Mention.id)
    for other in victims[1:]:
        if other["person_id"] != victims[0]["person_id"]:
            settled = await settle_pair(act, other["id"], victims[0]["id"], kind="same", reason="Sure.")
            if not settled.held_for:
                on.merged_pair = {other["id"], victims[0]["id"]}
                return settled.verdict_id
    raise AssertionError("Nobody could be merged")


def untouched(rows: Rows, edited: set[UUID]) -> Rows:
    return {row_id: row for row_id, row in rows.items() if row_id not in edited}


def but_person(rows: Rows) -> Rows:
    return {row_id: {key: value for key, value in row.items() if key != "person_id"} for row_id, row in rows.items()}


async def merged_edited_and_parted_again(cast: Cast, clock: FixedClock, *, seed: int, number_of_edits: int) -> Told:
    """What nobody edited, as it was before the merge and as it is after its undoing."""
    on = await stage(cast, clock, seed=seed, number_of_referrals=8)
    before = {table: await rows_of(table) for table in (Mention, MentionValue, Case, Document)}
    on.edited = Edited()
    on.merged = await merge(on)
    await check_rule(on)

    for _ in range(number_of_edits):
        await on.step()
        await check_rule(on)
    await undo_verdict(await on.coordinator(), on.merged)

    await check_rule(on)
    after = {table: await rows_of(table) for table in (Mention, MentionValue, Case, Document)}
    edited = {Mention: on.edited.mentions, MentionValue: on.edited.values, Case: on.edited.cases, Document: set()}
    was: dict[str, object] = {table.__name__: untouched(rows, edited[table]) for table, rows in before.items()}
    now: dict[str, object] = {
        table.__name__: {row_id: after[table][row_id] for row_id in untouched(rows, edited[table])}
        for table, rows in before.items()
    }
    # Whom verdicts moved keep every byte of what was said of them, and stand where the other verdicts put them.
    was["said"] = but_person(before[Mention])
    now["said"] = but_person({row_id: after[Mention][row_id] for row_id in before[Mention]})
    was["persons"] = await without(on.merged)
    now["persons"] = {row_id: row["person_id"] for row_id, row in after[Mention].items()}
    return was, now


async def without(merged: UUID) -> dict[UUID, UUID]:
    """Everybody's person if that merge had never been, from the other verdicts that stand."""
    mentions = [row["id"] for row in await Mention.select(Mention.id)]
    rows = await Verdict.select().where(
        (Verdict.kind == "same") & Verdict.withdrawn_at.is_null() & Verdict.held_for.is_null() & (Verdict.id != merged)
    )
    return groups_of(mentions, [Edge(row["a"], row["b"]) for row in rows])


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long)])
async def test_undoing_a_merge_restores_what_nobody_touched(cast: Cast, clock: FixedClock, seed: int) -> None:
    was, now = await merged_edited_and_parted_again(cast, clock, seed=seed, number_of_edits=25)

    assert now == was


@pytest.mark.long
@pytest.mark.parametrize("seed", [11])
async def test_undoing_a_merge_after_a_thousand_edits_restores_what_nobody_touched(
    cast: Cast, clock: FixedClock, seed: int
) -> None:
    was, now = await merged_edited_and_parted_again(cast, clock, seed=seed, number_of_edits=1000)

    assert now == was
