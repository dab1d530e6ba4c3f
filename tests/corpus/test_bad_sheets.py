"""Every old log nobody should send, to the page and to the command: one answer, in time, in little room, no record."""

import re
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import lxml.html
import pytest

from marac.clock import Clock
from marac.files.refusals import SAID as FILE_SAID
from marac.files.refusals import Why
from marac.web.cookies import SESSION_COOKIE
from meetings.bring_in.checking import NO_LOG
from meetings.legacy.sheet_cells import SAID as SHEET_SAID
from meetings.tables.documents import Case
from tests.corpus.sheets_made import MADE
from tests.corpus.test_bad_uploads import LONGEST, MOST_GROWTH, Door, resident
from tests.marac.commands.test_way_in import run
from tests.running import Running, running
from tests.sampling import sampled

SHEETS = Path(__file__).parent / "sheets"
MANIFEST: list[dict[str, Any]] = tomllib.loads((SHEETS / "manifest.toml").read_text())["sheet"]
# X20 and X21 are no files but deeds: they stand in tests/meetings/bring_in/test_bringing_in.py.
CLASSES = {f"X{number:02}" for number in range(1, 23)} - {"X20", "X21"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("desk"), Clock()) as desk:
        yield desk


@pytest.fixture
def door(desk: Running) -> Iterator[Door]:
    cookies = {SESSION_COOKIE: desk.do(desk.cast.amina.session_token)}
    with httpx.Client(base_url=desk.address, cookies=cookies, timeout=60, follow_redirects=True) as hers:
        yield Door(desk.address, hers, "/bring-in", "log")


def said_of(sheet: dict[str, Any]) -> str:
    """The sentence for a file that is refused."""
    why = sheet["refused"]
    if why == "no_log":
        return NO_LOG
    return SHEET_SAID[why] if why in SHEET_SAID else FILE_SAID[Why(why)]


def figure(text: str, name: str) -> int:
    """What the report page says beside this name."""
    page: Any = lxml.html.fromstring(text)
    [value] = page.xpath(f"//dt[normalize-space()='{name}']/following-sibling::dd[1]")
    return int(re.sub(r"\D", "", value.text_content()))


def test_the_list_of_bad_logs_is_whole() -> None:
    assert {sheet["made"] for sheet in MANIFEST} == set(MADE)
    assert {sheet["id"] for sheet in MANIFEST} == CLASSES
    assert all(said_of(sheet) for sheet in MANIFEST if "refused" in sheet)


@pytest.mark.parametrize("sheet", sampled(MANIFEST, one_in=5), ids=lambda sheet: f"{sheet['id']}-{sheet['made']}")
def test_a_log_nobody_should_send_is_answered_on_the_page(desk: Running, door: Door, sheet: dict[str, Any]) -> None:
    content = MADE[sheet["made"]]()
    begun = time.monotonic()

    answer = door.send(sheet["name"], content)

    assert time.monotonic() - begun < LONGEST
    assert answer.status_code in {200, 413, 422}
    assert "root:x:0" not in answer.text
    if "refused" in sheet:
        page: Any = lxml.html.fromstring(answer.text)
        assert said_of(sheet) in page.text_content()
    else:
        assert figure(answer.text, "Records in the file") == sheet["records"]
        assert figure(answer.text, "Can be brought in") == sheet["ready"]
    assert desk.do(Case.count().run) == 0


@pytest.mark.long
@pytest.mark.parametrize("sheet", MANIFEST, ids=lambda sheet: f"{sheet['id']}-{sheet['made']}")
def test_a_log_nobody_should_send_is_answered_by_the_command(data: Path, sheet: dict[str, Any]) -> None:
    log = data / sheet["name"]
    log.write_bytes(MADE[sheet["made"]]())

    told = run(data, "bring-in", "sheet", str(log), "--area", "northmoor", fails="refused" in sheet).output

    assert (said_of(sheet) if "refused" in sheet else f"{sheet['records']} record") in told
    assert "Traceback" not in told


@pytest.mark.long
def test_bad_logs_leave_the_service_as_small_as_before(door: Door) -> None:
    contents = [(sheet["name"], MADE[sheet["made"]]()) for sheet in MANIFEST]
    for name, content in contents:
        door.send(name, content)
    before = resident()

    for _ in range(2):
        for name, content in contents:
            door.send(name, content)

    assert resident() - before < MOST_GROWTH
