"""Looking for the same people when a document arrives: what is suggested, and what never is."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from agencies.acts import Desk
from agencies.seats import service_act
from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.database import count_queries
from meetings.area_scan import scan
from meetings.case_access import restrict
from meetings.intake import take_in
from meetings.matching import _of_the_likeliest, open_searches, search
from meetings.mentions_seen import SeenMention
from meetings.reconciliation import settle_pair
from meetings.suggestions import suggestions_of_case
from meetings.tables.documents import Case
from meetings.tables.matching import PeopleSearch, Suggestion
from meetings.tables.people import Mention, MentionValue
from tests.cast import Cast
from tests.documents import a_return, ellen, frank, person
from tests.fakes import FixedClock
from tests.looking import finish_jobs, mentions, refer
from tests.meeting_day import Listed

pytestmark = pytest.mark.anyio


def a_stranger() -> dict[str, Any]:
    born = {"value": "1951-11-23", "precision": "exact"}
    return frank() | {"given_names": "Osric", "family_name": "Vantongeren", "born_on": born}


async def pairs() -> set[tuple[UUID, UUID, str]]:
    rows = await Suggestion.select(Suggestion.mention, Suggestion.other, Suggestion.band)
    return {(row["mention"], row["other"], row["band"]) for row in rows}


async def test_the_same_people_in_a_second_referral_are_suggested_strongly(cast: Cast) -> None:
    first = await mentions(await refer(cast, "NMP-26-00001"))
    await finish_jobs(cast.desk)

    second = await mentions(await refer(cast, "NMP-26-00002"))
    await finish_jobs(cast.desk)

    assert {(second[role], first[role], "strong") for role in ("victim", "perpetrator", "child")} <= await pairs()


async def test_a_person_is_found_in_another_role(cast: Cast) -> None:
    first = await mentions(await refer(cast, "NMP-26-00001"))
    turned = {
        "victim": ellen() | person("Frank", "Ostrey", "1982-06-05", "male"),
        "perpetrators": [a_stranger()],
        "children": [],
    }

    second = await mentions(await refer(cast, "NMP-26-00002", **turned))
    await finish_jobs(cast.desk)

    assert (second["victim"], first["perpetrator"], "strong") in await pairs()


async def test_two_people_of_one_document_are_never_suggested_as_one(cast: Cast) -> None:
    twin = frank() | {"given_names": "Frances"}

    await refer(cast, "NMP-26-00001", perpetrators=[frank(), twin])
    await finish_jobs(cast.desk)

    assert await pairs() == set()


async def test_nobody_is_asked_again_about_whom_somebody_decided(cast: Cast, clock: FixedClock) -> None:
    first = await mentions(await refer(cast, "NMP-26-00001"))
    second = await mentions(await refer(cast, "NMP-26-00002"))
    amina = await cast.amina.act()
    await settle_pair(amina, second["victim"], first["victim"], kind="different", reason="Other women.")
    await settle_pair(amina, second["perpetrator"], first["perpetrator"], kind="same")

    await finish_jobs(cast.desk)

    assert {mention for mention, _, _ in await pairs()} == {second["child"]}


async def test_whoever_two_verdicts_part_is_not_suggested(cast: Cast) -> None:
    """Her sister stands in one document with Ellen, so who is her sister is not Ellen."""
    sister = person("Helen", "Quarmby", "1985-03-27", "female", relationship_to_victim="sister")
    one = await mentions(await refer(cast, "NMP-26-00001", perpetrators=[sister], children=[]))
    two = await mentions(
        await refer(
            cast, "NMP-26-00002", victim=ellen() | person("Helen", "Quarmby", "1985-03-27", "female"), children=[]
        )
    )
    await settle_pair(await cast.amina.act(), two["victim"], one["perpetrator"], kind="same")

    await finish_jobs(cast.desk)

    assert (two["victim"], one["victim"]) not in {(mention, other) for mention, other, _ in await pairs()}


def renamed() -> dict[str, Any]:
    """Ellen after a change of forename and of sex recorded."""
    return ellen() | person("Eliot", "Quarmby", "1985-03-27", "male")


async def test_who_was_linked_under_another_name_is_found_under_both(cast: Cast) -> None:
    """Nobody would take a mention of Eliot for Ellen's, but that somebody said so of an earlier one."""
    alone = {"perpetrators": [a_stranger()], "children": []}
    first = await mentions(await refer(cast, "NMP-26-00001", **alone))
    second = await mentions(await refer(cast, "NMP-26-00002", **alone | {"victim": renamed()}))
    await finish_jobs(cast.desk)
    await settle_pair(await cast.amina.act(), second["victim"], first["victim"], kind="same", reason="A new name.")

    third = await mentions(await refer(cast, "NMP-26-00003", **alone | {"victim": renamed()}))
    await finish_jobs(cast.desk)

    assert {
        (third["victim"], second["victim"], "strong"),
        (third["victim"], first["victim"], "strong"),
    } <= await pairs()


async def test_what_is_said_in_a_restricted_case_finds_nobody_elsewhere(cast: Cast) -> None:
    alone = {"perpetrators": [a_stranger()], "children": []}
    first = await mentions(await refer(cast, "NMP-26-00001", **alone))
    two = await refer(cast, "NMP-26-00002", **alone | {"victim": renamed()})
    second = await mentions(two)
    await finish_jobs(cast.desk)
    await settle_pair(await cast.amina.act(), second["victim"], first["victim"], kind="same", reason="A new name.")
    case = await Case.objects().get(Case.id == two)
    assert case is not None
    await restrict(await cast.amina.act(), case.ref)

    third = await mentions(await refer(cast, "NMP-26-00003", **alone | {"victim": renamed()}))
    await finish_jobs(cast.desk)

    assert (third["victim"], first["victim"], "strong") not in await pairs()


async def test_a_search_done_twice_suggests_once(cast: Cast) -> None:
    await refer(cast, "NMP-26-00001")
    await refer(cast, "NMP-26-00002")
    act = await service_act(cast.desk, cast.amina.area.id)
    waiting = await open_searches(act)
    again = await open_searches(act)

    for row in [*waiting, *again]:
        await search(act, row)
    await finish_jobs(cast.desk)

    shown = await Suggestion.select(Suggestion.mention, Suggestion.other)
    assert len(shown) == len({frozenset(row.values()) for row in shown}) > 0


async def test_of_two_that_came_at_one_moment_the_younger_is_told(cast: Cast) -> None:
    first = await mentions(await refer(cast, "NMP-26-00001"))
    second = await mentions(await refer(cast, "NMP-26-00002"))

    await finish_jobs(cast.desk)

    assert {(mention, other) for mention, other, _ in await pairs()} >= {(second["victim"], first["victim"])}
    assert not {mention for mention, _, _ in await pairs()} & set(first.values())


async def test_the_next_area_is_never_searched(cast: Cast, desk: Desk) -> None:
    await refer(cast, "NMP-26-00001")
    elsewhere = await service_act(desk, cast.cerys.area.id)

    assert await open_searches(elsewhere) == []
    assert len(await open_searches(await service_act(desk, cast.amina.area.id))) == 1


async def test_without_birth_date_and_home_the_whole_area_is_gone_through(cast: Cast) -> None:
    first = await mentions(await refer(cast, "NMP-26-00001"))
    await finish_jobs(cast.desk)
    unknown = {"born_on": {"value": None, "precision": "unknown"}, "addresses": [], "phones": []}
    bare = {"victim": ellen() | unknown, "children": []}

    case_id = await refer(cast, "NMP-26-00002", perpetrators=[a_stranger()], **bare)
    act = await service_act(cast.desk, cast.amina.area.id)
    [row] = await open_searches(act)
    amina = await cast.amina.act()
    asked = (await suggestions_of_case(amina, case_id)).is_searching
    await search(act, row)
    half = (await suggestions_of_case(amina, case_id)).is_searching
    await scan(act, row, pages=1, page=1)
    some = (await suggestions_of_case(amina, case_id)).is_searching
    await finish_jobs(cast.desk)

    assert (asked, half, some) == (True, True, True)
    assert not (await suggestions_of_case(amina, case_id)).is_searching
    second = await mentions(case_id)
    assert (second["victim"], first["victim"]) in {(mention, other) for mention, other, _ in await pairs()}


async def test_an_alias_that_a_return_tells_is_looked_for_on_its_day(
    cast: Cast, listed: Listed, clock: FixedClock
) -> None:
    other = {"given_names": "Morwenna", "family_name": "Tregidgo"}
    known = await mentions(
        await refer(cast, "NMP-26-00007", victim=ellen() | other, perpetrators=[a_stranger()], children=[])
    )
    await finish_jobs(cast.desk)
    told: dict[str, Any] = {**other, "born_on": None, "aliases": [], "addresses": [], "identifiers": {}, "note": None}
    about = {"role": "perpetrator", "index": 0, "name_as_listed": "As listed", "accurate": "no"}
    corrections = {**told, "born_on": {"value": "1985-03-27", "precision": "exact"}}
    clock.move(timedelta(days=2))

    await take_in(
        await service_act(cast.desk, cast.amina.area.id),
        a_return(listed.case_number, persons=[{**about, "corrections": corrections}]),
    )
    await finish_jobs(cast.desk)

    corrected = await Mention.objects().get((Mention.case.ref == listed.case_ref) & (Mention.role == "perpetrator"))
    assert corrected is not None
    rows = await Suggestion.objects().where(Suggestion.is_later.eq(True))
    assert (corrected.id, known["victim"]) in {(row.mention, row.other) for row in rows}
    assert {row.business_at.date().isoformat() for row in rows} == {"2026-09-03"}
    assert await MentionValue.count().where(MentionValue.state == "proposed") == 2


async def test_whom_a_return_corrected_is_found_by_the_corrected_name(cast: Cast, listed: Listed) -> None:
    other = {"given_names": "Morwenna", "family_name": "Tregidgo"}
    told: dict[str, Any] = {**other, "born_on": None, "aliases": [], "addresses": [], "identifiers": {}, "note": None}
    about = {"role": "victim", "index": 0, "name_as_listed": "As listed", "accurate": "no", "corrections": told}
    await take_in(await service_act(cast.desk, cast.amina.area.id), a_return(listed.case_number, persons=[about]))
    await finish_jobs(cast.desk)

    second = await mentions(await refer(cast, "NMP-26-00007", victim=ellen() | other, children=[]))
    await finish_jobs(cast.desk)

    assert second["victim"] in {mention for mention, _, band in await pairs() if band == "strong"}


async def test_each_search_leaves_a_leaf_that_says_how_many_were_compared(cast: Cast) -> None:
    await refer(cast, "NMP-26-00001")
    await finish_jobs(cast.desk)
    await refer(cast, "NMP-26-00002")
    row = await PeopleSearch.objects().get(PeopleSearch.searched_at.is_null())
    assert row is not None

    await finish_jobs(cast.desk)

    leaves = await Leaf.objects().where(Leaf.event == Event.PEOPLE_SEARCHED.value).order_by(Leaf.id)
    told = [leaf.keys for leaf in leaves if str(row.id) in leaf.keys]
    assert ['"step":"asked"' in keys for keys in told][:2] == [True, False]
    assert all('"number_of_objects":3' in keys for keys in told[:2])
    assert all(leaf.actor is None for leaf in leaves)


def seen(n: int, person: int) -> SeenMention:
    known = UUID(int=n)
    return SeenMention(
        known, known, known, known, "victim", UUID(int=person), known, 1, b"", b"", date(2026, 3, 3), False, False
    )


def test_the_likeliest_are_opened_as_whole_persons_until_it_is_enough() -> None:
    stored = [seen(1, 100), seen(2, 200), seen(3, 100), seen(4, 300), seen(5, 300), seen(6, 400)]
    likeliest_first = [UUID(int=n) for n in (4, 9, 2, 1, 6)]

    opened = {
        most: [each.id.int for each in _of_the_likeliest([likeliest_first], stored, most=most)] for most in (1, 3, 4, 9)
    }

    assert opened == {1: [4, 5], 3: [2, 4, 5], 4: [1, 2, 3, 4, 5], 9: [1, 2, 3, 4, 5, 6]}
    assert _of_the_likeliest([[UUID(int=6)], likeliest_first[:1]], stored, most=1) == stored[3:]


async def test_a_search_of_one_document_asks_few_statements_however_many_are_found(cast: Cast) -> None:
    for n in range(4):
        await refer(cast, f"NMP-26-0000{n}")
    await finish_jobs(cast.desk)
    await refer(cast, "NMP-26-00007")
    act = await service_act(cast.desk, cast.amina.area.id)
    [row] = await open_searches(act)

    with count_queries() as asked:
        await search(act, row)

    assert asked.number <= MOST_STATEMENTS


# Two leaves, two readings with their keys and values, one look-up under the keys in use, the size of the store, what
# was decided and shown before, and the end.
MOST_STATEMENTS = 32
