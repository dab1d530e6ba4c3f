"""Documents from an agency's own software: taken in once, for that agency alone, and never by an unsigned request."""

import asyncio
from datetime import timedelta

import pytest
from httpx import AsyncClient

from agencies.agency_keys import revoke_key
from agencies.tables import Agency
from marac.audit.tables import Leaf
from meetings.intake import take_in
from meetings.tables.documents import Document
from tests.api.conftest import DOCUMENTS, Door
from tests.cast import Cast
from tests.documents import NAMES, a_referral
from tests.fakes import FixedClock
from tests.signing import an_enrolled_key

pytestmark = pytest.mark.anyio
ONCE = "a-sending-of-ours-1"


async def test_a_signed_referral_is_taken_in_and_its_receipt_proves_it(door: Door, cast: Cast) -> None:
    sent = await door.send(a_referral())
    asked = await door.ask(sent.headers["location"])

    document = await Document.objects().first()
    assert document is not None
    assert sent.status_code == 201
    assert sent.json()["reference"] == document.ref
    assert door.desk.vault.is_our_receipt(sent.json()["receipt"])
    assert sent.json()["receipt"]["receipt"]["sha256"] == document.sha256
    assert asked.status_code == 200
    assert asked.json()["state"] == "received"
    assert asked.json()["receipt"] == sent.json()["receipt"]
    assert document.sent_by is None
    assert not any(name in sent.text + asked.text for name in NAMES)


async def test_the_log_names_the_key_that_sent_and_no_person(door: Door) -> None:
    await door.send(a_referral())

    leaf = await Leaf.select(Leaf.session, Leaf.actor).where(Leaf.event == "document:receive").first()
    assert leaf == {"session": door.key.key_id, "actor": None}


async def test_the_same_document_again_has_no_effect_and_the_same_answer(door: Door) -> None:
    first, again = await door.send(a_referral()), await door.send(a_referral())

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert await Document.count() == 1


async def test_a_hundred_sendings_at_once_make_one_record_and_one_answer(door: Door) -> None:
    answers = await asyncio.gather(*(door.send(a_referral()) for _ in range(100)))

    assert sorted(answer.status_code for answer in answers) == [200] * 99 + [201]
    assert len({answer.text for answer in answers}) == 1
    assert await Document.count() == 1


async def test_an_idempotency_key_gives_the_first_answer_again_and_holds_other_content_off(door: Door) -> None:
    first = await door.send(a_referral(), once=ONCE)
    again = await door.send(a_referral(), once=ONCE)
    other = await door.send(a_referral(sender_reference="NMP-26-00002"), once=ONCE)

    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 409)
    assert first.text == again.text
    assert await Document.count() == 1


async def test_a_refused_document_may_come_again_mended_under_its_key(door: Door) -> None:
    refused = await door.send(a_referral(victim=None), once=ONCE)
    mended = await door.send(a_referral(), once=ONCE)

    assert (refused.status_code, mended.status_code) == (422, 201)


@pytest.mark.parametrize("once", ["short", "a" * 65, "with a blank in it"])
async def test_an_idempotency_key_of_another_shape_is_refused(door: Door, once: str) -> None:
    assert (await door.send(a_referral(), once=once)).status_code == 400


async def test_other_text_under_one_reference_is_in_conflict_each_time(door: Door) -> None:
    await door.send(a_referral())

    answers = [await door.send(a_referral(reason="Other words.")) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert "Other words" not in answers[0].text


async def test_a_machine_speaks_for_its_own_agency_alone(door: Door) -> None:
    answer = await door.send(a_referral(referring_agency="northmoor-children"))

    assert answer.status_code == 422
    assert answer.json()["messages"] == {"referring_agency": "Send for your own agency alone."}
    assert await Document.count() == 0


async def test_a_machine_sees_what_it_sent_and_nothing_a_colleague_sent(door: Door, cast: Cast) -> None:
    taken = await take_in(await cast.bryn.act(), a_referral())

    own = await door.ask(f"{DOCUMENTS}/{taken.document_ref}")
    none = await door.ask(f"{DOCUMENTS}/0000000000")

    assert own.status_code == none.status_code == 404
    assert own.json() == none.json()


async def test_another_agency_learns_nothing_of_a_reference(door: Door, http: AsyncClient, cast: Cast) -> None:
    sent = await door.send(a_referral())
    other = Door(http, door.desk, await an_enrolled_key(cast, "northmoor-children"))

    answer = await other.ask(sent.headers["location"])

    assert answer.status_code == 404


async def test_a_key_taken_back_opens_nothing_from_the_next_request_on(door: Door, cast: Cast) -> None:
    before = await door.send(a_referral())
    await revoke_key(await cast.amina.act(), door.key.agency_id, key_id=door.key.key_id, why="lost")

    after = await door.send(a_referral())

    assert (before.status_code, after.status_code) == (201, 401)


async def test_the_key_of_a_persons_device_is_not_for_this_door(door: Door, http: AsyncClient, cast: Cast) -> None:
    device = Door(http, door.desk, await an_enrolled_key(cast, officer_id=cast.bryn.officer_id))

    assert (await device.send(a_referral())).status_code == 403


async def test_an_agency_that_left_the_area_sends_nothing_more(door: Door) -> None:
    await Agency.update({Agency.left_on: door.desk.clock.now().date() - timedelta(days=1)}).where(
        Agency.id == door.key.agency_id
    )

    assert (await door.send(a_referral())).status_code == 403


async def test_a_key_that_sends_too_much_is_told_when_to_come_again(door: Door, clock: FixedClock) -> None:
    answers = [await door.ask(f"{DOCUMENTS}/0000000000") for _ in range(121)]
    clock.at += timedelta(seconds=61)
    later = await door.ask(f"{DOCUMENTS}/0000000000")

    assert {answer.status_code for answer in answers[:120]} == {404}
    assert (answers[120].status_code, answers[120].headers["retry-after"]) == (429, "60")
    assert later.status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b'{"form": "marac-referral"} x', 400),
        (b'{"form": 1, "form": 2}', 400),
        (b"\xff\xfe", 400),
        (b"\xef\xbb\xbf{}", 400),
        (b"[" * 100_000, 400),
        (b"NaN", 400),
        (b"null", 422),
        (b"[]", 422),
        (b"{}", 422),
        (b'{"form": ["Zqhostile"], "version": 1}', 422),
        (b'{"form": {"Zqhostile": 1}, "version": []}', 422),
        (b'{"form": "Zqhostile", "version": 1}', 422),
    ],
)
async def test_what_is_no_document_is_refused_by_field_and_nothing_is_repeated(
    door: Door, body: bytes, status: int
) -> None:
    answer = await door.send(body)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["messages"]
    assert "Zqhostile" not in answer.text


async def test_a_document_beyond_a_megabyte_is_too_large(door: Door) -> None:
    answer = await door.send(b" " * 1_048_577)

    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
