"""Alerts on a referral: who sees which, and settling one with a reason."""

from typing import Any

import pytest

from agencies.seats import service_act
from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.errors import InvalidForm, NotFound, Refused
from meetings.alerts import AlertShown, reopen_alert, settle_alert
from meetings.case_access import exclude, restrict
from meetings.intake import take_in
from meetings.reconciliation import settle_pair
from meetings.referral_reading import read_referral
from meetings.reindexing import begin_index, end_index, index_again
from meetings.tables.people import AlertSettled, ConfidentialPlace, Mention
from tests.cast import Cast, Person
from tests.documents import a_referral, address, ellen, frank, ivy
from tests.fakes import FixedClock
from tests.people_of_the_cast import referred_again

pytestmark = pytest.mark.anyio
REFUGE = {**address("7 Heron Mews", kind="refuge", confidential=True), "postcode": "ZZ4 3TQ"}


def named(person: dict[str, Any], given_names: str) -> dict[str, Any]:
    return {**person, "given_names": given_names}


async def alerts(who: Person, case_ref: str) -> list[AlertShown]:
    return list((await read_referral(await who.act(), case_ref)).alerts)


async def codes(who: Person, case_ref: str) -> list[str]:
    return [shown.alert.code for shown in await alerts(who, case_ref)]


async def refer(cast: Cast, number: int, **also: object) -> str:
    taken = await take_in(await cast.bryn.act(), a_referral(sender_reference=f"NMP-26-{number:05}", **also))
    assert taken.case_ref, taken.messages
    return taken.case_ref


async def link(cast: Cast, *, role: str, case_ref: str, other_role: str, other_ref: str) -> None:
    async def of(role: str, ref: str) -> Mention:
        found = await Mention.objects().where((Mention.role == role) & (Mention.case.ref == ref)).first()
        assert found is not None
        return found

    one, other = await of(role, case_ref), await of(other_role, other_ref)
    await settle_pair(await cast.amina.act(), one.id, other.id, kind="same")


async def test_a_victim_who_is_a_perpetrator_elsewhere_is_told_once_linked(cast: Cast) -> None:
    first = await refer(cast, 1)
    second = await refer(cast, 2, victim=named(ellen(), "Nina"), perpetrators=[named(frank(), "Ellen")])
    before = await codes(cast.amina, first)

    await link(cast, role="victim", case_ref=first, other_role="perpetrator", other_ref=second)

    [shown] = await alerts(cast.amina, first)
    [back] = await alerts(cast.amina, second)
    assert before == []
    assert shown.alert.sentence == "This victim is named as a perpetrator in another case."
    assert back.alert.sentence == "A perpetrator here is named as a victim in another case."
    assert shown.case_ref == second


async def test_a_perpetrator_with_three_victims_is_one_alert_that_counts_them(cast: Cast) -> None:
    cases = [
        await refer(cast, n, victim=named(ellen(), name), children=[])
        for n, name in enumerate(("Ellen", "Nina", "Rose"))
    ]
    for other in cases[1:]:
        await link(cast, role="perpetrator", case_ref=other, other_role="perpetrator", other_ref=cases[0])

    [shown] = await alerts(cast.amina, cases[0])

    assert shown.alert.sentence == "This perpetrator is named with 3 victims, in 3 cases."
    assert {other.ref for other in shown.others} == set(cases[1:])


async def test_a_case_that_is_hidden_is_neither_named_nor_counted(cast: Cast) -> None:
    cases = [await refer(cast, n, victim=named(ellen(), name), children=[]) for n, name in enumerate(("Ellen", "Nina"))]
    await link(cast, role="perpetrator", case_ref=cases[1], other_role="perpetrator", other_ref=cases[0])
    await restrict(await cast.amina.act(), cases[1])
    [restricted] = await alerts(cast.lena, cases[0])
    await exclude(await cast.amina.act(), cases[1], kind="conflict", officer=cast.lena.officer_id)

    assert (restricted.case_ref, restricted.others) == (None, ())
    assert await alerts(cast.lena, cases[0]) == []


async def test_a_number_that_the_perpetrator_answers_is_not_to_be_rung(cast: Cast) -> None:
    shared = [{"number": "+44 7700 900142", "safe_to_call": "not_known", "note": None}]

    case_ref = await refer(cast, 1, perpetrators=[frank(phones=shared)])

    assert await codes(cast.amina, case_ref) == ["phone_clash"]


async def test_children_of_two_families_at_one_school_are_told(cast: Cast) -> None:
    first = await refer(cast, 1)
    nora = named(ivy(school="ALDERMOOR primary"), "Nora")
    second = await refer(cast, 2, victim=named(ellen(), "Nina"), children=[nora])
    await link(cast, role="perpetrator", case_ref=second, other_role="perpetrator", other_ref=first)

    assert await codes(cast.amina, first) == ["school_clash", "serial_perpetrator"]


async def test_a_confidential_address_of_the_area_in_a_text_is_told(cast: Cast) -> None:
    await refer(cast, 1, victim=ellen(addresses=[REFUGE]))

    second = await refer(cast, 2, victim=named(ellen(), "Nina"), reason="She followed her to flat 7, Heron Mws.")

    [shown] = await alerts(cast.amina, second)
    assert shown.alert.code == "address_in_text"
    assert shown.alert.sentence.startswith("A confidential address known to this area")
    rows = await ConfidentialPlace.select()
    assert len(rows) == 2
    assert "heron" not in str(rows).lower()


async def test_an_alert_is_settled_with_a_reason_and_opened_again(cast: Cast, clock: FixedClock) -> None:
    case_ref = await refer(cast, 1, reason="She stays at ZZ9 9ZZ.")
    amina = await cast.amina.act()
    [shown] = await alerts(cast.amina, case_ref)

    with pytest.raises(InvalidForm):
        await settle_alert(amina, case_ref, key=shown.key, reason=" ")
    await settle_alert(amina, case_ref, key=shown.key, reason="The police station.")
    [settled] = await alerts(cast.lena, case_ref)
    await reopen_alert(amina, case_ref, key=shown.key)

    assert settled.settled is not None
    assert (settled.settled.by, settled.settled.reason) == ("Amina Shah", "The police station.")
    assert [each.settled for each in await alerts(cast.amina, case_ref)] == [None]
    assert await AlertSettled.count() == 2
    assert await Leaf.count().where(Leaf.event == Event.ALERT_SETTLED.value) == 1


async def test_a_settled_alert_comes_back_with_a_further_case(cast: Cast) -> None:
    cases = [
        await refer(cast, n, victim=named(ellen(), name), children=[])
        for n, name in enumerate(("Ellen", "Nina", "Rose"))
    ]
    await link(cast, role="perpetrator", case_ref=cases[1], other_role="perpetrator", other_ref=cases[0])
    [shown] = await alerts(cast.amina, cases[0])
    await settle_alert(await cast.amina.act(), cases[0], key=shown.key, reason="Known to all.")
    [settled] = await alerts(cast.amina, cases[0])

    await link(cast, role="perpetrator", case_ref=cases[2], other_role="perpetrator", other_ref=cases[0])

    [again] = await alerts(cast.amina, cases[0])
    assert settled.settled is not None
    assert again.settled is None


async def test_what_was_not_sent_twice_is_judged_as_further_abuse(cast: Cast, clock: FixedClock) -> None:
    first, again = await referred_again(cast, clock, incident_on="2026-08-30", identified_on=None)
    for role in ("victim", "perpetrator"):
        await link(cast, role=role, case_ref=again, other_role=role, other_ref=first)
    before = await read_referral(await cast.amina.act(), again)
    [shown] = [each for each in before.alerts if each.alert.code == "duplicate_of"]

    await settle_alert(
        await cast.amina.act(), again, key=shown.key, reason="Twice on that day.", is_other_incident=True
    )

    after = await read_referral(await cast.amina.act(), again)
    assert before.reported.verdict.reason == "duplicate_of_earlier"
    assert after.reported.verdict.reason == "no_further_incident"


async def test_nobody_settles_an_alert_of_a_case_they_may_not_see_or_that_is_not_raised(cast: Cast) -> None:
    case_ref = await refer(cast, 1, reason="She stays at ZZ9 9ZZ.")

    for who, key in ((cast.bryn, "address_in_text"), (cast.amina, "under_18")):
        with pytest.raises(NotFound):
            await settle_alert(await who.act(), case_ref, key=key, reason="Nothing.")

    assert await AlertSettled.count() == 0


async def test_a_new_index_key_finds_confidential_addresses_as_the_old_one_did(cast: Cast) -> None:
    await refer(cast, 1, victim=ellen(addresses=[REFUGE]))
    second = await refer(cast, 2, victim=named(ellen(), "Nina"), reason="She followed her to flat 7, Heron Mws.")
    service = await service_act(cast.desk, cast.amina.area.id)
    [old] = await service.vault.index_versions(service.area.id)

    newest = await begin_index(service)
    with pytest.raises(Refused):
        await end_index(service, old)
    while await index_again(service):
        pass
    await end_index(service, old)

    assert {row["version"] for row in await ConfidentialPlace.select(ConfidentialPlace.version)} == {newest}
    assert await codes(cast.amina, second) == ["address_in_text"]
