"""A client of the machine door as a supplier would write it: it signs by hand and uses none of our rules."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from marac.vault.primitives import sign
from tests.signing import Enrolled

TAG = "marac-api-1"
JSON = "application/json"


@dataclass(frozen=True)
class Client:
    """One key of an agency at one address. `at` is what the client's clock shows."""

    key: Enrolled
    address: str
    at: datetime

    def headers(self, method: str, path: str, body: bytes | None = None, **also: str) -> dict[str, str]:
        """The headers of a signed request. `also` may say another kind, nonce, digest or Idempotency-Key."""
        covered = {"@method": method, "@target-uri": self.address + path}
        sent: dict[str, str] = {}
        if body is not None:
            digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
            sent = {"content-digest": f"sha-256=:{digest}:", "content-type": also.get("kind", JSON)}
        if "once" in also:
            sent["idempotency-key"] = also["once"]
        return sent | self.signature({**covered, **sent}, **also)

    def signature(self, covered: dict[str, str], **also: str) -> dict[str, str]:
        """Signature-Input and Signature over these components."""
        fields = " ".join(f'"{name}"' for name in covered)
        nonce = also.get("nonce") or secrets.token_urlsafe(18)
        created = also.get("created") or str(int(self.at.timestamp()))
        told = (
            f'({fields});created={created};keyid="{also.get("keyid", self.key.key_id)}"'
            f';nonce="{nonce}";alg="ed25519";tag="{also.get("tag", TAG)}"'
        )
        lines = [f'"{name}": {value}' for name, value in covered.items()]
        base = "\n".join([*lines, f'"@signature-params": {told}'])
        made = base64.b64encode(sign(self.key.pair.seed, base.encode())).decode()
        return {"signature-input": f"sig={told}", "signature": f"sig=:{made}:"}

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc
