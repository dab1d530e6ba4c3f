"""An old log on the page: read, mended, confirmed, taken back; a broken file is refused in one sentence."""

from importlib.resources import files

import pytest
from httpx import Response

from marac.web.bring_in.sheets import SHEET_PAGES
from marac.web.cases import CASE_PAGES
from marac.web.referrals import REFERRAL_PAGES
from meetings.bring_in.checking import find_bring_in
from meetings.bring_in.word_forms import check_forms
from meetings.bring_in.word_reading import SentFile
from meetings.bring_in.working import go_on
from meetings.tables.bring_in import BringIn
from meetings.tables.documents import Case
from tests.cast import Cast
from tests.web.conftest import Browser
from tests.web.reader import SAME_SITE, Page, Reader

pytestmark = pytest.mark.anyio
PAGES = [*SHEET_PAGES, *REFERRAL_PAGES, *CASE_PAGES]
LEGACY = files("marac").joinpath("practice", "northmoor", "legacy")


def a_log(agency: str) -> bytes:
    heads = "Ref,Date referred,Ref agency,Victim,Perp,MARAC date"
    return f"{heads}\nNM/23/001,11.1.23,{agency},Ellen Quarmby,F Ostrey,8/2/23\n".encode()


async def sending(reader: Reader, content: bytes, *, name: str = "log.xlsx") -> Response:
    page = await reader.get("/bring-in")
    fields = page.form("Read the log").fields
    frame = {"csrf": fields["csrf"][0], "once": fields["once"][0]}
    return await reader.client.post("/bring-in", data=frame, files=[("log", (name, content))], headers=SAME_SITE)


async def read_log(reader: Reader, content: bytes, *, name: str = "log.xlsx") -> Page:
    answer = await sending(reader, content, name=name)
    return Page(answer) if answer.status_code != 303 else await reader.get(answer.headers["location"])


async def test_a_coordinator_reads_the_report_confirms_and_takes_all_of_it_back(browser: Browser, cast: Cast) -> None:
    amina = await browser(cast.amina)
    page = await read_log(amina, LEGACY.joinpath("marac-log-2023-2024.xlsx").read_bytes())
    assert page.heading == "What bringing in would do"
    assert "182" in page.text
    assert await Case.count() == 0

    [button] = [words for form in page.forms for words, _, _ in form.buttons if words.startswith("Bring in ")]
    page = await amina.press(page, button)

    assert "Being written" in page.text
    row = await BringIn.objects().first()
    assert row is not None
    act = await cast.amina.act()
    while await go_on(act, row):
        pass
    page = await amina.get(f"/bring-in/{row.ref}")
    assert "Brought in" in page.text
    assert await Case.count() == row.total
    case = await Case.objects().first()
    assert case is not None
    referral = await amina.get(f"/referrals/{case.ref}")
    assert "Brought in from an old log, read on 1 September 2026." in referral.text
    assert "Nothing is missing" not in referral.text
    assert "as the old log says" in (await amina.get(f"/cases/{case.ref}")).text

    page = await amina.press(page, "Take all of it back")
    assert "Being taken away" in page.text
    row = await find_bring_in(act, row.ref)
    while await go_on(act, row):
        pass
    assert await Case.count() == 0


async def test_an_agency_that_nobody_knows_is_said_on_the_page(browser: Browser, cast: Cast) -> None:
    amina = await browser(cast.amina)
    page = await read_log(amina, a_log("The DA team"), name="log.csv")
    assert "Say which agency each of these is." in page.text
    assert "1 record waits" in page.text
    assert "cell to mend" not in page.text

    page = await amina.press(page, "Read again with these", {"agency-0": "northmoor-police"})

    assert "Say which agency" not in page.text
    assert page.form("Bring in 1 record") is not None


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 cut off", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", b"", b"a,b\n1,2\n", b"\x00\x01\x02\x03"]
)
async def test_a_file_that_is_no_log_is_refused_in_one_sentence(browser: Browser, cast: Cast, content: bytes) -> None:
    amina = await browser(cast.amina)

    page = await read_log(amina, content)

    assert page.heading == "Bring in old records"
    [message] = page.messages.values()
    assert message.endswith(".")
    assert await BringIn.count() == 0


async def test_somebody_of_an_agency_finds_no_such_page(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)

    assert (await bryn.get("/bring-in")).status == 404


async def test_every_cell_comes_as_a_list_that_no_program_takes_for_formulas(browser: Browser, cast: Cast) -> None:
    amina = await browser(cast.amina)
    log = (
        b'Ref,Date referred,Ref agency,Victim,Perp,MARAC date\nNM/23/001,11.1.23,"=1+1",Ellen Quarmby,F Ostrey,8/2/23\n'
    )
    await read_log(amina, log, name="log.csv")
    row = await BringIn.objects().first()
    assert row is not None

    answer = await amina.client.get(f"/bring-in/{row.ref}/cells")

    assert answer.status_code == 200
    assert "'=1+1" in answer.text
    assert "\n=" not in answer.text
    assert ",=" not in answer.text


async def test_a_lot_of_word_forms_is_no_old_log(browser: Browser, cast: Cast) -> None:
    ref = await check_forms(await cast.amina.act(), [SentFile("a.docx", b"no form at all")])
    amina = await browser(cast.amina)

    assert [(await amina.get(f"/bring-in/{ref}{below}")).status for below in ("", "/cells")] == [404, 404]
