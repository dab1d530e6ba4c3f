"""The second step: one-time codes by an authenticator app, each accepted once, and recovery codes kept as hashes."""

import hashlib
import hmac
import io
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pyotp
import segno

from agencies.tables import Officer, RecoveryCode
from marac.ids import ALPHABET, uuid7

STEP_SECONDS = 30
STEPS_EITHER_WAY = 1  # A phone whose clock is half a minute off still works.
SECRET_LENGTH = 32  # Base32 characters: 160 bits.
DIGITS = 6
NUMBER_OF_RECOVERY_CODES = 10
RECOVERY_CODE_LENGTH = 16  # Characters of five bits: 80 bits.
_MISREAD = str.maketrans({"i": "1", "l": "1", "o": "0"})


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a person needs to set up an authenticator: a picture to scan, and the same key to type."""

    secret: str
    qr: str

    @property
    def groups(self) -> str:
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))


def new_secret() -> str:
    return pyotp.random_base32(length=SECRET_LENGTH)


def enrolment(secret: str, *, email: str, service: str) -> Enrolment:
    """The picture is SVG without style or script, so that it stands in the page itself."""
    address = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=service)
    drawn = io.BytesIO()
    segno.make(address, error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=True, scale=5, border=4, title="QR code for your authenticator app"
    )
    return Enrolment(secret=secret, qr=drawn.getvalue().decode())


def step_of(secret: str, code: str, *, now: datetime) -> int | None:
    """The time step this code belongs to, of the present one and its neighbours; None for a wrong code."""
    typed = code.replace(" ", "").replace("\u00a0", "")
    if len(typed) != DIGITS or not (typed.isascii() and typed.isdigit()):
        return None
    maker = pyotp.TOTP(secret)
    present = int(now.timestamp()) // STEP_SECONDS
    found = None
    for step in range(present - STEPS_EITHER_WAY, present + STEPS_EITHER_WAY + 1):
        if hmac.compare_digest(maker.generate_otp(step), typed):
            found = step
    return found


async def take_step(officer_id: UUID, step: int) -> bool:
    """Use up a time step: one statement lets the first of two same codes pass and refuses the second."""
    unused = Officer.totp_step.is_null() | (Officer.totp_step < step)
    taken = await (
        Officer.update({Officer.totp_step: step}).where((Officer.id == officer_id) & unused).returning(Officer.id)
    )
    return bool(taken)


async def make_recovery_codes(officer_id: UUID) -> list[str]:
    """Ten new codes, shown once; the old ones are gone. Inside the caller's transaction."""
    codes = [
        "".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_CODE_LENGTH)) for _ in range(NUMBER_OF_RECOVERY_CODES)
    ]
    await RecoveryCode.delete().where(RecoveryCode.officer == officer_id)
    rows = [RecoveryCode(id=uuid7(), officer=officer_id, hash=_hash(officer_id, code)) for code in codes]
    await RecoveryCode.insert(*rows)
    return [show_recovery_code(code) for code in codes]


async def take_recovery_code(officer_id: UUID, typed: str, *, now: datetime) -> bool:
    """Use up a recovery code, in any case, with spaces or dashes."""
    code = "".join(letter for letter in typed.lower() if letter.isalnum()).translate(_MISREAD)
    taken = await (
        RecoveryCode.update({RecoveryCode.used_at: now})
        .where(
            (RecoveryCode.officer == officer_id)
            & (RecoveryCode.hash == _hash(officer_id, code))
            & RecoveryCode.used_at.is_null()
        )
        .returning(RecoveryCode.id)
    )
    return bool(taken)


async def number_of_recovery_codes(officer_id: UUID) -> int:
    """How many are left."""
    return int(await RecoveryCode.count().where((RecoveryCode.officer == officer_id) & RecoveryCode.used_at.is_null()))


def show_recovery_code(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _hash(officer_id: UUID, code: str) -> str:
    return hashlib.sha256(f"{officer_id}:{code}".encode()).hexdigest()
