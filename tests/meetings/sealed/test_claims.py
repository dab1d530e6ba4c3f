"""What a sealed form says of itself is read exactly, and judged as it was when the form arrived."""

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from meetings.forms.canonical import canonical_json
from meetings.sealed.causes import Cause, SealRefused
from meetings.sealed.claims import LONGEST_LIFE, SKEW, Claims, check_place, check_times, read_claims, write_claims

AREA = UUID("0197f000-0000-7000-8000-000000000001")
NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
CLAIMS = Claims(
    jti="0f" * 16,
    iat=SECONDS,
    nbf=SECONDS,
    exp=SECONDS + 900,
    iss="northmoor-police",
    sub=None,
    aud=str(AREA),
    skid="7k3q9xbd2h",
    form="marac-referral-1",
    schema="ab" * 32,
    invite=None,
    body={"form": "marac-referral", "version": 1},
)


def refused(payload: bytes) -> Cause:
    with pytest.raises(SealRefused) as caught:
        read_claims(payload)
    return caught.value.cause


def changed(**members: Any) -> bytes:
    return canonical_json({**asdict(CLAIMS), **members})


def test_claims_read_back_as_they_were_written() -> None:
    assert read_claims(write_claims(CLAIMS)) == CLAIMS


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("jti", "0f" * 15),
        ("jti", "0F" * 16),
        ("jti", None),
        ("jti", 7),
        ("iat", 1.5),
        ("iat", str(SECONDS)),
        ("nbf", True),
        ("exp", -1),
        ("exp", 10**15),
        ("exp", None),
        ("iss", ""),
        ("iss", "Northmoor Police"),
        ("iss", None),
        ("sub", ""),
        ("sub", "two words"),
        ("sub", "x" * 65),
        ("aud", str(AREA).upper()),
        ("aud", AREA.hex),
        ("skid", ""),
        ("skid", "../key"),
        ("form", None),
        ("schema", "AB" * 32),
        ("schema", "ab" * 31),
        ("invite", "7K3Q9XBD2H"),
        ("invite", ""),
        ("body", []),
        ("body", None),
        ("body", "{}"),
    ],
)
def test_a_member_of_another_kind_is_refused(member: str, value: Any) -> None:
    assert refused(changed(**{member: value})) is Cause.NOT_TAKEN


def test_a_missing_and_a_further_member_are_refused() -> None:
    for name in asdict(CLAIMS):
        members = {other: value for other, value in asdict(CLAIMS).items() if other != name}
        assert refused(canonical_json(members)) is Cause.NOT_TAKEN
    assert refused(changed(zip="DEF")) is Cause.NOT_TAKEN


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"[]",
        b"null",
        b"\xff",
        json.dumps(asdict(CLAIMS)).encode(),
        write_claims(CLAIMS) + b"\n",
        write_claims(CLAIMS).replace(b'"sub":null', b'"sub":null,"sub":null'),
        write_claims(CLAIMS).replace(b'"iat"', b'"\\u0069at"'),
        b"\x1f\x8b\x08" + write_claims(CLAIMS),
    ],
)
def test_anything_but_the_canonical_json_is_refused(payload: bytes) -> None:
    assert refused(payload) is Cause.NOT_TAKEN


def test_a_form_for_another_area_is_told_so() -> None:
    with pytest.raises(SealRefused) as caught:
        check_place(CLAIMS, area=UUID(int=1), form=CLAIMS.form, schema=CLAIMS.schema)

    assert caught.value.cause is Cause.OTHER_AREA


@pytest.mark.parametrize(
    "claims",
    [
        replace(CLAIMS, form="marac-research-1"),
        replace(CLAIMS, schema="cd" * 32),
        replace(CLAIMS, body={"form": "marac-research", "version": 1}),
        replace(CLAIMS, body={"form": "marac-referral", "version": 2}),
        replace(CLAIMS, body={}),
    ],
)
def test_a_form_sealed_as_another_one_is_refused(claims: Claims) -> None:
    with pytest.raises(SealRefused) as caught:
        check_place(claims, area=AREA, form=CLAIMS.form, schema=CLAIMS.schema)

    assert caught.value.cause is Cause.NOT_TAKEN


def judged(claims: Claims, at: datetime, longest: timedelta = LONGEST_LIFE) -> Cause | None:
    try:
        check_times(claims, arrived_at=at, longest=longest)
    except SealRefused as refusal:
        return refusal.cause
    return None


def test_a_form_counts_from_five_minutes_before_it_was_sealed_to_five_after_it_ends() -> None:
    end = NOW + timedelta(seconds=900)

    assert judged(CLAIMS, NOW - SKEW) is None
    assert judged(CLAIMS, NOW - SKEW - timedelta(seconds=1)) is Cause.NOT_TAKEN
    assert judged(CLAIMS, end + SKEW) is None
    assert judged(CLAIMS, end + SKEW + timedelta(seconds=1)) is Cause.TOO_OLD


def test_a_form_lives_as_long_as_its_door_allows_and_no_longer() -> None:
    day = 24 * 3600
    fortnight = replace(CLAIMS, exp=SECONDS + 14 * day)

    assert judged(fortnight, NOW + timedelta(days=14)) is None
    assert judged(replace(fortnight, exp=fortnight.exp + 1), NOW) is Cause.NOT_TAKEN
    assert judged(fortnight, NOW, timedelta(hours=24)) is Cause.NOT_TAKEN
    assert judged(replace(CLAIMS, exp=SECONDS + day), NOW, timedelta(hours=24)) is None


def test_times_that_contradict_each_other_are_refused() -> None:
    assert judged(replace(CLAIMS, exp=SECONDS - 1), NOW) is Cause.NOT_TAKEN
    assert judged(replace(CLAIMS, nbf=SECONDS + 600), NOW) is Cause.NOT_TAKEN
    assert judged(replace(CLAIMS, nbf=CLAIMS.exp + 1), NOW + timedelta(seconds=900)) is Cause.NOT_TAKEN
