"""Everything nobody should send, to every form and page there is: a plain answer, never a fall, nothing half done."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from tests.corpus.asking import ask
from tests.corpus.bodies import Hostile, bodies
from tests.corpus.every_state import fill
from tests.corpus.finding import Target, targets_of
from tests.corpus.judging import Answered, faults_of
from tests.corpus.requests import odd_requests
from tests.corpus.routes import Route
from tests.corpus.whole_desk import Places, WholeDesk, a_whole_desk, places_of
from tests.corpus.words import MARK
from tests.fakes import TUESDAY, FixedClock
from tests.web.reader import SAME_SITE

pytestmark = [pytest.mark.anyio, pytest.mark.long_on_postgres]

# The short run sends every how-many-th to each; beginning elsewhere at each route, it sends every one somewhere.
SHARE = 24
SHARE_OF_FORMS = 48
ALL = pytest.param(1, marks=pytest.mark.long, id="all")
# A text of its own beside what is refused is kept all the same: the minutes, when the new line below them is refused.
KEPT_BESIDE = {"POST /meetings/{ref:str}/room/{case_ref:str}/write": {"minutes_part", "minutes_revision"}}


@dataclass
class Corpus:
    """The desk, one target a route, and how many rows there are while nothing was done."""

    desk: WholeDesk
    targets: Mapping[Route, Target]
    rows: Mapping[str, int]

    def of(self, method: str) -> list[Target]:
        return [target for route, target in self.targets.items() if route.method == method]

    async def send(self, target: Target, hostile: Hostile) -> Answered:
        """Send it, look, and undo what it did."""
        headers = {**SAME_SITE, "Content-Type": hostile.kind}
        async with self.desk.browser_with(target.cookies) as browser:
            response = await browser.post(target.address, content=hostile.body, headers=headers)
        is_refused = response.status_code >= 400
        after = await self.desk.rows() if is_refused else self.rows
        if not is_refused or response.status_code == 429 or after != self.rows:
            await self.desk.set_back()
        beside = KEPT_BESIDE.get(str(target.route), ())
        return Answered(target, hostile, response, self.rows, {**after, **{name: self.rows[name] for name in beside}})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def places(template: str, folder: Path) -> Iterator[Places]:
    with places_of(template, folder) as places:
        yield places


@pytest.fixture(scope="module")
async def corpus(places: Places, folder: Path) -> AsyncIterator[Corpus]:
    """Built once for all tests here; each leaves it as it was."""
    async with a_whole_desk(places, folder, FixedClock(TUESDAY)) as desk:
        await fill(desk)
        cast = desk.cast
        people = (cast.amina, cast.bryn, cast.grace, cast.nadia, cast.imran, cast.ada, cast.viktor, None)
        targets = await targets_of(desk, people)
        yield Corpus(desk, targets, await desk.rows())


async def test_most_routes_are_reached_with_records_that_are_there(corpus: Corpus) -> None:
    made_up = [str(route) for route, target in corpus.targets.items() if target.is_made_up]

    assert len(corpus.targets) > 190
    assert len(made_up) < len(corpus.targets) / 5, "\n".join(made_up)


@pytest.mark.parametrize("share", [SHARE_OF_FORMS, ALL])
async def test_no_form_falls_over_what_nobody_should_send_or_does_half_of_it(
    corpus: Corpus, log_lines: StringIO, share: int
) -> None:
    found = []
    for number, target in enumerate(corpus.of("POST")):
        for hostile in bodies(target.fields)[number % share :: share]:
            answered = await corpus.send(target, hostile)
            found += [f"{hostile.id}: {target.route}: {fault}" for fault in faults_of(answered)]

    assert not found, "\n".join(found)
    assert MARK not in log_lines.getvalue()


@pytest.mark.parametrize("share", [SHARE, ALL])
async def test_no_page_falls_over_a_request_no_browser_sends(corpus: Corpus, log_lines: StringIO, share: int) -> None:
    found = []
    for number, target in enumerate(corpus.of("GET")):
        for odd in odd_requests(target.address, is_open=not target.route.row)[number % share :: share]:
            answer = await ask(corpus.desk.site, odd, target.cookies)
            if answer.status not in odd.expected:
                found.append(f"{odd.id}: {target.route}: answered {answer.status}")
            if b"evil" in answer.header(b"location") or b"//evil" in answer.body:
                found.append(f"{odd.id}: {target.route}: leads to another site")

    assert not found, "\n".join(found)
    assert await corpus.desk.rows() == corpus.rows
    assert "page_failed" not in log_lines.getvalue()
