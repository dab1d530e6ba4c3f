"""A sealed form is kept unread, opened by the worker alone, filed once, and its sender is told."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from agencies.seats import service_act
from marac.audit.tables import Leaf
from marac.errors import SealBroken
from marac.vault.primitives import SEAL_P256, new_key, new_signing_pair
from marac.vault.roots import HeldRoot
from marac.vault.seal_keys import SealKeys
from meetings.sealed.causes import Cause, SealRefused
from meetings.sealed_intake.receiving import Door, receive_sealed
from meetings.sealed_intake.tending import tend_keys
from meetings.tables.documents import Document
from meetings.tables.sealed import SealedForm, SealedOnce
from tests.cast import ROOT, Cast
from tests.documents import NAMES, a_referral
from tests.fakes import FixedClock
from tests.sealed import FORTNIGHT, another_referral, the_sealers
from tests.signing import Enrolled, an_enrolled_key

pytestmark = pytest.mark.anyio


async def test_a_form_sealed_by_an_agency_is_taken_in_as_its_own(cast: Cast) -> None:
    sealers, police = await the_sealers(cast), await an_enrolled_key(cast)

    told = await sealers.told(await cast.bryn.act(), sealers.seal(a_referral(), police))

    assert told == ("opened", "received")
    document = await Document.objects().first()
    assert document is not None
    assert (document.sender, document.sent_by) == (police.agency_id, cast.bryn.officer_id)


@pytest.mark.parametrize("suite", [1, SEAL_P256])
async def test_a_person_who_is_signed_in_needs_no_key_of_the_agency(cast: Cast, suite: int) -> None:
    sealers = await the_sealers(cast)

    assert await sealers.told(await cast.bryn.act(), sealers.seal(a_referral(), None, suite=suite)) == (
        "opened",
        "received",
    )


async def test_a_jwe_is_taken_in_by_the_same_queue(cast: Cast) -> None:
    sealers, police = await the_sealers(cast), await an_enrolled_key(cast)

    assert await sealers.told(await cast.bryn.act(), sealers.jwe(a_referral(), police)) == ("opened", "received")


async def test_a_hundred_posts_of_one_envelope_are_one_form_with_one_receipt(cast: Cast) -> None:
    sealers, bryn = await the_sealers(cast), await cast.bryn.act()
    envelope = sealers.seal(a_referral(), await an_enrolled_key(cast))

    receipts = await asyncio.gather(*(receive_sealed(bryn, envelope, door=Door.PAGE) for _ in range(100)))
    await sealers.open_all()
    again = await receive_sealed(bryn, envelope, door=Door.PAGE)

    assert len({str(receipt.signed) for receipt in [*receipts, again]}) == 1
    assert cast.desk.vault.is_our_receipt(receipts[0].signed)
    assert (await SealedForm.count(), await Document.count(), await SealedOnce.count()) == (1, 1, 1)


async def test_what_waits_and_what_was_opened_shows_nobody(cast: Cast) -> None:
    sealers, bryn = await the_sealers(cast), await cast.bryn.act()
    await receive_sealed(bryn, sealers.seal(a_referral(), await an_enrolled_key(cast)), door=Door.PAGE)

    waiting = [str(list(row.values())) for row in await SealedForm.select()]
    await sealers.open_all()
    opened = [str(list(row.values())) for row in await SealedForm.select()]

    assert not [name for name in NAMES for row in waiting + opened if name in row]
    row = await SealedForm.objects().first()
    assert row is not None
    assert row.body is None


async def test_the_keys_of_the_pages_cannot_open_what_is_queued(cast: Cast) -> None:
    sealers, bryn = await the_sealers(cast), await cast.bryn.act()
    envelope = sealers.seal(a_referral(), None)
    receipt = await receive_sealed(bryn, envelope, door=Door.PAGE)
    row = await sealers.outcome(receipt)

    # Everything a web process has: the database, and the root key that its vault was opened with.
    theirs = SealKeys(ROOT, cast.desk.trail, cast.desk.clock)
    with pytest.raises(SealBroken):
        await theirs.pair(row.area, row.seal_key)
    with pytest.raises(SealBroken):
        await SealKeys(HeldRoot({1: new_key()}), cast.desk.trail, cast.desk.clock).pair(row.area, row.seal_key)
    reachable = await everything_below(cast.desk)
    assert not [thing for thing in reachable if isinstance(thing, SealKeys)]


async def everything_below(start: object) -> list[object]:
    """Every object of ours that can be reached from this one through attributes."""
    found, waiting = {id(start): start}, [start]
    while waiting:
        thing = waiting.pop()
        names = [*getattr(thing, "__dict__", {}), *getattr(type(thing), "__slots__", ())]
        for name in names:
            value = getattr(thing, name, None)
            if type(value).__module__.startswith(("marac", "agencies", "meetings", "tasks")) and id(value) not in found:
                found[id(value)] = value
                waiting.append(value)
    return list(found.values())


async def test_a_form_of_another_agency_a_false_signature_and_a_revoked_key_are_one_answer(cast: Cast) -> None:
    sealers, bryn, police = await the_sealers(cast), await cast.bryn.act(), await an_enrolled_key(cast)
    probation = await an_enrolled_key(cast, "northmoor-children")
    forged = Enrolled(police.key_id, police.agency_id, new_signing_pair())
    unknown = Enrolled("0000000000", police.agency_id, new_signing_pair())

    told = [
        await sealers.told(bryn, sealers.seal(a_referral(), police, agency="northmoor-children")),
        await sealers.told(bryn, sealers.seal(a_referral(), probation)),
        await sealers.told(bryn, sealers.seal(a_referral(), probation, agency="northmoor-children")),
        await sealers.told(bryn, sealers.seal(a_referral(), None, agency="northmoor-children")),
        await sealers.told(bryn, sealers.seal(a_referral(), forged)),
        await sealers.told(bryn, sealers.seal(a_referral(), unknown)),
        await sealers.told(bryn, sealers.jwe(a_referral(), forged)),
    ]

    assert told == [("refused", "not-taken")] * 7
    assert await Document.count() == 0


async def test_only_a_signed_form_comes_by_folder_or_machine(cast: Cast) -> None:
    sealers, police = await the_sealers(cast), await an_enrolled_key(cast)
    service = await service_act(cast.desk, cast.bryn.area.id)

    with service.at_work():
        unsigned = await sealers.told(service, sealers.seal(a_referral(), None), Door.FOLDER)
        signed = await sealers.told(service, sealers.seal(a_referral(), police), Door.FOLDER)

    assert (unsigned, signed) == (("refused", "not-taken"), ("opened", "received"))
    document = await Document.objects().first()
    assert document is not None
    assert (document.sender, document.sent_by) == (police.agency_id, None)


async def test_a_form_for_another_area_is_told_so_at_the_door(cast: Cast) -> None:
    southdale = await the_sealers(cast, "southdale")

    with pytest.raises(SealRefused) as refused:
        await receive_sealed(await cast.bryn.act(), southdale.seal(a_referral(), None), door=Door.PAGE)

    assert refused.value.cause is Cause.OTHER_AREA
    assert await SealedForm.count() == 0
    assert await Leaf.exists().where(Leaf.event == "seal:form:refuse")


async def test_one_jti_in_another_envelope_is_refused_and_recorded(cast: Cast) -> None:
    sealers, bryn, police = await the_sealers(cast), await cast.bryn.act(), await an_enrolled_key(cast)
    await sealers.told(bryn, sealers.seal(a_referral(), police))

    again = await sealers.told(bryn, sealers.seal(another_referral(), police))

    assert again == ("refused", "not-taken")
    assert await Document.count() == 1
    assert await Leaf.count().where(Leaf.event == "seal:form:replay") == 1


async def test_the_envelope_that_also_comes_in_a_folder_is_the_same_form(cast: Cast) -> None:
    sealers, police = await the_sealers(cast), await an_enrolled_key(cast)
    envelope = sealers.seal(a_referral(), police)
    await sealers.told(await cast.bryn.act(), envelope)
    service = await service_act(cast.desk, cast.bryn.area.id)

    with service.at_work():
        assert await sealers.told(service, envelope, Door.FOLDER) == ("opened", "same")
    assert await Document.count() == 1


async def test_a_sealed_form_that_does_not_hold_is_answered_by_field(cast: Cast) -> None:
    sealers, bryn = await the_sealers(cast), await cast.bryn.act()
    envelope = sealers.seal(a_referral(routes={}), None)

    receipt = await receive_sealed(bryn, envelope, door=Door.PAGE)
    await sealers.open_all()

    row = await sealers.outcome(receipt)
    assert (row.state, row.result) == ("opened", "rejected")
    assert "routes" in row.told
    assert not [name for name in NAMES if name in row.told]


async def test_a_form_is_judged_as_it_was_when_it_arrived(cast: Cast, clock: FixedClock) -> None:
    sealers, bryn = await the_sealers(cast), await cast.bryn.act()
    in_time = sealers.seal(a_referral(), None)
    late = sealers.seal(another_referral(), None, jti=2)

    clock.move(FORTNIGHT + timedelta(minutes=5))
    receipt = await receive_sealed(await cast.bryn.act(), in_time, door=Door.PAGE)
    clock.move(timedelta(seconds=1))
    too_late = await receive_sealed(await cast.bryn.act(), late, door=Door.PAGE)
    clock.move(timedelta(days=2))
    await sealers.open_all()

    assert bryn.area.slug == "northmoor"
    assert (await sealers.outcome(receipt)).state == "opened"
    assert (await sealers.outcome(too_late)).cause == Cause.TOO_OLD.value


async def test_a_machine_sends_within_a_day_of_sealing(cast: Cast) -> None:
    sealers, police = await the_sealers(cast), await an_enrolled_key(cast)
    service = await service_act(cast.desk, cast.bryn.area.id)
    machine = replace(service, agency_id=police.agency_id)

    with machine.at_work():
        fortnight = await sealers.told(machine, sealers.seal(a_referral(), police), Door.MACHINE)
        day = await sealers.told(
            machine, sealers.seal(a_referral(), police, jti=2, life=timedelta(hours=24)), Door.MACHINE
        )

    assert (fortnight, day) == (("refused", "not-taken"), ("opened", "received"))


async def test_a_form_under_a_retired_key_is_told_so(cast: Cast, clock: FixedClock) -> None:
    sealers = await the_sealers(cast)
    envelope = sealers.seal(a_referral(), None)

    clock.move(timedelta(days=120, minutes=5, seconds=1))
    with pytest.raises(SealRefused) as refused:
        await receive_sealed(await cast.bryn.act(), envelope, door=Door.PAGE)

    assert refused.value.cause is Cause.KEY_RETIRED


async def test_marks_of_sending_are_kept_for_thirty_days_after_a_form_ends(cast: Cast, clock: FixedClock) -> None:
    sealers = await the_sealers(cast)
    await sealers.told(await cast.bryn.act(), sealers.seal(a_referral(), None))
    service = await service_act(cast.desk, cast.bryn.area.id)

    clock.move(FORTNIGHT + timedelta(days=30))
    await tend_keys(await service_act(cast.desk, service.area.id), sealers.keys)
    kept = await SealedOnce.count()
    clock.move(timedelta(seconds=1))
    await tend_keys(await service_act(cast.desk, service.area.id), sealers.keys)

    assert (kept, await SealedOnce.count()) == (1, 0)


async def test_no_flipped_byte_and_no_truncation_is_ever_taken_in(cast: Cast) -> None:
    sealers, bryn = await the_sealers(cast), await cast.bryn.act()
    envelope = sealers.seal(a_referral(), None)
    places = [*range(60), *range(60, len(envelope), 97), len(envelope) - 1]
    wrong = [envelope[:at] + bytes([envelope[at] ^ 1]) + envelope[at + 1 :] for at in places]
    wrong += [envelope[:at] for at in places] + [envelope + b"\x00"]

    for each in wrong:
        with suppress(SealRefused):
            await receive_sealed(bryn, each, door=Door.PAGE)
    await sealers.open_all()

    assert await Document.count() == 0
    assert not await SealedForm.exists().where(SealedForm.state != "refused")
