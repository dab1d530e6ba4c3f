"""What schemathesis loads: each of its requests is signed with the key of an agency, as a supplier's software would."""

import json
import os
import re
from collections.abc import Iterator
from itertools import cycle
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import requests
import schemathesis

from marac.clock import Clock
from marac.vault.primitives import Key, signing_pair
from tests.api.signing import Client
from tests.signing import Enrolled

_SIGNED_BEFORE = re.compile("signature|signature-input|content-digest", re.IGNORECASE)


def _keys() -> Iterator[Enrolled]:
    for key_id, seed in json.loads(os.environ["TRY_KEYS"]).items():
        yield Enrolled(key_id, UUID(int=0), signing_pair(Key(bytes.fromhex(seed))))


# Each in its turn, so that none sends too often.
_TURN = cycle(_keys())


class Signing(requests.auth.AuthBase):
    """Signs exactly what is about to be sent, whatever it is."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        client = Client(next(_TURN), os.environ["TRY_ADDRESS"], Clock().now())
        also: dict[str, str] = {}
        if once := request.headers.get("Idempotency-Key"):
            also["once"] = once if isinstance(once, str) else once.decode("latin-1")
        if kind := request.headers.get("Content-Type"):
            also["kind"] = kind if isinstance(kind, str) else kind.decode("latin-1")
        parts = urlsplit(str(request.url))
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        body = _bytes_of(request.body)
        try:
            made = client.headers(str(request.method), path, body if request.method == "POST" else None, **also)
        except UnicodeEncodeError:
            return request
        request.headers.update({name: value for name, value in made.items() if _SIGNED_BEFORE.fullmatch(name)})
        return request


def _bytes_of(body: Any) -> bytes:
    if body is None:
        return b""
    return body if isinstance(body, bytes) else str(body).encode()


@schemathesis.serializer("application/jose")
def write_jwe(_context: Any, value: Any) -> bytes:
    """As it stands: a compact JWE is text."""
    return str(value).encode()


schemathesis.auths.GLOBAL_AUTH_STORAGE.set_from_requests(Signing())
