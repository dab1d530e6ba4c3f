"""Sealed forms from an agency's own software: kept unread, acknowledged once, and told what became of them."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient, Response
from jsonschema import Draft202012Validator

from marac.api.openapi import description
from marac.audit.tables import Leaf
from marac.vault.sealed_forms import LARGEST_ENVELOPE
from meetings.tables.documents import Document
from meetings.tables.sealed import SealedForm
from tests.api.conftest import SEALED, Door
from tests.cast import Cast
from tests.documents import NAMES, a_referral
from tests.fakes import FixedClock
from tests.sealed import Sealers, the_sealers
from tests.signing import an_enrolled_key

pytestmark = pytest.mark.anyio
ENVELOPE, JOSE = "application/octet-stream", "application/jose"
DAY = timedelta(hours=24)
TOLD = description("https://desk.example.org")


@pytest.fixture
async def sealers(cast: Cast) -> Sealers:
    return await the_sealers(cast)


def sealed(sealers: Sealers, door: Door, **also: Any) -> bytes:
    return sealers.seal(a_referral(), door.key, **{"life": DAY, **also})


def assert_as_described(answer: Response, schema: str) -> None:
    Draft202012Validator({**TOLD["components"]["schemas"][schema], "components": TOLD["components"]}).validate(
        answer.json()
    )


async def test_an_envelope_is_kept_unread_and_its_receipt_proves_it(door: Door, sealers: Sealers) -> None:
    sent = await door.send_sealed(sealed(sealers, door))
    waiting = await door.ask(sent.headers["location"])
    await sealers.open_all()
    opened = await door.ask(sent.headers["location"])

    assert (sent.status_code, waiting.json()["state"], opened.json()["state"]) == (201, "waiting", "received")
    assert door.desk.vault.is_our_receipt(sent.json()["receipt"])
    assert sent.json()["receipt"] == waiting.json()["receipt"] == opened.json()["receipt"]
    assert not [name for name in NAMES if name in sent.text + waiting.text + opened.text]
    assert_as_described(sent, "keptSealed")
    assert_as_described(opened, "sealedState")
    asked = await door.ask(f"/api/v1/documents/{opened.json()['document']}")
    assert asked.json()["sender_reference"] == a_referral()["sender_reference"]


async def test_a_jwe_is_taken_by_the_same_address(door: Door, sealers: Sealers) -> None:
    sent = await door.send_sealed(sealers.jwe(a_referral(), door.key, life=DAY), JOSE)
    await sealers.open_all()

    assert (sent.status_code, (await door.ask(sent.headers["location"])).json()["state"]) == (201, "received")


async def test_the_same_envelope_again_gets_the_same_receipt(door: Door, sealers: Sealers) -> None:
    envelope = sealed(sealers, door)

    first = await door.send_sealed(envelope)
    await sealers.open_all()
    again = await door.send_sealed(envelope)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert (await SealedForm.count(), await Document.count()) == (1, 1)


async def test_a_form_that_does_not_hold_is_told_by_field_once_it_is_opened(door: Door, sealers: Sealers) -> None:
    sent = await door.send_sealed(sealers.seal(a_referral(victim=None), door.key, life=DAY))
    await sealers.open_all()

    told = (await door.ask(sent.headers["location"])).json()
    assert (told["state"], told["document"]) == ("rejected", None)
    assert "victim" in told["messages"]


async def test_what_another_agency_sealed_is_refused_when_it_is_opened(
    door: Door, cast: Cast, sealers: Sealers
) -> None:
    childrens = await an_enrolled_key(cast, "northmoor-children")
    envelope = sealers.seal(a_referral(), childrens, agency="northmoor-children", life=DAY)

    sent = await door.send_sealed(envelope)
    await sealers.open_all()

    told = (await door.ask(sent.headers["location"])).json()
    assert (sent.status_code, told["state"], told["cause"], told["document"]) == (201, "refused", "not-taken", None)
    assert await Document.count() == 0


async def test_another_agency_learns_nothing_of_what_was_sent(
    door: Door, http: AsyncClient, cast: Cast, sealers: Sealers
) -> None:
    sent = await door.send_sealed(sealed(sealers, door))
    other = Door(http, door.desk, await an_enrolled_key(cast, "northmoor-children"))

    assert (await other.ask(sent.headers["location"])).status_code == 404
    assert (await door.ask("/api/v1/sealed/0000000000")).json() == (await other.ask(sent.headers["location"])).json()


async def test_software_sees_nothing_that_an_officer_sent_sealed(door: Door, cast: Cast, sealers: Sealers) -> None:
    told = await sealers.told(await cast.bryn.act(), sealers.seal(a_referral(), None))
    row = await SealedForm.objects().first()

    assert told == ("opened", "received")
    assert row is not None
    assert (await door.ask(f"/api/v1/sealed/{row.ref}")).status_code == 404


async def test_software_that_seals_for_another_area_is_told_so(door: Door, cast: Cast) -> None:
    southdale = await the_sealers(cast, "southdale")

    answer = await door.send_sealed(southdale.seal(a_referral(), door.key, life=DAY))

    assert (answer.status_code, answer.json()["cause"]) == (400, "other-area")
    assert answer.headers["content-type"] == "application/problem+json"
    assert_as_described(answer, "problem")
    assert await SealedForm.count() == 0
    assert await Leaf.exists().where(Leaf.event == "seal:form:refuse")


async def test_software_that_seals_to_a_retired_key_is_told_so(door: Door, sealers: Sealers, clock: FixedClock) -> None:
    envelope = sealed(sealers, door)

    clock.move(timedelta(days=120, minutes=5, seconds=1))

    answer = await door.send_sealed(envelope)
    assert (answer.status_code, answer.json()["cause"]) == (400, "key-retired")


async def test_a_form_that_came_too_late_is_told_so_when_it_is_opened(
    door: Door, sealers: Sealers, clock: FixedClock
) -> None:
    envelope = sealed(sealers, door)

    clock.move(DAY + timedelta(minutes=5, seconds=1))
    sent = await door.send_sealed(envelope)
    await sealers.open_all()

    assert (await door.ask(sent.headers["location"])).json()["cause"] == "too-old"


@pytest.mark.parametrize("sent", [b"", b"M", b"MARAC\x01\x01", b"MARAC" + b"\x09" * 200, b"Zqhostile", b"{}"])
@pytest.mark.parametrize("kind", [ENVELOPE, JOSE])
async def test_what_is_no_sealed_form_is_one_answer(door: Door, sent: bytes, kind: str) -> None:
    answer = await door.send_sealed(sent, kind)

    assert answer.status_code in ({400, 415} if kind == JOSE and sent.startswith(b"MARAC") else {400})
    assert "Zqhostile" not in answer.text
    assert await SealedForm.count() == 0


async def test_an_envelope_is_no_jwe_and_a_document_no_sealed_form(door: Door, sealers: Sealers) -> None:
    envelope, jwe = sealed(sealers, door), sealers.jwe(a_referral(), door.key, life=DAY)

    assert (await door.send_sealed(envelope, JOSE)).status_code == 415
    assert (await door.send_sealed(jwe, ENVELOPE)).status_code == 415
    assert (await door.send_sealed(b"{}", "application/json")).status_code == 415


async def test_a_byte_more_than_an_envelope_may_have_is_too_large(door: Door) -> None:
    assert (await door.send_sealed(b"MARAC" + b"\x01" * (LARGEST_ENVELOPE - 4))).status_code == 413
    assert (await door.send_sealed(b"ey" + b"." * 2_097_151, JOSE)).status_code == 413


async def test_an_unsigned_envelope_is_not_kept(http: AsyncClient, door: Door, sealers: Sealers) -> None:
    answer = await http.post(SEALED, content=sealed(sealers, door), headers={"content-type": ENVELOPE})

    assert answer.status_code == 401
    assert await SealedForm.count() == 0
