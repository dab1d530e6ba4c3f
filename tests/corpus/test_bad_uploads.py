"""Every file nobody should send, to every door for files, over real sockets: an answer, in time, in little room."""

import gc
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import lxml.html
import pytest

from marac.clock import Clock
from marac.files.refusals import SAID, Why
from marac.web.cookies import SESSION_COOKIE
from meetings.arrivals import REFERRAL
from meetings.attaching.adding import MOST_FILES
from meetings.drafts import start_draft
from meetings.tables.attachments import Attachment
from tests.cast import Person
from tests.corpus.uploads_made import MADE
from tests.documents import a_referral
from tests.running import Running, running
from tests.web.reader import SAME_SITE
from tests.web.test_multipart import BAD

UPLOADS = Path(__file__).parent / "uploads"
MANIFEST: list[dict[str, str]] = tomllib.loads((UPLOADS / "manifest.toml").read_text())["upload"]
PLAIN_ANSWERS = {200, 303, 400, 404, 405, 409, 413, 415, 422, 429}
LONGEST = 10
MOST_GROWTH = 20 * 1024 * 1024
DOORS = ("draft", "intake", "old log", "old forms")
# By day every second goes to one door, and the next to the next; in the long run each goes to all.
BY_DAY = [pytest.param(n, DOORS[n // 2 % 4 :][:1], id=f"{MANIFEST[n]['id']}-{n}") for n in range(0, len(MANIFEST), 2)]
EACH = [pytest.param(n, DOORS, id=f"{MANIFEST[n]['id']}-{n}-all", marks=pytest.mark.long) for n in range(len(MANIFEST))]
TAKES_TURNS = ("a_byte_too_much", "thousand_to_one", "a_hundred_thousand_entries", "pdf_of_too_many_pages")


@dataclass
class Door:
    """A page that takes files: where, and in which field."""

    address: str
    client: httpx.Client
    path: str
    name: str
    frame: dict[str, str] = field(default_factory=dict)

    def send(self, name: str, content: bytes) -> httpx.Response:
        page: Any = lxml.html.fromstring(self.client.get(self.path).text)
        boxes = page.xpath(f"//form[.//input[@type='file' and @name='{self.name}']]//input[@type='hidden']")
        frame = {box.get("name"): box.get("value") for box in boxes}
        files: Any = [(self.name, (name, content, "image/png"))]
        return self.client.post(self.path, data=frame, files=files, headers=SAME_SITE)

    def send_raw(self, content: bytes, boundary: str) -> httpx.Response:
        kind = f"multipart/form-data; boundary={boundary}".replace("\r\n", "%0D%0A")
        return self.client.post(self.path, content=content, headers={**SAME_SITE, "Content-Type": kind})


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("desk"), Clock()) as desk:
        yield desk


@pytest.fixture
def doors(desk: Running) -> Iterator[dict[str, Door]]:
    bryn = desk.cast.bryn

    async def a_draft() -> str:
        await Attachment.raw("DELETE FROM attachment_part")
        await Attachment.raw("DELETE FROM attachment")
        act = await bryn.act()
        with act.at_work():
            return await start_draft(act, REFERRAL, known=a_referral())

    with signed_in(desk, bryn) as his, signed_in(desk, desk.cast.amina) as hers:
        yield {
            "draft": Door(desk.address, his, f"/drafts/{desk.do(a_draft)}/files", "file"),
            "intake": Door(desk.address, his, "/intake/files", "files"),
            "old log": Door(desk.address, hers, "/bring-in", "log"),
            "old forms": Door(desk.address, hers, "/bring-in/forms", "files"),
        }


def signed_in(desk: Running, person: Person) -> httpx.Client:
    """A cookie and no header of this name: a header is left behind where the answer leads to another page."""
    cookies = {SESSION_COOKIE: desk.do(person.session_token)}
    return httpx.Client(base_url=desk.address, cookies=cookies, timeout=60, follow_redirects=True)


def content_of(upload: dict[str, str]) -> bytes:
    return MADE[upload["made"]]() if "made" in upload else (UPLOADS / upload["file"]).read_bytes()


def rows(desk: Running) -> int:
    async def count() -> int:
        return int(await Attachment.count())

    return desk.do(count)


def resident() -> int:
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def test_the_list_of_bad_files_is_whole() -> None:
    files = {upload["file"] for upload in MANIFEST if "file" in upload}
    made = {upload["made"] for upload in MANIFEST if "made" in upload}

    assert {path.name for path in UPLOADS.iterdir()} == files | {"manifest.toml"}
    assert made == set(MADE)
    assert {upload["why"] for upload in MANIFEST if upload["why"]} <= {why.value for why in Why}
    assert {f"U{number:02}" for number in range(1, 22)} <= {upload["id"] for upload in MANIFEST}


@pytest.mark.parametrize(("number", "names"), [*BY_DAY, *EACH])
def test_a_file_nobody_should_send_is_answered_at_every_door(
    desk: Running, doors: dict[str, Door], number: int, names: Sequence[str]
) -> None:
    upload = MANIFEST[number]
    content, before = content_of(upload), rows(desk)

    for name in names:
        begun = time.monotonic()
        answer = doors[name].send(upload["name"], content)

        assert answer.status_code in PLAIN_ANSWERS, name
        assert time.monotonic() - begun < LONGEST
        assert "root:x:0" not in answer.text
        if name == "draft" and upload["why"]:
            assert answer.status_code == 422
            assert SAID[Why(upload["why"])].removesuffix(".") in answer.text
            assert rows(desk) == before
        elif name == "draft":
            assert answer.status_code == 200
            assert rows(desk) == before + 1 <= MOST_FILES


@pytest.mark.parametrize("what", sorted(what for what in BAD if "line end" not in what and what[0] == "U"))
def test_a_form_no_browser_sends_is_answered_at_every_door(doors: dict[str, Door], what: str) -> None:
    for door in doors.values():
        assert door.send_raw(*BAD[what]).status_code in {400, 413, 431}


def test_a_body_beyond_the_limit_is_turned_away(doors: dict[str, Door]) -> None:
    for door in doors.values():
        assert door.send("long.txt", b"x" * (11 * 1024 * 1024)).status_code == 413


@pytest.mark.long
def test_the_largest_and_the_worst_leave_the_service_as_small_as_before(doors: dict[str, Door]) -> None:
    files = [(name, MADE[name]()) for name in TAKES_TURNS]
    for name, content in files:
        doors["draft"].send(name, content)
    before = resident()

    for _ in range(5):
        for name, content in files:
            doors["draft"].send(name, content)

    assert resident() - before < MOST_GROWTH
