"""Everything the service is told from outside, read once. A bad value stops the start with one clear line.

Messages name the setting and the rule, never the value: it may hold a password.
"""

import base64
import binascii
import difflib
import ipaddress
import os
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar
from urllib.parse import SplitResult, unquote, urlsplit

from marac.errors import SettingsWrong
from marac.staff_address import StaffAddress

NAMES = {
    "MARAC_DATA": "folder for the embedded database, keys, mail sink and files",
    "MARAC_DATABASE_URL": "postgresql://… or sqlite:///…; the embedded SQLite file when left out",
    "MARAC_MIGRATE_URL": "the same PostgreSQL database as the owner of its tables",
    "MARAC_DB_PGBOUNCER": "1 where PostgreSQL is reached through pgbouncer in transaction mode",
    "MARAC_REDIS_URL": "redis://…; jobs then travel over Redis to workers",
    "MARAC_ROOT_KEY": "the root key, 32 bytes as hex or base64",
    "MARAC_ROOT_KEY_FILE": "a file with the root key that only this user can read",
    "MARAC_SEAL_ROOT_KEY": "the second root key, for sealed forms, 32 bytes as hex or base64; never for a web process",
    "MARAC_SEAL_ROOT_KEY_FILE": "a file with the second root key that only this user can read",
    "MARAC_ADDRESS": "the public https address of the service",
    "MARAC_SMTP_URL": "smtps://user:password@host or smtp://…; a mail sink folder when left out",
    "MARAC_MAIL_FROM": "the address letters come from",
    "MARAC_TRUSTED_PROXIES": "addresses or networks of the proxies in front, parted by commas",
    "MARAC_LOG_LEVEL": "info, warning or error",
}
ROOT_KEY_BYTES = 32
DEFAULT_ADDRESS = "http://localhost:8000"
Tls = Literal["tls", "starttls", "none"]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over."""

    host: str
    port: int
    tls: Tls
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one start."""

    data: Path
    database_url: str = field(repr=False)
    migrate_url: str = field(repr=False)
    pgbouncer: bool
    redis_url: str | None = field(repr=False)
    root_key: bytes | None = field(repr=False)  # None: nobody gave one, it lives in the data folder
    seal_root_key: bytes | None = field(repr=False)  # None: not for this process, or in the data folder
    address: str
    mail_server: MailServer | None
    mail_from: StaffAddress
    trusted_proxies: tuple[Network, ...]
    log_level: str

    @property
    def root_key_in_data(self) -> bool:
        """Only practice areas may be kept so: a stolen folder would hold the key beside the lock."""
        return self.root_key is None

    @property
    def root_key_file(self) -> Path:
        return self.data / "root.key"

    @property
    def seal_root_key_file(self) -> Path:
        return self.data / "seal-root.key"

    @property
    def mail_sink(self) -> Path:
        return self.data / "mail"

    @property
    def embedded(self) -> bool:
        """Whether jobs run inside the serving process."""
        return self.redis_url is None

    @property
    def application_role(self) -> str | None:
        """The PostgreSQL user of the service, where it is not the owner of the tables."""
        user, owner = urlsplit(self.database_url).username, urlsplit(self.migrate_url).username
        return unquote(user) if user and user != owner else None


def read_settings(environ: Mapping[str, str] | None = None, *, data: Path | None = None) -> Settings:
    """Raises SettingsWrong with one line that names the setting. `data` is what the command line said."""
    given = {name: value for name, value in (os.environ if environ is None else environ).items() if value}
    _refuse_unknown(given)
    folder = _read_data(data or Path(given.get("MARAC_DATA", "var")))
    database_url = _read(given, "MARAC_DATABASE_URL", _database_url) or f"sqlite:///{folder / 'marac.sqlite'}"
    mail_server = _read(given, "MARAC_SMTP_URL", _mail_server)
    if mail_server is not None and "MARAC_MAIL_FROM" not in given:
        raise SettingsWrong("MARAC_MAIL_FROM: give the address letters come from, because MARAC_SMTP_URL is set")
    return Settings(
        data=folder,
        database_url=database_url,
        migrate_url=_migrate_url(given, database_url),
        pgbouncer=_read(given, "MARAC_DB_PGBOUNCER", _yes_no) or False,
        redis_url=_read(given, "MARAC_REDIS_URL", _redis_url),
        root_key=_key_of_setting(given, folder, "MARAC_ROOT_KEY"),
        seal_root_key=_seal_root_key(given, folder),
        address=_read(given, "MARAC_ADDRESS", _address) or DEFAULT_ADDRESS,
        mail_server=mail_server,
        mail_from=_read(given, "MARAC_MAIL_FROM", StaffAddress) or StaffAddress("meeting-desk@localhost"),
        trusted_proxies=_read(given, "MARAC_TRUSTED_PROXIES", _networks) or (),
        log_level=_read(given, "MARAC_LOG_LEVEL", _log_level) or "info",
    )


def _read(given: Mapping[str, str], name: str, reading: Callable[[str], Read]) -> Read | None:
    if name not in given:
        return None
    try:
        return reading(given[name].strip())
    except ValueError as error:
        # Messages of ours only: a library's own would quote the value.
        ours = str(error) if type(error) is _Rule or reading is StaffAddress else f"give {NAMES[name]}"
        raise SettingsWrong(f"{name}: {ours}") from None


class _Rule(ValueError):
    """What a value must be, in our own words."""


def _refuse_unknown(given: Mapping[str, str]) -> None:
    for name in sorted(given):
        if name.startswith("MARAC_") and name not in NAMES and not name.startswith("MARAC_TEST_"):
            near = difflib.get_close_matches(name, NAMES, n=1)
            raise SettingsWrong(f"{name}: there is no such setting" + (f"; did you mean {near[0]}?" if near else ""))


def _read_data(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise SettingsWrong("MARAC_DATA: this folder cannot be made") from None
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise SettingsWrong("MARAC_DATA: this folder cannot be written")
    if folder.stat().st_mode & stat.S_IWOTH:
        raise SettingsWrong("MARAC_DATA: anybody can write into this folder; take that right away")
    return folder.resolve()


def _split(text: str, schemes: tuple[str, ...]) -> SplitResult:
    if re.search(r"[\s\x00-\x1f\x7f]", text):
        raise _Rule("must not hold spaces or control characters")
    parts = urlsplit(text)
    if parts.scheme not in schemes:
        raise _Rule("must begin with " + " or ".join(f"{scheme}://" for scheme in schemes))
    _ = parts.port  # Raises ValueError where it is no number up to 65535.
    return parts


def _database_url(text: str) -> str:
    parts = _split(text, ("postgresql", "postgres", "sqlite"))
    if parts.scheme == "sqlite":
        if parts.netloc or parts.path in ("", "/") or parts.query or parts.fragment:
            raise _Rule("must be sqlite:/// and the path of a file")
        return text
    return _postgres(parts)


def _postgres(parts: SplitResult) -> str:
    if not parts.hostname or not parts.username:
        raise _Rule("must name a user and a host, like postgresql://marac@localhost/marac")
    if not re.fullmatch(r"/[^/]+", parts.path):
        raise _Rule("must end with the name of one database")
    return parts.geturl()


def _migrate_url(given: Mapping[str, str], database_url: str) -> str:
    url = _read(given, "MARAC_MIGRATE_URL", lambda text: _postgres(_split(text, ("postgresql", "postgres"))))
    if url is None:
        return database_url
    if database_url.startswith("sqlite:"):
        raise SettingsWrong("MARAC_MIGRATE_URL: is for PostgreSQL only; set MARAC_DATABASE_URL as well")
    if urlsplit(url).path != urlsplit(database_url).path:
        raise SettingsWrong("MARAC_MIGRATE_URL: must name the same database as MARAC_DATABASE_URL")
    return url


def _redis_url(text: str) -> str:
    parts = _split(text, ("redis", "rediss", "unix"))
    if not (parts.path if parts.scheme == "unix" else parts.hostname):
        raise _Rule("must name a host, like redis://localhost:6379")
    return text


def _address(text: str) -> str:
    parts = _split(text, ("https", "http"))
    if not parts.hostname or parts.username or parts.query or parts.fragment or parts.path not in ("", "/"):
        raise _Rule("must be a scheme and a host only, like https://desk.example.gov.uk")
    if parts.scheme == "http" and parts.hostname != "localhost":
        raise _Rule("must begin with https:// anywhere but on localhost")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _mail_server(text: str) -> MailServer:
    parts = _split(text, ("smtps", "smtp", "smtp+plain"))
    if not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise _Rule("must be a scheme, a host and perhaps a user, like smtps://user:password@mail.example.gov.uk")
    if parts.scheme == "smtp+plain" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise _Rule("may leave TLS out only for a server on this machine")
    tls: Tls = {"smtps": "tls", "smtp": "starttls"}.get(parts.scheme, "none")  # type: ignore[assignment]
    port = parts.port or {"tls": 465, "starttls": 587, "none": 25}[tls]
    return MailServer(parts.hostname, port, tls, unquote(parts.username or ""), unquote(parts.password or ""))


def _networks(text: str) -> tuple[Network, ...]:
    networks = tuple(ipaddress.ip_network(part.strip()) for part in text.split(","))
    if any(network.prefixlen == 0 for network in networks):
        raise _Rule("must not trust the whole internet")
    return networks


def _yes_no(text: str) -> bool:
    if text not in ("0", "1"):
        raise _Rule("must be 0 or 1")
    return text == "1"


def _log_level(text: str) -> str:
    if text.lower() not in ("info", "warning", "error"):
        raise _Rule("must be info, warning or error")
    return text.lower()


def _key_of_setting(given: Mapping[str, str], data: Path, name: str) -> bytes | None:
    named = f"{name}_FILE"
    if name in given and named in given:
        raise SettingsWrong(f"{name}: give the key or its file, not both")
    if name in given:
        return _read(given, name, lambda text: key_of(text.encode()))
    if named not in given:
        return None
    file = Path(given[named])
    if file.resolve().is_relative_to(data):
        raise SettingsWrong(f"{named}: keep the key outside the data folder")
    return _read(given, named, lambda text: read_key_file(Path(text)))


def _seal_root_key(given: Mapping[str, str], data: Path) -> bytes | None:
    key = _key_of_setting(given, data, "MARAC_SEAL_ROOT_KEY")
    if key is not None and key == _key_of_setting(given, data, "MARAC_ROOT_KEY"):
        raise SettingsWrong("MARAC_SEAL_ROOT_KEY: give another key than MARAC_ROOT_KEY, or web processes hold both")
    return key


def read_key_file(file: Path) -> bytes:
    """Raises ValueError where the file is missing, open to others or holds no key."""
    try:
        if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise _Rule("must be readable by this user alone (chmod 600)")
        return key_of(file.read_bytes())
    except OSError:
        raise _Rule("names a file that cannot be read") from None


def key_of(written: bytes) -> bytes:
    """The 32 bytes of a key written raw, in hex or in base64."""
    if len(written) == ROOT_KEY_BYTES:
        return written
    text = written.strip()
    try:
        key = (
            bytes.fromhex(text.decode("ascii"))
            if len(text) == 2 * ROOT_KEY_BYTES
            else base64.b64decode(text, validate=True)
        )
    except (ValueError, binascii.Error):
        raise _Rule("must be 32 bytes, as hex or base64") from None
    if len(key) != ROOT_KEY_BYTES:
        raise _Rule("must be 32 bytes, as hex or base64")
    return key
