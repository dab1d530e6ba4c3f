"""The alerts of a referral, story by story as the practice area tells them."""

from typing import Any

import pytest

from meetings.alerts import AlertShown
from meetings.case_access import exclude
from meetings.case_reading import read_case
from meetings.decisions import Acceptance, accept_referral
from meetings.intake import take_in
from meetings.reconciliation import settle_pair
from meetings.referral_reading import read_referral
from meetings.tables.people import Mention, MentionValue
from meetings.value_deciding import decide_value
from tests.cast import Cast, Person
from tests.documents import a_referral, a_return, address, ellen, frank, ivy
from tests.fakes import FixedClock
from tests.meeting_of_the_cast import a_meeting
from tests.meetings.northmoor import documents, read
from tests.people_of_the_cast import referred_again
from tests.suggested import suggest_pair

pytestmark = pytest.mark.anyio
Told = dict[str, str]


async def told(cast: Cast, *references: str) -> Told:
    """These referrals of the practice area taken in here, their people linked as they truly are: reference to case."""
    cases: Told = {}
    for reference in references:
        document = {**documents()[reference], "referring_agency": "northmoor-police"}
        taken = await take_in(await cast.bryn.act(), document)
        assert taken.case_ref, taken.messages
        cases[reference] = taken.case_ref
    await link_true(cast, references)
    return cases


async def link_true(cast: Cast, references: tuple[str, ...]) -> None:
    persons = read("truth.json")["persons"]
    first: dict[str, Any] = {}
    rows = await Mention.select(Mention.id, Mention.outside_id).order_by(Mention.id)
    for row in rows:
        person = persons.get(row["outside_id"])
        if person in first:
            await settle_pair(await cast.amina.act(), row["id"], first[person], kind="same")
        first.setdefault(person, row["id"])


async def alerts(who: Person, case_ref: str) -> list[AlertShown]:
    return list((await read_case(await who.act(), case_ref)).alerts)


async def points(who: Person, case_ref: str, code: str) -> set[str]:
    """The other cases that alerts of this code name."""
    return {other.ref for each in await alerts(who, case_ref) if each.alert.code == code for other in each.others}


async def test_nm_21_a_victim_in_one_case_is_perpetrator_in_another(cast: Cast) -> None:
    cases = await told(cast, "NMP-25-00260", "NAS-25-0016")
    first, second = cases.values()

    here, there = await alerts(cast.amina, first), await alerts(cast.amina, second)

    assert "This victim is named as a perpetrator in another case." in [each.alert.sentence for each in here]
    assert "A perpetrator here is named as a victim in another case." in [each.alert.sentence for each in there]
    assert await points(cast.amina, first, "counter_allegation") == set()


async def test_a_strong_suggestion_tells_of_it_at_intake_before_anybody_decides(cast: Cast, clock: FixedClock) -> None:
    first, again = await referred_again(cast, clock, children=[])
    await suggest_pair((again, "victim"), (first, "perpetrator"))

    [shown] = [each for each in await alerts(cast.amina, again) if each.alert.code == "role_may_conflict"]
    hidden = await alerts(cast.bryn, first)
    await exclude(await cast.amina.act(), first, kind="staff", officer=cast.lena.officer_id)

    assert shown.alert.sentence == "This victim may be named as a perpetrator in another case. Decide who it is."
    assert shown.case_ref == first
    assert [each.alert.code for each in hidden] == []
    assert "role_may_conflict" not in [
        each.alert.code for each in (await read_referral(await cast.lena.act(), again)).alerts
    ]


async def test_nm_20_the_counter_allegation_pair_reads_from_both_ends_and_is_no_repeat(cast: Cast) -> None:
    cases = await told(cast, "NMP-25-00455", "NMP-25-00560", "WAY-26-0012")
    first, counter, third = cases.values()

    assert await points(cast.amina, first, "counter_allegation") == {counter}
    assert await points(cast.amina, counter, "counter_allegation") == {first, third}
    assert await points(cast.amina, third, "counter_allegation") == {counter}
    reported = (await read_referral(await cast.amina.act(), counter)).reported.verdict
    assert (reported.is_repeat, reported.reason) == (False, "roles_swapped")


async def test_nm_22_a_new_address_beside_the_perpetrators_family_is_told(cast: Cast) -> None:
    cases = await told(cast, "NMP-25-00690", "RVH-26-0009")
    earlier, later = cases.values()

    assert await points(cast.amina, later, "safety_clash") == {earlier}
    assert await points(cast.amina, earlier, "safety_clash") == {later}


async def test_nm_23_staying_with_somebody_the_perpetrator_also_harms_is_told_with_the_serial_link(cast: Cast) -> None:
    cases = await told(cast, "NAS-25-0011", "WAY-26-0038")
    mother, partner = cases.values()

    for one, other in ((mother, partner), (partner, mother)):
        assert await points(cast.amina, one, "safety_clash") == {other}
        assert await points(cast.amina, one, "serial_perpetrator") == {other}


async def test_nm_19_one_man_with_three_victims_is_one_alert(cast: Cast) -> None:
    cases = await told(cast, "NMP-25-00142", "WAY-25-0109", "NPR-26-0006")

    for case_ref in cases.values():
        [shown] = [each for each in await alerts(cast.amina, case_ref) if each.alert.code == "serial_perpetrator"]
        assert shown.alert.sentence == "This perpetrator is named with 3 victims, in 3 cases."
        assert {other.ref for other in shown.others} == set(cases.values()) - {case_ref}


async def test_nm_24_an_address_in_the_wrong_box_is_told(cast: Cast) -> None:
    [case_ref] = (await told(cast, "NCS-25-0029")).values()

    assert "address_in_text" in [each.alert.code for each in await alerts(cast.amina, case_ref)]


async def test_a_telephone_of_the_victim_that_the_perpetrator_answers_is_told_though_it_is_marked_unsafe(
    cast: Cast,
) -> None:
    his = [{"number": "0770 0900142", "safe_to_call": "no", "note": None}]
    taken = await take_in(await cast.bryn.act(), a_referral(perpetrators=[frank(phones=his)]))

    assert [each.alert.code for each in await alerts(cast.amina, str(taken.case_ref))] == ["phone_clash"]


async def test_only_coordinator_and_chair_are_told_of_a_clash_of_address_telephone_or_school(
    cast: Cast, clock: FixedClock
) -> None:
    meeting_ref = await a_meeting(cast)
    hers = {**address("2/14 Mill Ln", kind="temporary"), "postcode": "zz14qp"}
    his = {**address("Flat 2, 14 Mill Lane"), "postcode": "ZZ1 4QP"}
    phones = [{"number": "07700 900142", "safe_to_call": "not_known", "note": None}]
    first = await take_in(
        await cast.bryn.act(),
        a_referral(victim=ellen(addresses=[hers]), perpetrators=[frank(addresses=[his], phones=phones)]),
    )
    nina = {**ellen(), "given_names": "Nina", "phones": []}
    nora = {**ivy(), "given_names": "Nora"}
    told = a_referral(sender_reference="NMP-26-00002", victim=nina, children=[nora])
    second = str((await take_in(await cast.bryn.act(), told)).case_ref)
    case_ref = str(first.case_ref)
    await accept_referral(await cast.amina.act(), case_ref, Acceptance(meeting_ref))
    mentions = await Mention.select(Mention.id).where(Mention.role == "perpetrator").order_by(Mention.id)
    await settle_pair(await cast.amina.act(), mentions[1]["id"], mentions[0]["id"], kind="same")

    clashes = {"safety_clash", "phone_clash", "school_clash"}
    seen = {
        who.name: clashes & {each.alert.code for each in await alerts(who, case_ref)}
        for who in (cast.amina, cast.grace, cast.bryn, cast.nadia)
    }

    assert second
    assert seen == {
        cast.amina.name: clashes, cast.grace.name: clashes, cast.bryn.name: set(), cast.nadia.name: set()
    }  # fmt: skip


async def test_an_address_that_a_return_tells_raises_the_clash_until_it_is_disputed(cast: Cast) -> None:
    meeting_ref = await a_meeting(cast)
    his = {**address("Flat 2, 14 Mill Lane"), "postcode": "ZZ1 4QP"}
    taken = await take_in(await cast.bryn.act(), a_referral(perpetrators=[frank(addresses=[his])]))
    case_ref = str(taken.case_ref)
    number = await accept_referral(await cast.amina.act(), case_ref, Acceptance(meeting_ref))
    moved = {**address("2/14 Mill Ln", kind="temporary"), "postcode": "zz14qp"}
    corrections: dict[str, Any] = {
        "given_names": None, "family_name": None, "aliases": [], "born_on": None, "addresses": [moved],
        "identifiers": {}, "note": None,
    }  # fmt: skip
    person = {"role": "victim", "index": 0, "name_as_listed": "As listed", "accurate": "no"}
    before = [each.alert.code for each in await alerts(cast.amina, case_ref)]

    await take_in(await cast.nadia.act(), a_return(number, persons=[{**person, "corrections": corrections}]))
    after = [each.alert.code for each in await alerts(cast.amina, case_ref)]
    [row] = await MentionValue.select(MentionValue.id)
    await decide_value(await cast.amina.act(), row["id"], state="disputed", reason="She never lived there.")

    assert (before, after) == ([], ["safety_clash"])
    assert await alerts(cast.amina, case_ref) == []
