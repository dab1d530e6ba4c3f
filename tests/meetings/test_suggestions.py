"""Suggestions as a reader meets them, what an answer leaves behind, and what taking it back restores."""

from asyncio import CancelledError
from dataclasses import replace
from uuid import UUID

import pytest

from agencies.seats import service_act
from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.database import count_queries, transaction
from marac.errors import AuditUnavailable, InvalidForm, NotFound
from marac.ids import new_ref, uuid7
from meetings.people.explaining import waterfall
from meetings.people.levels import levels_from_code
from meetings.people.model import find_model
from meetings.reconciliation import settle_pair, undo_verdict
from meetings.reports import report_identities
from meetings.suggestions import (
    Suggested,
    answer_suggestion,
    find_suggestion,
    suggestions_of_case,
    suggestions_of_cases,
)
from meetings.tables.documents import Exclusion
from meetings.tables.matching import PeopleSearch, Suggestion
from meetings.tables.people import Mention, Verdict
from tests.cast import Cast
from tests.fakes import BreakingTrail
from tests.looking import finish_jobs, mentions, refer

pytestmark = pytest.mark.anyio


async def two_cases(cast: Cast) -> tuple[UUID, UUID]:
    """Ellen referred twice, and looked for."""
    first = await refer(cast, "NMP-26-00001")
    second = await refer(cast, "NMP-26-00002")
    await finish_jobs(cast.desk)
    return first, second


async def the_victim(cast: Cast, case_id: UUID) -> Suggested:
    found = await suggestions_of_case(await cast.amina.act(), case_id)
    return next(each for each in found.shown if each.role == "victim")


async def test_a_coordinator_sees_who_they_may_be_the_strongest_first(cast: Cast) -> None:
    first, second = await two_cases(cast)

    found = await suggestions_of_cases(await cast.amina.act(), [first, second])

    shown = found[second].shown
    assert [each.weight for each in shown] == sorted((each.weight for each in shown), reverse=True)
    assert {each.other_case_id for each in shown} == {first}
    assert found[second].number_open == len(shown) == 3
    assert found[first].shown == ()


async def test_however_many_cases_are_read_two_statements_are_asked(cast: Cast) -> None:
    cases = [*await two_cases(cast), await refer(cast, "NMP-26-00007")]
    await finish_jobs(cast.desk)
    amina = await cast.amina.act()

    with count_queries() as asked:
        await suggestions_of_cases(amina, cases)

    assert asked.number == 2


async def test_whoever_is_excluded_from_the_other_case_learns_nothing_of_it(cast: Cast) -> None:
    first, second = await two_cases(cast)
    ref = (await the_victim(cast, second)).ref
    amina = await cast.amina.act()
    async with transaction():
        await Exclusion.insert(
            Exclusion(
                id=uuid7(), area=amina.area.id, case=first, officer=amina.officer_id, kind="conflict", from_at=amina.at
            )
        )

    found = await suggestions_of_case(amina, second)

    assert (found.shown, found.weaker) == ((), ())
    with pytest.raises(NotFound):
        await find_suggestion(amina, ref)


async def test_nobody_of_the_next_area_finds_it_by_its_reference(cast: Cast) -> None:
    _, second = await two_cases(cast)

    with pytest.raises(NotFound):
        await find_suggestion(await cast.cerys.act(), (await the_victim(cast, second)).ref)


async def test_a_representative_meets_no_suggestion(cast: Cast) -> None:
    _, second = await two_cases(cast)

    with pytest.raises(NotFound):
        await find_suggestion(await cast.bryn.act(), (await the_victim(cast, second)).ref)


@pytest.mark.parametrize("answer", ["same", "different", "unsure"])
async def test_every_answer_leaves_a_leaf_and_can_be_told_again_from_what_was_stored(cast: Cast, answer: str) -> None:
    _, second = await two_cases(cast)
    shown = await the_victim(cast, second)

    settled = await answer_suggestion(await cast.amina.act(), shown.ref, answer=answer, reason="As told.")

    [leaf] = await Leaf.objects().where(Leaf.event == Event.SUGGESTION_ANSWERED.value)
    verdict = await Verdict.objects().get(Verdict.id == settled.verdict_id)
    assert verdict is not None
    assert (leaf.actor, leaf.about) == (cast.amina.officer_id, shown.mention_id)
    assert f'"answer":"{answer}"' in leaf.keys
    assert (verdict.levels, verdict.model) == (shown.levels, shown.model)
    steps = waterfall(find_model(shown.model), levels_from_code(shown.levels), store_size=shown.store_size)
    assert sum(step.bits for step in steps) == pytest.approx(shown.weight, abs=0.01)
    assert "Quarmby" not in "".join(step.words for step in steps)
    assert (await the_victim(cast, second)).answer == answer


@pytest.mark.parametrize("error", [AuditUnavailable(), CancelledError()])
async def test_a_verdict_and_the_answer_it_was_made_of_are_kept_together_or_not_at_all(
    cast: Cast, error: BaseException
) -> None:
    """What breaks between the two leaves neither: nobody is linked, and the suggestion waits as before."""
    _, second = await two_cases(cast)
    shown = await the_victim(cast, second)
    before = await Mention.select(Mention.id, Mention.person_id).order_by(Mention.id)
    amina = await cast.amina.act()
    breaking = replace(amina, desk=replace(amina.desk, trail=BreakingTrail(Event.SUGGESTION_ANSWERED, error)))

    with pytest.raises(type(error)):
        await answer_suggestion(breaking, shown.ref, answer="same")

    assert await Mention.select(Mention.id, Mention.person_id).order_by(Mention.id) == before
    assert await Verdict.count() == 0
    assert await Leaf.count().where(Leaf.event == Event.IDENTITY_LINKED.value) == 0
    assert (await the_victim(cast, second)).answer is None
    assert (await answer_suggestion(amina, shown.ref, answer="same")).kind == "same"


async def test_an_answer_taken_back_is_open_again_and_everybody_is_who_they_were(cast: Cast) -> None:
    _, second = await two_cases(cast)
    amina = await cast.amina.act()
    before = await Mention.select(Mention.id, Mention.person_id).order_by(Mention.id)
    settled = await answer_suggestion(amina, (await the_victim(cast, second)).ref, answer="same")
    linked = await Mention.select(Mention.id, Mention.person_id).order_by(Mention.id)

    await undo_verdict(amina, settled.verdict_id)

    assert linked != before
    assert await Mention.select(Mention.id, Mention.person_id).order_by(Mention.id) == before
    open_again = await the_victim(cast, second)
    assert (open_again.answer, open_again.verdict_id) == (None, None)


async def test_whom_somebody_linked_by_hand_is_answered(cast: Cast) -> None:
    first, second = await two_cases(cast)
    one, other = (await mentions(first))["victim"], (await mentions(second))["victim"]

    await settle_pair(await cast.amina.act(), other, one, kind="same")

    assert (await the_victim(cast, second)).answer == "same"


async def test_another_answer_than_the_three_is_refused(cast: Cast) -> None:
    _, second = await two_cases(cast)

    with pytest.raises(InvalidForm):
        await answer_suggestion(await cast.amina.act(), (await the_victim(cast, second)).ref, answer="perhaps")

    assert await Verdict.count() == 0


async def test_a_weak_suggestion_is_told_apart_and_stands_in_no_report(cast: Cast) -> None:
    first, second = await two_cases(cast)
    search = await PeopleSearch.objects().order_by(PeopleSearch.id, ascending=False).first()
    assert search is not None
    mention, other = (await mentions(second))["victim"], (await mentions(first))["child"]
    weak = Suggestion(
        ref=new_ref(), area=cast.amina.area.id, mention=mention, other=other, search=search.id, band="weak",
        shown_at=search.asked_at, business_at=search.business_at, weight=-4.0, levels="1", model="m", store_size=6,
    )  # fmt: skip
    await Suggestion.insert(weak)

    found = await suggestions_of_case(await cast.amina.act(), second)
    told = await report_identities(await service_act(cast.desk, cast.amina.area.id))

    assert [each.ref for each in found.weaker] == [weak.ref]
    assert weak.ref not in [each.ref for each in found.shown]
    [[about, band, weight]] = told["suggestions"]["NMP-26-00002/victim"]
    assert (about, band) == ("NMP-26-00001/victim", "strong")
    assert weight > 8
    assert told["later"] == {}
