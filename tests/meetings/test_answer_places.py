"""Confidential addresses and research returns: in what an agency answers, and told by one."""

from typing import Any

import pytest

from agencies.seats import service_act
from marac.audit.events import Event
from marac.audit.tables import Leaf
from meetings.alerts import settle_alert
from meetings.case_access import exclude
from meetings.case_reading import read_case
from meetings.decisions import Acceptance, accept_referral
from meetings.intake import take_in
from meetings.referral_reading import read_referral
from meetings.reindexing import begin_index, end_index, index_again
from meetings.tables.documents import Case
from meetings.tables.people import ConfidentialPlace
from tests.cast import Cast, Person
from tests.documents import a_line, a_referral, a_return, address, ellen
from tests.meeting_of_the_cast import a_meeting

pytestmark = pytest.mark.anyio
REFUGE = {**address("7 Heron Mews", kind="refuge", confidential=True), "postcode": "ZZ4 3TQ"}
SEEN_THERE = "She was seen coming out of flat 7, Heron Mws."
CORRECTED: dict[str, Any] = {
    "given_names": None,
    "family_name": None,
    "aliases": [],
    "born_on": None,
    "addresses": [REFUGE],
    "identifiers": {},
    "note": None,
}


async def an_accepted_case(cast: Cast, number: int, **also: object) -> tuple[str, str]:
    """Reference and number of a case to which agencies may answer."""
    meeting_ref = await a_meeting(cast)
    told = a_referral(sender_reference=f"NMP-26-{number:05}", **also)
    taken = await take_in(await cast.bryn.act(), told)
    case_number = await accept_referral(await cast.amina.act(), str(taken.case_ref), Acceptance(meeting_ref))
    return str(taken.case_ref), case_number


async def answer(cast: Cast, case_number: str, **also: object) -> None:
    await take_in(await cast.nadia.act(), a_return(case_number, sender_reference=f"MGP-RES-{case_number}", **also))


async def said(who: Person, case_ref: str) -> list[str]:
    paper = await read_case(await who.act(), case_ref)
    return [shown.alert.sentence for shown in paper.alerts if shown.alert.code == "address_in_text"]


@pytest.mark.parametrize(
    "told",
    [
        {"lines": [a_line(SEEN_THERE)]},
        {"kept_back": [{"text": SEEN_THERE, "reason": "Not ours to tell."}]},
        {"other_information": SEEN_THERE},
        {"gaps_and_questions": [SEEN_THERE]},
        {"last_contacts": [{"contacted_on": "2026-08-20", "what": SEEN_THERE, "who": "The victim"}]},
    ],
)
async def test_a_confidential_address_in_an_answer_is_told_with_the_agency_that_wrote_it(
    cast: Cast, told: dict[str, Any]
) -> None:
    case_ref, number = await an_accepted_case(cast, 1, victim=ellen(addresses=[REFUGE]))

    await answer(cast, number, **told)

    [sentence] = await said(cast.amina, case_ref)
    assert sentence == (
        "A confidential address known to this area stands in what Moorland GP Federation answered. Move it now."
    )
    assert await Leaf.exists().where(Leaf.event == Event.PLACES_LOOKED_FOR.value)


async def test_an_answer_is_held_against_addresses_that_come_after_it(cast: Cast) -> None:
    case_ref, number = await an_accepted_case(cast, 1)
    await answer(cast, number, lines=[a_line(SEEN_THERE)])
    before = await said(cast.amina, case_ref)

    await take_in(await cast.bryn.act(), a_referral(sender_reference="NMP-26-00002", victim=ellen(addresses=[REFUGE])))

    assert before == []
    assert len(await said(cast.amina, case_ref)) == 1


async def test_any_postcode_in_an_answer_is_told(cast: Cast) -> None:
    case_ref, number = await an_accepted_case(cast, 1)

    await answer(cast, number, other_information="Moved to ZZ9 9ZZ in May.")

    assert await said(cast.amina, case_ref) == [
        "An address seems to stand in what Moorland GP Federation answered. Ask them to move it."
    ]


async def test_only_coordinator_and_chair_are_told_and_nobody_who_is_shut_out(cast: Cast) -> None:
    case_ref, number = await an_accepted_case(cast, 1, victim=ellen(addresses=[REFUGE]))
    await answer(cast, number, lines=[a_line(SEEN_THERE)])
    other = await take_in(
        await cast.bryn.act(), a_referral(sender_reference="NMP-26-00002", reason=SEEN_THERE, victim=ellen())
    )
    everybody = {who.name: len(await said(who, case_ref)) for who in (cast.amina, cast.grace, cast.bryn, cast.nadia)}

    await exclude(await cast.amina.act(), case_ref, kind="staff", officer=cast.lena.officer_id)

    alerts = (await read_referral(await cast.lena.act(), str(other.case_ref))).alerts
    assert everybody == {cast.amina.name: 1, cast.grace.name: 1, cast.bryn.name: 0, cast.nadia.name: 0}
    assert [shown.alert.code for shown in alerts] == []


async def test_it_is_settled_for_one_answer_and_comes_back_with_the_next(cast: Cast) -> None:
    case_ref, number = await an_accepted_case(cast, 1, victim=ellen(addresses=[REFUGE]))
    await answer(cast, number, lines=[a_line(SEEN_THERE)])
    amina = await cast.amina.act()
    [shown] = (await read_referral(amina, case_ref)).alerts

    await settle_alert(amina, case_ref, key=shown.key, reason="The agency wrote it anew.")
    await take_in(
        await cast.hugh.act(),
        a_return(number, agency="northmoor-children", sender_reference="NCS-1", lines=[a_line(SEEN_THERE)]),
    )

    alerts = (await read_referral(await cast.amina.act(), case_ref)).alerts
    assert [each.settled is None for each in alerts] == [True, False]
    assert "Northmoor Children’s Services" in alerts[0].alert.sentence


async def test_a_confidential_address_that_a_return_corrects_is_known_from_then_on(cast: Cast) -> None:
    _, number = await an_accepted_case(cast, 1)
    person = {"role": "victim", "index": 0, "name_as_listed": "As listed", "accurate": "no", "corrections": CORRECTED}

    await answer(cast, number, persons=[person])

    second = await take_in(await cast.bryn.act(), a_referral(sender_reference="NMP-26-00002", reason=SEEN_THERE))
    alerts = (await read_referral(await cast.amina.act(), str(second.case_ref))).alerts
    assert [each.alert.sentence for each in alerts if each.alert.code == "address_in_text"] == [
        "A confidential address known to this area stands in a text that agencies will read. Move it now."
    ]
    rows = await ConfidentialPlace.select()
    first = await Case.select(Case.id).where(Case.case_number == number).first()
    assert first is not None
    assert {row["case"] for row in rows} == {first["id"]}
    assert "heron" not in str(rows).lower()


async def test_a_new_index_key_keeps_the_addresses_that_returns_told(cast: Cast) -> None:
    _, number = await an_accepted_case(cast, 1)
    person = {"role": "victim", "index": 0, "name_as_listed": "As listed", "accurate": "no", "corrections": CORRECTED}
    await answer(cast, number, persons=[person])
    before = await ConfidentialPlace.count()
    service = await service_act(cast.desk, cast.amina.area.id)
    [old] = await service.vault.index_versions(service.area.id)

    newest = await begin_index(service)
    while await index_again(service):
        pass
    await end_index(service, old)

    rows = await ConfidentialPlace.select(ConfidentialPlace.version)
    assert [row["version"] for row in rows] == [newest] * before
    assert before > 0
