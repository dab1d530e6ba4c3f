"""`marac seal`: seal a form for an area, on any machine and without the service; and make the key that signs it."""

import base64
import json
import os
import secrets
import urllib.error
import urllib.request
from datetime import timedelta
from pathlib import Path

import click

from agencies.key_checks import fingerprint_of, show_fingerprint
from marac.clock import Clock
from marac.commands.telling import FAILED
from marac.errors import InvalidForm, MaracError, Refused
from marac.vault.key_lists import root_fingerprint
from marac.vault.primitives import SEAL_P256, SEAL_X25519, Key, new_signing_pair, signing_pair
from meetings.sealed.claims import LONGEST_LIFE
from meetings.sealed.sealing import KeyList, Sending, Signing, read_key_list, seal_document

NEW_KEY = "new-key"
LARGEST_LIST = 4_194_304
SECONDS_TO_FETCH = 20
SUITES = {"x25519": SEAL_X25519, "p-256": SEAL_P256}
LONGEST_HOURS = int(LONGEST_LIFE / timedelta(hours=1))
NOT_FETCHED = "The list of keys cannot be fetched. Fetch it with a browser and name the file."
NOT_A_KEY = "The signing key cannot be read: name the file that `marac seal new-key` wrote."
KEY_SEEN = "The key file may be read by others: set its mode to 0600."
NOT_PINNED = "The list is signed by another key than the one with this fingerprint. Stop, and ring your coordinator."


@click.command()
@click.argument("form")
@click.option("--area-keys", "--to", "where", help="Address or file of the list of keys.")
@click.option("--area", "slug", help="Short name of the area, where the list is of several.")
@click.option("--fingerprint", help="The twenty digits your coordinator read to you; another list is refused.")
@click.option("--agency", help="Your agency's id, as the area document writes it.")
@click.option("--sign", "key_file", type=click.Path(dir_okay=False, path_type=Path), help="File of the signing key.")
@click.option("--key-id", help="Id of that key, as the coordinator's page of your agency shows it.")
@click.option("--sub", help="Who seals it in your own system.")
@click.option("--suite", type=click.Choice(sorted(SUITES)), default="x25519", show_default=True)
@click.option("--hours", type=click.IntRange(1, LONGEST_HOURS), default=LONGEST_HOURS, show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write.")
def command(form: str, out: Path, **said: object) -> None:
    """Seal FORM, a JSON document, so that only the area can read it; `marac seal new-key --out FILE` makes a key.

    Without --sign it is taken only from somebody who is signed in.
    """
    try:
        line = _make_key(out) if form == NEW_KEY else _seal(Path(form), out, said)
    except InvalidForm as refused:
        line, lines = "", [f"{path}: {sentence}" for path, sentence in refused.messages.items()]
    except MaracError as refused:
        line, lines = "", [str(refused)]
    if not line:
        for each in lines:
            click.echo(each, err=True)
        raise SystemExit(FAILED)
    click.echo(line)


def _make_key(out: Path) -> str:
    """A new file for this user alone; one that stands there is never written over."""
    pair = new_signing_pair()
    written = {"seed": _shown(pair.seed), "public": _shown(pair.public)}
    _write_new(out, json.dumps(written).encode() + b"\n", mode=0o600)
    return (
        f"Public key: {_shown(pair.public)}\n"
        f"Fingerprint, to be read to your coordinator by telephone: {show_fingerprint(fingerprint_of(pair.public))}"
    )


def _seal(form: Path, out: Path, said: dict[str, object]) -> str:
    keys = read_key_list(_fetched(_given(said, "where", "--area-keys")), slug=_maybe(said, "slug"))
    _requires_pinned(keys, _maybe(said, "fingerprint"))
    sending = Sending(
        secrets.token_hex(16),
        _given(said, "agency", "--agency"),
        Clock().now(),
        life=timedelta(hours=int(str(said["hours"]))),
        sub=_maybe(said, "sub"),
        signing=_signing(said),
        suite=SUITES[str(said["suite"])],
    )
    try:
        document = form.read_bytes()
    except OSError:
        raise Refused("The form cannot be read: name a file that this user may read.") from None
    envelope = seal_document(keys, document, sending)
    _write_new(out, envelope, mode=0o644)
    return f"Sealed for {keys.slug}. Fingerprint of the list: {root_fingerprint(keys.root)}"


def _requires_pinned(keys: KeyList, fingerprint: str | None) -> None:
    if fingerprint is not None and fingerprint.replace(" ", "") != root_fingerprint(keys.root).replace(" ", ""):
        raise Refused(NOT_PINNED)


def _signing(said: dict[str, object]) -> Signing | None:
    file = said["key_file"]
    if file is None:
        return None
    key_id = _given(said, "key_id", "--key-id")
    if not isinstance(file, Path) or not file.is_file():
        raise Refused(NOT_A_KEY)
    if file.stat().st_mode & 0o077:
        raise Refused(KEY_SEEN)
    try:
        seed = Key(base64.urlsafe_b64decode(json.loads(file.read_bytes())["seed"] + "="))
        signing_pair(seed)
    except (ValueError, KeyError, TypeError):
        raise Refused(NOT_A_KEY) from None
    return Signing(key_id, seed)


def _fetched(where: str) -> bytes:
    """From a file, or from https; plain http only from this machine."""
    if not where.startswith(("https://", "http://")):
        try:
            return Path(where).read_bytes()
        except OSError:
            raise Refused(NOT_FETCHED) from None
    if where.startswith("http://") and not where.startswith(("http://localhost:", "http://127.0.0.1:")):
        raise Refused("Fetch the list of keys by https.")
    try:
        with urllib.request.urlopen(where, timeout=SECONDS_TO_FETCH) as answer:  # noqa: S310 - the schemes are checked.
            return bytes(answer.read(LARGEST_LIST))
    except (urllib.error.URLError, OSError, ValueError):
        raise Refused(NOT_FETCHED) from None


def _write_new(out: Path, content: bytes, *, mode: int) -> None:
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        raise Refused("--out: this file is there already. Name a new one.") from None
    except OSError:
        raise Refused("--out: this file cannot be written.") from None
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def _given(said: dict[str, object], name: str, option: str) -> str:
    if not said[name]:
        raise Refused(f"{option}: say which.")
    return str(said[name])


def _maybe(said: dict[str, object], name: str) -> str | None:
    return str(said[name]) if said[name] else None


def _shown(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
