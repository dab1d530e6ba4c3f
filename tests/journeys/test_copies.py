"""A referral and a return by keyboard in real Chromium: from empty pages, printed, taken out, in again equal."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from meetings.arrivals import Result
from meetings.copying.sent import export_sent
from meetings.forms.canonical import canonical_json
from meetings.intake import take_in
from meetings.tables.documents import Case
from tests.fakes import TUESDAY, FixedClock
from tests.journeys.copying import bring_it_back, print_it, take_it_out
from tests.journeys.one_referral import HELD, SHARED, Journey
from tests.journeys.visitor import Desks, Manner, Visitor
from tests.running import Running, running

WRITTEN = ("Ellen", "Quarmby", "07700 900142", "Abuse at home on 30 August.", "Aldermoor Primary")


@pytest.mark.long
def test_a_referral_and_a_return_go_out_and_in_again_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    clock = FixedClock(TUESDAY)
    with running(tmp_path / "data", clock) as service, Desks(browser, service, Manner()) as desks:
        journey = Journey(service, desks, clock)
        journey.arrange()
        bryn, amina = desks.sit_down(service.cast.bryn), desks.sit_down(service.cast.amina)
        journey.refer(bryn)
        document = copy_of_sender(bryn, tmp_path / "referral.json")
        journey.take_in(amina)
        copy_of_coordinator(amina, opened_case(service), tmp_path / "coordinator.json")
        assert (tmp_path / "coordinator.json").read_bytes() == canonical_json(document)
        nadia = desks.sit_down(service.cast.nadia)
        journey.answer_research(nadia)
        copy_of_agency(nadia, tmp_path / "return.json")
        assert again_under_another_reference(service, document) == document


def copy_of_sender(bryn: Visitor, file: Path) -> dict[str, Any]:
    at = f"/sent/{bryn.path.rpartition('/')[2]}"
    bryn.open(at)
    print_it(bryn, at, WRITTEN, by="Bryn Price")
    bryn.open(at)
    document = take_it_out(bryn, file)
    bring_it_back(bryn, file)
    return document


def copy_of_coordinator(amina: Visitor, case_ref: str, file: Path) -> None:
    """On paper with numbers below how they are safe; the file for a reason."""
    at = f"/referrals/{case_ref}"
    amina.open(at)
    print_it(amina, at, WRITTEN[2:], by="Amina Shah", number=2)
    amina.open(at)
    amina.unfold("Take out as a file")
    amina.choose("The case goes to another area", name="why_file")
    amina.go_to("Take out as a file", tag="button")
    with amina.page.expect_download() as handed_out:
        amina.press("Enter")
    handed_out.value.save_as(file)
    bring_it_back(amina, file)


def copy_of_agency(nadia: Visitor, file: Path) -> None:
    """The own answer with the line that is held back."""
    at = nadia.path
    print_it(nadia, at, (SHARED, HELD), by="Nadia")
    nadia.open(at)
    document = take_it_out(nadia, file)
    assert [line["share"] for line in document["lines"]] == ["share", "hold"]
    bring_it_back(nadia, file)


def opened_case(service: Running) -> str:
    async def only() -> str:
        [row] = await Case.select(Case.ref)
        return str(row["ref"])

    return service.do(only)


def again_under_another_reference(service: Running, document: dict[str, Any]) -> dict[str, Any]:
    """Taken in anew it comes out the same, apart from the reference of its sender."""

    async def there_and_back() -> dict[str, Any]:
        act = await service.cast.bryn.act()
        taken = await take_in(act, canonical_json({**document, "sender_reference": "ONCE-MORE"}))
        assert taken.result is Result.RECEIVED, taken.messages
        found: dict[str, Any] = json.loads((await export_sent(act, str(taken.document_ref))).body)
        return {**found, "sender_reference": document["sender_reference"]}

    return service.do(there_and_back)
