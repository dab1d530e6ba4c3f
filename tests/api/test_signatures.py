"""Who passes the machine door: one signature, of a key that counts, over all that matters, fresh and used once."""

import base64
import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient, Response

from marac.vault.primitives import is_signed, new_signing_pair, sign
from meetings.tables.documents import Document
from tests.api.conftest import DOCUMENTS, Door
from tests.api.signing import Client
from tests.documents import a_referral
from tests.signing import Enrolled

pytestmark = pytest.mark.anyio
BODY = json.dumps(a_referral()).encode()
Change = Callable[[dict[str, str]], dict[str, str]]


async def posted(door: Door, headers: dict[str, str], body: bytes = BODY) -> Response:
    return await door.http.post(DOCUMENTS, content=body, headers=headers)


def signed(door: Door, **also: Any) -> dict[str, str]:
    return door.client.headers("POST", DOCUMENTS, BODY, **also)


async def refused(answer: Response) -> str:
    """What it was told; nothing was taken in."""
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == "Signature"
    assert 'tag="marac-api-1"' in answer.headers["accept-signature"]
    assert await Document.count() == 0
    return str(answer.json()["detail"])


async def test_an_unsigned_document_is_told_what_to_sign(door: Door) -> None:
    told = await refused(await posted(door, {"content-type": "application/json"}))

    assert told.startswith("Sign the request")


@pytest.mark.parametrize("minutes", [-6, 2])
async def test_a_signature_too_old_or_ahead_of_its_time_is_refused(door: Door, minutes: int) -> None:
    at = door.desk.clock.now() + timedelta(minutes=minutes)
    headers = Client(door.key, door.desk.address, at).headers("POST", DOCUMENTS, BODY)

    assert (await refused(await posted(door, headers))).startswith("Sign anew")


@pytest.mark.parametrize(("seconds", "status"), [(-300, 201), (-301, 401), (60, 201), (61, 401)])
async def test_the_window_of_a_signature_has_sharp_edges(door: Door, seconds: int, status: int) -> None:
    at = door.desk.clock.now() + timedelta(seconds=seconds)

    answer = await posted(door, Client(door.key, door.desk.address, at).headers("POST", DOCUMENTS, BODY))

    assert answer.status_code == status


async def test_a_request_heard_on_the_way_and_sent_again_opens_nothing(door: Door) -> None:
    headers = signed(door)

    first, replayed = await posted(door, headers), await posted(door, headers)

    assert (first.status_code, replayed.status_code) == (201, 401)
    assert "another nonce" in replayed.json()["detail"]


async def test_other_bytes_than_those_signed_are_refused(door: Door) -> None:
    answer = await posted(door, signed(door), BODY + b" ")

    assert (await refused(answer)).startswith("Send Content-Digest")


async def test_what_was_signed_for_another_service_opens_nothing_here(door: Door) -> None:
    elsewhere = Client(door.key, "https://other.example.org", door.desk.clock.now())

    assert (await refused(await posted(door, elsewhere.headers("POST", DOCUMENTS, BODY)))).startswith("Use a key")


@pytest.mark.parametrize("missing", ["@method", "@target-uri", "content-digest", "content-type"])
async def test_a_signature_that_leaves_something_out_is_refused(door: Door, missing: str) -> None:
    digest = base64.b64encode(hashlib.sha256(BODY).digest()).decode()
    sent = {"content-digest": f"sha-256=:{digest}:", "content-type": "application/json"}
    covered = {"@method": "POST", "@target-uri": door.desk.address + DOCUMENTS, **sent}
    del covered[missing]

    answer = await posted(door, sent | door.client.signature(covered))

    assert (await refused(answer)).startswith("Cover the fields")


async def test_an_idempotency_key_that_is_not_signed_is_refused(door: Door) -> None:
    answer = await posted(door, signed(door) | {"idempotency-key": "put-in-on-the-way-1"})

    assert (await refused(answer)).startswith("Cover the fields")


@pytest.mark.parametrize(
    ("also", "begins"),
    [
        ({"tag": "other"}, "Cover the fields"),
        ({"nonce": "short"}, "Cover the fields"),
        ({"nonce": "a" * 65}, "Cover the fields"),
        ({"created": '"2026"'}, "Use a key"),
        ({"created": "999999999999999"}, "Sign anew"),
        ({"keyid": "0000000000"}, "Use a key"),
        ({"keyid": "x"}, "Sign the request"),
    ],
)
async def test_what_a_signature_says_of_itself_must_be_right(door: Door, also: dict[str, str], begins: str) -> None:
    assert (await refused(await posted(door, signed(door, **also)))).startswith(begins)


async def test_another_key_under_the_name_of_ours_is_refused(door: Door) -> None:
    stranger = Client(
        Enrolled(door.key.key_id, door.key.agency_id, new_signing_pair()), door.desk.address, door.desk.clock.now()
    )

    assert (await refused(await posted(door, stranger.headers("POST", DOCUMENTS, BODY)))).startswith("Use a key")


@pytest.mark.parametrize(
    "change",
    [
        lambda sent: {"signature": sent["signature"][:-10] + "AAAAAAAA=:"},
        lambda sent: {"signature": "sig=:!!!:"},
        lambda sent: {"signature": "sig=?1"},
        lambda sent: {"signature": "other" + sent["signature"]},
        lambda sent: {"signature-input": sent["signature-input"] + ", two=()"},
        lambda sent: {"signature-input": sent["signature-input"].replace('"@method"', '"@method" "@method"')},
        lambda sent: {"signature-input": sent["signature-input"].replace('"@method"', '"@method";req')},
        lambda sent: {"signature-input": sent["signature-input"].replace("ed25519", "hmac-sha256")},
        lambda sent: {"signature-input": sent["signature-input"].replace('alg="ed25519"', "alg")},
        lambda sent: {"signature-input": sent["signature-input"].replace('"@method"', '"@status"')},
        lambda sent: {"signature-input": "(" * 5000},
        lambda sent: {"signature-input": sent["signature-input"] * 2},
        lambda sent: {"content-digest": "sha-256=:AAAA:"},
        lambda sent: {"content-digest": "md5=:AAAA:"},
    ],
)
async def test_games_with_the_headers_of_a_signature_open_nothing(door: Door, change: Change) -> None:
    headers = signed(door)

    await refused(await posted(door, headers | change(headers)))


async def test_a_digest_other_than_sha_is_refused_even_when_it_is_signed(door: Door) -> None:
    sent = {"content-digest": "md5=:AAAAAAAAAAAAAAAAAAAAAA==:", "content-type": "application/json"}
    covered = {"@method": "POST", "@target-uri": door.desk.address + DOCUMENTS, **sent}

    assert (await refused(await posted(door, sent | door.client.signature(covered)))).startswith("Send Content-Digest")


async def test_every_bit_of_a_signature_counts(door: Door) -> None:
    message, pair = b"the words", door.key.pair
    made = sign(pair.seed, message)

    flipped = [made[:at] + bytes([made[at] ^ 1 << bit]) + made[at + 1 :] for at in range(64) for bit in range(8)]

    assert len(flipped) == 512
    assert not any(is_signed(pair.public, message, each) for each in flipped)


async def test_a_source_that_sends_unsigned_requests_is_slowed(http: AsyncClient) -> None:
    answers = [await http.get(f"{DOCUMENTS}/0000000000") for _ in range(61)]

    assert {answer.status_code for answer in answers[:60]} == {401}
    assert answers[60].status_code == 429
