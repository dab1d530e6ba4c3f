"""A search that could not go through everything, or found more than a page shows, says so; old ones are removed."""

from datetime import UTC, datetime, timedelta

import pytest

from agencies.seats import service_act
from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.errors import NotFound
from marac.jobs import Job, Payload
from marac.vault.tables import DataKey
from meetings.finding_people import Asked, read_search, run_search
from meetings.intake import take_in
from meetings.old_searches import forget_searches
from meetings.tables.finding import SearchRun
from meetings.tables.matching import PeopleSearch, Suggestion
from tasks.registry import HANDLERS, REGULARS
from tests.cast import Cast
from tests.documents import a_referral
from tests.fakes import FixedClock
from tests.people_of_the_cast import referred_again
from tests.suggested import suggest

pytestmark = pytest.mark.anyio
BY_TOWN = Asked(given_names="Ellen", family_name="Quarmby", town="Wenbeck")
BY_YEAR = Asked(given_names="Ellen", family_name="Quarmby", year=1985)


async def test_a_search_by_town_that_could_not_read_everybody_says_so(cast: Cast) -> None:
    for number in (1, 2):
        await take_in(await cast.bryn.act(), a_referral(sender_reference=f"NMP-26-{number:05}", children=[]))
    amina = await cast.amina.act()
    ref = await run_search(amina, BY_TOWN)

    partly = await read_search(amina, ref, most_read=3)
    wholly = await read_search(amina, ref, most_read=4)
    by_year = await read_search(amina, await run_search(amina, BY_YEAR), most_read=1)

    assert [paper.is_whole for paper in (partly, wholly, by_year)] == [False, True, True]
    assert len(by_year.people) == 2


async def test_matches_that_are_not_shown_are_counted(cast: Cast) -> None:
    for number in (1, 2, 3):
        await take_in(await cast.bryn.act(), a_referral(sender_reference=f"NMP-26-{number:05}", children=[]))
    amina = await cast.amina.act()

    paper = await read_search(amina, await run_search(amina, BY_YEAR), most_shown=2)

    assert (len(paper.people), paper.number_more) == (2, 1)


async def test_what_was_searched_for_is_removed_with_its_key_once_its_days_are_over(
    cast: Cast, clock: FixedClock
) -> None:
    amina = await cast.amina.act()
    old = await run_search(amina, BY_YEAR)
    clock.move(timedelta(days=1, minutes=1))
    new = await run_search(await cast.amina.act(), BY_TOWN)
    before = await SearchRun.objects().get(SearchRun.ref == old)
    assert before is not None

    payload = Payload(before.id, Job.FORGET_SEARCHES.value, None, {}, 1, "worker", clock)
    await HANDLERS[Job.FORGET_SEARCHES](cast.desk, payload)
    await HANDLERS[Job.FORGET_SEARCHES](cast.desk, payload)

    assert [row["ref"] for row in await SearchRun.select(SearchRun.ref)] == [new]
    key = await DataKey.objects().get(DataKey.id == before.dk)
    assert key is not None
    assert key.wrapped is None
    with pytest.raises(NotFound):
        await read_search(await cast.amina.act(), old)
    assert await Leaf.count().where(Leaf.event == Event.SEARCHES_FORGOTTEN.value) == 1
    assert await Leaf.count().where(Leaf.event == Event.SEARCH_RUN.value) == 2


async def test_a_search_for_people_stays_while_it_runs_and_as_long_as_a_suggestion_names_it(
    cast: Cast, clock: FixedClock
) -> None:
    first, again = await referred_again(cast, clock)
    await suggest(again, first)
    third = await take_in(await cast.bryn.act(), a_referral(sender_reference="NMP-26-00003"))
    done = {PeopleSearch.searched_at: datetime(2026, 9, 2, tzinfo=UTC), PeopleSearch.is_scan_needed: False}
    await PeopleSearch.update(done).where(PeopleSearch.case.ref != third.case_ref)  # type: ignore[arg-type]
    clock.move(timedelta(days=2))

    forgotten = await forget_searches(await service_act(cast.desk, cast.amina.area.id))

    left = {row["case.ref"] for row in await PeopleSearch.select(PeopleSearch.case.ref)}
    assert (forgotten.words, forgotten.people) == (0, 1)
    assert left == {again, third.case_ref}
    assert await Suggestion.count() == 1


def test_old_searches_are_looked_for_once_a_day() -> None:
    assert [each.minutes for each in REGULARS if each.job is Job.FORGET_SEARCHES] == [24 * 60]
