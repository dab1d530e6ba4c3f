"""Letters to staff: one of twelve subjects, neutral words, a link. Over SMTP, or into a folder for practice."""

import asyncio
import hashlib
import os
import re
import smtplib
import ssl
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal, Protocol
from uuid import UUID

from marac.clock import Clock
from marac.errors import MaracError, NotNow
from marac.staff_address import StaffAddress

SENDER_NAME = "Meeting Desk"
# One step of the conversation with the mail server; a job may take a minute in all.
STEP_SECONDS = 10.0
PERMANENT_FAILURE = 500
_MESSAGE_ID = re.compile(r"<[a-z0-9]{1,64}@[a-z0-9.-]{1,190}>")
Tls = Literal["tls", "starttls", "none"]
Method = Literal["REQUEST", "CANCEL"]


class Subject(StrEnum):
    """Every subject line there is. None says what a letter is about."""

    SOMETHING_WAITS = "Something waits for you"
    SOMETHING_DUE = "Something is due soon"
    SOMETHING_OVERDUE = "Something is overdue"
    PAPERS_READY = "Papers are ready"
    MEETING_ARRANGED = "A meeting has been arranged"
    MEETING_MOVED = "A meeting has moved"
    MEETING_CANCELLED = "A meeting is cancelled"
    QUESTIONS_ANSWERED = "Your questions were answered"
    SOMETHING_RETURNED = "Something was returned to you"
    ASKED_TO_COVER = "You have been asked to cover"
    NEW_SIGN_IN = "New sign-in to your account"
    WEEKLY_SUMMARY = "Weekly summary"


class LetterRefused(MaracError):
    """The mail server will never take this letter; trying again is of no use."""


class PostAway(NotNow):
    """The mail server cannot be reached or is not taking letters now."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one person. Nothing typed by anybody can become a header."""

    to: StaffAddress
    subject: Subject
    text: str = field(repr=False)
    message_id: str
    ics: bytes | None = field(default=None, repr=False)
    method: Method = "REQUEST"

    def __post_init__(self) -> None:
        if not isinstance(self.to, StaffAddress) or not isinstance(self.subject, Subject):
            raise TypeError("A letter goes to a StaffAddress under one of the subjects there are")
        if not _MESSAGE_ID.fullmatch(self.message_id):
            raise ValueError("A letter's id is made by message_id_of")


class Post(Protocol):
    """Something that takes letters."""

    async def send(self, letter: Letter) -> None:
        """Hand the letter over. Sending it twice is harmless: it bears the same id."""


def message_id_of(outbox_id: UUID, address: str) -> str:
    """The same id for every try of one job, so that mailboxes can fold a second copy into the first."""
    token = hashlib.sha256(b"marac letter" + outbox_id.bytes).hexdigest()[:32]
    host = re.sub(r"^https?://|:\d+$", "", address)
    return f"<{token}@{host}>"


def compose(letter: Letter, *, sender: StaffAddress, clock: Clock) -> EmailMessage:
    """The letter as a message. A calendar part is base64, because servers rewrap anything else."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=SENDER_NAME, addr_spec=sender)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = letter.subject.value
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    if letter.ics is not None:
        # RFC 6047; the attachment is for programs that do not look into alternatives.
        calendar = letter.ics.decode("utf-8")
        message.add_alternative(calendar, subtype="calendar", params={"method": letter.method}, cte="base64")
        message.add_attachment(letter.ics, maintype="application", subtype="ics", filename="invite.ics")
    return message


class SmtpPost:
    """Hands letters to a mail server. Without TLS only where the settings allowed it."""

    def __init__(
        self,
        sender: StaffAddress,
        clock: Clock,
        *,
        host: str,
        port: int,
        tls: Tls,
        user: str = "",
        password: str = "",
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._sender = sender
        self._clock = clock
        self._host = host
        self._port = port
        self._tls = tls
        self._user = user
        self._password = password
        self._trust = trust or ssl.create_default_context()

    async def send(self, letter: Letter) -> None:
        """Raises LetterRefused, or PostAway where trying again may help."""
        message = compose(letter, sender=self._sender, clock=self._clock)
        try:
            await asyncio.to_thread(self._hand_over, message, letter.to)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise _trouble(max(codes, default=0)) from None
        except smtplib.SMTPResponseException as error:
            raise _trouble(error.smtp_code) from None
        except (smtplib.SMTPException, OSError):
            raise PostAway("Letters cannot be sent at the moment.") from None

    def _hand_over(self, message: EmailMessage, to: StaffAddress) -> None:
        with self._connect() as server:
            if self._tls == "starttls":
                server.starttls(context=self._trust)
            if self._user:
                server.login(self._user, self._password)
            server.send_message(message, from_addr=self._sender, to_addrs=[to])

    def _connect(self) -> smtplib.SMTP:
        if self._tls == "tls":
            return smtplib.SMTP_SSL(self._host, self._port, timeout=STEP_SECONDS, context=self._trust)
        return smtplib.SMTP(self._host, self._port, timeout=STEP_SECONDS)


def _trouble(smtp_code: int) -> MaracError:
    # A failed sign-in (535) is the operator's to mend, so the letter waits.
    if smtp_code >= PERMANENT_FAILURE and smtp_code not in (530, 534, 535, 538):
        return LetterRefused("The mail server refused this letter.")
    return PostAway("Letters cannot be sent at the moment.")


class FolderPost:
    """Writes each letter into a folder, for practice. The same letter twice is one file."""

    def __init__(self, folder: Path, sender: StaffAddress, clock: Clock) -> None:
        self._folder = folder
        self._sender = sender
        self._clock = clock

    async def send(self, letter: Letter) -> None:
        written = compose(letter, sender=self._sender, clock=self._clock).as_bytes()
        name = letter.message_id.strip("<>").partition("@")[0]
        await asyncio.to_thread(self._write, f"{name}.eml", written)

    def _write(self, name: str, written: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = self._folder / f"{name}.part"
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(written)
        part.replace(self._folder / name)
