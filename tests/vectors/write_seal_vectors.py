"""Writes seal-1.json anew: fixed keys, both suites, signed and not. Only `enc` and `ct` differ from run to run."""

import base64
import json
from pathlib import Path
from uuid import UUID

from marac.vault.primitives import SEAL_P256, SEAL_X25519, Key, seal_pair, sign, signing_pair
from marac.vault.sealed_forms import FormKind, Recipient, info_of, seal_form, signed_bytes
from meetings.forms.canonical import canonical_json
from meetings.forms.declaration import Json
from meetings.sealed.claims import Claims, write_claims

HERE = Path(__file__).parent
AREA = UUID("0197f000-0000-7000-8000-000000000001")
KEY_IDS = {
    SEAL_X25519: UUID("0197f000-0000-7000-8000-00000000000a"),
    SEAL_P256: UUID("0197f000-0000-7000-8000-00000000000b"),
}
KIND = FormKind("marac-example-1", bytes(range(32)))
AGENCY_SEED = Key(bytes(range(32, 64)))
ROOT_SEED = Key(bytes(range(64, 96)))
PRIVATES = {SEAL_X25519: Key(bytes(range(96, 128))), SEAL_P256: Key(bytes(range(128, 160)))}
SEALED_AT = 1_789_000_000
BODY = {"form": "marac-example", "version": 1, "text": "Zoë – \u20ac 1.5\n", "numbers": [1, 1.5, -3], "none": None}


def main() -> None:
    cases = [case(suite, is_signed=is_signed) for suite in (SEAL_X25519, SEAL_P256) for is_signed in (True, False)]
    (HERE / "seal-1.json").write_text(
        json.dumps({"key_list": key_list(), "cases": cases}, indent=1, ensure_ascii=False) + "\n", "utf-8"
    )


def case(suite: int, *, is_signed: bool) -> dict[str, object]:
    pair = seal_pair(suite, PRIVATES[suite])
    to = Recipient(AREA, KEY_IDS[suite], suite, pair.public)
    payload = write_claims(claims(suite, is_signed=is_signed))
    signed = signed_bytes(info_of(to, KIND), pair.public, payload)
    seed = AGENCY_SEED if is_signed else None
    return {
        "suite": suite,
        "area_id": str(AREA),
        "key_id": str(to.key_id),
        "private": bytes(pair.private).hex(),
        "public": pair.public.hex(),
        "form": KIND.form,
        "schema": KIND.schema.hex(),
        "info": info_of(to, KIND).hex(),
        "payload": payload.decode(),
        "signing_seed": bytes(AGENCY_SEED).hex() if seed else None,
        "signing_public": signing_pair(AGENCY_SEED).public.hex() if seed else None,
        "signed": signed.hex() if seed else None,
        "signature": sign(seed, signed).hex() if seed else None,
        "envelope": seal_form(to, KIND, payload, signing_seed=seed).hex(),
    }


def claims(suite: int, *, is_signed: bool) -> Claims:
    return Claims(
        jti=f"{suite:02}{is_signed:02}" * 8,
        iat=SEALED_AT,
        nbf=SEALED_AT,
        exp=SEALED_AT + 900,
        iss="northmoor-police",
        sub="officer-17" if is_signed else None,
        aud=str(AREA),
        skid="7k3q9xbd2h" if is_signed else None,
        form=KIND.form,
        schema=KIND.schema.hex(),
        invite=None,
        body=dict(BODY),
    )


def key_list() -> dict[str, object]:
    keys: list[Json] = [
        {
            "id": str(KEY_IDS[suite]),
            "suite": suite,
            "public": shown(seal_pair(suite, PRIVATES[suite]).public),
            "not_before": SEALED_AT - 86_400,
            "not_after": SEALED_AT + 89 * 86_400,
        }
        for suite in (SEAL_X25519, SEAL_P256)
    ]
    listed: dict[str, Json] = {
        "area": {"id": str(AREA), "slug": "northmoor"},
        "serial": 1,
        "issued_at": SEALED_AT - 86_400,
        "keys": keys,
        "forms": [{"form": KIND.form, "schema": KIND.schema.hex()}],
    }
    signature = sign(ROOT_SEED, b"marac-seal-keys/1" + canonical_json(listed))
    return {"list": listed, "root": shown(signing_pair(ROOT_SEED).public), "signature": shown(signature)}


def shown(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


if __name__ == "__main__":
    main()
