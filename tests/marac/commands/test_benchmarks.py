"""Benchmarks count honestly: percentiles by rank, a floor of the same bytes, and nothing measured that is no page."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient

from agencies.acts import Desk
from marac.commands.benchmarks.floor import floor_of
from marac.commands.benchmarks.measuring import Spread, machine, spread_of
from marac.commands.benchmarks.practice_pages import PageRead, counted
from marac.commands.benchmarks.search import measure_search
from marac.errors import Refused
from marac.web.desk import desk_pages
from marac.web.routes import HANDLERS
from marac.web.sessions import with_session
from marac.web.site import build_site
from tests.cast import Cast

pytestmark = pytest.mark.anyio
MOST_QUERIES_OF_AN_AGENDA = 15
RECORDS = 150
# The index keys in use, tokens, mentions, the leaf, keys of cases; more where research returns added values.
MOST_STATEMENTS_OF_A_SEARCH = 5


def test_percentiles_are_measured_values() -> None:
    assert spread_of([number / 1000 for number in range(100, 0, -1)]) == Spread(50, 95, 99)
    assert spread_of([0.007]) == Spread(7, 7, 7)


def test_a_figure_names_its_machine() -> None:
    assert machine().keys() == {"processor", "cores", "system", "python"}


async def test_the_floor_hands_out_the_very_bytes_and_nothing_else(tmp_path: Path) -> None:
    page = b"<p>Northmoor</p>" * 1000
    (tmp_path / "0").write_bytes(page)

    async with AsyncClient(transport=ASGITransport(floor_of(tmp_path)), base_url="http://localhost") as client:  # type: ignore[arg-type]
        found, missing = await client.get("/0"), await client.get("/1")

    assert (found.status_code, found.content) == (200, page)
    assert missing.status_code == 404


async def test_queries_of_a_page_are_counted_and_a_way_to_sign_in_is_no_page(desk: Desk, cast: Cast) -> None:
    site = build_site([desk_pages(HANDLERS)], wrappers=[with_session], state={"desk": desk})
    cookie = f"__Host-desk={await cast.amina.session_token()}"

    page = await counted(site, PageRead("start page", "/", cookie))

    assert page.queries > 0
    with pytest.raises(Refused, match="cannot be measured"):
        await counted(site, PageRead("start page", "/", "__Host-desk=nobody"))


@pytest.mark.long
def test_the_agenda_of_24_cases_stays_within_its_queries() -> None:
    program = Path(sys.executable).with_name("marac")

    told = subprocess.run([program, "bench", "pages", "--json"], capture_output=True, check=True).stdout

    measured = json.loads(told)
    agendas = [page for page in measured["pages"] if page["page"].startswith("agenda")]
    assert measured["agenda_cases"] == 24
    assert len(agendas) == 2
    assert all(page["queries"] <= MOST_QUERIES_OF_AN_AGENDA for page in agendas)


@pytest.mark.long
def test_a_search_is_measured_on_whom_the_store_does_not_hold_and_mostly_knows() -> None:
    told = measure_search([RECORDS])

    [size] = told["sizes"]
    assert (size["records"], told["database"], told["growth"]) == (RECORDS, "sqlite", 1.0)
    assert 0 < size["found_first"] <= size["known"] <= size["searches"]
    assert size["milliseconds"]["p50"] <= size["milliseconds"]["p95"]
    assert size["decryptions"] == size["opened"] <= size["most_opened"]
    assert size["statements"] <= MOST_STATEMENTS_OF_A_SEARCH


@pytest.mark.long
def test_a_store_that_was_kept_is_measured_again_and_never_shrinks(tmp_path: Path) -> None:
    first = measure_search([RECORDS], keep=str(tmp_path))
    [again] = measure_search([RECORDS], keep=str(tmp_path))["sizes"]

    assert again["found_first"] == first["sizes"][0]["found_first"]
    assert (tmp_path / "marac.sqlite").exists()
    with pytest.raises(Refused, match="larger already"):
        measure_search([RECORDS - 1], keep=str(tmp_path))
