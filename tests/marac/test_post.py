"""Letters say nothing, reach one mailbox, and cannot be bent into other letters."""

import email
import email.policy
import socket
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller

from marac.post import FolderPost, Letter, LetterRefused, PostAway, SmtpPost, Subject, compose, message_id_of
from marac.staff_address import StaffAddress
from tests.fakes import FixedClock

OUTBOX_ID = UUID("01995f3a-0000-7000-8000-000000000001")
SENDER = StaffAddress("desk@example.gov.uk")
AMINA = StaffAddress("amina.shah@northmoor.example")
ICS = ("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n" + "X-LONG:" + "é" * 60 + "\r\nEND:VCALENDAR\r\n").encode()


def a_letter(**changes: Any) -> Letter:
    given = {
        "to": AMINA,
        "subject": Subject.SOMETHING_WAITS,
        "text": "There is 1 thing for you in Meeting Desk.\n",
        "message_id": message_id_of(OUTBOX_ID, "https://desk.example.gov.uk:8443"),
    }
    return Letter(**{**given, **changes})


def read_back(written: bytes) -> EmailMessage:
    return email.message_from_bytes(written, policy=email.policy.default)


def text_of(message: EmailMessage) -> str:
    return str(message.get_content()).replace("\r\n", "\n")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_letter_has_one_reader_and_a_neutral_subject(clock: FixedClock) -> None:
    message = read_back(compose(a_letter(), sender=SENDER, clock=clock).as_bytes())

    assert message["To"] == "amina.shah@northmoor.example"
    assert message["From"] == "Meeting Desk <desk@example.gov.uk>"
    assert message["Subject"] == "Something waits for you"
    assert message["Date"] == "Tue, 01 Sep 2026 10:00:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"
    assert text_of(message) == "There is 1 thing for you in Meeting Desk.\n"


def test_every_try_of_one_job_bears_the_same_id_and_it_tells_no_time() -> None:
    first = message_id_of(OUTBOX_ID, "https://desk.example.gov.uk:8443")

    assert first == message_id_of(OUTBOX_ID, "https://desk.example.gov.uk:8443")
    assert first != message_id_of(UUID(int=OUTBOX_ID.int + 1), "https://desk.example.gov.uk:8443")
    assert first.endswith("@desk.example.gov.uk>")
    assert OUTBOX_ID.hex[:12] not in first


def test_a_calendar_letter_is_built_as_mail_programs_expect(clock: FixedClock) -> None:
    message = read_back(compose(a_letter(ics=ICS, method="CANCEL"), sender=SENDER, clock=clock).as_bytes())

    assert message.get_content_type() == "multipart/mixed"
    alternative, attachment = message.iter_parts()
    text, calendar = alternative.iter_parts()
    assert [alternative.get_content_type(), text.get_content_type()] == ["multipart/alternative", "text/plain"]
    assert calendar.get_content_type() == "text/calendar"
    assert calendar.get_param("method") == "CANCEL"
    assert calendar.get_content_charset() == "utf-8"
    assert calendar["Content-Transfer-Encoding"] == "base64"
    assert calendar.get_payload(decode=True) == ICS
    assert (attachment.get_content_type(), attachment.get_filename()) == ("application/ics", "invite.ics")
    assert attachment.get_payload(decode=True) == ICS


@pytest.mark.parametrize(
    "text",
    [
        "amina@northmoor.example)bryn@evil.example",
        "Amina Shah <amina@northmoor.example>",
        "amina@northmoor.example\nBcc: dai@evil.example",
        "amina@northmoor.example\r\n",
        "amina@northmoor.example,bryn@northmoor.example",
        '"amina shah"@northmoor.example',
        "amina@[127.0.0.1]",
        "amina@northmoor..example",
        ".amina@northmoor.example",
        "amina@-northmoor.example",
        "amina(comment)@northmoor.example",
        "ämina@northmoor.example",
        "amina@northmoor.ex\u0430mple",
        "amina",
        "",
        f"{'a' * 65}@northmoor.example",
        f"amina@{'a.' * 130}example",
    ],
)
def test_what_is_not_exactly_one_address_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="like name@agency"):
        StaffAddress(text)


@pytest.mark.parametrize("text", ["amina.shah@Northmoor.Example", "o'neill-x+y_1@a-b.gov.uk", "desk@localhost"])
def test_addresses_of_staff_are_taken(text: str) -> None:
    assert StaffAddress(text).lower() == text.lower()


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"to": "dai@evil.example"}, TypeError),
        ({"subject": "Ellen Quarmby\nBcc: dai@evil.example"}, TypeError),
        ({"message_id": "<x@y>\nBcc: dai@evil.example"}, ValueError),
    ],
)
def test_nothing_typed_becomes_a_header(changes: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        a_letter(**changes)


def test_a_text_that_looks_like_headers_stays_a_text(clock: FixedClock) -> None:
    letter = a_letter(text="Bcc: dai@evil.example\n\n.\nQUIT\n")

    message = read_back(compose(letter, sender=SENDER, clock=clock).as_bytes())

    assert message["Bcc"] is None
    assert text_of(message) == letter.text


def test_there_are_twelve_subjects_and_none_names_a_matter() -> None:
    assert len(Subject) == 12
    assert not [subject for subject in Subject if "Marac" in subject.value or "case" in subject.value.lower()]


@pytest.mark.anyio
async def test_the_sink_folder_holds_a_letter_once_and_for_one_user(tmp_path: Path, clock: FixedClock) -> None:
    sink = FolderPost(tmp_path / "mail", SENDER, clock)

    await sink.send(a_letter())
    await sink.send(a_letter())

    [file] = (tmp_path / "mail").iterdir()
    assert file.suffix == ".eml"
    assert file.stat().st_mode & 0o777 == 0o600
    assert read_back(file.read_bytes())["To"] == AMINA


class Mailbox:
    """A mail server's memory. It answers every recipient with `answer`."""

    def __init__(self, answer: str = "250 OK") -> None:
        self.answer = answer
        self.received: list[bytes] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.received.append(envelope.content)
        return "250 OK"


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def server(mailbox: Mailbox) -> Iterator[Controller]:
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


def smtp(server: Controller, clock: FixedClock, tls: Any = "none") -> SmtpPost:
    return SmtpPost(SENDER, clock, host="127.0.0.1", port=server.port, tls=tls, trust=ssl.create_default_context())


@pytest.mark.anyio
async def test_a_calendar_letter_arrives_byte_for_byte(server: Controller, mailbox: Mailbox, clock: FixedClock) -> None:
    await smtp(server, clock).send(a_letter(ics=ICS))

    [written] = mailbox.received
    calendar = [part for part in read_back(written).walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_payload(decode=True) for part in calendar] == [ICS]


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("answer", "trouble"),
    [("550 No such user", LetterRefused), ("451 Try again", PostAway), ("421 Going away", PostAway)],
)
async def test_a_refused_letter_is_told_from_one_that_may_go_later(
    server: Controller, mailbox: Mailbox, clock: FixedClock, answer: str, trouble: type[Exception]
) -> None:
    mailbox.answer = answer

    with pytest.raises(trouble) as refused:
        await smtp(server, clock).send(a_letter())

    assert "amina" not in str(refused.value)
    assert mailbox.received == []


@pytest.mark.anyio
async def test_a_letter_never_travels_in_clear_where_tls_is_wanted(
    server: Controller, mailbox: Mailbox, clock: FixedClock
) -> None:
    for tls in ("starttls", "tls"):
        with pytest.raises(PostAway):
            await smtp(server, clock, tls).send(a_letter())

    assert mailbox.received == []


@pytest.mark.anyio
async def test_an_absent_mail_server_is_no_end_of_the_world(clock: FixedClock) -> None:
    with pytest.raises(PostAway):
        await SmtpPost(SENDER, clock, host="127.0.0.1", port=1, tls="none").send(a_letter())
